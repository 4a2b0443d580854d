"""What a zip or an OLE file holds: a Word document, a workbook, an OFD document, a locked file."""

from __future__ import annotations

from kpi.documents.package import Package
from kpi.errors import KpiError, problem

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD, _BOOK, _OLD_BOOK = (name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book\0"))
_SLIDES = "PowerPoint Document".encode("utf-16-le")
_HEADER, _LARGEST_SHIFT = 512, 16  # bytes of the header; sectors are of 2^9 or 2^12 bytes
_WORD_MAGIC, _WORD_LOCKED = b"\xec\xa5", 0x01  # FIB: wIdent, and fEncrypted in the byte at 11 ([MS-DOC] 2.5.1)


def in_zip(data: bytes, name: str) -> str:
    """docx, xlsx, ofd, odt, or the name of what is not read. KpiError: document_broken."""
    package = Package(data, name)
    names = package.names()
    if "ofd.xml" in package:
        return "ofd"
    if any(part.startswith("word/") for part in names):
        return "docx"
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if any(part.startswith("ppt/") for part in names):
        return "pptx"
    if "mimetype" in package:
        kind = (package.read("mimetype") or b"")[:80].decode("ascii", "replace").rpartition(".")[2]
        return "odt" if kind == "text" else kind
    main = [part for kind, part in package.related("").values() if kind == "officeDocument"]
    if main:
        return "docx"
    return "zip"


def in_ole(data: bytes, name: str) -> str:
    """doc, xls, or what is not read. KpiError: document_password, document_truncated."""
    if _LOCKED in data:
        raise KpiError(problem("document_password", name))
    if _WORD in data:
        if data[512:514] == _WORD_MAGIC and data[512 + 11] & _WORD_LOCKED:
            raise KpiError(problem("document_password", name))
        return "doc"
    if _SLIDES in data:
        return "ppt"
    if _BOOK in data or _OLD_BOOK in data:
        return "xls"
    if _is_cut_off(data):
        raise KpiError(problem("document_truncated", name))
    return "ole"


def _is_cut_off(data: bytes) -> bool:
    """Whether the directory that names the streams lies behind the end of the file ([MS-CFB] 2.2)."""
    if len(data) < _HEADER:
        return True
    shift, first = int.from_bytes(data[30:32], "little"), int.from_bytes(data[48:52], "little")
    return shift < _LARGEST_SHIFT and (first + 1) << shift >= len(data)
