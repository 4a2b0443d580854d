"""What a file of decisions would change, in the terminal: each decision in words, then the files line by line."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff

from rich.text import Text

from kpi.auditing.applying import Edit
from kpi.auditing.deciding import OfFinding, OfTarget, Outcome, Weighed
from kpi.ledger.decisions import Decisions
from kpi.model import Verdict
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, indented, styled
from kpi.presenting.messages import message, word
from kpi.presenting.text import wrap

_STYLES = {Outcome.APPLIES: "good", Outcome.THERE: "label"}
_SIGNS = {"+": "good", "-": "bad", "@": "label"}


def apply_lines(decisions: Decisions, found: Weighed, lang: Lang, width: int) -> Lines:
    """Who decided when, then a decision each with what becomes of it."""
    head = message("apply.head", lang, by=decisions.by, on=decisions.on.isoformat(), n=len(found.all))
    lines = wrap(Text(head, "key"), width)
    for one in found.all:
        becomes = Text(word("apply", one.outcome.value, lang), _STYLES.get(one.outcome, "warn"))
        said, about = _finding(one, lang) if isinstance(one, OfFinding) else _target(one, lang)
        lines += wrap(styled((said, "key"), "  ", about), width)
        below = [*wrap(becomes, width - 2)]
        if one.decision.why:
            below = [*wrap(Text(one.decision.why, "label"), width - 2), *below]
        lines += indented(below, 2)
    return lines


def _finding(one: OfFinding, lang: Lang) -> tuple[str, str]:
    what = one.finding.message[0 if lang == "zh" else 1] if one.finding else one.decision.fingerprint
    return word("ledger_status", one.decision.status.value, lang), what


def _target(one: OfTarget, lang: Lang) -> tuple[str, str]:
    target = one.target
    about = f"{target.target} {target.indicator or target.subject}"
    if one.outcome is not Outcome.APPLIES:
        return message("apply.answer", lang), about
    quote = one.pin.quote or word("verdict", Verdict.NOT_REPORTED.value, lang)
    verdict = f" ({word('verdict', one.pin.verdict.value, lang)})" if one.pin.quote and one.pin.verdict else ""
    return message("apply.answer", lang), f"{about}: {quote}{verdict}"


def edit_lines(made: Sequence[Edit], lang: Lang, width: int) -> Lines:
    """The difference of every file, as `diff -u` has it."""
    lines: Lines = []
    for edit in made:
        before, after = edit.before.splitlines(), edit.after.splitlines()
        told = unified_diff(before, after, edit.file, edit.file, lineterm="", n=2)
        lines += [Text(""), *(Text(line, _SIGNS.get(line[:1], "")) for line in told)]
    return lines
