"""Where a stretch of a report stands, as people say it: 第3页 表2 第4行; of plain text its line."""

from __future__ import annotations

from typing import Any

from kpi.model import Place
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message


def where(place: Place, lang: Lang) -> str:
    """The place in words, from the outside in."""
    parts = [message("place.file", lang, name=place.file)] if place.file else []
    if place.page:
        parts.append(message("place.page", lang, n=place.page))
    if place.sheet:
        parts.append(message("place.sheet", lang, name=place.sheet))
    if place.table and not place.sheet:
        parts.append(message("place.table", lang, n=place.table))
    if place.row:
        parts.append(message("place.row", lang, n=place.row))
    if place.paragraph and not place.table:
        parts.append(message("place.paragraph", lang, n=place.paragraph))
    return " ".join(parts)


def spot(doc: str, line: int, place: Place | None, lang: Lang) -> str:
    """A document and where in it: reports/2024.txt:12, or reports/2024.docx 第3页 表2 第4行."""
    return f"{doc} {where(place, lang)}" if place else f"{doc}:{line}"


def place_json(place: Place | None) -> dict[str, Any] | None:
    """The place with the numbers that are known; None for plain text."""
    if place is None:
        return None
    numbers = {name: getattr(place, name) or None for name in ("page", "paragraph", "table", "row", "column")}
    return {**numbers, "sheet": place.sheet or None, "file": place.file or None}
