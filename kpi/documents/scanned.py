"""Pictures of pages: read where the extra `ocr` is installed, told as scanned where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from kpi.documents.block import Block
from kpi.errors import KpiError, problem


def numbers_of(pages: Sequence[int]) -> str:
    """1-3, 7: page numbers as people list them."""
    found: list[list[int]] = []
    for page in pages:
        if found and page == found[-1][1] + 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in found)


def read_pictures(pictures: Iterable[object], numbers: Sequence[int], name: str) -> list[Block]:
    """The blocks of scanned pages, each marked as from a picture. KpiError: document_scanned without the extra."""
    if find_spec("rapidocr") is None:
        raise KpiError(problem("document_scanned", name, pages=numbers_of(numbers), n=len(numbers)))
    from kpi.documents.ocr import read_picture

    return [
        block
        for picture, number in zip(pictures, numbers, strict=True)
        for block in read_picture(picture, number, name)
    ]
