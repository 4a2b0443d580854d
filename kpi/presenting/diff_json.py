"""Two drafts of one report as data."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kpi.between.drafts import Difference, RelationKey, kind_of, same_thing
from kpi.matching.drafts import VerdictChange
from kpi.model import Judgement, Quantity, Reading, Relation, Target
from kpi.presenting.computations import computation_line, linked_of
from kpi.presenting.jsonvalues import Json
from kpi.presenting.numbers import json_number
from kpi.presenting.text import line_of

FORMAT = "kpi-diff/1"


def diff_json(
    found: Difference, verdicts: Sequence[VerdictChange] | None, dismissed: Collection[RelationKey] = ()
) -> Json:
    """The same as data; `verdicts` is null where no plan was given, `dismissed` are relations of the new draft."""
    return {
        "format": FORMAT,
        "old": found.old.report.doc,
        "new": found.new.report.doc,
        "same": found.same,
        "figures": [
            {"change": kind_of(one), "old": _figure(one.old, found.old), "new": _figure(one.new, found.new)}
            for one in found.figures
        ],
        "relations": [
            {"change": one.kind, "old": _relation(one.old, found.old), "new": _relation(one.new, found.new),
             "dismissed": one.new is not None and same_thing(one.new) in dismissed}
            for one in found.relations
        ],
        "targets": [
            {"change": kind_of(one), "old": _target(one.old), "new": _target(one.new)}
            for one in found.targets
        ],
        "verdicts": None if verdicts is None else [
            {"target": _target(one.new.target), "old": _verdict(one.old), "new": _verdict(one.new)}
            for one in verdicts
        ],
    }  # fmt: skip


def _figure(one: Quantity | None, reading: Reading) -> Json | None:
    if one is None:
        return None
    return {
        "id": one.id, "text": one.text, "value": json_number(one.value), "unit": one.unit,
        "subject": one.subject.text, "line": line_of(reading.report.text, one.start), "start": one.start,
        "end": one.end,
    }  # fmt: skip


def _relation(one: Relation | None, reading: Reading) -> Json | None:
    if one is None:
        return None
    return {
        "type": one.type.value, "verdict": one.verdict.value, "rule": one.rule, "members": list(one.members),
        "computation": computation_line(one.computation, "zh", linked_of(one, reading.relations)),
    }  # fmt: skip


def _target(one: Target | None) -> Json | None:
    if one is None:
        return None
    return {
        "subject": one.subject.text, "op": one.op.value, "value": json_number(one.value),
        "value_high": json_number(one.value_high), "unit": one.unit, "relative": one.relative or None,
        "due": one.due.isoformat(), "quote": one.text,
    }  # fmt: skip


def _verdict(one: Judgement) -> Json:
    answer = one.answer
    return {
        "verdict": one.verdict.value, "answer": answer.text if answer else None,
        "value": json_number(answer.value) if answer else None, "margin": json_number(one.margin),
    }  # fmt: skip
