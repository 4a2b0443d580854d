"""The kinds of documents: told by their first bytes, named by their suffix; a suffix that lies is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kpi.documents.block import Content
from kpi.documents.decoding import decode
from kpi.errors import KpiError, problem

Reader = Callable[[bytes, str], Content]
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its suffixes, the usual one first, and the module whose `read` opens it ("": plain text)."""

    name: str
    suffixes: tuple[str, ...]
    module: str = ""

    def reader(self) -> Reader:
        """Imports what the kind needs; nothing of it is loaded before such a file is read."""
        found: Reader = import_module(f"kpi.documents.{self.module}").read
        return found


# In the order in which one of several files of one name is taken: what people typed before what programs made.
KINDS = (
    Kind("text", (".txt", ".md")),
    Kind("docx", (".docx", ".docm", ".dotx"), "docx"),
    Kind("html", (".html", ".htm"), "html"),
    Kind("ofd", (".ofd",), "ofd"),
    Kind("pdf", (".pdf",), "pdf"),
    Kind("doc", (".doc", ".wps", ".wpt", ".dot"), "office"),
    Kind("rtf", (".rtf",), "office"),
    Kind("odt", (".odt",), "office"),
    Kind("xlsx", (".xlsx", ".xlsm"), "xlsx"),
    Kind("xls", (".xls", ".et"), "xls"),
    Kind("picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), "picture"),
)
NAMED = {kind.name: kind for kind in KINDS}
SUFFIXES = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
READ = tuple(SUFFIXES)
# What a name without a suffix that says anything may hold: a reader is chosen by the bytes alone.
_HTML = (b"<!doctype html", b"<html", b"<?xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", _OLE)
# Kinds that are written in characters and yet are no text.
_TEXTS = {b"<?xml": "xml", b"mime-version:": "mht"}
_TAG = re.compile(rb"<\0?[A-Za-z!/]")  # a page saved in pieces has no <html> and yet is one
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


def is_report_kind(path: Path) -> bool:
    """Whether a file of a folder is taken for a report by its suffix; pictures beside reports are not."""
    kind = SUFFIXES.get(path.suffix.lower())
    return kind is not None and kind.name != "picture"


def is_text(path: Path) -> bool:
    """Whether the suffix names plain text."""
    kind = SUFFIXES.get(path.suffix.lower())
    return kind is not None and not kind.module


def is_workbook(path: Path) -> bool:
    """Whether the suffix names a workbook."""
    return path.suffix.lower() in (*NAMED["xlsx"].suffixes, *NAMED["xls"].suffixes)


def is_slow(path: Path) -> bool:
    """Whether another program must open the file first: seconds, not milliseconds."""
    kind = SUFFIXES.get(path.suffix.lower())
    return kind is not None and kind.module == "office"


def kind_of(path: Path, data: bytes, name: str) -> Kind:
    """The kind of a file. KpiError: document_wrong_suffix, document_password, document_not_read, document_broken,
    report_empty."""
    named = SUFFIXES.get(path.suffix.lower())
    found = _in_bytes(data, name)
    if found is None:
        if not data.strip():
            raise KpiError(problem("report_empty", name))
        if named is None or named.name == "text" or (named.name == "html" and _TAG.search(data)):
            return named or NAMED["text"]
        found = _text_or_broken(data, path.suffix, name)
    kind = NAMED.get(found)
    if kind is None:
        raise KpiError(problem("document_not_read", name, found=found, expected=", ".join(READ)))
    if named is not None and named is not kind and not (named.module == kind.module == "office"):
        raise KpiError(
            problem("document_wrong_suffix", name, suffix=path.suffix, found=kind.name, expected=kind.suffixes[0])
        )
    return kind


def _text_or_broken(data: bytes, suffix: str, name: str) -> str:
    """What a file holds that is no document although its suffix names one."""
    try:
        decode(data, name)
    except KpiError:
        raise KpiError(problem("document_broken", name, reason=f"{data[:4].hex(' ')} ≠ {suffix}")) from None
    return "text"


def _in_bytes(data: bytes, name: str) -> str | None:
    """The kind that the bytes show, also one that is not read; None for text."""
    if data.startswith(_PACKED):
        from kpi.documents.containers import in_ole, in_zip

        return in_ole(data, name) if data.startswith(_OLE) else in_zip(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES):
        return "picture"
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_HTML) and (b"<html" in head or b"<!doctype html" in head):
        return "html"
    return next((kind for start, kind in _TEXTS.items() if head.startswith(start)), None)
