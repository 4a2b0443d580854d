"""Text → formula: names and numbers are set aside, what is left is parsed by Python's own `ast`; nothing is run.

护理型床位占比 = 护理型床位 / 养老机构床位
社会组织 = 年初社会组织 + 新增社会组织 − 注销撤销社会组织
低保资金 = 低保对象 × 低保月人均补助水平 × 12个月
临时救助[人次] >= 上半年临时救助[人次]
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.extraction.catalogue import Indicator
from kpi.model import Measure
from kpi.numbers.numerals import multiplier
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression
from kpi.relations.formulas.expression import Formula, Name, Node, Number, Operation
from kpi.relations.formulas.names import Names
from kpi.relations.formulas.sound import Fault, faults
from kpi.relations.formulas.units import PLAIN, kind_of

LONGEST, MOST_NAMES, DEEPEST = 400, 24, 12  # characters, names and numbers, brackets in brackets
_SIGNS = str.maketrans("×÷＋－−–（）＝＜＞［］", "*/+---()=<>[]")
_WORD = r"[^\s+*/=<>()\[\]-]+"
_TOKEN = re.compile(rf"(?P<word>{_WORD}(?:\({_WORD}\)(?:{_WORD})?)*)(?:\[(?P<unit>[^\[\]]{{1,16}})\])?")
_NUMBER = expression("relations", "formulas_parse.number")
_SHOWN = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Eq: "=", ast.LtE: "<=", ast.GtE: ">="}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A formula, or all that is wrong with it."""

    formula: Formula | None
    faults: tuple[Fault, ...] = ()


class _NoFormulaError(Exception):
    """The text is no formula; says which words."""


def parse(identifier: str, text: str, names: Names) -> Parsed:
    if len(text) > LONGEST:
        return Parsed(None, (Fault("formula_too_long", (("found", str(len(text))), ("expected", str(LONGEST)))),))
    written = text.translate(_SIGNS).replace("≤", "<=").replace("≥", ">=").replace("≦", "<=").replace("≧", ">=")
    tokens: list[re.Match[str]] = []

    def set_aside(token: re.Match[str]) -> str:
        tokens.append(token)
        return f" _{len(tokens) - 1} "

    bare = re.sub(r"(?<![<>])=+", "==", _TOKEN.sub(set_aside, written))
    if len(tokens) > MOST_NAMES or _depth(bare) > DEEPEST:
        return Parsed(None, (Fault("formula_too_deep", (("names", str(MOST_NAMES)), ("depth", str(DEEPEST)))),))
    found: list[Fault] = []
    leaves = [_leaf(token, names, found) for token in tokens]
    if found:
        return Parsed(None, tuple(dict.fromkeys(found)))
    try:
        formula = _formula(identifier, text, bare, [leaf for leaf in leaves if leaf is not None])
    except _NoFormulaError as fault:
        return Parsed(None, (Fault("formula_syntax", (("found", str(fault)),)),))
    wrong = tuple(faults(formula))
    return Parsed(None if wrong else formula, wrong)


def _depth(bare: str) -> int:
    deepest = depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


def _formula(identifier: str, text: str, bare: str, leaves: Sequence[Number | Name]) -> Formula:
    try:
        tree = ast.parse(bare.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise _NoFormulaError(text) from None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in _SHOWN:
        raise _NoFormulaError(text)
    left, right = (_node(side, leaves, text) for side in (tree.left, tree.comparators[0]))
    return Formula(identifier, text, left, _SHOWN[type(tree.ops[0])], right)


def _node(tree: ast.expr, leaves: Sequence[Number | Name], text: str) -> Node:
    if isinstance(tree, ast.BinOp) and type(tree.op) in _SHOWN:
        left, right = _node(tree.left, leaves, text), _node(tree.right, leaves, text)
        return Operation(_SHOWN[type(tree.op)], left, right)
    if isinstance(tree, ast.Name) and tree.id[1:].isdecimal():
        return leaves[int(tree.id[1:])]
    raise _NoFormulaError(text)


def _leaf(token: re.Match[str], names: Names, found: list[Fault]) -> Number | Name | None:
    word, unit = token["word"], token["unit"] or ""
    number = _NUMBER.fullmatch(word)
    if number and (not number["unit"] or number["unit"] == "%" or number["unit"] in unit_table().units):
        value, unit = Decimal(number["digits"]) * multiplier(number["scale"]), unit or number["unit"]
        return Number(value, word, kind_of(unit) if unit else PLAIN)
    terms = names.find(word, unit)
    if not terms:
        known = names.find(word)
        code = "formula_unit" if known else "formula_name"
        near = names.units(known) if known else names.nearest(word)
        found.append(Fault(code, (("found", unit if known else word), ("name", word), ("nearest", near))))
        return None
    if len(terms) > 1:
        found.append(Fault("formula_ambiguous", (("found", word), ("expected", names.units(terms)))))
        return None
    indicator = names.catalogue.indicators[terms[0].indicator]
    return Name(terms[0], word, kind_of(unit or indicator.unit), _may_vanish(indicator))


def _may_vanish(indicator: Indicator) -> bool:
    return indicator.measure in (Measure.GROWTH, Measure.CHANGE)
