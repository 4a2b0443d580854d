"""Tables of every kind of document as lines of flat text: one header row, then rows, a | b | c.

Merged headings are joined down each column: 2024年 over 增速(%) is 2024年增速(%). A name that covers several
rows stands in each of them. A row of one cell is a paragraph before and behind the numbers, and a parent of
rows between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.block import Cell
from kpi.documents.cells import LONG, Line, clean, is_number, is_told, is_value
from kpi.documents.forms import form_lines, is_form
from kpi.documents.indents import indents
from kpi.documents.terms import term
from kpi.numbers.units import unit_table

_COLONS = frozenset(":：")
_STACK = 3  # paragraphs in each of several cells of one row
_MOST_HEADS = 5
_MOST_COLUMNS = 500
_MOST_CELLS = 2_000_000  # of the grid of one table, as often as cells cover a place of it


class TooLargeError(Exception):
    """A table whose cells cover more places than any report's; they are not filled."""

    def __init__(self, found: int, most: int = _MOST_CELLS) -> None:
        super().__init__(found)
        self.found, self.most = found, most


def columns_without_rows(cells: Sequence[Sequence[str]]) -> bool:
    """A row whose cells each stack many numbers: which of them belong together nobody can say."""
    stacks = [texts for texts in cells if len(texts) >= _STACK]
    return len(stacks) > 1 and any(sum(map(is_number, texts)) * 2 > len(texts) for texts in stacks)


def holds_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells, tables in some of them, are a table of data: names, numbers, no sentences.

    Each text is that of a cell without the tables within; what has no number of its own only lays the page out.
    """
    told = [[text.strip() for text in row] for row in rows]
    full = sum(sum(map(bool, row)) > 1 for row in told)
    numbers = sum(is_number(text) for row in told for text in row[1:])
    return full > 1 and numbers > 0 and all(len(text) <= LONG for row in told for text in row)


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    """The lines of a table in order; rows and columns that hold nothing are left out."""
    grid, heads = _spread(rows)
    if not grid:
        return []
    keep = [at for at in range(len(grid[0])) if any(row[at] for row in grid)]
    grid = [[row[at] for at in keep] for row in grid]
    if len(keep) < 2:
        return [Line(at, (row[0],), single=True) for at, row in enumerate(grid) if row and row[0]]
    if is_form(grid):
        return form_lines(grid)
    top = _first_full(grid, rows)
    depth = max(
        _depth(grid, top), sum(1 for at in range(top, len(heads)) if heads[at] and all(heads[top : at + 1]))
    )
    found = [Line(at, (text,), single=True) for at in range(top) for text in _told_above(grid[at])]
    if depth:
        found.append(Line(top + depth - 1, tuple(_over(grid[top : top + depth])), head=True))
    first = tuple(tuple(row) for row in grid[top : top + depth])
    reached = _reached(rows)
    last = max((at for at, row in enumerate(grid) if any(map(is_number, row[1:]))), default=len(grid))
    at = top + depth
    set_in = indents([() if below else row for row, below in zip(rows, reached, strict=True)], at)
    while at < len(grid):
        row = grid[at]
        if depth and tuple(tuple(one) for one in grid[at : at + depth]) == first:
            at += depth  # the heading again, on the next page
            continue
        distinct = [text for text in row if text]
        # One cell right across says a parent of rows or a sentence; a lone name in its own column is a row.
        wide = not reached[at] and _spans(rows[at]) and bool(distinct)
        told = len(distinct) == 1 and bool(term("note").match(distinct[0]) or term("sentence").search(distinct[0]))
        if told or (wide and (len(distinct[0]) > LONG or at > last)):
            found.append(Line(at, (distinct[0],), single=True))
        elif distinct:
            found.append(Line(at, (distinct[0],)) if wide else Line(at, tuple(row), indent=set_in[at]))
        at += 1
    return found


def row_text(cells: Sequence[str]) -> str:
    """a | b | c, with bars around where the first or the last cell is empty, so that it still counts as one."""
    if len(cells) == 1:
        return f"{cells[0]} |"
    line = " | ".join(cells)
    return f"| {line} |" if not cells[0] or not cells[-1] else line


def _spread(rows: Sequence[Sequence[Cell]]) -> tuple[list[list[str]], list[bool]]:
    """Every place of the grid filled: names go on over the rows and columns they cover, numbers stand once."""
    placed: list[dict[int, str]] = [{} for _ in rows]
    heads = [bool(row) and all(cell.head for cell in row) for row in rows]
    filled = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in placed[at]:
                column += 1
            text = clean(cell.text)
            repeats = bool(text) and not is_number(text) and not is_told(text)
            below = range(at, min(at + max(1, cell.rows), len(rows)))
            beside = range(column, min(column + max(1, cell.columns), _MOST_COLUMNS))
            filled += len(below) * len(beside)
            if filled > _MOST_CELLS:
                raise TooLargeError(filled)
            for down in below:
                for across in beside:
                    own = down == at and across == column
                    placed[down][across] = text if own or repeats else ""
            column += max(1, cell.columns)
    width = max((max(row, default=-1) + 1 for row in placed), default=0)
    if width * len(rows) > _MOST_CELLS:
        raise TooLargeError(width * len(rows))
    return [[row.get(at, "") for at in range(width)] for row in placed], heads


def _reached(rows: Sequence[Sequence[Cell]]) -> list[bool]:
    """For every row whether a cell reaches into it from above."""
    found, last = [], 0
    for at, row in enumerate(rows):
        found.append(at < last)
        last = max([last, *(at + cell.rows for cell in row if cell.rows > 1)])
    return found


def _spans(row: Sequence[Cell]) -> bool:
    """Whether only one cell of a row says something, and it is as wide as the row or goes over columns."""
    own = [cell for cell in row if cell.text.strip()]
    return len(own) == 1 and (own[0].columns > 1 or len(row) == 1)


def _told_above(row: Sequence[str]) -> list[str]:
    """What stands above the columns, each thing a line: 填报单位：…, 填报日期： with its day, 单位：户、人."""
    found: list[str] = []
    for text in dict.fromkeys(text for text in row if text):
        if found and found[-1][-1] in _COLONS:
            found[-1] += text
        else:
            found.append(text)
    return found


def _only(row: Sequence[str]) -> str:
    return next((text for text in row if text), "")


def _first_full(grid: Sequence[Sequence[str]], rows: Sequence[Sequence[Cell]]) -> int:
    """The first row that is more than one text: what stands above it names the table."""
    for at, row in enumerate(grid):
        own = [cell for cell in rows[at] if cell.text.strip()]
        corner = bool(own) and own[0].rows > 1 and len(own) > 1  # 单位：人 beside the names of the columns
        told = row[1:] if corner else row
        if at + 1 < len(grid) and any(term("form_line").match(text) for text in told):
            continue
        if len({text for text in row if text}) > 1 and len(own) > 1:
            return at
    return 0


def _depth(grid: Sequence[Sequence[str]], top: int) -> int:
    """How many rows name the columns: up to the first with a number outside its first column.

    Behind a row of names also up to one with a name of its own and a number with its unit (面积 | 6800平方米).
    """
    for at in range(top, min(len(grid), top + _MOST_HEADS)):
        row = grid[at]
        named = at > top and row[0] not in ("", grid[top][0])
        if any(map(is_number, row[1:])) or (named and any(map(is_value, row[1:]))):
            return _without_parents(grid, top, at) - top
    return 1


def _without_parents(grid: Sequence[Sequence[str]], top: int, first: int) -> int:
    """A row above the numbers that has one name, also over all columns, is no heading but the parent of rows."""
    while first - top > 1 and (sum(map(bool, grid[first - 1])) == 1 or len(set(grid[first - 1])) == 1):
        first -= 1
    return first


def _over(heads: Sequence[Sequence[str]]) -> list[str]:
    named = []
    heads = [heads[0], *(_in_brackets(head) for head in heads[1:])]
    for column in zip(*heads, strict=True):
        parts: list[str] = []
        for text in column:
            if text and (not parts or text != parts[-1]):
                parts.append(text)
        named.append("".join(sorted(parts, key=_is_no_time)))
    return named


def _in_brackets(head: Sequence[str]) -> Sequence[str]:
    """万元 | 人 | % below 收入 | 人数 | 增长: a line that tells units, each in brackets behind its name."""
    told = [text for text in head[1:] if text]
    if len(told) < 2 or not all(map(_is_unit, told)):
        return head
    return [f"（{text}）" if _is_unit(text) else text for text in head]


def _is_unit(text: str) -> bool:
    table = unit_table()
    name = table.canonical(term("multiplied").sub("", text, count=1))
    return bool(name) and table.is_known(name) and not term("coded").fullmatch(text)


def _is_no_time(text: str) -> bool:
    """销售额 over 1—5月 is 1—5月销售额: a time stands before what it is the time of."""
    return term("time").fullmatch(text) is None
