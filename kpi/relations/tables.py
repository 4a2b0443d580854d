"""Totals in a table, down its columns and along its rows.

合计 over 一、二、三…, a total over or under the rows of a column, 进出口 over its two,
a column 合计 along a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.slips import mendable
from kpi.relations.sums import adds_up, slipped, total_of

_TOTAL = re.compile(r"合计|总计|总[额量数值产收支]")
_ALL = re.compile(r"合计|总计")
_SUM_OF_ALL = re.compile(r"^(?:全[市县区省]|[各总])?(?:合计|总计|小计|总数|共计)(?:数|\([^()]*\))?$")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d+[.、])")
_OF_WHICH = re.compile(r"^(?:其中|#|＃)")
_ROWS = 40


def tables(page: Page) -> Iterator[Relation]:
    """Column by column and row by row, whatever the table is about; percentages and averages do not add up."""
    for rows in _tables(page):
        columns: dict[int, list[Figure]] = {}
        for row in rows:
            for figure in row:
                columns.setdefault(_column(page, figure), []).append(figure)
        listed = [column for column in columns.values() if len(column) > 2]
        for column in columns.values():
            for place, whole in enumerate(column):
                if _TOTAL.search(whole.label) and _may_add(whole):
                    yield from _total(whole, column[place + 1 : place + 1 + _ROWS])
        yield from _sums_of_all([_rest(column) for column in listed])
        yield from _rows(page, rows)


def _tables(page: Page) -> Iterator[list[list[Figure]]]:
    """Rows of figures that stand in lines right below each other."""
    rows: list[list[Figure]] = []
    end = -1
    for sentence in page.sentences:
        if not page.is_cell(sentence[0]):
            continue
        low, high = sentence[0].quantity.sentence
        if rows and "\n\n" not in page.text[end:low] and page.text.count("\n", end, low) <= 2:
            rows.append(sentence)
        else:
            if len(rows) > 1:
                yield rows
            rows = [sentence]
        end = high
    if len(rows) > 1:
        yield rows


def _column(page: Page, figure: Figure) -> int:
    return page.text.count("|", figure.quantity.sentence[0], figure.start)


def _may_add(figure: Figure) -> bool:
    return figure.additive and figure.quantity.role is not Role.BEFORE and figure.value > 0


def _total(whole: Figure, below: Sequence[Figure]) -> Iterator[Relation]:
    alike = [one for one in below if one.group == whole.group and _may_add(one)]
    relation = _numbered(whole, alike) or _split(whole, alike) or _run(whole, below)
    if relation is not None and (
        relation.type is RelationType.SUM or relation.verdict is RelationVerdict.INCONSISTENT
    ):
        yield relation


def _numbered(whole: Figure, below: Sequence[Figure]) -> Relation | None:
    """合计, then 一、亚洲, 二、非洲 …: the numbered rows, without those between. Some may be left out."""
    if not below or not _NUMBERED.match(below[0].label) or not _ALL.search(whole.label):
        return None
    parts = [one for one in below if _NUMBERED.match(one.label)]
    return total_of(whole, parts, complete=False) if len(parts) > 1 else None


def _split(whole: Figure, below: Sequence[Figure]) -> Relation | None:
    """进出口总额, and further down 出口额 and 进口额."""
    for split in cues().splits:
        if split.of is None or not split.of.search(whole.label):
            continue
        named = [next((one for one in below if name.match(one.label)), None) for name in split.parts]
        parts = [one for one in named if one is not None]
        if len(parts) == len(named):
            return total_of(whole, parts, complete=True)
    return None


def _run(whole: Figure, below: Sequence[Figure]) -> Relation | None:
    """The rows right below, as many as add up to the total or miss it by one digit."""
    run: list[Figure] = []
    off: list[Figure] = []
    for one in below:
        if one.group != whole.group or not _may_add(one) or _OF_WHICH.match(one.label) or _TOTAL.search(one.label):
            break
        run.append(one)
        if adds_up(whole, run):
            return total_of(whole, run, complete=False)
        if slipped(whole, run):
            off = list(run)
    return total_of(whole, off, complete=False) if off else None


_Sum = tuple[Figure, list[Figure]]


def _rest(column: Sequence[Figure]) -> _Sum | None:
    """The row 合计 that opens or closes a column, and all others, none of them a part of another."""
    for whole, parts in ((column[0], column[1:]), (column[-1], column[:-1])):
        alone = not any(_OF_WHICH.match(one.label) or _TOTAL.search(one.label) for one in parts)
        alike = all(one.group == whole.group and _may_add(one) for one in parts) and _may_add(whole)
        if _SUM_OF_ALL.match(whole.label) and alone and alike and not any(_NUMBERED.match(p.label) for p in parts):
            return whole, list(parts)
    return None


def _sums_of_all(found: Sequence[_Sum | None]) -> Iterator[Relation]:
    """All that say 合计 of everything else; what does not fit only if others do or if a slip would mend it."""
    sums = [one for one in found if one is not None]
    fitting = [one for one in sums if adds_up(*one)]
    for whole, parts in sums:
        relation = total_of(whole, parts, complete=True)
        if relation is None:
            continue
        slip = mendable(relation, [one.quantity for one in (whole, *parts)])
        if (whole, parts) in fitting or len(fitting) * 2 >= len(sums) or slip:
            yield relation


def _rows(page: Page, rows: Sequence[Sequence[Figure]]) -> Iterator[Relation]:
    """A column 合计 is the sum of those before it, or of those behind it."""
    first = rows[0][0].quantity.sentence[0]
    heading = page.text[page.text.rfind("\n", 0, max(0, first - 1)) + 1 : max(0, first - 1)]
    if set(heading) <= set("|-: "):
        first = page.text.rfind("\n", 0, max(0, first - 1))
        heading = page.text[page.text.rfind("\n", 0, first) + 1 : first]
    names = [name.strip() for name in heading.split("|")]
    totals = [place for place, name in enumerate(names) if _SUM_OF_ALL.match(name)]
    if len(totals) != 1 or len(names) < 4:
        return
    found: list[_Sum | None] = []
    for row in rows:
        cells = {_column(page, figure): figure for figure in row}
        whole = cells.pop(totals[0], None)
        parts = list(cells.values())
        alike = whole is not None and all(one.group == whole.group and _may_add(one) for one in parts)
        found.append((whole, parts) if whole is not None and alike and len(parts) > 1 else None)
    yield from _sums_of_all(found)
