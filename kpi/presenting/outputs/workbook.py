"""Tables in an Excel file: frozen header, filter, widths, number formats, links; the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from kpi.presenting.escaping import printable

TEXT, WRAP, LINK, NUMBER, COUNT, PERCENT, DATE = "text", "wrap", "link", "number", "count", "percent", "date"
CREATED = datetime(2000, 1, 1)  # fixed: same input, same bytes
LONGEST = 32_767  # characters of a cell
LINKS = 60_000  # of a sheet; Excel takes 65,530
EXACT = 10**15  # beyond it Excel loses digits
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LINE, TALLEST, A4, A3, WIDE = 13.5, 409.0, 9, 8, 220  # points, points, paper, paper, widths that need A3
FONT = {"font_name": "等线", "font_size": 10, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with a link inside the book, a colour behind it, or a stretch [start, end) that stands out."""

    text: str
    link: str = ""
    colour: str = ""
    mark: tuple[int, int] | None = None


Look = dict[str, str | int]
HEAD: Look = {"bold": True, "bg_color": "#D9E1F2", "bottom": 1, "align": "center"}
Value = str | int | float | Decimal | date | Cell | None
Row = tuple[Value, ...]


class Book:
    """A workbook that is written to `buffer` when closed."""

    def __init__(self, buffer: BytesIO, title: str) -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(buffer, options | {"strings_to_numbers": False})
        self._book.set_properties({"title": title, "created": CREATED})
        self._sheets: dict[str, Any] = {}
        self._formats: dict[tuple[tuple[str, str | int], ...], Any] = {}
        self._links: dict[str, int] = {}

    def close(self) -> None:
        self._book.close()

    def notes(self, sheet: str, title: str, lines: Sequence[str]) -> None:
        """A title and lines of text at the top of a sheet."""
        page = self._sheet(sheet)
        page.write_string(0, 0, title, self._format(bold=True, font_size=14))
        for at, line in enumerate(lines, 1):
            page.write_string(at, 0, _text(line), self._text_format(line))

    def table(self, sheet: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A sheet that is one table, its header frozen and filtered, repeated on every printed page."""
        page = self._sheet(sheet)
        page.set_paper(A3 if sum(column.width for column in columns) > WIDE else A4)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        self.block(sheet, 0, columns, rows)
        page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def block(self, sheet: str, top: int, columns: Sequence[Column], rows: Sequence[Row]) -> int:
        """A table from row `top` (0-based) on; returns the row after it."""
        page = self._sheet(sheet)
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width)
            page.write_string(top, at, column.title, self._format(**HEAD))
        for down, row in enumerate(rows, top + 1):
            if (lines := max(map(_lines, columns, row), default=1)) > 1:
                page.set_row(down, min(TALLEST, lines * LINE + 2))
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, down, at, column.kind, value)
        return top + 1 + len(rows)

    def _sheet(self, name: str) -> Any:
        if name not in self._sheets:
            page = self._book.add_worksheet(name)
            page.set_landscape()
            page.set_paper(A4)
            page.fit_to_pages(1, 0)
            self._sheets[name] = page
        return self._sheets[name]

    def _write(self, sheet: str, row: int, at: int, kind: str, value: Value) -> None:
        page = self._sheets[sheet]
        if value is None or value == "":
            page.write_blank(row, at, None, self._format())
        elif isinstance(value, Cell):
            self._write_cell(sheet, row, at, value)
        elif isinstance(value, date):
            page.write_datetime(row, at, value, self._format(num_format="yyyy-mm-dd", align="center"))
        elif isinstance(value, str):
            look: Look = {"text_wrap": True} if kind in (WRAP, LINK) else {}
            page.write_string(row, at, _text(value), self._text_format(value, look))
        elif abs(float(value)) >= EXACT:
            page.write_string(row, at, format(value, "f"), self._format(align="right"))
        elif kind == COUNT:
            page.write_number(row, at, float(value), self._format(num_format="0", align="center"))
        else:
            page.write_number(row, at, float(value), self._format(num_format=_number_format(kind, value)))

    def _write_cell(self, sheet: str, row: int, at: int, cell: Cell) -> None:
        page, text = self._sheets[sheet], _text(cell.text)
        look: Look = {"text_wrap": True, **({"bg_color": cell.colour} if cell.colour else {})}
        if cell.link and self._links.get(sheet, 0) < LINKS:
            self._links[sheet] = self._links.get(sheet, 0) + 1
            linked = self._text_format(text, look | {"font_color": "#0563C1", "underline": 1})
            page.write_url(row, at, cell.link, linked, string=text)
            return
        low, high = cell.mark or (0, 0)
        before, marked, after = text[:low], text[low:high], text[high:]
        if marked and (before or after) and len(text) < LONGEST:
            usual, strong = self._format(), self._format(bold=True, font_color="#C00000")
            pieces = [*([usual, before] if before else []), strong, marked, *([usual, after] if after else [])]
            page.write_rich_string(row, at, *pieces, self._text_format(text, look))
        else:
            page.write_string(row, at, text, self._text_format(text, look))

    def _text_format(self, text: str, look: Look | None = None) -> Any:
        """Text that looks like a formula stays text even when somebody edits the cell."""
        quoted: Look = {"quote_prefix": True} if text.startswith(FORMULA) else {}
        return self._format(**quoted, **(look or {}))

    def _format(self, **look: str | int) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(FONT | look)
        return self._formats[key]


def _text(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _lines(column: Column, value: Value) -> int:
    """Lines that wrapped text takes, as far as can be told without its font; programs differ in fitting rows."""
    text = value.text if isinstance(value, Cell) else value
    if column.kind not in (WRAP, LINK) or not isinstance(text, str):
        return 1
    units = len(text) + sum(character > "\u2e7f" for character in text)
    return max(1, -(-units // max(1, int(column.width * 1.05))))


def _number_format(kind: str, value: int | float | Decimal) -> str:
    """As many decimals as the number has."""
    if kind == PERCENT:
        return "0.0%"
    exponent = value.normalize().as_tuple().exponent if isinstance(value, Decimal) else 0
    places = min(8, max(0, -int(exponent))) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * places if places else "")
