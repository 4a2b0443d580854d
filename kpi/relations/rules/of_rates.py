"""sum.of-rates: a rate, and right behind it those that it is made of.

调撤率42.02%,其中调解率27.75%、撤诉率14.27%; 每人补助3250元,其中中央1820元,省级1430元: 其中, a colon or its bracket
opens them, they go on side by side, and they add up to it to the digit; or the total of those before it says so
(合计42.02%). Rates of one base alone add up, so that nothing is told of what does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.language.terms import POINTS
from kpi.model import Relation, RelationVerdict
from kpi.outline.marks import COLON
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, lead, settled
from kpi.relations.rules.parts import own, words
from kpi.relations.sums import adds_up, sum_of

_UNITS = frozenset(("%", POINTS))
_SHARP, _SHARP_A_HEAD = 3, 2  # digits of the whole
_MOST = 6  # parts
_BACK = 16  # figures before a total


def sums_of_rates(page: Page) -> Iterator[Relation]:
    for whole in page.figures:
        a_head = "/" in whole.quantity.unit and not whole.is_percent
        sharp = whole.significant >= (_SHARP_A_HEAD if a_head else _SHARP)
        if not (a_head or whole.quantity.unit in _UNITS) or not sharp or not _may_add(page, whole):
            continue
        before = _before(page, whole) if words("in_all").search(own(page, whole)) else []
        for size in range(2, len(before) + 1):
            if adds_up(whole, before[-size:]):
                yield sum_of(whole, before[-size:], RelationVerdict.CONSISTENT)
                break
        parts: list[Figure] = []
        for one in page.figures[whole.index + 1 : whole.index + 1 + _MOST]:
            if one.quantity.unit not in (whole.quantity.unit, whole.base) or not _goes_on(page, whole, one):
                break
            parts.append(one)
        sizes = (size for size in range(len(parts), 1, -1) if adds_up(whole, parts[:size]))
        for size in sizes:
            yield sum_of(whole, parts[:size], RelationVerdict.CONSISTENT)
            break


def _before(page: Page, whole: Figure) -> list[Figure]:
    """The last rates of its sentence: 调解占27.75%;撤诉占14.27%;调撤率合计42.02%."""
    near = page.figures[max(0, whole.index - _BACK) : whole.index]
    rates = [one for one in near if one.quantity.unit == whole.quantity.unit and one.sentence == whole.sentence]
    return [one for one in rates if _may_add(page, one) and one.value < whole.value][-_MOST:]


def _may_add(page: Page, figure: Figure) -> bool:
    return figure.exact and settled(figure) and not fit_words("growth").search(lead(page, figure))


def _goes_on(page: Page, whole: Figure, one: Figure) -> bool:
    slot = page.slots[one.index]
    if not one.exact or one.value >= whole.value:
        return False
    if slot.depth > whole.depth:
        return slot.owner == whole.index
    between = page.text[whole.end : one.start]
    opened = OPENS.search(between) is not None or COLON in between
    return slot.depth == whole.depth and one.sentence == whole.sentence and opened
