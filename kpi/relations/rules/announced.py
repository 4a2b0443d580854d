"""sum.announced: a total that says of how many it is (三档合计9.548万元, 三项共完成投资7250万元).

Its parts are as many figures of its unit before it, one a line, a sentence, a segment or a clause; where they
do not fit it is told if each of those holds one such figure alone. 两区登记的1650家, without a word for a sum, is
told only where it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from kpi.model import Relation, RelationVerdict
from kpi.numbers.numerals import chinese_numeral
from kpi.outline.expressions import expression, pattern
from kpi.outline.slots import Slot
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import before
from kpi.relations.rules.parts import SURE, counts, told
from kpi.relations.sums import adds_up, sum_of

_HOW_MANY = expression("relations", "rules_announced.how_many")
_BARE = expression("relations", "rules_announced.how_many_bare")
_REACHED = expression("relations", "rules_announced.reached")
_PERSON = pattern("relations", "words.person")
_YUAN = pattern("relations", "words.yuan")
_MANY = 100  # things of several units that add up to fewer say nothing
_BACK, _LINES = 5, 2  # figures a part, and lines beyond one a part
_FEW, _NEAREST = 3, 10  # parts that are looked for among so many figures
_SAID = 24  # characters before a total that say of how many it is
_LEAST = 20  # smaller totals are reached by any parts
_Place = Callable[[Slot], int]
# What may hold one part each, and within what they stand side by side.
_ROWS: tuple[tuple[_Place, _Place], ...] = (
    (lambda slot: slot.line, lambda _: 0),
    (lambda slot: slot.sentence, lambda slot: slot.line),
    (lambda slot: slot.segment, lambda slot: slot.sentence),
    (lambda slot: slot.clause, lambda slot: slot.sentence),
    (lambda slot: slot.clause, lambda slot: slot.line),
)


def sums_announced(page: Page) -> Iterator[Relation]:
    for whole in page.amounts:
        if whole.index < 2 or not counts(page, whole) or whole.value < _LEAST:
            continue
        slot = page.slots[whole.index]
        said = page.text[slot.clause : whole.start].replace(" ", "")
        found = _HOW_MANY.search(page.text[max(slot.sentence, whole.start - _SAID) : whole.start].replace(" ", ""))
        sure = found is not None
        if not sure and significant(whole) >= SURE:
            found = _BARE.search(said)
        count = chinese_numeral(found["count"]) if found is not None else None
        if count is not None:
            told_ = list(_of(page, whole, int(count), sure))
            yield from told_ or (_of_unlike(page, whole, int(count)) if sure else ())


def _of_unlike(page: Page, whole: Figure, count: int) -> Iterator[Relation]:
    """棉被412床、棉衣638件、食品2950份,三类物资加起来4000件: things of several units, to the digit."""
    if whole.base == _YUAN or whole.value < _MANY:
        return
    near = [one for one in before(page, whole, count + 1) if one.amount and one.base != _YUAN]
    near = [one for one in near if one.sentence == whole.sentence and one.depth == whole.depth]
    near = near[1:] if near and near[0].value == count and near[0].index == whole.index - 1 else near
    parts = near[:count][::-1]
    if len(parts) == count and len({one.base for one in parts}) > 1 and adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)


def _of(page: Page, whole: Figure, count: int, sure: bool) -> Iterator[Relation]:
    near = before(page, whole, _BACK * count, count + _LINES)
    near = [one for one in near if one.base == whole.base and one.counts and one.depth == whole.depth]
    near.reverse()
    near = _without_subtotals(near)
    alone: list[Figure] = []
    for row, within in _ROWS:
        rows = _rows(page, near, row)
        for at in (-1, 0):  # the last of each, or the whole that its parts stand behind
            parts = [figures[at] for figures in rows[-count:]]
            if len(parts) == count and adds_up(whole, parts):
                yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=sure)
                return
        beside = [one for one in near if within(page.slots[one.index]) == within(page.slots[near[-1].index])]
        rows = _rows(page, beside, row)
        if len(rows) == count and all(len(figures) == 1 for figures in rows):
            alone = alone or [figures[0] for figures in rows]
    if not sure and count <= _FEW:  # 甲区936家,其中…;乙区714家,其中…;两区1650家: parts with parts of their own
        fitting = [parts for parts in combinations(near[-_NEAREST:], count) if adds_up(whole, parts)]
        if len(fitting) == 1:
            yield sum_of(whole, fitting[0], RelationVerdict.CONSISTENT, closed=False)
    elif alone and sure:
        said = page.text[page.slots[whole.index].clause : whole.start]
        once = whole.group == _PERSON and _REACHED.search(said) is not None
        yield from told(whole, alone, sure=not once)  # 两项补贴共惠及7195人: who has both counts once


def _rows(page: Page, figures: Sequence[Figure], row: _Place) -> list[list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for one in figures:
        found.setdefault(row(page.slots[one.index]), []).append(one)
    return list(found.values())


def _without_subtotals(figures: Sequence[Figure]) -> list[Figure]:
    """986万元, 570万元, 省、市级累计1556万元, 2334万元: the first two instead of what they add up to."""
    kept: list[Figure] = []
    for one in figures:
        if not any(adds_up(one, kept[low:]) for low in range(len(kept) - 1)):
            kept.append(one)
    return kept
