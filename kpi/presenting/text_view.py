"""The flat text of a document, each line with its place."""

from __future__ import annotations

from itertools import accumulate

from rich.cells import cell_len
from rich.text import Text

from kpi.documents import Document
from kpi.documents.places import place_at
from kpi.model import Place
from kpi.presenting.jsonvalues import Json
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message
from kpi.presenting.where import place_json, where

FORMAT = "kpi-text/1"


def text_lines(document: Document, lang: Lang) -> list[Text]:
    """One line of text a line, never wrapped or cut: people search it."""
    lines = document.text.rstrip("\n").split("\n")
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    told = [
        where(place, lang) if (place := _at(document, start)) else str(number)
        for number, start in enumerate(starts, start=1)
    ]
    width = max(map(cell_len, told))
    found = [Text(f"{message('text.front', lang)} {line}", "quiet") for line in document.front.split("\n") if line]
    for shown, line in zip(told, lines, strict=True):
        found.append(Text(shown + " " * (width - cell_len(shown) + 2), "place").append(line.rstrip("\r"), ""))
    return found


def text_json(document: Document, name: str) -> Json:
    """The text whole, and its places by offset."""
    return {
        "format": FORMAT,
        "doc": name,
        "kind": document.kind,
        "front": document.front or None,
        "text": document.text,
        "places": [{"start": place.start, **(place_json(place) or {})} for place in document.places],
        "pictures": [list(span) for span in document.pictures],
        "warnings": [{"code": found.code, "values": found.fields} for found in document.warnings],
    }


def _at(document: Document, offset: int) -> Place | None:
    return place_at(document.places, offset) if document.places else None
