"""The story of one target in the terminal: promise, demand, report by report, other plans, a person's decision."""

from __future__ import annotations

from decimal import Decimal

from rich.cells import cell_len
from rich.text import Text

from kpi.auditing.story import Arithmetic, Chapter, Link, Rejected, Story, gate_of
from kpi.model import Interval
from kpi.presenting.audit_view import words_of
from kpi.presenting.card import MARKS, Words, modifiers_shown, quoted, style_of
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, ends, indented, labelled, styled
from kpi.presenting.messages import message, word
from kpi.presenting.numbers import demand_of, plain, scaled
from kpi.presenting.text import wrap
from kpi.rules import registry

INDENT = 3
WEIGHED = ("met", "missed", "uncertain", "on_track", "behind", "needs_review", "in_progress")
LABELS = ("plan", "asks", "verdict", "report", "maybe", "sum", "pace", "pinned", "other", "note", "rule")


def explain_lines(story: Story, lang: Lang, width: int) -> Lines:
    target = story.target
    title = styled((target.indicator or target.subject or target.quote, "head"))
    lines = ends(title, Text(f"{target.file}:{target.line}", "place"), width)
    lines += wrap(Text(f"{target.body}  {target.target}", "label"), width)
    lines += _promise(story, lang, width)
    for at, chapter in enumerate(story.chapters, start=1):
        lines += [Text(""), *_chapter(chapter, at, story, lang, width)]
    if not story.chapters:
        lines += [Text(""), *wrap(Text(message("explain.no_report", lang), "warn"), width)]
    if story.links:
        lines += [Text(""), *wrap(Text(message("explain.plans", lang), "key"), width)]
        for link in story.links:
            lines += indented(_link(link, story, lang, width - INDENT), INDENT)
    return lines


def _label(name: str, lang: Lang) -> str:
    return message(f"explain.{name}", lang)


def _width(lang: Lang) -> int:
    return max(cell_len(_label(name, lang)) for name in LABELS)


def _said(name: str, body: Text, lang: Lang, width: int, place: str = "") -> Lines:
    return labelled(_label(name, lang), body, place, width, _width(lang))


def _quoted(name: str, words: Words, style: str, lang: Lang, width: int) -> Lines:
    return quoted(_label(name, lang), words, style, width, _width(lang), rows=3)


def _promise(story: Story, lang: Lang, width: int) -> Lines:
    target = story.target
    lines: Lines = []
    if target.promise:
        lines += _quoted("plan", words_of(target.promise, lang), "key", lang, width - INDENT)
    elif target.quote:
        missing = Text(target.quote).append(f"  {message('explain.not_in_plan', lang)}", "warn")
        lines += _said("plan", missing, lang, width - INDENT)
    kind = message(f"explain.kind_{target.kind}", lang)
    due = message("due", lang, date=target.due.isoformat())
    parts = (kind, _demand(story), due)
    lines += _said("asks", Text("  ".join(part for part in parts if part)), lang, width - INDENT)
    if story.rules:
        lines += _said("rule", _read_by(story, lang), lang, width - INDENT)
    if story.pin:
        lines += _pin(story, lang, width - INDENT)
    return indented(lines, INDENT)


def _read_by(story: Story, lang: Lang) -> Text:
    """role.target.plan: why the number in the plan is a promise."""
    rule = registry().get(story.rules[0])
    words = (rule.zh if lang == "zh" else rule.en) if rule else ""
    return styled(story.rules[0], (f"  {words}".rstrip(), "label"))


def _demand(story: Story) -> str:
    target = story.target
    return demand_of(target)


def _pin(story: Story, lang: Lang, width: int) -> Lines:
    pin = story.pin
    if pin is None:
        return []
    verdict = word("verdict", pin.verdict.value, lang) if pin.verdict else ""
    what = "  ".join(part for part in (f"“{pin.quote}”" if pin.quote else "", verdict) if part)
    who = message("explain.decided", lang, by=pin.by, on=pin.on.isoformat(), why=pin.why)
    return _said("pinned", styled((what, "key"), f"  {who}"), lang, width, pin.report)


def _chapter(chapter: Chapter, at: int, story: Story, lang: Lang, width: int) -> Lines:
    verdict = chapter.verdict
    decides = message("explain.decides", lang) if verdict.is_latest else ""
    head = styled((f"{at}. ", "label"), (chapter.doc, "key"), (f"  {decides}".rstrip(), "label"))
    lines = ends(head, Text(_period(chapter, lang), "label"), width)
    style = style_of(verdict.verdict)
    said = styled((f"{MARKS.get(verdict.verdict, '·')} {word('verdict', verdict.verdict, lang)}", style))
    for modifier in modifiers_shown(verdict.modifiers):
        said.append(f"  [{word('modifier', modifier, lang)}]", "warn")
    if verdict.verdict in WEIGHED and "pinned" not in verdict.modifiers:
        said.append(f"  {message('explain.confidence', lang, share=f'{verdict.confidence:.2f}')}", "label")
    if gate := gate_of(verdict):
        said.append(f"  {word('reason', gate, lang)}", "label")
    inner = _said("verdict", said, lang, width - INDENT)
    if verdict.answer:
        label = "maybe" if verdict.verdict == "needs_review" else "report"
        inner += _quoted(label, words_of(verdict.answer, lang), f"{style}.head", lang, width - INDENT)
    if chapter.arithmetic:
        inner += _said("sum", Text(arithmetic_words(chapter.arithmetic, story, lang)), lang, width - INDENT)
    if not chapter.is_due:
        inner += _said("pace", Text(_pace(chapter, story, lang)), lang, width - INDENT)
    if verdict.note and not chapter.arithmetic:
        inner += _said("note", Text(verdict.note), lang, width - INDENT)
    if chapter.rejected:
        inner += wrap(Text(message("explain.rejected", lang, n=len(chapter.rejected)), "label"), width - INDENT)
    for rejected in chapter.rejected:
        inner += _rejected(rejected, lang, width - INDENT)
    return [*lines, *indented(inner, INDENT)]


def _period(chapter: Chapter, lang: Lang) -> str:
    if chapter.period_start is None or chapter.period_end is None:
        return ""
    return message("span", lang, start=chapter.period_start.isoformat(), end=chapter.period_end.isoformat())


def arithmetic_words(found: Arithmetic, story: Story, lang: Lang) -> str:
    """162.4万元 [162.35万, 162.45万] − 150万元 = +12.4万元 [+12.35万, +12.45万] (+8.3%)."""
    unit = story.target.unit
    margin = found.actual - found.threshold
    share = f" ({_signed(margin / abs(found.threshold) * 100, 1)}%)" if found.threshold and unit != "%" else ""
    shown = f"{scaled(found.actual, unit)}{_span(found.answer, False)} − {scaled(found.threshold, unit)}"
    shown += f" = {_difference(margin, unit, lang)}{_span(found.margin, True)}{share}"
    wanted = message("explain.at_most" if found.at_most else "explain.at_least", lang)
    slack = _difference(found.slack, unit, lang).removeprefix("+")
    tolerance = message("explain.slack", lang, slack=slack) if found.slack else ""
    return "  ".join(part for part in (shown, wanted, tolerance) if part)


def _difference(value: Decimal, unit: str, lang: Lang) -> str:
    sign = "+" if value > 0 else ""
    return f"{sign}{plain(value)}{message('points', lang)}" if unit == "%" else f"{sign}{scaled(value, unit)}"


def _span(interval: Interval, signed: bool) -> str:
    """The values that print alike, empty for an exact number."""
    if interval.low == interval.high:
        return ""
    low = "−∞" if interval.low is None else _end(interval.low, signed)
    high = "∞" if interval.high is None else _end(interval.high, signed)
    return f" [{low}, {high}]"


def _end(value: Decimal, signed: bool) -> str:
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{scaled(value, '')}"


def _signed(value: Decimal, places: int) -> str:
    return ("+" if value > 0 else "") + plain(round(value, places))


def _pace(chapter: Chapter, story: Story, lang: Lang) -> str:
    """From when to when, how much of the time is gone, and how much is done."""
    gone = message(
        "explain.gone",
        lang,
        start=chapter.since.isoformat(),
        end=story.target.due.isoformat(),
        elapsed=f"{chapter.elapsed * 100:.1f}",
    )
    pending = chapter.verdict.verdict in ("on_track", "behind")
    share = chapter.arithmetic.share if chapter.arithmetic and pending else None
    return gone + (message("explain.done", lang, done=f"{share * 100:.1f}") if share is not None else "")


def _rejected(rejected: Rejected, lang: Lang, width: int) -> Lines:
    found = rejected.candidate
    lines = quoted(f"{'·':>2}", words_of(found.quote, lang), "key", width, _width(lang), rows=2)
    reason = word("reason", found.reason, lang) if found.reason else message("explain.undecided", lang)
    told = f"{reason}{message('audit.colon', lang)}{rejected.answers}" if rejected.answers else reason
    score = message("review.score", lang, score=f"{found.score:.2f}")
    about = wrap(Text(f"{found.quote.text} · {told} · {score}", "label"), width - _width(lang) - 2)
    return [*lines, *indented(about, _width(lang) + 2)]


def _link(link: Link, story: Story, lang: Lang, width: int) -> Lines:
    """Another plan's words for the same target, with what became of the number."""
    here, there = story.target, link.target
    old, new = (here, there) if link.later else (there, here)
    modifier = "revised_down" if link.modifier == "revised" and link.lowered else link.modifier
    which = message("explain.next_plan" if link.later else "explain.plan_before", lang)
    name = f"{which}{message('audit.comma', lang)}{word('modifier', modifier, lang)}" if modifier else which
    numbers = [demand_of(t) for t in (old, new)]
    change = " → ".join(numbers) if all(numbers) and numbers[0] != numbers[1] else numbers[1]
    head = styled((name, "warn"), f"  {change}".rstrip(), (f"  {there.target}", "label"))
    lines = ends(head, Text(message("due", lang, date=there.due.isoformat()), "label"), width)
    if there.promise:
        lines += indented(_quoted("other", words_of(there.promise, lang), "key", lang, width - INDENT), INDENT)
    return lines
