"""审核公式: identities between indicators that suites declare, held against the figures of one or more reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kpi.extraction.catalogue import Catalogue
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import Reading, Relation, RelationType, RelationVerdict, Shape
from kpi.numbers.plain import normalise
from kpi.relations.explain import Book, best_mends, gap_between, share_of
from kpi.relations.formulas.evaluate import Outcome, Source, evaluate_all
from kpi.relations.formulas.expression import Formula, names_in
from kpi.relations.formulas.facts import Facts, facts_of
from kpi.relations.formulas.mending import slips_that_mend
from kpi.relations.formulas.names import Names, names_of
from kpi.relations.formulas.parse import Parsed, parse
from kpi.relations.formulas.spell import computation_of

__all__ = [
    "Facts", "Formula", "Names", "Outcome", "Parsed", "Source", "evaluate_all", "facts_of", "names_of", "parse",
    "relation_of", "with_formulas",
]  # fmt: skip


def relation_of(outcome: Outcome, books: Callable[[str], Book] | None = None) -> Relation:
    """What was evaluated as a relation; its members in the order of the formula.

    With `books`, which gives what a report says, a contradiction has the slips that would mend it.
    """
    assert outcome.verdict is not None
    wrong = outcome.verdict is RelationVerdict.INCONSISTENT
    gap = gap_between(outcome.computed, outcome.stated) if wrong else None
    gap_share = share_of(gap, outcome.stated) if wrong else None
    slips = slips_that_mend(outcome) if wrong and books is not None else ()
    mends = best_mends((mend, changed, books(doc)) for doc, mend, changed in slips) if books is not None else ()
    computation = replace(computation_of(outcome), gap=gap, gap_share=gap_share, mends=mends)
    members = tuple(fact.quantity.id for fact in outcome.facts)
    return Relation(RelationType.FORMULA, members, outcome.verdict, computation, outcome.formula.id, "formula")


def as_its_shape(formula: Formula, relation: Relation) -> Relation:
    """A formula of one report as the kind of relation that it is, its members in the order of that kind."""
    members = dict(zip((name.term for name in formula.names), relation.members, strict=True))
    left, right = ([members[name.term] for name in names_in(side)] for side in (formula.left, formula.right))
    shape = relation.computation.shape
    if shape is Shape.SUM:
        return replace(relation, type=RelationType.SUM, members=(*left, *right))
    if shape is Shape.SHARE and relation.computation.against[0].shown.endswith("%"):
        return replace(relation, type=RelationType.SHARE, members=(*right, *left))
    if shape is Shape.SAME:
        return replace(relation, type=RelationType.RESTATED)
    if shape is Shape.AT_MOST:
        parts, whole = (left, right) if formula.sign == "<=" else (right, left)
        return relation if len(whole) > 1 else _part_of(relation, (*whole, *parts))
    return relation


def _part_of(relation: Relation, members: tuple[str, ...]) -> Relation:
    """Parts that need not be all of their whole; where they hold, the list is incomplete."""
    fits = relation.verdict is RelationVerdict.CONSISTENT and relation.computed != relation.stated
    verdict = RelationVerdict.INCOMPLETE if fits else relation.verdict
    return replace(relation, type=RelationType.PARTIAL, members=members, verdict=verdict)


def with_formulas(
    reading: Reading, formulas: Sequence[Formula], catalogue: Catalogue
) -> tuple[Reading, tuple[Outcome, ...]]:
    """The reading with a relation for each formula that could be evaluated in it, and what came of all.

    One that is a sum, a share or a part of a whole is a relation of that kind; `rule` and `formula` name it.

    Formulas that speak of other times need the other reports of the body; here they are left out.
    """
    report = reading.report
    facts = facts_of(report, join_hard_wraps(normalise(report.text)), reading.printed, catalogue)
    alone = [formula for formula in formulas if not formula.times]
    outcomes = evaluate_all(alone, lambda time: None if time else facts)
    told = {frozenset(relation.members) for relation in reading.relations}
    book = Book(reading.relations, {quantity.id: quantity for quantity in reading.quantities})
    found = [
        as_its_shape(outcome.formula, relation_of(outcome, lambda _: book))
        for outcome in outcomes
        if not outcome.why
    ]
    new = [one for one in found if frozenset(one.members) not in told]  # what the text itself relates is told once
    return replace(reading, relations=(*reading.relations, *new)), tuple(outcomes)
