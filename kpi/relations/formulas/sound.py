"""What is wrong with a formula that parses: mixed units, a divisor that can be 0, a name that refers to itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kpi.relations.formulas.expression import Formula, Name, Node, Number, Operation, names_in
from kpi.relations.formulas.units import Dimensions, joined, shown

_SHOWN = {"*": "×", "/": "÷", "-": "−"}


class Fault(NamedTuple):
    """A code of problems.yml and the values of its message."""

    code: str
    values: tuple[tuple[str, str], ...]


def faults(formula: Formula) -> Iterator[Fault]:
    found: list[Fault] = []
    sides = [_dimensions(side, found) for side in (formula.left, formula.right)]
    if not found and sides[0] != sides[1]:
        found.append(_mixed(formula.sign, sides[0] or (), sides[1] or ()))
    yield from dict.fromkeys(found)
    terms = [{name.term: name.text for name in names_in(side)} for side in (formula.left, formula.right)]
    for term, text in terms[0].items():
        if term in terms[1]:
            yield Fault("formula_itself", (("found", text),))
    if not formula.names:
        yield Fault("formula_no_name", (("found", formula.text),))


def _dimensions(node: Node, found: list[Fault]) -> Dimensions | None:
    """What a side counts; None, with the fault, where it cannot be said."""
    if not isinstance(node, Operation):
        return node.kind.dimensions
    left, right = _dimensions(node.left, found), _dimensions(node.right, found)
    if node.sign == "/" and _can_be_zero(node.right):
        found.append(Fault("formula_zero", (("found", spelled(node.right)),)))
    if left is None or right is None:
        return None
    if node.sign in "*/":
        return joined(left, right, 1 if node.sign == "*" else -1)
    if left != right:
        found.append(_mixed(node.sign, left, right))
        return None
    return left


def _can_be_zero(node: Node) -> bool:
    """A difference, a rate of change, a 0; a count of 0 is met when the figures are (then nothing is said)."""
    if isinstance(node, Number):
        return node.value == Decimal(0)
    if isinstance(node, Name):
        return node.can_be_zero
    if node.sign == "-":
        return True
    if node.sign == "+":
        return _can_be_zero(node.left) and _can_be_zero(node.right)
    return _can_be_zero(node.left) or (node.sign == "*" and _can_be_zero(node.right))


def spelled(node: Node) -> str:
    """The words of a part of a formula."""
    if not isinstance(node, Operation):
        return node.text
    return f"{spelled(node.left)} {_SHOWN.get(node.sign, node.sign)} {spelled(node.right)}"


def _mixed(sign: str, left: Dimensions, right: Dimensions) -> Fault:
    values = (("found", shown(left)), ("expected", shown(right)), ("sign", _SHOWN.get(sign, sign)))
    return Fault("formula_units", values)
