"""What a page of a PDF draws: pdfium's objects, those of the forms placed on it too, with their matrices."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2.raw as raw

Matrix = tuple[float, float, float, float, float, float]
Drawn = tuple[raw.FPDF_PAGEOBJECT, int, Matrix]  # with its kind and the matrix of its form
SAME: Matrix = (1, 0, 0, 1, 0, 0)
_MOST_OBJECTS, _DEEPEST = 200_000, 6


def objects(page: raw.FPDF_PAGE) -> list[Drawn]:
    """The objects of a page as they are drawn."""
    found: list[Drawn] = []
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    _draw([raw.FPDFPage_GetObject(page, at) for at in range(count)], SAME, 0, found)
    return found


def _draw(every: Sequence[raw.FPDF_PAGEOBJECT], outer: Matrix, depth: int, found: list[Drawn]) -> None:
    kind_of = raw.FPDFPageObj_GetType
    for one in every:
        kind = kind_of(one)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            found.append((one, kind, outer))
        elif depth < _DEEPEST and len(found) < _MOST_OBJECTS:
            held = raw.FS_MATRIX()
            inner = times(values(held), outer) if raw.FPDFPageObj_GetMatrix(one, held) else outer
            count = min(raw.FPDFFormObj_CountObjects(one), _MOST_OBJECTS)
            parts = [raw.FPDFFormObj_GetObject(one, at) for at in range(max(count, 0))]
            _draw(parts, inner, depth + 1, found)


def values(held: raw.FS_MATRIX) -> Matrix:
    return (held.a, held.b, held.c, held.d, held.e, held.f)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
