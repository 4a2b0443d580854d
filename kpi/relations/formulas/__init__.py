"""审核公式: identities between indicators that suites declare, held against the figures of one or more reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.extraction.catalogue import Catalogue
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import Reading, Relation, RelationType, RelationVerdict
from kpi.numbers.plain import normalise
from kpi.relations.explain import gap_between, share_of
from kpi.relations.formulas.evaluate import Outcome, Source, evaluate_all
from kpi.relations.formulas.expression import Formula
from kpi.relations.formulas.facts import Facts, facts_of
from kpi.relations.formulas.names import Names, names_of
from kpi.relations.formulas.parse import Parsed, parse
from kpi.relations.formulas.spell import computation_of

__all__ = [
    "Facts", "Formula", "Names", "Outcome", "Parsed", "Source", "evaluate_all", "facts_of", "names_of", "parse",
    "relation_of", "with_formulas",
]  # fmt: skip


def relation_of(outcome: Outcome) -> Relation:
    """What was evaluated as a relation; its members in the order of the formula."""
    assert outcome.verdict is not None
    wrong = outcome.verdict is RelationVerdict.INCONSISTENT
    gap = gap_between(outcome.computed, outcome.stated) if wrong else None
    gap_share = share_of(gap, outcome.stated) if wrong else None
    computation = replace(computation_of(outcome), gap=gap, gap_share=gap_share)
    members = tuple(fact.quantity.id for fact in outcome.facts)
    return Relation(RelationType.FORMULA, members, outcome.verdict, computation, outcome.formula.id, "formula")


def with_formulas(
    reading: Reading, formulas: Sequence[Formula], catalogue: Catalogue
) -> tuple[Reading, tuple[Outcome, ...]]:
    """The reading with a relation for each formula that could be evaluated in it, and what came of all.

    Formulas that speak of other times need the other reports of the body; here they are left out.
    """
    report = reading.report
    facts = facts_of(report, join_hard_wraps(normalise(report.text)), reading.printed, catalogue)
    alone = [formula for formula in formulas if not formula.times]
    outcomes = evaluate_all(alone, lambda time: None if time else facts)
    told = {frozenset(relation.members) for relation in reading.relations}
    found = [relation_of(outcome) for outcome in outcomes if not outcome.why]
    new = [one for one in found if frozenset(one.members) not in told]  # what the text itself relates is told once
    return replace(reading, relations=(*reading.relations, *new)), tuple(outcomes)
