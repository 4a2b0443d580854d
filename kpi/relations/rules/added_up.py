"""sum.added: an amount, what is added to it, and what they are in all.

收入完成15.39亿元,增长3.0%,加上上级补助13.36亿元、债券转贷2.05亿元、上年结余0.67亿元,收入合计31.47亿元. What stands
before may be told with its budget and its level of the year before: the one with which the list adds up is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict, Role
from kpi.outline.expressions import expression
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.balance import balance_of
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import own, told
from kpi.relations.slips import FITS, near_miss
from kpi.relations.sums import adds_up, sum_of

_IN_ALL = expression("relations", "rules_added_up.in_all")
_LEFT = expression("relations", "rules_added_up.left")
_CAME = expression("relations", "rules_added_up.came")
_WENT = expression("relations", "rules_added_up.went")
_FAR = 24  # figures before what is left
_BEFORE, _MOST = 8, 16  # figures before the first that is added, and behind it
_LONG = 3  # digits of the total


def sums_of_what_is_added(page: Page) -> Iterator[Relation]:
    for first in page.amounts:
        if first.index and listed("balance_rule", "added").search(own(page, first)):
            parts, whole = _list(page, first)
            if whole is not None and significant(whole) >= _LONG:
                yield from _with_base(page, first, parts, whole)


def what_is_left(page: Page) -> Iterator[Relation]:
    """收入合计514601万元。…支出合计448985万元。年终结余65616万元: all that came less all that went."""
    for left in page.amounts:
        if not _LEFT.search(own(page, left)):
            continue
        near = [one for one in page.figures[max(0, left.index - _FAR) : left.index] if one.group == left.group]
        came, went = _last(page, near, _CAME), _last(page, near, _WENT)
        if came is not None and went is not None and came.index < went.index:
            relation = balance_of(left, came, [], [went])
            if relation.verdict in FITS or near_miss(relation, [one.quantity for one in (left, came, went)]):
                yield relation


def _last(page: Page, near: Sequence[Figure], name: re.Pattern[str]) -> Figure | None:
    found = [one for one in near if one.amount and not one.depth and name.search(own(page, one))]
    return found[-1] if found else None


def _list(page: Page, first: Figure) -> tuple[list[Figure], Figure | None]:
    """What is added, up to the total of its sentence."""
    parts = [first]
    for one in page.figures[first.index + 1 : first.index + _MOST]:
        if one.sentence != first.sentence or one.depth < first.depth:
            break
        if one.group != first.group or one.depth > first.depth or not one.amount:
            continue
        if _IN_ALL.search(own(page, one)):
            return parts, one
        parts.append(one)
    return parts, None


def _with_base(page: Page, first: Figure, parts: Sequence[Figure], whole: Figure) -> Iterator[Relation]:
    near = page.figures[max(0, first.index - _BEFORE) : first.index]
    segment = page.slots[first.index].segment
    near = [one for one in near if page.slots[one.index].segment == segment and one.amount and not one.depth]
    heads = [one for one in reversed(near) if one.group == whole.group]
    base = next((one for one in heads if adds_up(whole, [one, *parts])), None)
    if base is not None:
        yield sum_of(whole, [base, *parts], RelationVerdict.CONSISTENT)
        return
    done = [one for one in heads if one.quantity.role is Role.ACTUAL and not is_then(page, one)]
    if len(done) == 1:
        yield from told(whole, [*done, *parts], sure=False)
