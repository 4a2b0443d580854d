"""Those looked at and those of them of whom more is said: 排查3200人，符合条件纳入450人; never more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kpi.model import Bound, Relation, RelationType, Role
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.sums import total_of

_MORE = expression("relations", "subsets.more")
_BESIDES = expression("relations", "subsets.besides")


@cache
def _verbs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(alternatives(tuple(pair["whole"]))), re.compile(alternatives(tuple(pair["part"]))))
        for pair in cues().data["subsets"]
    )


def subsets(page: Page) -> Iterator[Relation]:
    """Two numbers of one unit in clauses that follow each other, the verbs of which say part and whole."""
    yield from (relation for _, _, relation in pairs(page))


@once_a_page
def pairs(page: Page) -> list[tuple[Figure, Figure, Relation]]:
    """Each part, what it is taken from, and how they fit."""
    found: list[tuple[Figure, Figure, Relation]] = []
    for sentence in page.sentences:
        for place, part in enumerate(sentence):
            whole = _whole(page, sentence[max(0, place - 2) : place], part)
            if whole is not None:
                relation = total_of(whole, [part], complete=False)
                if relation is not None and relation.type is RelationType.PARTIAL:
                    found.append((part, whole, relation))
    return found


def _whole(page: Page, before: list[Figure], part: Figure) -> Figure | None:
    """The number right before it, but for another measure beside."""
    for whole in reversed(before):
        if whole.group == part.group and whole.depth == part.depth and _eligible(whole) and _eligible(part):
            between = page.text[whole.end : part.start]
            behind = page.text[part.end : part.end + 8]
            apart = between.count(",") != 1 or _BESIDES.search(between) or _MORE.match(behind)
            verbs = any(first.search(whole.left) and second.search(part.left) for first, second in _verbs())
            return whole if verbs and not apart else None
    return None


def _eligible(figure: Figure) -> bool:
    quantity = figure.quantity
    exact = quantity.bound is Bound.EXACT and not quantity.optional
    return quantity.role is Role.ACTUAL and exact and figure.additive
