"""The worked sum of a formula in numbers as printed: `3.17万 + 2.67万 = 5.84万人`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kpi.model import Interval, RelationVerdict
from kpi.relations.formulas.evaluate import Outcome
from kpi.relations.formulas.expression import Name, Node, Number, Term
from kpi.relations.formulas.facts import Fact
from kpi.relations.notes import plain

_NUMBER = re.compile(r"-?[\d,， ]*\d(?:\.\d+)?")
_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−"}
_OVER = {"<=": ">", ">=": "<", "=": "≠"}
_HELD = {"<=": "≤", ">=": "≥", "=": "="}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


def spelled_out(outcome: Outcome) -> str:
    """Computation and stated number: the right side first, as it is what was computed."""
    formula = outcome.formula
    facts = {name.term: fact for name, fact in zip(formula.names, outcome.facts, strict=True)}
    wrong = outcome.verdict is RelationVerdict.INCONSISTENT
    if formula.sign != "=":
        sign = (_OVER if wrong else _HELD)[formula.sign]
        return f"{_side(formula.left, facts)} {sign} {_side(formula.right, facts)}"
    stated = _side(formula.left, facts)
    shown = _side(formula.right, facts)
    if isinstance(formula.left, Name) and not isinstance(formula.right, Name):
        like = facts[formula.left.term]
        computed = _computed(outcome, like)
        if wrong:
            return f"{shown} = {computed} ≠ {stated} (Δ {_gap(outcome, like)})"
        same = _digits(computed) == _digits(stated)
        return f"{shown} = {stated}" if same else f"{shown} = {computed} ≈ {stated}"
    return f"{shown} {'≠' if wrong else '='} {stated}"


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


def _side(node: Node, facts: Mapping[Term, Fact], parent: str = "", right: bool = False) -> str:
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Name):
        return " ".join(facts[node.term].quantity.text.split())
    if node.sign == "*" and isinstance(node.right, Number) and node.right.value == 1:
        return _side(node.left, facts, parent, right)  # × 1人/户 is there for the units
    words = f"{_side(node.left, facts, node.sign)} {_SIGNS[node.sign]} {_side(node.right, facts, node.sign, True)}"
    binds, outer = _BINDS[node.sign], _BINDS.get(parent, 0)
    return f"({words})" if binds < outer or (right and binds == outer and parent in "-/") else words
