"""What keeps a total of a table from being told as wrong: only some rows are listed, or rounding is announced.

注:其余县区略, 仅列示重点县区, shares of the rows that make up less than the whole; 合计与分项之和略有出入;
293(注4), a cell whose note says that it is counted elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kpi.arithmetic.intervals import divide, meets, scale
from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression, pattern
from kpi.outline.shapes import words
from kpi.relations.explain import gap_between
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.sheets import Sheet
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, sum_of

_Place = tuple[int, int, Figure]  # row, column

_NOTE = expression("relations", "sheet_doubts.note")
_NOTED = expression("relations", "sheet_doubts.noted")
_SOME = expression("relations", "sheet_doubts.some")
_SOME_NAMED = expression("relations", "sheet_doubts.some_named")
_ROUNDED = expression("relations", "sheet_doubts.rounded")
_PERSON = pattern("relations", "words.person")
_BEHIND = 240  # characters behind a table in which its note stands
_LOOSE = 2  # points that rounded shares may be off by


def sure(sheet: Sheet, told: Iterable[Relation]) -> Iterator[Relation]:
    """The relations of one table without the contradictions that its form or its note speaks against."""
    places = {
        figure.id: (row, column, figure)
        for row, line in enumerate(sheet.figures)
        for column, figure in enumerate(line)
        if figure is not None
    }
    relations = list(told)
    summed = {_rows(one, places) for one in relations if one.type is RelationType.SUM and one.verdict in FITS}
    for relation in relations:
        counted = _without_noted(sheet, relation, places)
        if counted is not None:
            yield counted
        elif relation.verdict is not RelationVerdict.INCONSISTENT or not _doubtful(
            sheet, relation, places, summed
        ):
            yield relation


def _without_noted(sheet: Sheet, relation: Relation, places: Mapping[str, _Place]) -> Relation | None:
    """1893(注2): the cells whose note may say that they count elsewhere, where the others are all."""
    if relation.type is not RelationType.SUM or relation.verdict is not RelationVerdict.INCONSISTENT:
        return None
    members = [places[one][2] for one in relation.members if one in places]
    if len(members) < len(relation.members):
        return None
    whole, *parts = members
    plain = [one for one in parts if not _NOTED.match(sheet.page.text, one.end)]
    fits = 1 < len(plain) < len(parts) and adds_up(whole, plain)
    return replace(sum_of(whole, plain, RelationVerdict.CONSISTENT), rule=relation.rule) if fits else None


def _rows(relation: Relation, places: Mapping[str, _Place]) -> tuple[int, ...]:
    return tuple(places[member][0] for member in relation.members if member in places)


def _doubtful(
    sheet: Sheet, relation: Relation, places: Mapping[str, _Place], summed: Collection[tuple[int, ...]]
) -> bool:
    """`summed`: rows that add up in another column, so that none of them is left out."""
    members = [places[one] for one in relation.members if one in places]
    if len(members) != len(relation.members):
        return False
    if _is_rounding(sheet.page, relation, [figure for _, _, figure in members]):
        return True
    columns = {column for _, column, _ in members}
    if relation.type is not RelationType.SUM or len(columns) > 1:
        return False
    rows = [row for row, _, _ in members]
    people = members[0][2].group == _PERSON  # money for the old, the disabled and children is spent once
    overlapping = sum(overlaps(sheet.rows[row].label) for row in rows[1:]) if people else 0
    if sheet.grid.torn or overlapping > 1 or (lists_some(sheet) and _rows(relation, places) not in summed):
        return True
    shares = sheet.of_kind(Kind.SHARE)[:1]
    return any(_leaves_out(sheet, rows, at, place) for at in columns for place in shares if place != at)


def overlaps(label: str) -> bool:
    """女性, 党员, 老年人: one may be several of them."""
    return words()["overlapping"].search(label) is not None


def lists_some(sheet: Sheet) -> bool:
    """仅列示重点县区, 其余略 in a note, 部分县区 in the caption."""
    notes = _NOTE.match(sheet.page.text, sheet.grid.end, sheet.grid.end + _BEHIND)
    said = bool(notes and _SOME.search(notes[0]))
    return said or _SOME_NAMED.search(sheet.grid.caption) is not None


def _leaves_out(sheet: Sheet, rows: list[int], column: int, place: int) -> bool:
    """The rows' printed shares are of their whole, and do not make up all of it."""
    whole = sheet.figures[rows[0]][column]
    pairs = [(sheet.figures[row][column], sheet.figures[row][place]) for row in rows[1:]]
    told = [(part, share) for part, share in pairs if part is not None and share is not None]
    if whole is None or whole.value <= 0 or len(told) < len(rows) - 1:
        return False
    fit = all(meets(scale(divide(part.interval, whole.interval), HUNDRED), share.interval) for part, share in told)
    return fit and abs(sum(share.value for _, share in told) - HUNDRED) > _LOOSE


def _is_rounding(page: Page, relation: Relation, figures: list[Figure]) -> bool:
    """A gap of one in the last place for each number, where the report says that its numbers are rounded.

    Persons and bodies that are counted one by one are not.
    """
    gap = gap_between(relation.computed, relation.stated)
    if gap is None or not _says_rounded(page):
        return False
    stated = figures[-1] if relation.type in (RelationType.SHARE, RelationType.RISE) else figures[0]
    several = len(figures) - 1 if relation.type is RelationType.SUM else 1
    return abs(gap) <= stated.last_place * several


@once_a_page
def _says_rounded(page: Page) -> bool:
    return _ROUNDED.search(page.text) is not None
