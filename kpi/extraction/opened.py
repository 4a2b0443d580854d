"""A document read: what extraction finds in its flat text, with the document's own places and losses."""

from __future__ import annotations

from dataclasses import replace

from kpi.documents import Document
from kpi.extraction import extract
from kpi.extraction.catalogue import Catalogue
from kpi.model import Quantity, Reading


def extract_document(document: Document, doc: str, catalogue: Catalogue | None = None) -> Reading:
    """`extract` for a document: figures and targets, no relations."""
    return placed(extract(document.text, doc, catalogue, document.front, document.form, document.period), document)


def placed(reading: Reading, document: Document) -> Reading:
    """The reading of a document's text with its places and losses, and figures from pictures marked."""
    report = replace(reading.report, places=document.places)
    if not document.pictures:
        return replace(reading, report=report, warnings=document.warnings)

    def marked(quantity: Quantity) -> Quantity:
        pictured = any(start <= quantity.start < end for start, end in document.pictures)
        return replace(quantity, pictured=True) if pictured else quantity

    return replace(
        reading,
        report=report,
        quantities=tuple(map(marked, reading.quantities)),
        worded=tuple(map(marked, reading.worded)),
        warnings=document.warnings,
    )
