"""Where a stretch of the flat text stands in its document."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where a stretch of the flat text stands in the document: from `start` up to the next place's start.

    Pages, paragraphs, tables, rows and columns count from 1; 0 where the document has none or nobody can say.
    """

    start: int
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""  # of a workbook
    file: str = ""  # of a report that stands in several files
