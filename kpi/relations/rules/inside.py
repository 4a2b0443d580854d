"""share.inside: a rate of what a number in the whole did, which the whole opens.

612名独居老人中,装上报警器的428人,安装率69.9%. The whole stands right before 中, the part is the next number, and
the rate the next one after it, named after what the part did. What does not fit is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_near_miss, countable, is_sure

_INSIDE = expression("relations", "rules_inside.inside")
_RATE = expression("relations", "shares.rate")


def shares_inside(page: Page) -> Iterator[Relation]:
    for rate in page.percents:
        if rate.index < 2:
            continue
        whole, part = page.figures[rate.index - 2 : rate.index]
        alike = whole.group == part.group and whole.depth == part.depth and whole.sentence == rate.sentence
        if alike and part.value < whole.value and _is_meant(page, whole, part, rate):
            relation = by_a_near_miss(part, whole, rate)
            if relation is not None:
                yield relation


def _is_meant(page: Page, whole: Figure, part: Figure, rate: Figure) -> bool:
    named = _RATE.search(rate.left)
    did = named is not None and any(sign in part.left for sign in named[1][-2:])
    inside = _INSIDE.match(page.text, whole.end, part.start) is not None
    return did and inside and countable(whole) and countable(part) and is_sure(page, part, rate)
