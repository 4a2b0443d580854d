"""White type of PDF pages, and what lies behind it: white on white is hidden, white on a colour is not."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as raw

from kpi.documents.pdf_objects import SAME, Drawn, Matrix
from kpi.documents.white import WHITE

_MOST_GROUNDS = 2_000
_FILLED, _UNSEEN = raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_INVISIBLE
_PICTURES = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
_PARTS = [ctypes.c_uint() for _ in range(4)]  # red, green, blue and how opaque, of the object that is asked
_POINTERS = [ctypes.byref(part) for part in _PARTS]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Ground:
    """What a page with some white text draws in other colours, in the page's own coordinates."""

    boxes: list[Box]
    known: dict[int | None, bool] = field(default_factory=dict)

    def hides(self, one: raw.FPDF_PAGEOBJECT, x: float, y: float) -> bool:
        """Whether an object's character in the middle of which (x, y) lies is white on white."""
        place = ctypes.cast(one, ctypes.c_void_p).value
        if place not in self.known:
            self.known[place] = _is_white_text(one)
        return self.known[place] and not any(left <= x <= right and low <= y <= high
                                             for left, low, right, high in self.boxes)  # fmt: skip


def looks_of(every: Sequence[Drawn]) -> tuple[bool, Ground | None]:
    """Whether some of a page's text, but not all, is drawn in no colour at all; what lies behind white text.

    All of it in no colour lies on a picture. No ground where no text is white, or all of it: then the paper is
    drawn in a way that is not known.
    """
    modes: set[bool] = set()
    colors: set[bool] = set()
    mode_of = raw.FPDFTextObj_GetTextRenderMode
    for one, kind, outer in every:
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            mode = mode_of(one)
            colors.add(mode == _FILLED and _is_white(one))
            if outer is SAME:
                modes.add(mode == _UNSEEN)
    return len(modes) > 1, _ground(every) if len(colors) > 1 else None


def _ground(every: Sequence[Drawn]) -> Ground | None:
    boxes: list[Box] = []
    for one, kind, outer in every:
        if kind in _PICTURES or (kind == raw.FPDF_PAGEOBJ_PATH and _is_colored(one)):
            boxes += _box(one, outer)
        if len(boxes) > _MOST_GROUNDS:
            return None
    return Ground(boxes)


def _is_white_text(one: raw.FPDF_PAGEOBJECT) -> bool:
    return raw.FPDFTextObj_GetTextRenderMode(one) == _FILLED and _is_white(one)


def _is_white(one: raw.FPDF_PAGEOBJECT) -> bool:
    told = raw.FPDFPageObj_GetFillColor(one, *_POINTERS)
    return bool(told) and _PARTS[0].value >= WHITE and _PARTS[1].value >= WHITE and _PARTS[2].value >= WHITE


def _is_colored(path: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether an area is filled with something other than white."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    told = raw.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked))
    return not told or (filled.value != raw.FPDF_FILLMODE_NONE and not _is_white(path))


def _box(one: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> list[Box]:
    ends = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(one, *map(ctypes.byref, ends)):
        return []
    a, b, c, d, e, f = matrix
    left, low, right, high = (end.value for end in ends)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)]
    xs, ys = zip(*corners, strict=True)
    return [(min(xs), min(ys), max(xs), max(ys))]
