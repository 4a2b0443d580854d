"""Any document to flat text with its places; the one door through which reports come in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kpi.documents.apart import is_apart, read_apart
from kpi.documents.decoding import decode
from kpi.documents.flat import flatten
from kpi.documents.kinds import kind_of
from kpi.documents.opening import read_bytes
from kpi.documents.tables import TooLargeError
from kpi.documents.unsure import unsure_cells
from kpi.errors import KpiError, Problem, problem
from kpi.model import PLAIN, Form, Place


@dataclass(frozen=True, slots=True)
class Document:
    """The flat text of a document, sorted places of it, and what was left out, guessed or lost.

    `front` stands above the text and is no part of it: title and date that a web page prints elsewhere.
    `pictures` are the stretches guessed from pictures, whose figures a person must look at; `form` is what the
    document itself calls a heading, an item, a table. `period` is what somebody else says of its period.
    """

    text: str
    kind: str = "text"
    places: tuple[Place, ...] = ()
    warnings: tuple[Problem, ...] = ()
    front: str = ""
    pictures: tuple[tuple[int, int], ...] = ()
    form: Form = PLAIN
    period: str = ""


def read_document(path: Path) -> Document:
    """The document in a file. Text keeps its line ends and has no places: its lines are its places.

    KpiError: what `read_bytes` and `decode` raise, document_password, document_broken, document_dtd,
    document_too_large, document_too_slow, document_exhausting, document_wrong_suffix, document_not_read,
    document_scanned, document_no_text.
    """
    return document_of(read_bytes(path), path)


@lru_cache(maxsize=2)
def document_of(data: bytes, path: Path) -> Document:
    """The document that bytes hold, named by a path for its suffix and for what is said of it.

    The last two are kept: a command that looks at a report before it audits it opens it once.
    """
    name = str(path)
    if not data.strip():
        raise KpiError(problem("report_empty", name))
    kind = kind_of(path, data, name)
    return read_apart(data, path) if is_apart(kind, data) else built(data, path)


def built(data: bytes, path: Path) -> Document:
    """The same in this process, whatever the file does to it."""
    name = str(path)
    kind = kind_of(path, data, name)
    if not kind.module:
        return Document(decode(data, name))
    try:
        content = kind.reader()(data, name)
        flat = flatten(content.blocks)
    except (KpiError, MemoryError):
        raise
    except TooLargeError as error:
        most = {"found": error.found, "most": error.most}
        raise KpiError(problem("document_too_large", name, part="table", **most)) from None
    except Exception as error:  # whatever a file made to do harm does to a reader, it is the file that is told
        reason = f"{type(error).__name__}: {error}"[:200]
        raise KpiError(problem("document_broken", name, reason=reason)) from error
    if not flat.text.strip():
        raise KpiError(problem("document_no_text", name))
    front = "\n".join(content.front)
    warnings = (*content.warnings, *unsure_cells(content.blocks, name))
    return Document(flat.text, kind.name, flat.places, warnings, front, flat.pictures, flat.form)


def read_text(path: Path) -> str:
    """The flat text alone."""
    return read_document(path).text


def named(document: Document, name: str) -> Document:
    """The same with its warnings under another name (its name in the workspace)."""
    return replace(document, warnings=tuple(replace(found, file=name) for found in document.warnings))
