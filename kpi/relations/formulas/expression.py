"""A formula as a tree: numbers, indicators and the four operations, on both sides of =, <= or >=."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kpi.relations.formulas.units import Kind


class Term(NamedTuple):
    """An indicator, as split by words (城市), at a time (of formulas.yml, "" for the report's own)."""

    indicator: str
    dimensions: frozenset[str]
    time: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Name:
    """`can_be_zero`: a rate of change or a difference, which no formula may divide by."""

    term: Term
    text: str
    kind: Kind
    can_be_zero: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    sign: str  # + - * /
    left: Node
    right: Node


Node = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """`id` names it in every output; `sign` is =, <= or >=; `text` is what was written."""

    id: str
    text: str
    left: Node
    sign: str
    right: Node

    @property
    def names(self) -> tuple[Name, ...]:
        """The indicators, each once, in the order of the text."""
        found = {name.term: name for side in (self.left, self.right) for name in names_in(side)}
        return tuple(found.values())

    @property
    def times(self) -> tuple[str, ...]:
        """The other times that it speaks of."""
        return tuple(dict.fromkeys(name.term.time for name in self.names if name.term.time))


def names_in(node: Node) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    elif isinstance(node, Operation):
        yield from names_in(node.left)
        yield from names_in(node.right)
