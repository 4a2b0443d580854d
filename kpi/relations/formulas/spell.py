"""The computation of a formula in numbers as printed: `3.17万 + 2.67万 = 5.84万人`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kpi.model import Computation, Interval, RelationVerdict, Shape, Term
from kpi.relations.formulas.evaluate import Outcome
from kpi.relations.formulas.expression import Formula, Name, Node, Number, Operation
from kpi.relations.formulas.expression import Term as Indicator
from kpi.relations.formulas.facts import Fact
from kpi.relations.notes import plain

_NUMBER = re.compile(r"-?[\d,， ]*\d(?:\.\d+)?")
_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−"}
_OVER = {"<=": ">", ">=": "<", "=": "≠"}
_HELD = {"<=": "≤", ">=": "≥", "=": "="}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


def computation_of(outcome: Outcome) -> Computation:
    """What was computed and what was stated: the right side first, as it is what was computed."""
    formula, wrong = outcome.formula, outcome.verdict is RelationVerdict.INCONSISTENT
    facts = {name.term: fact for name, fact in zip(formula.names, outcome.facts, strict=True)}
    left, right = (tuple(_side(node, facts)) for node in (formula.left, formula.right))
    held = Computation(shape_of(formula), right, "=", left, "", outcome.computed, outcome.stated)
    if formula.sign != "=":
        return replace(held, terms=left, against=right, sign=(_OVER if wrong else _HELD)[formula.sign])
    if isinstance(formula.left, Name) and not isinstance(formula.right, Name):
        like = facts[formula.left.term]
        comes = _computed(outcome, like)
        if wrong:
            return replace(held, result=comes, sign="≠", off=_gap(outcome, like))
        same = _digits(comes) == _digits(left[0].shown)
        return held if same else replace(held, result=comes, sign="≈")
    return replace(held, sign="≠" if wrong else "=")


def shape_of(formula: Formula) -> Shape:
    """What a formula does with its indicators; a comparison where it is none of the known kinds."""
    if formula.sign != "=":
        return Shape.AT_MOST if _is_sum(formula.left) and _is_sum(formula.right) else Shape.COMPARED
    if not isinstance(formula.left, Name):
        return Shape.COMPARED
    if isinstance(formula.right, Name):
        return Shape.SAME
    if not isinstance(formula.right, Operation):
        return Shape.COMPARED
    if _is_sum(formula.right):
        return Shape.SUM
    if _is_product(formula.right):
        return Shape.PRODUCT
    named = isinstance(formula.right.left, Name) and isinstance(formula.right.right, Name)
    return {"/": Shape.SHARE, "-": Shape.DIFFERENCE}.get(formula.right.sign if named else "", Shape.COMPARED)


def _is_sum(node: Node) -> bool:
    return isinstance(node, Name) or (
        isinstance(node, Operation) and node.sign == "+" and _is_sum(node.left) and _is_sum(node.right)
    )


def _is_product(node: Node) -> bool:
    return isinstance(node, Name | Number) or (
        isinstance(node, Operation) and node.sign == "*" and _is_product(node.left) and _is_product(node.right)
    )


def _digits(text: str) -> Decimal | None:
    found = _NUMBER.search(text)
    return Decimal(re.sub(r"[,， ]", "", found[0])) if found else None


def _gap(outcome: Outcome, like: Fact) -> str:
    """Between the middles of the two intervals, in the unit of the stated number."""
    ends = _middle(outcome.computed), _middle(outcome.stated)
    gap = abs(ends[0] - ends[1]) if ends[0] is not None and ends[1] is not None else None
    return _printed(gap, like)


def _computed(outcome: Outcome, like: Fact) -> str:
    """The middle of what was computed, as the number it is held against prints."""
    return _printed(_middle(outcome.computed), like)


def _printed(value: Decimal | None, like: Fact) -> str:
    """A value in the unit, and the 万 or 亿, of a printed number, one decimal finer where it needs it."""
    found = _NUMBER.search(like.quantity.text)
    if value is None or found is None:
        return "?"
    digits = _digits(like.quantity.text) or Decimal(0)
    places = len(found[0].partition(".")[2])
    number = value / (like.quantity.value / digits if digits else Decimal(1))
    exact = plain(number.quantize(Decimal(1).scaleb(-places))) if places else plain(number, 0)
    if abs(number - Decimal(exact)) > Decimal("1e-9"):
        exact = plain(number, places + 1)
    return exact + like.quantity.text[found.end() :]


def _middle(interval: Interval | None) -> Decimal | None:
    if interval is None or interval.low is None or interval.high is None:
        return None if interval is None else interval.low if interval.high is None else interval.high
    return (interval.low + interval.high) / 2


def _side(
    node: Node, facts: Mapping[Indicator, Fact], sign: str = "", parent: str = "", right: bool = False
) -> Iterator[Term]:
    """The numbers of a side in order, with their signs and brackets."""
    if isinstance(node, Number):
        yield Term(node.text, sign=sign)
    elif isinstance(node, Name):
        fact = facts[node.term]
        yield Term(" ".join(fact.quantity.text.split()), fact.quantity.id, sign, doc=fact.doc)
    elif node.sign == "*" and isinstance(node.right, Number) and node.right.value == 1:
        yield from _side(node.left, facts, sign, parent, right)  # × 1人/户 is there for the units
    else:
        first = list(_side(node.left, facts, sign, node.sign))
        second = list(_side(node.right, facts, _SIGNS[node.sign], node.sign, True))
        binds, outer = _BINDS[node.sign], _BINDS.get(parent, 0)
        if binds < outer or (right and binds == outer and parent in "-/"):
            first[0] = first[0]._replace(opens=first[0].opens + 1)
            second[-1] = second[-1]._replace(closes=second[-1].closes + 1)
        yield from (*first, *second)
