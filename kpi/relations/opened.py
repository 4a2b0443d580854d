"""A document read in full: figures, targets and relations, with the document's own places and losses."""

from __future__ import annotations

from kpi.documents import Document
from kpi.extraction.catalogue import Catalogue
from kpi.extraction.opened import placed
from kpi.model import Reading
from kpi.relations import read


def read_reading(document: Document, doc: str, catalogue: Catalogue | None = None) -> Reading:
    """`read` for a document; `doc` names it."""
    return placed(read(document.text, doc, catalogue, document.front, document.form, document.period), document)
