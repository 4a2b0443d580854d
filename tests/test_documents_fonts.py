"""A PDF that names a Chinese font and does not hold it reads alike on every machine, with fonts or without."""

from __future__ import annotations

import ctypes
import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kpi.documents.pdf_fonts import use_one_font

FONT = "STSong-Light"
WORDS = "养老床位12张"


def drawn(*lines: str) -> pdfium.PdfDocument:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont(FONT, 10)
    for number, line in enumerate(lines):
        canvas.drawString(100, 700 - 20 * number, line)
    canvas.save()
    use_one_font()
    return pdfium.PdfDocument(file.getvalue())


def test_a_line_that_stands_twice_is_read_twice() -> None:
    text = drawn(WORDS, WORDS, "合计", WORDS)[0].get_textpage().get_text_range()
    assert text.split() == [WORDS, WORDS, "合计", WORDS]


def test_shapes_are_boxes_and_widths_are_those_of_the_file() -> None:
    page = drawn(WORDS)[0].get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    assert raw.FPDFText_GetCharBox(page.raw, 1, left, right, bottom, top)
    assert [round(one.value) for one in (left, right, bottom, top)] == [110, 119, 699, 708]
    box = raw.FS_RECTF()
    assert raw.FPDFText_GetLooseCharBox(page.raw, 4, box)
    assert (round(box.left, 1), round(box.right, 1)) == (140, 144.6)  # 1: the width of a digit in the file
