"""One page of a PDF: its lines in reading order and its ruled tables, from pdfium's characters and paths."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kpi.documents.glyphs import GAP, fill
from kpi.documents.grids import Segment, sorted_rules
from kpi.documents.pdf_colors import looks_of
from kpi.documents.pdf_objects import SAME, Drawn, Matrix, objects, times, values
from kpi.documents.printed import Character, Page
from kpi.documents.radicals import unified
from kpi.documents.terms import term

_MOST_CHARACTERS = 200_000
_MOST_PATHS, _MOST_SEGMENTS = 20_000, 5_000
_UNSEEN = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_STROKED = raw.FPDF_TEXTRENDERMODE_FILL_STROKE  # how programs make bold of a font that has none
_HEAVY, _LONGEST_NAME = 600, 128
_LEVEL = 0.05  # radians
_TALLER = 1.3  # than the character before: asked whether it stands askew


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Lines and tables of a page; `picture` where it has pictures and no text."""
    width, height = page.get_size()
    found = Page(number, width, height)
    text = page.get_textpage()
    try:
        every = objects(page.raw)
        characters, found.unseen = _characters(text, page, every, width, height)
        if all(character[0].isspace() for character in characters):
            drawn = page.get_objects(max_depth=3)
            found.picture = any(True for one in drawn if one.type == raw.FPDF_PAGEOBJ_IMAGE)
            return found
        fill(found, characters, *sorted_rules(_segments(page, every, width, height)))
        for line in found.lines:  # only of those outside tables is it asked
            line.bold = _is_bold(text, line.ends[0]) and _is_bold(text, line.ends[1])
    finally:
        text.close()
    return found


def _characters(
    text: pdfium.PdfTextPage, page: pdfium.PdfPage, every: Sequence[Drawn], width: float, height: float
) -> tuple[list[Character], str]:
    """Characters with their boxes, y downwards, turned as the page is shown; and those that are left out."""
    count = min(text.count_chars(), _MOST_CHARACTERS)
    if not count:
        return [], ""
    words = text.get_text_range(0, count)
    if len(words) != count:
        words = "".join(chr(raw.FPDFText_GetUnicode(text.raw, at) or 32) for at in range(count))
    words = unified(words)
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    get = raw.FPDFText_GetLooseCharBox
    handle = text.raw
    turn = page.get_rotation()
    found: list[Character] = []
    gone: list[str] = []
    unseen, ground = looks_of(every)
    fresh, askew, usual = True, False, 0.0
    for at, character in enumerate(words):
        breaks = character in "\r\n"
        if breaks:
            fresh = True
        elif fresh and not character.isspace():
            fresh, askew = False, _is_askew(raw.FPDFText_GetCharAngle(handle, at))
        if askew and not breaks:
            gone.append(character)  # a watermark
            continue
        if unseen and raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(handle, at)) == _UNSEEN:
            gone.append(character)
            continue
        if character == " " and raw.FPDFText_IsGenerated(handle, at):
            character = GAP
        if breaks:
            if found and found[-1][0] != "\n":
                found.append(("\n", 0, 0, 0, 0, at))
            continue
        if not get(handle, at, pointer):
            continue
        left, right, top, bottom = box.left, box.right, box.top, box.bottom
        if top < bottom:
            top, bottom = bottom, top
        if top - bottom > usual * _TALLER and _is_askew(raw.FPDFText_GetCharAngle(handle, at)):
            gone.append(character)  # a watermark's, in the midst of a line
            continue
        usual = top - bottom
        if ground and not character.isspace():
            own = raw.FPDFText_GetTextObject(handle, at)
            if own and ground.hides(own, (left + right) / 2, (top + bottom) / 2):
                gone.append(character)
                continue
        if turn:
            found.append((character, *_turned(left, right, top, bottom, turn, width, height), at))
        else:
            found.append((character, left, right, height - top, height - bottom, at))
    return found, "".join(gone)


def _is_bold(text: pdfium.PdfTextPage, at: int) -> bool:
    """Whether a character is set in bold type: by name, weight or outline."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    raw.FPDFText_GetFontInfo(text.raw, at, name, _LONGEST_NAME, None)
    if term("bold_type").search(name.value.decode("utf-8", "replace")):
        return True
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text.raw, at))
    return bool(mode == _STROKED or raw.FPDFText_GetFontWeight(text.raw, at) >= _HEAVY)


def _is_askew(angle: float) -> bool:
    """Neither level nor upright; radians."""
    return abs(math.remainder(angle, math.pi / 2)) > _LEVEL


def _turned(
    left: float, right: float, top: float, bottom: float, turn: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """(x0, x1, top, bottom) with y downwards on the page as it is shown (`width` and `height` are of that)."""
    if turn == 90:
        return bottom, top, left, right
    if turn == 180:
        return width - right, width - left, bottom, top
    if turn == 270:
        return width - top, width - bottom, height - right, height - left
    return left, right, height - top, height - bottom


def _segments(page: pdfium.PdfPage, every: Sequence[Drawn], width: float, height: float) -> Iterator[Segment]:
    turn = page.get_rotation()
    for x0, y0, x1, y1 in _raw_segments(every):
        if turn == 90:
            yield y0, x0, y1, x1
        elif turn == 180:
            yield width - x0, y0, width - x1, y1
        elif turn == 270:
            yield width - y0, height - x0, width - y1, height - x1
        else:
            yield x0, height - y0, x1, height - y1


def _raw_segments(every: Sequence[Drawn]) -> Iterator[Segment]:
    """Straight pieces of all paths in the page's own coordinates; what is drawn in curves or askew is no rule."""
    held = raw.FS_MATRIX()
    for path, outer in _paths(every):
        count = raw.FPDFPath_CountSegments(path)
        if 2 <= count <= _MOST_SEGMENTS:
            inner = values(held) if raw.FPDFPageObj_GetMatrix(path, held) else SAME
            yield from _pieces(path, count, times(inner, outer))


def _paths(every: Sequence[Drawn]) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    """The paths of a page and of the forms placed on it, each with the matrix of its form."""
    paths = ((one, outer) for one, kind, outer in every if kind == raw.FPDF_PAGEOBJ_PATH)
    return islice(paths, _MOST_PATHS)


def _pieces(path: raw.FPDF_PAGEOBJECT, count: int, matrix: Matrix) -> Iterator[Segment]:
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    first = last = None
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield (*last, *point)
        last = point
        if first is not None and raw.FPDFPathSegment_GetClose(segment):
            yield (*last, *first)
