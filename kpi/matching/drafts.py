"""What a second draft of a report changes in the verdicts on the plan before it."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.model import Comparison, Judgement


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One target of the plan, as the old and as the new draft answer it."""

    old: Judgement
    new: Judgement


def changed_verdicts(old: Comparison, new: Comparison) -> tuple[VerdictChange, ...]:
    """The targets of one plan whose verdict or answer differs, in text order."""
    before = {one.target.id: one for one in old.judgements}
    pairs = ((before[now.target.id], now) for now in new.judgements if now.target.id in before)
    return tuple(VerdictChange(was, now) for was, now in pairs if _told(was) != _told(now))


def _told(one: Judgement) -> tuple[object, ...]:
    return one.verdict, one.margin, one.answer and (one.answer.value, one.answer.unit)
