"""Documents for tests, made part by part: what a test says stands in the file is all that stands there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from kpi.documents import Document, read_document
from kpi.errors import KpiError, Problem

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def relations(found: Mapping[str, str]) -> str:
    """Relation part: {part: kind}; ids are r1, r2 …"""
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(found.items(), start=1)
    )
    return f"<Relationships {RELATIONS}>{rows}</Relationships>"


def p(*inner: str, style: str = "") -> str:
    """A paragraph of runs (or of texts, each a run)."""
    runs = "".join(one if one.startswith("<") else r(one) for one in inner)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    paragraphs = "".join(p(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def tbl(rows: Sequence[Sequence[str]]) -> str:
    told = "".join(
        "<w:tr>" + "".join(one if one.startswith("<") else cell(one) for one in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{told}</w:tbl>"


def docx_bytes(body: str, parts: Mapping[str, str] | None = None, kinds: Mapping[str, str] | None = None) -> bytes:
    """A .docx whose body is `body`; further parts below word/, with their kinds by file name."""
    return zipped({
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(kinds or {}),
        **{f"word/{name}": part for name, part in (parts or {}).items()},
    })  # fmt: skip


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def docx(folder: Path, body: str, parts: Mapping[str, str] | None = None, kinds: Mapping[str, str] | None = None,
         name: str = "a.docx") -> Document:  # fmt: skip
    return read_document(written(folder, name, docx_bytes(body, parts, kinds)))


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What reading says of a file that cannot be read; it must say something."""
    try:
        read_document(path)
    except KpiError as error:
        return error.problems
    raise AssertionError(f"{path.name} was read")


def code_of(path: Path) -> str:
    (found,) = problems_of(path)
    return found.code


def lost(document: Document) -> list[str]:
    return [warning.code for warning in document.warnings]


def html(folder: Path, body: str, head: str = "", encoding: str = "utf-8") -> Document:
    page = f'<!DOCTYPE html><html><head><meta charset="{encoding}">{head}</head><body>{body}</body></html>'
    return read_document(written(folder, "a.html", page.encode("gb18030" if encoding == "gb2312" else encoding)))
