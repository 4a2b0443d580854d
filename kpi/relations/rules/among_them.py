"""partial.among-them: of whom a number says how many they are, right behind the number of them all.

专职工作人员8640人,专职人员中党员5102人: 专职人员 are those of the number before, called by some of its words. More
of them than there are is told, unless they are so many more that another whole is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own
from kpi.relations.sums import total_of

_AMONG = expression("relations", "rules_among_them.among")
_MOST = Decimal("1.3")  # of the whole


def parts_among_them(page: Page) -> Iterator[Relation]:
    for whole, part in zip(page.figures, page.figures[1:], strict=False):
        beside = whole.sentence == part.sentence and whole.group == part.group and whole.depth == part.depth
        if not beside or not (counts(page, whole) and counts(page, part)):
            continue
        found = _AMONG.fullmatch(own(page, part))
        if found is not None and _calls(found["noun"], whole) and part.value <= whole.value * _MOST:
            relation = total_of(whole, [part], complete=False)
            if relation is not None:
                yield relation


def _calls(noun: str, whole: Figure) -> bool:
    """专职人员 of 专职工作人员: the words of the noun, in order, and its last one."""
    said = iter(whole.own)
    return whole.own[-1:] == noun[-1:] and all(character in said for character in noun)
