"""Pictures of pages to lines, with the extra `ocr`: rapidocr and the models in its wheel; nothing is fetched."""

from __future__ import annotations

from functools import cache
from typing import Any

from kpi.documents.block import Block
from kpi.documents.layout import paragraphs
from kpi.documents.printed import Line, Page, pieces_of, typical
from kpi.errors import KpiError, problem

_LEAST = 0.5  # how sure it must be of a line
_SAME_LINE = 0.5  # of a line's height
_ODD = (0.6, 1.4)  # of the usual height: beyond, a heading or a note


@cache
def _engine() -> Any:
    """The reader; its check for turned-over lines is off, for it reads 99 as 66 and is sure of it."""
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})


def read_picture(picture: object, number: int, name: str) -> list[Block]:
    """The blocks of one page, each marked as read from a picture. KpiError: document_broken."""
    try:
        found = _engine()(picture)
    except Exception as error:  # whatever the decoder of pictures says of damaged bytes
        raise KpiError(problem("document_broken", name, reason=f"{type(error).__name__}: {error}"[:200])) from None
    if found.boxes is None or found.txts is None:
        return []
    page = _page(found, number)
    blocks, _ = paragraphs([page])
    return [
        Block(block.kind, block.text, block.rows, block.page, block.numbers, block.sheet, True, block.pages)
        for block in blocks
    ]


def _page(found: Any, number: int) -> Page:
    height, width = found.img.shape[:2] if getattr(found, "img", None) is not None else (0, 0)
    parts = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        height, width = max(height, max(ys)), max(width, max(xs))
        if score >= _LEAST and text.strip():
            parts.append((text.strip(), min(xs), max(xs), min(ys), max(ys)))
    return Page(number, float(width), float(height), list(_lines(parts)))


def _lines(parts: list[tuple[str, float, float, float, float]]) -> list[Line]:
    """Pieces that stand beside each other as one line, from the top down."""
    rows: list[list[tuple[str, float, float, float, float]]] = []
    for part in sorted(parts, key=lambda one: (one[3] + one[4]) / 2):
        middle = (part[3] + part[4]) / 2
        if rows:
            last = rows[-1][0]
            if middle - (last[3] + last[4]) / 2 < _SAME_LINE * (last[4] - last[3]):
                rows[-1].append(part)
                continue
        rows.append([part])
    found = []
    for row in rows:
        row.sort(key=lambda one: one[1])
        size = max(bottom - top for _, _, _, top, bottom in row)
        pieces = pieces_of([(text, x0, x1) for text, x0, x1, _, _ in row], size)
        text = " ".join(piece.text for piece in pieces)
        top, bottom = min(one[3] for one in row), max(one[4] for one in row)
        found.append(Line(text, row[0][1], max(one[2] for one in row), top, bottom, size, pieces))
    usual = typical([line.size for line in found])
    for line in found:  # a box is as high as the characters in it: 15%。 is lower than what stands above
        if _ODD[0] * usual < line.size < _ODD[1] * usual:
            line.size = usual
    return found
