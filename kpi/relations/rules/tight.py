"""sum.tight: the second measures of a sum, each right behind its number: 142间/63户, 318间/131户, 总计460间/194户.

The first measures add up, so the list is closed, and the second ones have to. Takes the sums that other rules
found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.arithmetic.laws import TAKEN_OFF
from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.balance import balance_of
from kpi.relations.rules.parts import told
from kpi.relations.slips import FITS, near_miss

_BESIDE = expression("relations", "rules_tight.beside")


def sums_of_second_measures(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    for relation in found:
        known = relation.type is RelationType.SUM and relation.verdict in FITS
        if known and all(member in figures for member in relation.members):
            seconds = [_second(page, figures[member]) for member in relation.members]
            second = [one for one in seconds if one is not None]
            if len(second) == len(seconds) > 2 and len({one.family for one in second}) == 1:
                yield from _told(relation.formula, second)


def _told(formula: str, second: Sequence[Figure]) -> Iterator[Relation]:
    """7515户12324人, 纳入412户706人, 退出538户934人: what is taken off in one measure is in the other."""
    if not formula.startswith(TAKEN_OFF):
        yield from told(second[0], second[1:])
        return
    went = len(second) - int(formula.removeprefix(TAKEN_OFF))
    relation = balance_of(second[0], second[1], second[2:went], second[went:])
    if relation.verdict in FITS or near_miss(relation, [one.quantity for one in second]):
        yield relation


def _second(page: Page, figure: Figure) -> Figure | None:
    behind = page.figures[figure.index + 1] if figure.index + 1 < len(page.figures) else None
    beside = behind is not None and _BESIDE.fullmatch(page.text, figure.end, behind.start) is not None
    return behind if behind is not None and beside and behind.counts and behind.family != figure.family else None
