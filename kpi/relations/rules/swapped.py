"""restated.swapped: two long numbers of one unit whose neighbouring digits changed places.

结余161.63万元。…年末仍有116.63万元未能形成支出: that two numbers of five digits in one report differ by nothing
but the order of two neighbours is no chance (none of 175 real reports holds such a pair), whatever words stand by
them, unless one is said to be a total, of which the other may be the most. Two numbers that other relations bear
out are two things, which whoever gathers relations sees to.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import fit_words
from kpi.relations.restated import told_twice
from kpi.relations.rules.parts import own

_LONG = 5  # significant digits
_MOST = 8  # numbers of the same digits that are looked at; more are a series


def swapped(page: Page) -> Iterator[Relation]:
    seen: dict[tuple[str, object, str], list[Figure]] = {}
    for figure in (*page.cells.values(), *page.figures):
        if not _may_be_told(figure):
            continue
        alike = seen.setdefault((figure.group, figure.factor, "".join(sorted(figure.digits))), [])
        known = any(one.value == figure.value for one in alike)
        for one in () if known or len(alike) > _MOST else reversed(alike):
            if _turned(one.digits, figure.digits) and _is_one(page, one, figure):
                yield told_twice(one, figure)
                break
        alike.append(figure)


def _may_be_told(figure: Figure) -> bool:
    quantity = figure.quantity
    told = quantity.bound is Bound.EXACT and not quantity.optional and bool(figure.digits)
    return told and "/" not in quantity.unit and significant(figure) >= _LONG


def _turned(left: str, right: str) -> bool:
    """Whether they differ by two neighbours that changed places, a point between them or not."""
    if left.find(".") != right.find(".") or len(left) != len(right):
        return False
    left, right = left.replace(".", ""), right.replace(".", "")
    off = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return len(off) == 2 and off[1] - off[0] == 1


def _is_one(page: Page, one: Figure, figure: Figure) -> bool:
    if one.index < 0 and figure.index < 0:
        return False  # two cells
    if one.index >= 0 and one.sentence == figure.sentence:
        return False
    total = fit_words("total")
    return bool(total.search(own(page, one))) == bool(total.search(own(page, figure)))
