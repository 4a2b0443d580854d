"""Single slips of the pen with which a formula that is contradicted would hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kpi.arithmetic.intervals import scale
from kpi.model import Mend, Quantity
from kpi.relations.check import spread
from kpi.relations.formulas.evaluate import Outcome, judged
from kpi.relations.formulas.facts import Fact
from kpi.relations.formulas.units import kind_of
from kpi.relations.slips import FITS, slips_in


def slips_that_mend(outcome: Outcome) -> Iterator[tuple[str, Mend, Quantity]]:
    """(report, slip, the quantity that would be) for each slip in one of its figures."""
    chosen = {name.term: fact for name, fact in zip(outcome.formula.names, outcome.facts, strict=True)}
    for term, fact in chosen.items():
        for mend, changed in slips_in(fact.quantity):
            again = judged(outcome.formula, {**chosen, term: _with(fact, changed)})
            if not again.why and again.verdict in FITS:
                yield fact.doc, mend, changed


def _with(fact: Fact, changed: Quantity) -> Fact:
    return replace(fact, quantity=changed, interval=scale(spread(changed), kind_of(changed.unit).factor))
