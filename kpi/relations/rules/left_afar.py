"""sum.left-afar: what is left of a task, told in another sentence than the task and what is done of it.

适老化改造全年任务320户,已完工184户. … 补齐剩余136户适老化改造任务. What is left says so, names the same thing, and
is the difference of the two to the digit. Tells only what fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import MARKS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, in_common, is_han, same_sentence
from kpi.relations.rules.parts import own
from kpi.relations.sums import sum_of

_LEFT = expression("relations", "rules_left_afar.left")
_YUAN = pattern("relations", "words.yuan")
_LONG = 3  # digits of money that need no name
_EQUAL = 20  # tasks of which so many are left that are tried
_SHARED = 0.6  # of the pairs of characters that name what is left, in the words of the task


def sums_of_what_is_left(page: Page) -> Iterator[Relation]:
    tasks: dict[tuple[str, object], list[tuple[Figure, Figure]]] = {}
    for whole, done in zip(page.figures, page.figures[1:], strict=False):
        alike = whole.group == done.group and whole.sentence == done.sentence and whole.value > done.value > 0
        if alike and _is_count(whole) and _is_count(done):
            tasks.setdefault((whole.group, whole.value - done.value), []).append((whole, done))
    for left in page.figures:
        told = tasks.get((left.group, left.value))
        if told is None or not _is_count(left) or not _LEFT.search(own(page, left)):
            continue
        for whole, done in reversed(told[:_EQUAL]):
            if (
                whole.index < left.index - 1
                and ((alike := _are_alike(page, left, whole)) or _is_long(left))
                and not same_sentence(page, whole, left)
            ):
                yield sum_of(whole, [done, left], RelationVerdict.CONSISTENT, closed=alike)
                break


def _is_long(left: Figure) -> bool:
    """总投资6.45亿元,完成3.87亿元。…尚需投入2.58亿元: money of so many digits needs no name."""
    return left.base == _YUAN and left.significant >= _LONG


def _are_alike(page: Page, left: Figure, whole: Figure) -> bool:
    name = MARKS.sub("", _LEFT.sub("", around(page, left)))
    pairs = sum(1 for one, other in pairwise(name) if is_han(one) and is_han(other))
    return pairs > 0 and in_common(name, around(page, whole)) >= _SHARED * pairs


def _is_count(figure: Figure) -> bool:
    return figure.quantity.bound is Bound.EXACT and not figure.is_percent and "/" not in figure.quantity.unit
