"""Whether the words around a number of the text name a cell: its row, its column, its time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from operator import attrgetter

from kpi.language.terms import YEAR
from kpi.model import Role
from kpi.numbers.counting import group_of
from kpi.outline.columns import Kind, counted_in
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.shapes import words
from kpi.outline.times import Span, span_of
from kpi.relations.figures import Figure, Page, once, significant
from kpi.relations.restated import bare, core, partial, qualifiers
from kpi.relations.sheets import Sheet

_START = attrgetter("start")
NEAR = 800  # characters around a table in which the text speaks of it
_LONG = 3  # digits, or characters of names, that say which cell is meant
# What the text says of a part that the table says by its place.
_IN_TABLES = set(word_list("relations", "sheet_told.in_tables"))
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_EARLIER = expression("relations", "sheet_told.earlier")
_A_YEAR_AGO = expression("relations", "sheet_told.a_year_ago")
_OPENING = expression("relations", "sheet_told.opening")
_STRETCH = expression("relations", "sheet_told.stretch")
_NO_PART = expression("relations", "sheet_told.no_part")
_PLANNED = expression("relations", "sheet_told.planned")
_JOINS = pattern("relations", "words.joins")
_NUMBER_OF = pattern("relations", "words.number_of")
_BEFORE = 60  # characters of the sentence before a number that may say when


class Named(IntEnum):
    """How far a cell is named: not at all, by what the paragraph is about, by a shorter name, in full."""

    NOT = 0
    BY_TOPIC = 1
    IN_SHORT = 2
    IN_FULL = 3


def is_near(sheet: Sheet, figure: Figure) -> bool:
    return sheet.grid.start - NEAR < figure.start < sheet.grid.end + NEAR


def near(sheet: Sheet, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Those of figures of the text, in its order, in which it speaks of a table."""
    low = bisect_right(figures, sheet.grid.start - NEAR, key=_START)
    return figures[low : bisect_left(figures, sheet.grid.end + NEAR, low, key=_START)]


def named(sheet: Sheet, row: int, column: int, figure: Figure) -> Named:
    """How far the words of a number of the text name a cell, its time aside."""
    label, heading = sheet.rows[row], sheet.grid.columns[column]
    own = set(partial().findall(label.label + heading.name))
    if qualifiers(sheet.page, figure) - _IN_TABLES != own - _IN_TABLES:
        return Named.NOT
    name, what = names_of(sheet, row, column, figure)
    around = figure.quantity.subject.text + figure.name
    if not name and not what:
        return Named.BY_TOPIC if pairs(sheet.grid.caption, around) else Named.NOT
    if name in around and what in around:
        return Named.IN_FULL
    wanted, told = bare(name + what), core(sheet.page, figure)
    shorter, longer = sorted((wanted, told), key=len)
    if len(shorter) > 1 and shorter in longer:
        return Named.IN_SHORT
    if len(name + what) > _LONG and sorted(name + what) == sorted(figure.quantity.subject.text):
        return Named.IN_FULL  # 安葬公墓521穴 of a row 公墓安葬
    about = _about(sheet.page, figure)
    by_topic = bool(name and what) and ((name in about and what in around) or (what in about and name in around))
    return Named.BY_TOPIC if by_topic else Named.NOT


def names_of(sheet: Sheet, row: int, column: int, figure: Figure) -> tuple[str, str]:
    """What must be said to name a cell: of its row and of its column, "" where the unit or the total says it."""
    label, heading = sheet.rows[row], sheet.grid.columns[column]
    name = "" if label.year or span_of(label.label) else words()["total_words"].sub("", label.label)
    what = "" if heading.total or (name and _is_only_one_of_its_unit(sheet, row, column)) else heading.what
    what = _PLANNED.sub("", words()["inner"].sub("", what))
    name = _uncounted(name, figure)
    counted = counted_in(heading.name)
    if counted and group_of(counted) == figure.group:
        what = what.removesuffix(f"{counted}{_NUMBER_OF}")  # 低保人数 is told by 低保…人
    return name, what.removesuffix(_NUMBER_OF) if len(what) > _LONG - 1 else what


def _uncounted(name: str, figure: Figure) -> str:
    """住院人次 is told by 住院…人次, 参保人数 by 参保…人."""
    counted = counted_in(name)
    said = f"{counted}{_NUMBER_OF}" if counted and group_of(counted) == figure.group else figure.quantity.unit
    return name.removesuffix(said) if len(name) > len(said) + 1 else name


def says_nothing_else(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    """Whether a number's own words name no part of what the cell counts (低保对象中,老年人…)."""
    left = _STRETCH.sub("", figure.left.strip(_JOINS))
    turned = sorted(left) == sorted("".join(names_of(sheet, row, column, figure)))
    return turned or not said_besides(sheet, row, column, figure, left)


def said_besides(sheet: Sheet, row: int, column: int, figure: Figure, left: str) -> str:
    """What of the words that lead to a number is neither a cell's name, nor said of the whole table, nor idle."""
    heading = sheet.grid.columns[column].what.removesuffix(_NUMBER_OF)  # also where the unit alone would tell it
    names = sorted({*names_of(sheet, row, column, figure), heading}, key=len, reverse=True)
    left = _STRETCH.sub("", left.strip(_JOINS))
    for name in names:
        left = left.replace(name, "", 1)
    left = bare(_NO_PART.sub("", left))
    for name in map(bare, names):
        left = left.replace(name, "", 1)
    of_all = (
        sheet.grid.caption,
        *(one.name for one in sheet.grid.columns if one.kind is Kind.LABEL),
        *_wholes_of(sheet, row, column),
    )
    return "" if any(left in said or left in bare(said) for said in of_all) else left


def _wholes_of(sheet: Sheet, row: int, column: int) -> Iterator[str]:
    """What a cell is a part of by the form of its table: 床位 of 其中:护理型 beside it, or below it."""
    columns, holder = sheet.grid.columns, sheet.rows[row].parent
    if columns[column].inner:
        yield from [columns[n].what for n in sheet.of_kind(Kind.LEVEL) if n < column and not columns[n].inner][-1:]
    if holder >= 0:
        yield sheet.rows[holder].label


def pairs(left: str, right: str) -> int:
    """How many pairs of characters they have in common."""
    return len(set(_PAIR.findall(left)) & set(_PAIR.findall(right)))


def alike(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    """Whether four digits and the better part of the names agree."""
    name, what = names_of(sheet, row, column, figure)
    shorter, longer = sorted((bare(name + what), core(sheet.page, figure)), key=len)
    common = pairs(shorter, longer)
    return significant(figure) > _LONG and (common > 1 or (common > 0 and shorter in longer))


def _is_only_one_of_its_unit(sheet: Sheet, row: int, column: int) -> bool:
    """97所: the one column that counts 所, of this year or another, tells itself by its unit."""
    cell = sheet.figures[row][column]
    columns = sheet.grid.columns
    years = [n for n in sheet.of_kind(Kind.LEVEL) if columns[n].year and columns[column].year]
    levels = [n for n in sheet.of_kind(Kind.LEVEL) if n not in years or columns[n].what != columns[column].what]
    levels = [n for n in levels if n != column]
    others = [other for n in levels if (other := sheet.figures[row][n]) is not None]
    return cell is not None and len(levels) > 0 and all(other.group != cell.group for other in others)


@once
def _about(page: Page, figure: Figure) -> str:
    """The beginning of the paragraph and the sentence up to a number."""
    slot = page.slots[figure.index]
    return (
        page.text[slot.line : slot.line + _BEFORE]
        + page.text[max(slot.sentence, figure.start - _BEFORE) : figure.start]
    )


# --- time ---------------------------------------------------------------------------------------


def at_its_time(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    """Whether a number of the text is of the time of a cell: of this year where neither says otherwise."""
    stretch = _stretch(sheet, row, column)
    if stretch is not None and _stretch_of(sheet.page, figure) != (stretch.first, stretch.last):
        return False
    heading, label = sheet.grid.columns[column], sheet.rows[row]
    year, last = heading.year or label.year, _last_year(sheet)
    planned = figure.quantity.role is Role.TARGET
    if planned is not any(map(_PLANNED.search, (heading.name, label.label))):
        return False
    if _OPENING.search(heading.name) or _OPENING.search(label.label):
        return _OPENING.search(figure.left) is not None
    if heading.before or (year and year < last):
        ago = bool(_A_YEAR_AGO.search(figure.left)) and (not year or year == last - 1)
        return ago or (year > 0 and f"{year}{YEAR}" in figure.left)
    return figure.quantity.role in (Role.ACTUAL, Role.TARGET) and not _EARLIER.search(figure.left[-8:])


def of_another_stretch(sheet: Sheet, figure: Figure) -> bool:
    """上半年…件 beside a table of the year: a number of a stretch that the table does not name."""
    said = _stretch_of(sheet.page, figure)
    if said is None or said == (1, 12):
        return False
    names = [sheet.grid.caption, *(c.name for c in sheet.grid.columns), *(row.label for row in sheet.rows)]
    told = [(found.first, found.last) for name in names if (found := span_of(name)) is not None]
    return said not in told


def _stretch(sheet: Sheet, row: int, column: int) -> Span | None:
    """The months of a cell where others of its row or column are of more."""
    across = [span_of(one.name) for one in sheet.grid.columns]
    down = [span_of(one.label) for one in sheet.rows]
    for own, others in ((across[column], across), (down[row], down)):
        if own is not None and own.length < max(other.length for other in others if other is not None):
            return own
    return None


@once
def _stretch_of(page: Page, figure: Figure) -> tuple[int, int] | None:
    """The months last named before a number in its sentence."""
    low = max(page.slots[figure.index].sentence, figure.start - _BEFORE)
    spans = [span_of(found[0]) for found in _STRETCH.finditer(page.text, low, figure.start)]
    last = spans[-1] if spans else None
    return (last.first, last.last) if last is not None else None


def _last_year(sheet: Sheet) -> int:
    return max((*(one.year for one in sheet.grid.columns), *(one.year for one in sheet.rows)), default=0)
