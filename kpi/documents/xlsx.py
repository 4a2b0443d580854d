"""Workbooks (.xlsx, .xlsm): cells as they are shown, formulas by the value saved with them; macros never run.

ECMA-376 part 1, SpreadsheetML, read here part by part so that sizes stay bounded and formats come out as shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi.documents.block import Content
from kpi.documents.marks import Raised, settled
from kpi.documents.number_formats import code_of, shown
from kpi.documents.ooxml import is_on, value
from kpi.documents.package import Element, Package
from kpi.documents.sheet_colors import is_colored, is_filled, is_unseen
from kpi.documents.sheets import MOST_CELLS, Sheet, content_of, letters_of
from kpi.errors import KpiError, problem

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ON = ("1", "true", "on")
_MOST_COLUMNS = 16_384
_INDENT_DIGITS = 3
# Runs; whether a line goes through each, and whether nobody can see it; None as its cell says.
Words = tuple[tuple[str, bool | None, bool | None], ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """A style of cells: its number format, whether its font is struck out or unseen, and what lies behind."""

    code: str = ""
    struck: bool = False
    unseen: bool = False
    filled: bool = False
    indent: int = 0


_PLAIN = _Look()


def read(data: bytes, name: str) -> Content:
    """The blocks of all visible sheets. KpiError: document_broken, document_dtd, document_too_large."""
    package = Package(data, name)
    main = next(
        (part for kind, part in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    book = package.xml(main)
    if book is None:
        raise KpiError(problem("document_broken", name, reason=main))
    related = package.related(main)
    parts = {kind: part for kind, part in related.values() if kind in ("sharedStrings", "styles")}
    strings = _strings(package.xml(parts.get("sharedStrings", "xl/sharedStrings.xml")))
    looks = _looks(package.xml(parts.get("styles", "xl/styles.xml")))
    properties = book.find("workbookPr")
    from_1904 = properties is not None and properties.get("date1904", "0") in _ON
    sheets: list[Sheet] = []
    for one in book.iterfind("sheets/sheet"):
        kind, part = related.get(one.get("id", ""), ("", ""))
        root = package.xml(part) if kind == "worksheet" else None
        sheet = Sheet(one.get("name", ""), one.get("state", "visible") != "visible")
        if root is not None:
            _fill(sheet, root, strings, looks, from_1904)
        if sum(len(each.cells) for each in [*sheets, sheet]) > MOST_CELLS:
            raise KpiError(problem("document_too_large", name, part=sheet.name, found="cells", most=MOST_CELLS))
        sheets.append(sheet)
    return content_of(sheets, name)


def _strings(root: Element | None) -> list[Words]:
    """The shared texts, without the readings printed above characters."""
    return [_words(one) for one in root.iterfind("si")] if root is not None else []


def _words(element: Element) -> Words:
    plain = [(one.text or "", None, None) for one in element.iterfind("t")]
    runs = [(one.findtext("t") or "", one.find("rPr")) for one in element.iterfind("r")]
    texts = settled([Raised(text) if value(font, "vertAlign") == "superscript" else text for text, font in runs])
    told = ((text, _strikes(font), is_unseen(font)) for text, (_, font) in zip(texts, runs, strict=True))
    return (*plain, *told)


def _strikes(font: Element | None) -> bool | None:
    return None if font is None else bool(is_on(font, "strike"))


def _looks(root: Element | None) -> list[_Look]:
    if root is None:
        return []
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iterfind("numFmts/numFmt")}
    fonts = {str(at): one for at, one in enumerate(root.iterfind("fonts/font"))}
    filled = {str(at): is_filled(one) for at, one in enumerate(root.iterfind("fills/fill"))}
    looks: list[_Look] = []
    for one in root.iterfind("cellXfs/xf"):
        id, font, aligned = one.get("numFmtId", "0"), fonts.get(one.get("fontId", "")), one.find("alignment")
        indent = "" if aligned is None else aligned.get("indent", "")
        looks.append(_Look(
            code_of(int(id) if id.isdigit() else 0, own.get(id)),
            bool(_strikes(font)), bool(is_unseen(font)), filled.get(one.get("fillId", ""), False),
            int(indent) if indent.isdigit() and len(indent) <= _INDENT_DIGITS else 0,
        ))  # fmt: skip
    return looks


def _fill(sheet: Sheet, root: Element, strings: list[Words], looks: list[_Look], from_1904: bool) -> None:
    for one in root.iterfind("cols/col"):
        if one.get("hidden", "0") in _ON:
            first, last = (int(one.get(key, "0") or 0) for key in ("min", "max"))
            sheet.hidden_columns |= set(range(max(first - 1, 0), min(last, _MOST_COLUMNS)))
    at, colored = -1, is_colored(root)
    for row in root.iterfind("sheetData/row"):
        number = row.get("r", "")
        at = int(number) - 1 if number.isdigit() else at + 1
        if row.get("hidden", "0") in _ON:
            sheet.hidden_rows.add(at)
        column = -1
        for cell in row.iterfind("c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            look = _look(looks, cell)
            words = _value(cell, strings, look.code, from_1904)
            if words is None:
                sheet.uncomputed.append(cell.get("r", ""))
                continue
            covered = colored or look.filled
            text, struck, white = _parted(words, look, covered)
            sheet.struck += [struck] if struck else []
            sheet.white += [white] if white else []
            if text.strip():
                sheet.cells[at, column] = text
                if look.indent:
                    sheet.indents[at, column] = look.indent
            elif not (struck or white) and _holds_number(cell):
                sheet.unseen.append(f"{letters_of(column)}{at + 1}")
    for one in root.iterfind("mergeCells/mergeCell"):
        ends = [found for end in one.get("ref", "").split(":") if (found := _PLACE.fullmatch(end))]
        if len(ends) == 2:
            rows, columns = [int(end[2]) - 1 for end in ends], [_column(end[1]) for end in ends]
            sheet.merged.append((rows[0], rows[1], columns[0], columns[1]))


def _look(looks: list[_Look], cell: Element) -> _Look:
    style = cell.get("s", "")
    return looks[int(style)] if style.isdigit() and int(style) < len(looks) else _PLAIN


def _parted(words: Words, look: _Look, covered: bool) -> tuple[str, str, str]:
    """What of a cell shows, what a line runs through, and what is white with nothing of a colour behind it."""
    parts = ["", "", ""]
    for text, struck, unseen in words:
        gone = look.struck if struck is None else struck
        white = not covered and (look.unseen if unseen is None else unseen)
        parts[1 if gone else 2 if white else 0] += text
    return parts[0], parts[1].strip(), parts[2].strip()


def _holds_number(cell: Element) -> bool:
    """A number that its format does not show; nought is often left blank."""
    return cell.get("t", "n") == "n" and (cell.findtext("v") or "").strip("0.- ") != ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, strings: list[Words], code: str, from_1904: bool) -> Words | None:
    """What a cell shows; None for a formula whose value was not saved or is an error."""
    kind, held = cell.get("t", "n"), cell.find("v")
    formula = cell.find("f") is not None
    if kind == "inlineStr":
        inline = cell.find("is")
        return _words(inline) if inline is not None else ()
    text = (held.text or "") if held is not None else ""
    if formula and (held is None or kind == "e" or (not text and kind != "str")):
        return None
    if kind == "s":
        return strings[int(text)] if text.isdigit() and int(text) < len(strings) else ()
    if kind in ("str", "e", "d"):
        return () if kind == "e" else ((text, None, None),)
    if kind == "b":
        return (({"1": "TRUE", "0": "FALSE"}.get(text, ""), None, None),)
    return ((shown(text, code, from_1904), None, None),) if text else ()
