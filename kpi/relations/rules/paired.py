"""sum.pairs: a whole told in two measures at once, and the pairs of the same two behind it, in whatever sentence.

两年安置2143户9026人,其中困难户936户3818人。第一年752户3164人,其中困难户341户1402人。第二年918户3877人。还分散安置
473户1985人: both measures add up, which no chance does. Pairs that 其中 opens are parts of a whole that it opens,
and none of another. Where one measure adds up to the digit and the other misses by a near miss,
it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.scopes import OPENS
from kpi.relations.breakdowns import wholes_of_among
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own, told
from kpi.relations.sums import adds_up, sum_of

_BETWEEN = expression("relations", "rules_paired.between")
_AHEAD = 40  # pairs behind a whole
_LINES = 6  # paragraphs
_MOST = 12  # parts
_DIGITS = 3  # of a whole
_SURE = 4  # … that says by itself that its parts are all
_LEAST = 3  # parts that do


class _Pair(NamedTuple):
    """Two measures of one thing, right beside each other; whether 其中 opens them."""

    first: Figure
    second: Figure
    among: bool


def sums_of_pairs(page: Page) -> Iterator[Relation]:
    pairs = [_Pair(first, second, _is_among(page, first)) for first, second in pairwise(page.figures)
             if _are_beside(page, first, second)]  # fmt: skip
    for place, whole in enumerate(pairs):
        if min(whole.first.significant, whole.second.significant) >= _DIGITS:
            yield from _of(whole, _behind(whole, pairs[place + 1 : place + 1 + _AHEAD]))


def _are_beside(page: Page, first: Figure, second: Figure) -> bool:
    usable = all(one.digits and one.value > 0 and not one.is_percent and one.additive for one in (first, second))
    together = usable and first.family != second.family and first.depth == second.depth and first.counts
    return together and _BETWEEN.fullmatch(page.text, first.end, second.start) is not None


def _is_among(page: Page, figure: Figure) -> bool:
    return figure.id in wholes_of_among(page) or OPENS.search(own(page, figure)) is not None


def _behind(whole: _Pair, pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs of the same two measures, on the whole's level, as far as they do not pass it."""
    found: list[_Pair] = []
    for one in pairs:
        if one.first.paragraph - whole.first.paragraph > _LINES or len(found) == _MOST:
            break
        alike = one.first.family == whole.first.family and one.second.family == whole.second.family
        if not alike or one.among is not whole.among or one.first.depth != whole.first.depth:
            continue
        if one.first.value >= whole.first.value or one.second.value >= whole.second.value:
            break
        found.append(one)
    return found


def _of(whole: _Pair, behind: Sequence[_Pair]) -> Iterator[Relation]:
    for number in range(2, len(behind) + 1):
        parts = behind[:number]
        firsts, seconds = [one.first for one in parts], [one.second for one in parts]
        fits = [_equals(whole.first, firsts), _equals(whole.second, seconds)]
        if all(fits):
            yield sum_of(whole.first, firsts, RelationVerdict.CONSISTENT)
            yield sum_of(whole.second, seconds, RelationVerdict.CONSISTENT)
            return
        sure, other = (whole.first, whole.second) if fits[0] else (whole.second, whole.first)
        if any(fits) and (sure.significant >= _SURE and number >= _LEAST) and other.exact:
            yield sum_of(sure, firsts if fits[0] else seconds, RelationVerdict.CONSISTENT)
            yield from told(other, seconds if fits[0] else firsts)
            return


def _equals(whole: Figure, parts: Sequence[Figure]) -> bool:
    """To the digit; of numbers that are told as rough ones too (约702万元)."""
    return sum(one.value for one in parts) == whole.value or (whole.exact and adds_up(whole, parts))
