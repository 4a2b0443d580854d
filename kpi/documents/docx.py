"""Word and WPS documents (.docx, .docm): what the pages show, with the automatic numbers written out.

ECMA-376 part 1, WordprocessingML. Insertions are taken and deletions left; what is hidden
or struck out is left out and told.
Headers, footers and notes stand in parts of their own and are no text; macros and links are never followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kpi.documents.block import Block, Cell, Content, Kind
from kpi.documents.docx_colors import is_filled
from kpi.documents.docx_looks import indent_of, look_of
from kpi.documents.docx_runs import Told, paragraph_text
from kpi.documents.docx_styles import Numbering, Styles, number_of, read_styles
from kpi.documents.ooxml import is_light, is_on, value
from kpi.documents.package import Element, Package
from kpi.documents.stacked import cell_of
from kpi.documents.tables import columns_without_rows, holds_data
from kpi.documents.wrapped import cut_lines, mend, numbered
from kpi.errors import KpiError, Problem, problem

_INSIDE = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink"}
_NOT_READ = {"altChunk": "document_foreign_part"}
_BODY_LEVEL = 9
_NO_LIST = ("", "0")


def read(data: bytes, name: str) -> Content:
    """The blocks of a document. KpiError: document_broken, document_dtd, document_too_large."""
    package = Package(data, name)
    main = _main_part(package)
    root = package.xml(main)
    body = root.find("body") if root is not None else None
    if body is None:
        raise KpiError(problem("document_broken", name, reason=f"{main}: body"))
    parts = dict(package.related(main).values())
    walk = _Walk(
        read_styles(package.xml(parts.get("styles", ""))), Numbering(package.xml(parts.get("numbering", "")))
    )
    walk.filled += _is_coloured(root)
    blocks = mend([*walk.blocks(body)])
    return Content(blocks, list(walk.warnings(name)))


def _is_coloured(root: Element | None) -> bool:
    """Whether the pages have a colour, or pictures that lie behind the words."""
    if root is None:
        return False
    color = root.find("background")
    behind = any(one.get("behindDoc") in ("1", "true") for one in root.iter("anchor"))
    return behind or (color is not None and not is_light(color.get("color", "FFFFFF")))


def _main_part(package: Package) -> str:
    found = [part for kind, part in package.related("").values() if kind == "officeDocument"]
    return found[0] if found and found[0] in package else "word/document.xml"


@dataclass(slots=True)
class _Walk:
    styles: Styles
    numbering: Numbering
    told: Told = field(default_factory=Told)
    lost: Counter[str] = field(default_factory=Counter)
    filled: int = 0  # how many of what holds a paragraph have a colour
    kept: str = ""  # of a paragraph whose end was deleted

    def blocks(self, element: Element) -> Iterator[Block]:
        """All blocks within an element, in order."""
        for one in element:
            if one.tag == "p":
                yield from self._paragraph(one)
            elif one.tag == "tbl":
                yield from self._table(one)
            elif one.tag == "AlternateContent":
                yield from self.blocks(_choice(one))
            elif one.tag in _NOT_READ:
                self.lost[_NOT_READ[one.tag]] += 1
            elif one.tag == "sdt" and _is_contents(one):
                self.lost["document_contents"] += 1
            elif one.tag in _INSIDE:
                yield from self.blocks(one)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = element.find("pPr")
        style = value(properties, "pStyle")
        own = number_of(properties)
        number = own if own and own[0] else self.styles.number(style)
        if own and own[0] == "" and number:
            number = (number[0], own[1])
        text, boxes = paragraph_text(element, self.styles, self.told, self.filled > 0)
        if self.styles.is_contents(style):
            self.lost["document_contents"] += bool(text.strip())
            return
        hidden = self.styles.hides(style)
        if hidden and text.strip():
            self.told.hidden.append(text.strip())
            text = ""
        marks = properties.find("rPr") if properties is not None else None
        if marks is not None and marks.find("del") is not None and marks.find("ins") is None:
            self.kept += text
            yield from self._boxes(boxes)
            return
        text, self.kept = self.kept + text, ""
        lead = "" if hidden else self.numbering.next(number)  # an empty paragraph counts too
        if text.strip():
            level = value(properties, "outlineLvl")
            rank = int(level) if level and level.isdigit() else self.styles.level(style)
            item = bool(lead or (number and number[0] not in _NO_LIST))  # a bullet writes nothing
            kind = (
                Kind.HEADING if rank is not None and rank < _BODY_LEVEL else Kind.ITEM if item else Kind.PARAGRAPH
            )
            size, bold = look_of(element, self.styles, style)
            for line in cut_lines(numbered(lead, text.strip()) if lead else text):
                depth = rank + 1 if kind is Kind.HEADING and rank is not None else 0
                yield Block(kind, line, level=depth, size=size, bold=bold)
        yield from self._boxes(boxes)

    def _boxes(self, boxes: list[Element]) -> Iterator[Block]:
        for box in boxes:
            for block in self._within(box, True):  # which colours a box has its drawing says
                yield Block(Kind.BOX if block.kind is not Kind.TABLE else block.kind, block.text, block.rows)

    def _within(self, element: Element, filled: bool) -> Iterator[Block]:
        """The blocks of a cell or a box, which may have a colour."""
        self.filled += filled
        yield from self.blocks(element)
        self.filled -= filled

    def _cell(self, cell: Element) -> Iterator[Block]:
        return self._within(cell, is_filled(cell.find("tcPr")))

    def _table(self, element: Element) -> Iterator[Block]:
        properties = element.find("tblPr")
        filled = is_filled(properties) or self.styles.fills(value(properties, "tblStyle"))
        self.filled += filled
        yield from self._rows_of(element)
        self.filled -= filled

    def _rows_of(self, element: Element) -> Iterator[Block]:
        rows = list(_rows(element))
        holds = any(cell.find(".//tbl") is not None for row in rows for cell in _cells(row))
        if holds and not holds_data([[_own_text(cell) for cell in _cells(row)] for row in rows]):
            # It only lays the page out.
            for row in rows:
                for cell in _cells(row):
                    yield from self._cell(cell)
            return
        found: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}  # column → row and place of a cell that goes on downwards
        stacked: list[Block] = []
        inner: list[Block] = []  # tables within cells
        single = all(len(_cells(row)) == 1 for row in rows)
        for row in rows:
            cells, texts = [], []
            column = (
                int(value(row, "trPr/gridBefore") or 0) if (value(row, "trPr/gridBefore") or "0").isdigit() else 0
            )
            if column:
                cells.append(Cell("", 1, min(column, 63)))
            for cell in _cells(row):
                span = value(cell, "tcPr/gridSpan") or "1"
                width = min(int(span), 63) if span.isdigit() and int(span) else 1
                merge = cell.find("tcPr/vMerge")
                if merge is not None and merge.get("val", "continue") != "restart" and column in open_cells:
                    at, place = open_cells[column]
                    above = found[at][place]
                    found[at][place] = replace(above, rows=len(found) - at + 1)
                    column += width
                    continue
                lines = list(self._cell(cell))
                inner += [block for block in lines if block.kind is Kind.TABLE]
                texts.append([block.text for block in lines if block.text])
                head = bool(is_on(row.find("trPr"), "tblHeader"))
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = (len(found), len(cells))
                cells.append(Cell(cell_of(texts[-1]), 1, width, head, indent_of(cell)))
                column += width
            if columns_without_rows(texts):
                self.lost["document_columns_without_rows"] += 1
                continue
            found.append(cells)
            if single:
                stacked += [Block(Kind.PARAGRAPH, text) for texts_of in texts for text in texts_of]
        if stacked:
            yield from stacked
            return
        if found:
            yield Block(Kind.TABLE, rows=tuple(map(tuple, found)))
        yield from inner

    def warnings(self, name: str) -> Iterator[Problem]:
        for words in self.told.hidden:
            yield problem("document_hidden", name, found=words[:60])
        for words in self.told.struck:
            yield problem("document_struck", name, found=words[:60])
        if self.told.notes:
            yield problem("document_notes", name, n=self.told.notes)
        if self.told.pictures:
            yield problem("document_pictures", name, n=self.told.pictures)
        for code, times in sorted(self.lost.items()):
            yield problem(code, name, n=times)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, those in content controls too, without the deleted ones."""
    for one in table:
        if one.tag == "tr" and one.find("trPr/del") is None:
            yield one
        elif one.tag in _INSIDE:
            yield from _rows(one)


def _own_text(cell: Element) -> str:
    """What the paragraphs of a cell say, without the tables within."""
    return "".join(text.text or "" for own in cell.iterfind("p") for text in own.iter("t"))


def _cells(row: Element) -> list[Element]:
    found: list[Element] = []
    for one in row:
        if one.tag == "tc":
            found.append(one)
        elif one.tag in _INSIDE:
            found += _cells(one)
    return found


def _choice(element: Element) -> Element:
    """The newer of two ways in which the document holds one thing; the other is for older programs."""
    found = element.find("Choice")
    if found is None:
        found = element.find("Fallback")
    return found if found is not None else element


def _is_contents(control: Element) -> bool:
    return (value(control, "sdtPr/docPartObj/docPartGallery") or "").lower().startswith("table of contents")
