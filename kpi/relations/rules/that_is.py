"""share.that-is: a share, and the two numbers that the text says it is of.

用于养老的比例为61.2%,即当年留成6240万元中的3819万元: of the second number in the first.
问了500位老人,482位说满意,也就是96.4%: of the number right before it in the one before that. Told where it is a
near miss.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_near_miss
from kpi.relations.rules.parts import counts

_THAT_IS = expression("relations", "rules_that_is.that_is")
_OF_WHICH = expression("relations", "rules_that_is.of_which")


def shares_that_are_said(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for first, second, third in zip(sentence, sentence[1:], sentence[2:], strict=False):
            gaps = page.text[first.end : second.start], page.text[second.end : third.start]
            if first.is_percent and _THAT_IS.match(gaps[0]) and _OF_WHICH.fullmatch(gaps[1]):
                yield from _told(page, third, second, first)
            elif third.is_percent and _THAT_IS.fullmatch(gaps[1]):
                yield from _told(page, second, first, third)


def _told(page: Page, part: Figure, base: Figure, rate: Figure) -> Iterator[Relation]:
    fitting = part.group == base.group and counts(page, part) and counts(page, base) and part.value < base.value
    relation = by_a_near_miss(part, base, rate) if fitting else None
    if relation is not None:
        yield relation
