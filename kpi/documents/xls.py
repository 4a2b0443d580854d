"""Old workbooks (.xls, .et) through xlrd: cells as they are shown; macros never run."""

from __future__ import annotations

from typing import Any

import xlrd

from kpi.documents.block import Content
from kpi.documents.marks import Raised, settled
from kpi.documents.number_formats import code_of, shown
from kpi.documents.sheets import Sheet, content_of, letters_of
from kpi.documents.white import is_white
from kpi.documents.xls_formulas import uncomputed
from kpi.errors import KpiError, problem

_SUPERSCRIPT = 1  # of a font's escapement
_SOLID = 1  # of a pattern
_NO_COLORS = (64, 65)  # those of the system


def read(data: bytes, name: str) -> Content:
    """The blocks of all visible sheets. KpiError: document_broken, document_password."""
    try:
        book = _open(data)
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
        for sheet, places in zip(sheets, uncomputed(data), strict=False):
            sheet.uncomputed += [f"{letters_of(column)}{row + 1}" for row, column in places]
    except xlrd.XLRDError as error:
        code = "document_password" if "encrypt" in str(error).lower() else "document_broken"
        raise KpiError(problem(code, name, reason=error)) from None
    except Exception as error:  # xlrd lets through whatever a damaged record does to it
        raise KpiError(problem("document_broken", name, reason=f"{type(error).__name__}: {error}")) from None
    return content_of(sheets, name)


def _open(data: bytes) -> Any:
    import io

    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except NotImplementedError:
        return xlrd.open_workbook(file_contents=data, logfile=io.StringIO())


def _sheet(book: Any, found: Any) -> Sheet:
    sheet = Sheet(found.name, found.visibility != 0)
    sheet.hidden_rows = {row for row, info in found.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in found.colinfo_map.items() if info.hidden}
    sheet.merged = [(top, below - 1, left, right - 1) for top, below, left, right in found.merged_cells]
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            cell = found.cell(row, column)
            text, struck, white = _parted(book, found, row, column, _shown(book, cell))
            sheet.struck += [struck] if struck else []
            sheet.white += [white] if white else []
            if text.strip():
                sheet.cells[row, column] = text
                if indent := _indent(book, cell):
                    sheet.indents[row, column] = indent
            elif not (struck or white) and cell.ctype == xlrd.XL_CELL_NUMBER and cell.value:
                sheet.unseen.append(f"{letters_of(column)}{row + 1}")
    return sheet


def _parted(book: Any, sheet: Any, row: int, column: int, text: str) -> tuple[str, str, str]:
    """What of a cell's text shows, what a line runs through, what is white on white; each run has a font."""
    index = sheet.cell(row, column).xf_index
    if not text or index is None or index >= len(book.xf_list):
        return text, "", ""
    style = book.xf_list[index]
    runs = [(0, style.font_index), *sheet.rich_text_runlist_map.get((row, column), ())]
    ends = [*(at for at, _ in runs[1:]), len(text)]
    parts = [(text[at:end], font) for (at, font), end in zip(runs, ends, strict=True)]
    told = settled([Raised(part) if _is_raised(book, font) else part for part, font in parts])
    filled = _is_filled(book, style)
    shows = ["", "", ""]
    for part, (_, font) in zip(told, parts, strict=True):
        shows[1 if _strikes(book, font) else 2 if not filled and _is_unseen(book, font) else 0] += part
    return shows[0], shows[1].strip(), shows[2].strip()


def _indent(book: Any, cell: Any) -> int:
    known = cell.xf_index is not None and cell.xf_index < len(book.xf_list)
    return int(book.xf_list[cell.xf_index].alignment.indent_level) if known else 0


def _strikes(book: Any, font: int) -> bool:
    return 0 <= font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _is_unseen(book: Any, font: int) -> bool:
    return 0 <= font < len(book.font_list) and _is_light(book, book.font_list[font].colour_index)


def _is_filled(book: Any, style: Any) -> bool:
    """Whether a colour lies behind the words of a cell."""
    kind, color = style.background.fill_pattern, style.background.pattern_colour_index
    return bool(kind) and not (kind == _SOLID and (color in _NO_COLORS or _is_light(book, color)))


def _is_light(book: Any, color: int) -> bool:
    return is_white(book.colour_map.get(color) or ())


def _is_raised(book: Any, font: int) -> bool:
    return 0 <= font < len(book.font_list) and book.font_list[font].escapement == _SUPERSCRIPT


def _shown(book: Any, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    code = ""
    if cell.xf_index is not None and cell.xf_index < len(book.xf_list):
        id = book.xf_list[cell.xf_index].format_key
        own = book.format_map.get(id)
        code = code_of(id, own.format_str if own is not None else None)
    return shown(repr(cell.value), code, bool(book.datemode))
