"""restated.predicate: those of whom something was said, taken up again by that word.

不合格12家。…对年检不合格的13家社会组织下达通知书: the words right before a number, ending in 的, are the whole
words of one number before it, so both count the same. Told where they differ by a slip.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation, Role
from kpi.outline.expressions import expression
from kpi.outline.marks import MARKS
from kpi.relations.at_one_time import one_time
from kpi.relations.figures import Figure, Page
from kpi.relations.restated import part_of_text, told_alike, told_twice
from kpi.relations.rules.parts import own
from kpi.relations.sums import slip

_TAKEN = expression("relations", "rules_predicate.taken")
_LEAST = 3  # characters of the word
_BACK = 200  # figures


def predicates(page: Page) -> Iterator[Relation]:
    named: dict[tuple[str, str], list[Figure]] = {}
    for figure in page.figures:
        if not _counts(figure):
            continue
        said = MARKS.sub("", own(page, figure)).strip()
        taken = _TAKEN.search(said)
        word = taken[1] if taken else ""
        sizes = range(_LEAST, len(word) + 1)
        before = next((found for n in sizes if (found := named.get((figure.group, word[-n:])))), [])
        yield from _told(page, before, figure)
        named.setdefault((figure.group, said), []).append(figure)


def _counts(figure: Figure) -> bool:
    quantity = figure.quantity
    return figure.exact and quantity.role is Role.ACTUAL and not figure.is_percent and "/" not in quantity.unit


def _told(page: Page, before: list[Figure], figure: Figure) -> Iterator[Relation]:
    near = [one for one in before[-_BACK:] if part_of_text(page, one) == part_of_text(page, figure)]
    one_thing = len({one.value for one in near}) == 1 and one_time(page, near[-1], figure)
    if one_thing and near[-1].value == figure.value:
        yield told_alike(near[-1], figure)
    elif one_thing and slip(near[-1], figure.value):
        yield told_twice(near[-1], figure)
