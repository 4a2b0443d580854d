"""One target as people see it, the same for `compare` and `audit`: what was asked, what came, and both quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rich.cells import cell_len
from rich.text import Text

from kpi.model import Weight
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, ends, heading, indented, labelled, styled, table, widest
from kpi.presenting.messages import catalogue, message, word
from kpi.presenting.numbers import plain, scaled
from kpi.presenting.text import clip, excerpt, wrap
from kpi.presenting.weights import weight_rank

AWAITING = "not_judged"
# Worst first. Those in DETAILED are shown with both quotes, the others in a line each.
ORDER = (
    "missed", "behind", "not_reported", "partly", "needs_review", "uncertain", "not_comparable", "in_progress",
    "declared", "on_track", "met", "not_due", AWAITING,
)  # fmt: skip
DETAILED = frozenset(ORDER[:9])
# How the summary line counts: what was reached first, then the rest from the worst.
SUMMARY = ("met", "on_track", *ORDER[:9], "not_due", AWAITING)
STYLES = {"met": "good", "on_track": "good", "missed": "bad", "behind": "bad", "not_reported": "bad"}
MARKS = {
    "met": "✓", "on_track": "✓", "missed": "✗", "behind": "✗", "not_reported": "✗", "needs_review": "?",
    "uncertain": "?", "not_comparable": "?", "in_progress": "~", "partly": "~", "declared": "~",
}  # fmt: skip
MEASURED = ("missed", "met", "uncertain", "behind", "on_track")
CANDIDATES = 3
CARDS = 100  # shown of a verdict; a workspace of a hundred bodies has thousands, which JSON and the page hold
OPEN_REASONS = ("", "other_target", "unlike", "less_alike", "unsure", "same_number", "same_noun", "nameless")
INDENT = 3
NARROW = 64  # below this many columns places have no room beside numbers


@dataclass(frozen=True, slots=True)
class Words:
    """Quoted words: `sentence[start:end]` matters most; `place` is where to look, doc:line.

    `marks` are the stretches to highlight where that is not all of start to end.
    """

    sentence: str
    start: int
    end: int
    place: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """`margin` is actual minus target in `unit`; `done` and `elapsed` are shares for targets not yet due."""

    verdict: str
    title: str
    demand: str
    due: date
    body: str = ""
    actual: str = ""
    margin: Decimal | None = None
    margin_share: float | None = None
    unit: str = ""
    done: float | None = None
    elapsed: float | None = None
    promise: Words | None = None
    answer: Words | None = None
    candidates: tuple[tuple[Words, str], ...] = ()
    modifiers: tuple[str, ...] = ()
    note: str = ""
    pinned: str = ""
    weight: str = Weight.NUMBER.value


def mark_of(verdict: str) -> str:
    return MARKS.get(verdict, "·")


def style_of(verdict: str) -> str:
    return STYLES.get(verdict, "quiet" if verdict in ("not_due", AWAITING) else "warn")


def worth_asking(candidates: Sequence[tuple[Words, str]]) -> tuple[tuple[Words, str], ...]:
    """Candidates that a person might choose: each place once, none that a gate shut out (another unit …)."""
    found: dict[tuple[str, str, int], tuple[Words, str]] = {}
    for words, reason in candidates:
        if reason in OPEN_REASONS:
            found.setdefault((words.place, words.sentence, words.start), (words, reason))
    return tuple(found.values())


def counts(cards: Sequence[Card]) -> dict[str, int]:
    """How many of each verdict there are, in the summary's order, none left out that occurs."""
    found = [card.verdict for card in cards]
    order = (*SUMMARY, *sorted(set(found) - set(SUMMARY)))
    return {verdict: found.count(verdict) for verdict in order if verdict in found}


def count_words(cards: Sequence[Card], lang: Lang) -> str:
    """完成 21,未完成 6,未报告 7 — the part of the summary that counts verdicts."""
    parts = [
        message("audit.verdict_count", lang, word=word("verdict", verdict, lang), n=n)
        for verdict, n in counts(cards).items()
    ]
    return message("audit.comma", lang).join(parts)


def card_sections(cards: Sequence[Card], lang: Lang, width: int, most: int | None = CARDS) -> Lines:
    """All targets by verdict, worst first, headlines first in each; what needs attention with its quotes, the rest
    a line each. At most so many of a verdict.
    """
    lines: Lines = []
    several = len({card.body for card in cards}) > 1
    for verdict in (*ORDER, *sorted({card.verdict for card in cards} - set(ORDER))):
        group = weighed([card for card in cards if card.verdict == verdict])
        if not group:
            continue
        lines += group_heading(verdict, group, lang, width)
        shown = group[:most]
        if verdict in DETAILED:
            for card in shown:
                lines += _detailed(card, lang, width, several)
        else:
            lines += compact(shown, lang, width)
        lines += more(len(group) - len(shown), lang)
    return lines


def weighed(cards: Sequence[Card]) -> list[Card]:
    """Headlines first, else in their order."""
    return sorted(cards, key=lambda card: weight_rank(card.weight))


def group_heading(verdict: str, group: Sequence[Card], lang: Lang, width: int, weight: str = "") -> Lines:
    """未报告 351  已到期,…: with the weight where the group is of one, else with the headlines among them."""
    about = message(f"about.{verdict}", lang) if f"about.{verdict}" in catalogue() else ""
    name = word("verdict", verdict, lang)
    title = message("weight.group", lang, weight=word("weight", weight, lang), verdict=name) if weight else name
    headlines = sum(1 for card in group if card.weight == Weight.HEADLINE)
    among = message("weight.among", lang, n=headlines) if headlines and not weight else ""
    return [Text(""), *heading(f"{title} {len(group)}{among}", about, f"{style_of(verdict)}.head", width)]


def more(rest: int, lang: Lang) -> Lines:
    """How many are not shown, and where they are."""
    return [Text(message("more", lang, n=rest), "label")] if rest > 0 else []


def _detailed(card: Card, lang: Lang, width: int, several: bool) -> Lines:
    body = f"{card.body}  " if several else ""
    title = styled((f" {mark_of(card.verdict)} ", style_of(card.verdict)), (card.title, "key"))
    if card.weight == Weight.HEADLINE:
        title.append(f"  [{word('weight', card.weight, lang)}]", "key")
    for modifier in modifiers_shown(card.modifiers):
        title.append(f"  [{word('modifier', modifier, lang)}]", "warn")
    right = Text(body + message("due", lang, date=card.due.isoformat()), "label")
    lines = ends(title, right, width)
    inner: Lines = []
    numbers = _numbers(card, lang)
    if numbers.plain:
        inner += wrap(numbers, width - INDENT)
    inner += _quotes(card, lang, width - INDENT)
    return [*lines, *indented(inner, INDENT)]


def modifiers_shown(modifiers: Sequence[str]) -> tuple[str, ...]:
    """The narrower word says it all where both are there."""
    return tuple(m for m in modifiers if m != "revised" or "revised_down" not in modifiers)


def _numbers(card: Card, lang: Lang) -> Text:
    """目标 ≥80%   实际 76.5%   差额 −3.5 个百分点"""
    parts: list[tuple[str, str, str]] = []
    if card.demand:
        parts.append((message("label.target", lang), card.demand, "key"))
    if card.actual:
        parts.append((message("label.actual", lang), card.actual, style_of(card.verdict)))
    if card.margin is not None and card.verdict in MEASURED and card.elapsed is None:
        parts.append((message("label.margin", lang), margin_words(card, lang), style_of(card.verdict)))
    line = Text("")
    for label, value, style in parts:
        line.append("   " if line.plain else "").append(f"{label} ", "label").append(value, style)
    if card.elapsed is not None and card.done is not None:
        pace = message("pace", lang, done=_percent(card.done), elapsed=_percent(card.elapsed))
        line.append("   " if line.plain else "").append(pace, "label")
    return line


def margin_words(card: Card, lang: Lang) -> str:
    """−3.5 个百分点 for percentages, −120人 (−12%) for amounts; always signed."""
    if card.margin is None:
        return ""
    sign = "+" if card.margin > 0 else ""
    if card.unit == "%":
        return f"{sign}{plain(card.margin)}{message('points', lang)}"
    share = f" ({'+' if card.margin_share > 0 else ''}{_percent(card.margin_share)})" if card.margin_share else ""
    return f"{sign}{scaled(card.margin, card.unit)}{share}"


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0").replace("-", "−") + "%"


def _quotes(card: Card, lang: Lang, width: int) -> Lines:
    labels = {name: message(f"label.{name}", lang) for name in ("plan", "report", "candidate", "note", "pinned")}
    label_width = max(cell_len(label) for label in labels.values())
    lines: Lines = []
    if card.promise:
        lines += quoted(labels["plan"], card.promise, "key", width, label_width, rows=1)
    if card.answer:
        lines += quoted(labels["report"], card.answer, f"{style_of(card.verdict)}.head", width, label_width)
    for words, reason in card.candidates[:CANDIDATES]:
        lines += quoted(labels["candidate"], words, "key", width, label_width)
        if reason:
            lines += _beside(word("reason", reason, lang), width, label_width)
    if len(card.candidates) > CANDIDATES:
        more = message("more_candidates", lang, n=len(card.candidates) - CANDIDATES)
        lines += _beside(more, width, label_width)
    if card.pinned:
        lines += labelled(labels["pinned"], Text(card.pinned), "", width, label_width)
    if card.note:
        lines += labelled(labels["note"], Text(card.note, "label"), "", width, label_width)
    return lines


def _beside(text: str, width: int, label_width: int) -> Lines:
    return indented(wrap(Text(text, "label"), width - label_width - 2), label_width + 2)


def quoted(label: str, words: Words, style: str, width: int, label_width: int, rows: int = 2) -> Lines:
    """The words, highlighted, and as much of their sentence as fits into about so many lines."""
    room = rows * (width - label_width - 2) - cell_len(words.place) - 6
    least = cell_len(words.sentence[words.start : words.end]) + 4
    part = excerpt(words.sentence, words.start, words.end, max(20, room, least))
    body = Text(part.text)
    for start, end in words.marks or ((words.start, words.end),):
        body.stylize(style, start - words.start + part.start, end - words.start + part.start)
    return labelled(label, body, words.place, width, label_width)


def compact(group: Sequence[Card], lang: Lang, width: int) -> Lines:
    """✓ 新增持证护理员   ≥88人   116人   reports/2023-annual.txt:12"""
    demands = [clip(card.demand or message("milestone", lang), 18) for card in group]
    actuals = [clip(card.actual, 14) for card in group]
    room = max(12, width * 3 // 10)
    places = [_clip_left(_where(card), room) if width >= NARROW else "" for card in group]
    columns = [
        Column(None),
        Column(widest(demands, 4, 18)),
        Column(widest(actuals, 0, 14)),
        Column(widest(places, 0, room), right=True),
    ]
    lines: Lines = []
    for card, demanded, actual, place in zip(group, demands, actuals, places, strict=True):
        style = style_of(card.verdict)
        row = [Text(card.title), Text(demanded, "label"), Text(actual, style), Text(place, "place")]
        first, *rest = table([row], columns, width - INDENT)
        mark = styled((f" {mark_of(card.verdict)} ", style))
        lines += [mark.append_text(first), *indented(rest, INDENT)]
    return lines


def _where(card: Card) -> str:
    words = card.answer or card.promise
    return words.place if words else ""


def _clip_left(text: str, width: int) -> str:
    """A path keeps its end, which holds the file and the line: …/qinghe/2025.txt:12."""
    parts = text.split("/")
    while len(parts) > 1 and cell_len("…/" + "/".join(parts[1:])) > width:
        parts = parts[1:]
    short = text if cell_len(text) <= width else "…/" + "/".join(parts[1:])
    return short if cell_len(short) <= width else clip(parts[-1], width)
