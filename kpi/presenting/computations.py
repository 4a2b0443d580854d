"""Computations in the language of the output: `kpi.arithmetic.notation`, and what a language words otherwise.

Every output (terminal, page, Excel, Markdown, JSON) renders them here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.arithmetic import notation
from kpi.auditing.result import RelationResult
from kpi.model import Computation, Relation, Shape, Term
from kpi.presenting.jsonvalues import Json
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message

_POINTS = "个百分点"
Linked = Sequence[tuple[str, Computation]]  # verdicts and computations of relations that share a number


def computation_line(computation: Computation, lang: Lang, linked: Linked = ()) -> str:
    """All of it: what came out, the difference, what would mend it, and what shares a number with it."""
    return notation.explained(computation, linked, lambda shown: _shown(shown, lang))


def told_line(computation: Computation, lang: Lang, linked: Linked = ()) -> str:
    """The same for people: words where mathematicians have signs."""
    names = ("none", "counts", "breaks", "others")
    signs = notation.Signs(**{name: message(f"signs.{name}", lang) for name in names})
    return notation.explained(computation, linked, lambda shown: _shown(shown, lang), signs)


def named_words(relation: RelationResult, lang: Lang) -> str:
    """The computation of an audit's relation, behind the name of the formula that it is, if any."""
    line = told_line(relation.computation, lang, relation.linked)
    return f"{relation.formula}  {line}" if relation.rule == "formula" else line


def bare_line(computation: Computation, lang: Lang) -> str:
    """What was computed against what is stated, without the difference."""
    if computation.shape is not Shape.MOVE:
        computation = replace(computation, off="", over="")
    return notation.written(computation, lambda shown: _shown(shown, lang))


def computed_side(computation: Computation, lang: Lang) -> str:
    """The terms and what comes out of them."""
    return bare_line(replace(computation, sign=""), lang)


def linked_of(relation: Relation, relations: Sequence[Relation]) -> Linked:
    """Of one report's relations those that share a number with `relation`."""
    others = [relations[number - 1] for number in relation.linked]
    return [(other.verdict.value, other.computation) for other in others]


def _shown(shown: str, lang: Lang) -> str:
    """A printed number; percentage points are no unit that English knows."""
    if lang == "zh" or not shown.endswith(_POINTS):
        return shown
    return f"{shown.removesuffix(_POINTS).rstrip()}{message('points', lang)}"


def computation_json(computation: Computation, line: str) -> Json:
    """The value with its parts, and `line`, which spells it out."""
    counts = [{"count": one.number, "gives": one.gives or None} for one in computation.nearest or ()]
    return {
        "line": line,
        "shape": computation.shape.value,
        "terms": [_term_json(term) for term in computation.terms],
        "result": computation.result or None,
        "sign": computation.sign,
        "against": [_term_json(term) for term in computation.against],
        "off": computation.off or None,
        "over": computation.over or None,
        "way": computation.way or None,
        "counts": None if computation.nearest is None else counts,
    }


def _term_json(term: Term) -> Json:
    return {
        "shown": term.shown,
        "quantity": term.quantity or None,
        "report": term.doc or None,
        "sign": term.sign,
        "opens": term.opens,
        "closes": term.closes,
        "span": term.span or None,
    }
