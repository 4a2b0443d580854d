"""What the parts of Word documents and of workbooks say alike (ECMA-376 part 1)."""

from __future__ import annotations

import re

from kpi.documents.package import Element
from kpi.documents.white import is_white

_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def value(element: Element | None, path: str, name: str = "val") -> str | None:
    """The attribute of the element at `path`, None where either is missing."""
    found = element.find(path) if element is not None else None
    return found.get(name) if found is not None else None


def is_on(properties: Element | None, tag: str) -> bool | None:
    """A switch: there without a value is on; None where nothing is said."""
    found = properties.find(tag) if properties is not None else None
    return None if found is None else found.get("val", "1") not in ("0", "false", "off")


def is_light(color: str) -> bool:
    """White, or so near it that nobody sees the difference."""
    return bool(_HEX.fullmatch(color)) and is_white(bytes.fromhex(color))
