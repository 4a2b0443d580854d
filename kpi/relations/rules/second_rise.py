"""rise.second: the rate of a second measure, where the first measure's rate fits its own two levels.

1386人次,花钱276.4万元…去年1257人次、用了241.9万元…人次上浮10.3%;资金增速14.6%: the second rate is of the second
levels. Takes the rises that the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.language.terms import RESPECTIVELY
from kpi.model import Bound, Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.changes import is_change
from kpi.relations.fits.near import behind_line, fit_words, lead, same_sentence, settled
from kpi.relations.rises import OF_TWO_LEVELS, base, with_change
from kpi.relations.rules.compared import is_difference
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS, or_near_miss

_AHEAD = 3


def second_rises(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    known = {one.members[-1] for one in found if one.type is RelationType.RISE}
    for relation in found:
        if relation.type is not RelationType.RISE or relation.verdict not in FITS or len(relation.members) != 3:
            continue
        members = [figures.get(member) for member in relation.members]
        if None in members:
            continue
        then, now, rate = (one for one in members if one is not None)
        if relation.formula in OF_TWO_LEVELS and not any(is_difference(page, one, one) for one in (then, now)):
            yield from _beside_it(page, then, now, rate, known)
        if rate.quantity.unit == "%" and relation.formula in ("growth", "drop"):
            yield from _second(page, then, now, rate, known)


def _beside_it(page: Page, then: Figure, now: Figure, change: Figure, known: set[str]) -> Iterator[Relation]:
    """人次添了129人次,即上浮10.3%: where one of the two fits two levels, the other beside it is of them too."""
    for one in (*page.figures[max(0, change.index - 1) : change.index], *behind_line(page, change, 1)):
        if one.index in (then.index, now.index) or one.id in known or not is_change(page, one):
            continue
        if RESPECTIVELY in own(page, one):
            continue  # 农村…提高420元;城市…提高45元,分别增长7.4%和6.8%: the first of the two is of the first
        rates = (one.quantity.unit == "%", change.quantity.unit == "%")
        if (
            rates[0] == rates[1]
            or not same_sentence(page, one, change)
            or not (rates[0] or base(one) == base(now))
        ):
            continue
        told = with_change(page, then, now, one)
        told = or_near_miss(told, [figure.quantity for figure in (then, now, one)])
        if told is not None:
            yield told


def _second(page: Page, then: Figure, now: Figure, rate: Figure, known: set[str]) -> Iterator[Relation]:
    other_then, other_now = _beside(page, then), _beside(page, now)
    if other_then is None or other_now is None or base(other_then) != base(other_now):
        return
    if base(other_then) == base(then) or not counts(page, other_now):
        return
    for one in behind_line(page, rate, _AHEAD):
        if one.quantity.unit == "%" and one.quantity.bound is Bound.EXACT and settled(one):
            told = with_change(page, other_then, other_now, one)
            told = or_near_miss(told, [figure.quantity for figure in (other_then, other_now, one)])
            if told is not None and one.id not in known and fit_words("growth").search(lead(page, one)):
                yield told
            return


def _beside(page: Page, figure: Figure) -> Figure | None:
    """The next figure of the sentence, of another measure, before any other of the same."""
    following = page.figures[figure.index + 1 : figure.index + 2]
    sentence = page.slots[figure.index].sentence
    return next((one for one in following if page.slots[one.index].sentence == sentence), None)
