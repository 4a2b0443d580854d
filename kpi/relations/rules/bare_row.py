"""restated.row: a row of bare numbers that takes up numbers told before.

救助487人次,巡查1260人次,送出物资4023件。… 数说行动:487人次、1260人次、4023件. Three numbers or more, of several
units, side by side and without a word of their own, of which two were told before: so were the others, and one
of them that a slip parts from the only number like it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, Role
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import is_beside
from kpi.relations.restated import told_alike, told_twice
from kpi.relations.sums import slip

_FEWEST = 3  # in a row
_ANCHORS = 2  # of them told before
_DIGITS = 3
_RECENT = 120  # figures before a row that it may take up

Kind = tuple[str, object]


def rows_told_again(page: Page) -> Iterator[Relation]:
    for row in _rows(page):
        first = row[0].index
        seen = page.figures[max(0, first - _RECENT) : first]
        before: dict[Kind, Figure] = {(one.group, one.value): one for one in seen if _may_be_told(one)}
        equal = [(before.get((one.group, one.value)), one) for one in row]
        if sum(1 for one, again in equal if one is not None and len(again.digits) >= _DIGITS) < _ANCHORS:
            continue
        for one, again in equal:
            if one is not None:
                yield told_alike(one, again)
            elif len(again.digits) >= _DIGITS:
                alike = (other for (group, _), other in before.items() if group == again.group)
                off = [other for other in alike if other.factor == again.factor and slip(other, again.value)]
                if len(off) == 1 and [other for other, _ in equal].count(None) == 1:
                    yield told_twice(off[0], again)


def _rows(page: Page) -> Iterator[list[Figure]]:
    """The runs of numbers side by side, each of its own unit or not."""
    row: list[Figure] = []
    for figure in page.figures:
        joined = bool(row) and figure.sentence == row[-1].sentence and is_beside(page, row[-1], figure)
        if not joined or not _may_be_told(figure):
            if _is_mixed(row):
                yield row
            row = []
        if _may_be_told(figure):
            row.append(figure)
    if _is_mixed(row):
        yield row


def _is_mixed(row: Sequence[Figure]) -> bool:
    """Of several units: a row of one unit (分别为12人、15人、18人) are the parts of something."""
    return len(row) >= _FEWEST and len({one.group for one in row}) > 1


def _may_be_told(figure: Figure) -> bool:
    return figure.amount and bool(figure.digits) and figure.quantity.role is not Role.BEFORE and figure.value > 1
