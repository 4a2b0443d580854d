"""Reads a sentence or two and returns its relations as (type, verdict, printed numbers)."""

from __future__ import annotations

from kpi.model import Relation
from kpi.relations import read

Found = tuple[str, str, tuple[str, ...]]
OPENING = "某县民政局2025年上半年工作总结\n\n一、上半年工作情况\n\n"


def relations(text: str) -> tuple[Relation, ...]:
    return read(OPENING + text, "x").relations


def found(text: str) -> set[Found]:
    reading = read(OPENING + text, "x")
    printed = {quantity.id: quantity.text for quantity in reading.quantities}
    return {
        (relation.type.value, relation.verdict.value, tuple(printed[member] for member in relation.members))
        for relation in reading.relations
    }


def contradictions(text: str) -> set[Found]:
    return {one for one in found(text) if one[1] == "inconsistent"}
