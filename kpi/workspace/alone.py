"""A document that is read by itself, not as one of a workspace's reports."""

from __future__ import annotations

from pathlib import Path

from kpi.documents import Document, read_document
from kpi.errors import KpiError
from kpi.workspace.config import limits_around
from kpi.workspace.limits import excess


def read_alone(path: Path) -> Document:
    """The document in a file. KpiError where it cannot be read, or holds more than an audit would take."""
    document = read_document(path)
    # The workspace around it is looked for only where the standard limits are not enough.
    if excess(document.text, str(path)) and (found := excess(document.text, str(path), limits_around(path))):
        raise KpiError(found)
    return document
