"""Tables that the document itself has: their lines, header row and rows are known, nothing of it is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Ruled
from kpi.outline.barred import BAR
from kpi.outline.block import NEAR, Block, shaped
from kpi.outline.cells import Cell, ruled_row


def of_ruled(plain: str, table: Ruled, before: Sequence[str]) -> Iterator[Block]:
    """The cells of one table; lines without a bar between its rows are notes and no rows."""
    titles = [plain[start:end].strip() for start, end in _lines(plain, table.start, table.head)]
    header = [cell for span in _lines(plain, table.head, table.body) for cell in ruled_row(plain, *span)]
    spans = [span for span in _lines(plain, table.body, table.end) if BAR in plain[slice(*span)]]
    body = [ruled_row(plain, *span) for span in spans]
    body = body if header else [row for row in body if not _is_text(row)]
    width = len(header) or max(map(len, body), default=0)
    full = [row for row in body if len(row) == width]
    numeric = [sum(1 for row in full if row[n].number) * 2 > len(full) for n in range(width)]
    rows = [row for one in body if (row := shaped(one, width, numeric))]
    if any(cell.number for row in rows for cell in row):
        yield Block([*before, *titles][-NEAR - 1 :], header, rows)


def _is_text(row: Sequence[Cell]) -> bool:
    """单位名称 | 敬老院: no row names the columns, and a name answered in words tells nothing."""
    told = [cell for cell in row[1:] if cell.text and not cell.blank]
    return bool(told) and not any(cell.number for cell in told)


def _lines(plain: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while low < high:
        end = plain.find("\n", low)
        end = len(plain) if end < 0 else end
        yield low, end
        low = end + 1
