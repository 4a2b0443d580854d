"""Where the parts of an OFD document stand, and which of its fonts are bold."""

from __future__ import annotations

from posixpath import join, normpath

from kpi.documents.package import Element, Package
from kpi.documents.terms import term


def part_of(folder: str, location: str) -> str:
    """The name of a part that a part in a folder names."""
    return location.lstrip("/") if location.startswith("/") else normpath(join(folder, location))


def bold_fonts(package: Package, document: Element, folder: str) -> frozenset[str]:
    """The ids of the fonts that are bold, or that headings are set in."""
    parts = [one.text or "" for kind in ("PublicRes", "DocumentRes") for one in document.iter(kind)]
    roots = [root for part in parts if (root := package.xml(part_of(folder, part.strip()))) is not None]
    return frozenset(
        font.get("ID", "")
        for root in roots
        for font in root.iter("Font")
        if font.get("Bold") == "true" or term("bold_type").search(font.get("FontName", ""))
    )
