"""sum.behind: a total that stands behind its parts.

城市发放低保金1264.8万元,标准790元;农村发放3977.5万元,标准560元。两项合计发放5242.3万元. The words of the total say
that it is one (合计, 共, 两项), and the parts are the last figures of its measure before it. A row of them
(分别为甲、乙、丙) is told too where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import fit_words, is_beside
from kpi.relations.rules.parts import APART, SURE, counts, own, told, words
from kpi.relations.sums import adds_up, sum_of

_MOST = 8


def sums_behind(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        if not figures:
            continue
        for place, whole in enumerate(figures):
            if place < 2 or not counts(page, whole) or significant(whole) < SURE:
                continue
            if words("totals").search(own(page, whole)):
                parts = _before(page, whole, figures[:place])
                if parts:
                    yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
                elif row := _in_a_row(page, whole, figures[:place]):
                    yield from told(whole, row)


def _in_a_row(page: Page, whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """分别为620万元、785万元、913万元,三年累计2338万元: a row right before the total is all of it."""
    parts: list[Figure] = []
    for one in reversed(figures):
        last = parts[0] if parts else whole
        joined = not parts or is_beside(page, one, last)
        if one.base != whole.base or not joined or one.index != last.index - 1:
            break
        parts.insert(0, one)
    each = len(parts) > 1 and fit_words("each").search(own(page, parts[0])) is not None
    return parts if each and page.slots[whole.index].segment == page.slots[parts[0].index].segment else []


def _before(page: Page, whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The last figures of the whole's own unit that add up to it."""
    parts: list[Figure] = []
    for one in reversed(figures):
        near = parts[0].start if parts else whole.start
        if near - one.end > APART:
            break
        if one.group == whole.group and counts(page, one) and one.value < whole.value:
            parts.insert(0, one)
            if len(parts) > _MOST:
                break
            if adds_up(whole, parts):
                return parts
    return []
