"""What a page of a PDF draws: pdfium's objects, those of the forms placed on it too, with their matrices."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2.raw as raw

Matrix = tuple[float, float, float, float, float, float]
Drawn = tuple[raw.FPDF_PAGEOBJECT, int, Matrix]  # with its kind and the matrix of its form
SAME: Matrix = (1, 0, 0, 1, 0, 0)
_MOST_OBJECTS, _DEEPEST = 200_000, 6


def objects(page: raw.FPDF_PAGE) -> Iterator[Drawn]:
    """The objects of a page as they are drawn."""
    kind, at_page, at_form = raw.FPDFPageObj_GetType, raw.FPDFPage_GetObject, raw.FPDFFormObj_GetObject
    held = raw.FS_MATRIX()
    waiting = [(at_page(page, at), SAME, 0) for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS))]
    waiting.reverse()
    while waiting:
        one, outer, depth = waiting.pop()
        what = kind(one)
        if what != raw.FPDF_PAGEOBJ_FORM:
            yield one, what, outer
        elif depth < _DEEPEST:
            inner = times(values(held), outer) if raw.FPDFPageObj_GetMatrix(one, held) else outer
            count = min(raw.FPDFFormObj_CountObjects(one), _MOST_OBJECTS)
            waiting += [(at_form(one, at), inner, depth + 1) for at in reversed(range(max(count, 0)))]


def values(held: raw.FS_MATRIX) -> Matrix:
    return (held.a, held.b, held.c, held.d, held.e, held.f)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
