"""Bytes to blocks to flat text with its places: every kind of document that a report comes in."""

from __future__ import annotations

from kpi.documents.kinds import READ, is_slow
from kpi.documents.opening import content_hash
from kpi.documents.reading import Document, read_document, read_text
from kpi.documents.together import hash_together, read_together

__all__ = [
    "READ",
    "Document",
    "content_hash",
    "hash_together",
    "is_slow",
    "read_document",
    "read_text",
    "read_together",
]
