"""restated.accounts: what a year's accounts take in and what they give out come to the same.

2021年度收入总计2874.36万元,支出总计2874.36万元: both hold what is carried over, so that they are equal in every
department's accounts (部门决算公开). Told in one paragraph, under one prefix (财政拨款).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kpi.model import Relation, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.restated import told_alike, told_twice

_NEAR = 8  # figures between the two


def accounts(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        scope, other = _side(figure)
        if not other or not _is_settled(figure):
            continue
        near = page.figures[figure.index + 1 : figure.index + 1 + _NEAR]
        found = next((one for one in near if one.quantity.subject.text.endswith(other)), None)
        if found is None or found.paragraph != figure.paragraph or not _is_settled(found):
            continue
        if found.factor == figure.factor and found.quantity.subject.text in (other, scope + other):
            yield told_alike(figure, found) if found.value == figure.value else told_twice(figure, found)


def _side(figure: Figure) -> tuple[str, str]:
    """What stands before the name of the one side, and the name of the other side; "" twice for any other name."""
    subject = figure.quantity.subject.text
    for taken, given in _sides():
        if subject.endswith(taken):
            return subject[: -len(taken)], given
    return "", ""


def _is_settled(figure: Figure) -> bool:
    return figure.exact and figure.quantity.role is Role.ACTUAL


@cache
def _sides() -> tuple[tuple[str, str], ...]:
    return tuple((taken, given) for taken, given in cues().data["accounts"])
