"""Zip packages of XML parts (docx, xlsx, ofd) opened without trust: bounded parts, no DTD, nothing fetched."""

from __future__ import annotations

import io
import zipfile
import zlib
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

from kpi.errors import KpiError, problem

MOST_BYTES = 64 * 1024 * 1024  # of one part, unpacked
MOST_TIMES = 200  # a part may unpack to so many times its size
SMALL = 256 * 1024  # below this the times say nothing: blank rows pack well
MOST_PARTS = 20_000
DEEPEST = 250  # elements within elements; deeper trees serve only to exhaust the stack

Element = ElementTree.Element


class Package:
    """The parts of one package by name, compared as the formats want it: without regard to case."""

    def __init__(self, data: bytes, name: str) -> None:
        """KpiError: document_broken."""
        self.name = name
        if (entries := data.count(b"PK\x01\x02")) > MOST_PARTS:  # before each of them becomes an object
            raise KpiError(problem("document_too_large", name, part="zip", found=entries, most=MOST_PARTS))
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise KpiError(problem("document_broken", name, reason=error)) from None
        self.parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}

    def __contains__(self, part: str) -> bool:
        return part.lstrip("/").lower() in self.parts

    def names(self) -> list[str]:
        return list(self.parts)

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None where there is none. KpiError: document_too_large, document_broken."""
        info = self.parts.get(part.lstrip("/").lower())
        if info is None:
            return None
        if info.file_size > MOST_BYTES:
            raise KpiError(
                problem("document_too_large", self.name, part=info.filename, found=info.file_size, most=MOST_BYTES)
            )
        if info.file_size > max(SMALL, MOST_TIMES * info.compress_size):
            times = info.file_size // max(info.compress_size, 1)
            raise KpiError(
                problem("document_too_large", self.name, part=info.filename, times=times, ratio=MOST_TIMES)
            )
        if info.flag_bits & 1:
            raise KpiError(problem("document_password", self.name))
        try:
            return self.zip.read(info)  # never more than file_size says: a lie there is a broken zip
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise KpiError(problem("document_broken", self.name, reason=error)) from None

    def xml(self, part: str) -> Element | None:
        """The tree of a part. KpiError as `read`, and document_dtd, document_broken where it is no XML."""
        data = self.read(part)
        return None if data is None else parse_xml(data, self.name, part)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part by id: (last word of the type, the part). What lies outside is never fetched."""
        folder, _, base = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found = {}
        for one in root if root is not None else ():
            if one.get("TargetMode", "").lower() != "external":
                target = one.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], path)
        return found


def parse_xml(data: bytes, name: str, part: str) -> Element:
    """A tree without namespaces in tag or attribute names: the formats' own names do not clash.

    A document type (where entities are declared) is refused as the parser meets it, whatever its encoding.
    """
    parser = ElementTree.XMLParser(target=_Bare())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise KpiError(problem("document_broken", name, reason=f"{part}: {error}")) from None
    except _DocumentTypeError:
        raise KpiError(problem("document_dtd", name, part=part)) from None
    except _TooDeepError:
        raise KpiError(problem("document_broken", name, reason=f"{part}: > {DEEPEST} levels")) from None
    return root


class _TooDeepError(Exception):
    pass


class _DocumentTypeError(Exception):
    pass


class _Bare(ElementTree.TreeBuilder):
    """Builds the tree with local names, and no deeper than a document ever is."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError
        return super().start(
            tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attrs.items()}
        )

    def doctype(self, name: str, public: str | None, system: str | None, /) -> None:
        raise _DocumentTypeError

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag.rpartition("}")[2])
