"""rise.multiple: a level that is so many times another one, named right before it.

新增高技能人才1120人,是上年同期700人的1.6倍; 志愿者23.4万人,是2014年(2.6万人)的9倍;
由2015年的216人增加到894人,是2015年的4.1倍. The two levels and the multiple stand one after another in a
sentence; one that does not fit is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import TIMES, base, is_fold, with_change
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_OF = expression("relations", "rules_multiple.of")
_OF_THEN = expression("relations", "rules_multiple.of_then")
_LEADS = expression("relations", "rules_multiple.leads")
_FROM_TO = expression("relations", "rules_multiple.from_to")
_OF_A_YEAR = expression("relations", "rules_multiple.of_a_year")
_NAMES_A_TIME = expression("relations", "rules_multiple.names_a_time")
_REACH = 4  # figures around the two among which the other level is
_IS = pattern("relations", "rules_multiple.is")


def multiples(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for now, then, times in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if times.quantity.unit == TIMES and is_fold(times) and base(now) == base(then):
                yield from _told(page, now, then, times)
                if _FROM_TO.search(page.text, now.end, then.start) and _OF_A_YEAR.match(page.text, then.end):
                    yield from _judged(page, then, now, times)  # 由2015年的216人增加到894人,是2015年的4.1倍
        for now, times in pairwise(sentence):
            if times.quantity.unit == TIMES and is_fold(times):
                yield from _of_a_time(page, now, times)


def _told(page: Page, now: Figure, then: Figure, times: Figure) -> Iterator[Relation]:
    between = page.text[then.end : times.start].strip()
    named = _OF_THEN.match(between) is not None and is_then(page, then)  # 上年为24.15万人次,是上年的1.6倍
    if not named and not (_OF.match(between) and _leads_to(page, now, then)):
        return
    yield from _judged(page, now, then, times)


def _judged(page: Page, now: Figure, then: Figure, times: Figure) -> Iterator[Relation]:
    relation = with_change(page, then, now, times)
    if relation is None:
        return
    if relation.verdict in FITS or near_miss(relation, [one.quantity for one in (then, now, times)]):
        yield relation


def _leads_to(page: Page, now: Figure, then: Figure) -> bool:
    """,是上年同期700人: 是, 为 or 相当于 leads from the level to the other one."""
    said = page.text[now.end : then.start]
    return _LEADS.match(said) is not None or _IS in own(page, then)


def _of_a_time(page: Page, now: Figure, times: Figure) -> Iterator[Relation]:
    """去年1550万元,今年1860万元,是去年的1.2倍: the one level near by of the time that it names."""
    named = _NAMES_A_TIME.search(page.text[now.end : times.start])
    if named is None:
        return
    near = page.figures[max(0, now.index - _REACH) : times.index + 1 + _REACH]
    levels = [one for one in near if base(one) == base(now) and one is not now and one.paragraph == now.paragraph]
    then = [one for one in levels if named["when"] in own(page, one) and is_then(page, one)]
    if len(then) == 1 and not is_then(page, now):
        yield from _judged(page, now, then[0], times)
