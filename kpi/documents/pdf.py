"""PDF files with text: characters and rules with their places from pdfium, lines and tables from those.

A page that is only a picture has no text at all: it is told as scanned, and read where the extra `ocr` is there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from kpi.documents.block import Block, Content
from kpi.documents.bounds import give_more
from kpi.documents.layout import paragraphs
from kpi.documents.pdf_fonts import use_one_font
from kpi.documents.pdf_page import read_page
from kpi.documents.printed import Page
from kpi.documents.scanned import numbers_of, read_pictures
from kpi.errors import KpiError, problem

_TAIL = 4096
_MOST_PAGES = 5000
_MOST_DOTS = 60_000_000  # of the picture of a page: eight times that of A3
_SECONDS_A_PICTURE, _MEMORY_OF_MODELS = 60, 8_000_000_000


def read(data: bytes, name: str) -> Content:
    """The blocks of a file. KpiError: document_broken, document_password, document_too_large, document_scanned."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise KpiError(problem("document_truncated", name))
    use_one_font()
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "document_password" if "assword" in str(error) else "document_broken"
        raise KpiError(problem(code, name, reason=error)) from None
    try:
        return _content(file, data, name)
    except pdfium.PdfiumError as error:
        raise KpiError(problem("document_broken", name, reason=error)) from None
    finally:
        file.close()


def _content(file: pdfium.PdfDocument, data: bytes, name: str) -> Content:
    if len(file) > _MOST_PAGES:
        raise KpiError(problem("document_too_large", name, part="pdf", found=len(file), most=_MOST_PAGES))
    if not len(file):
        raise KpiError(problem("document_broken", name, reason="0 pages"))
    pages = list(_pages(file))
    blank = [page.number for page in pages if page.picture and not page.items]
    blocks, notes = paragraphs(pages)
    content = Content(blocks)
    for page in pages:
        if page.struck:
            content.warnings.append(problem("document_struck", name, found=page.struck[:60], page=page.number))
        if page.unseen.strip():
            content.warnings.append(
                problem("document_hidden", name, found=page.unseen.strip()[:60], page=page.number)
            )
    if notes:
        content.warnings.append(problem("document_notes", name, n=notes))
    if blank:
        content.blocks = _with_pictures(file, blank, content.blocks, name)
        content.warnings.append(problem("document_from_picture", name, pages=numbers_of(blank), n=len(blank)))
    return content


def _pages(file: pdfium.PdfDocument) -> Iterator[Page]:
    for number in range(1, len(file) + 1):
        page = file[number - 1]
        yield read_page(page, number)
        page.close()


def _with_pictures(file: pdfium.PdfDocument, blank: list[int], blocks: list[Block], name: str) -> list[Block]:
    """The blocks of the scanned pages among those that are text, in the order of the pages."""
    give_more(_SECONDS_A_PICTURE * len(blank), _MEMORY_OF_MODELS)
    found = read_pictures((_picture(file, number) for number in blank), blank, name)
    return sorted([*blocks, *found], key=lambda block: block.page)


def _picture(file: pdfium.PdfDocument, number: int) -> object:
    """A page as the picture that it is, at 200 dots an inch, fewer where it claims to be as large as a wall."""
    page = file[number - 1]
    width, height = page.get_size()
    scale = min(200 / 72, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
    return page.render(scale=scale).to_numpy()
