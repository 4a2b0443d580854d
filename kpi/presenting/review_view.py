"""One target that a person has to decide, in the terminal: what was promised, and the answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from kpi.auditing.reviewing import Case, Option
from kpi.presenting.audit_view import words_of
from kpi.presenting.card import MARKS, quoted, style_of
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, ends, indented, labelled, styled
from kpi.presenting.messages import message, word
from kpi.presenting.numbers import demand_of
from kpi.presenting.text import wrap

INDENT = 3


def list_lines(cases: Sequence[Case], lang: Lang, width: int) -> Lines:
    """A line a target that waits for a person, with the name to call it by."""
    if not cases:
        return wrap(Text(message("review.none_open", lang)), width)
    lines = wrap(Text(message("review.open", lang, n=len(cases)), "key"), width)
    for case in cases:
        head = styled((" ? ", "warn"), (case.target.target, "key"), f"  {_title(case)} {_demand(case)}".rstrip())
        lines += ends(head, Text(message("review.options", lang, n=len(case.options)), "label"), width)
    return lines


def case_lines(case: Case, at: int, total: int, lang: Lang, width: int) -> Lines:
    """The target with its promise, then every option by number."""
    target = case.target
    count = f"{at}/{total}  " if total > 1 else ""
    head = styled((count, "label"), (_title(case), "head"), f"  {_demand(case)}".rstrip())
    lines = [Text(""), *ends(head, Text(message("due", lang, date=target.due.isoformat()), "label"), width)]
    mark, style = MARKS.get(case.verdict.verdict, "·"), style_of(case.verdict.verdict)
    verdict = word("verdict", case.verdict.verdict, lang)
    stands = styled((f"{mark} {verdict}", style), (f"  {target.target}", "label"))
    lines += ends(stands, Text(f"{target.file}:{target.line}", "place"), width)
    label = message("label.plan", lang)
    label_width = max(cell_len(label), 2)
    if target.promise:
        lines += quoted(label, words_of(target.promise, lang), "key", width, label_width)
    elif target.quote:
        lines += labelled(label, Text(target.quote), "", width, label_width)
    lines.append(Text(message("review.read_in", lang, doc=case.verdict.doc), "label"))
    for number, option in enumerate(case.options, start=1):
        lines += quoted(f"{number:>2}", words_of(option.quote, lang), "key", width, label_width)
        lines += indented(wrap(Text(_about(option, lang), "label"), width - label_width - 2), label_width + 2)
    none = message("review.none_of_them" if case.options else "review.nothing_found", lang)
    return [*lines, *labelled(" 0", Text(none), "", width, label_width)]


def _title(case: Case) -> str:
    return case.target.indicator or case.target.subject or case.target.quote


def _demand(case: Case) -> str:
    target = case.target
    return demand_of(target)


def _about(option: Option, lang: Lang) -> str:
    """Likeness, why it was not taken, and the verdict it leads to or that the person has to say it."""
    score = message("review.score", lang, score=f"{option.score:.2f}")
    reason = word("reason", option.reason, lang) if option.reason else ""
    said = f"{option.quote.text} → {word('verdict', option.would, lang)}" if option.decides else option.quote.text
    yours = "" if option.decides else message("review.odd" if option.odd else "review.words", lang)
    return " · ".join(part for part in (said, score, reason, yours) if part)
