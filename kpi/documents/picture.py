"""Pictures of pages (.png, .jpg, .tif, .bmp): the same as one scanned page."""

from __future__ import annotations

from kpi.documents.block import Content
from kpi.documents.scanned import read_pictures
from kpi.errors import problem


def read(data: bytes, name: str) -> Content:
    """The blocks of the page in a picture. KpiError: document_scanned, document_broken."""
    blocks = read_pictures([data], [1], name)
    return Content(blocks, [problem("document_from_picture", name, pages="1", n=1)])
