"""White type of web pages, and what lies behind it: white on white is hidden, white on a colour is not.

Where a page fetches style sheets that are not read, a class may give a part of a table any colour: then nothing is
said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kpi.documents.html_styles import GROUND, WHITE

_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*(?P<how>[^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color|-image)?\s*:\s*(?P<how>[^;!]+)", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*(?P<size>\d*\.?\d+)\s*(?P<unit>px|pt|em|rem|%)?", re.IGNORECASE)
_NOTHING = re.compile(r"\s*(?:none|transparent|inherit|initial|unset|0 0|)\s*", re.IGNORECASE)
_WHITE = re.compile(
    r"\s*(?:white|#f[a-f]f[a-f]f[a-f](?:[0-9a-f]{2})?|#fff|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5]\s*(?:,[^)]*)?\))\s*",
    re.IGNORECASE,
)
_SHADED = frozenset(("table", "tr", "td", "th", "section"))
_TINY = 1.0  # points or pixels that nobody reads
_LINKED = "data-kpi-linked"


def mark_linked(tree: LexborHTMLParser) -> None:
    """Says on the body of a page that some of its style sheets stand elsewhere."""
    body = tree.body
    if body is not None and any(
        "stylesheet" in (link.attributes.get("rel") or "").lower() for link in tree.css("link")
    ):
        body.attrs[_LINKED] = ""


def is_unseen(node: LexborNode) -> bool:
    """Whether the words of an element are too small to be read, or white on white; parts may say otherwise."""
    if not (is_white(node) or is_tiny(node)):
        return False
    if is_tiny(node):
        return not any(_size(one) > _TINY for one in node.css("[style]"))
    told = [one for one in node.css("[style], [color]") if one.mem_id != node.mem_id and _color(one)]
    around = list(_around(node))
    linked = any(_LINKED in one.attributes for one in around)
    return all(map(is_white, told)) and not any(
        _has_ground(one) or (linked and _may_be_styled(one)) for one in around
    )


def leaves_out(cell: LexborNode) -> bool:
    """Whether the words of a cell are so, by its own style or by that of its row."""
    row = cell.parent
    return is_unseen(cell) or (row is not None and not _color(cell) and is_unseen(row))


def is_white(node: LexborNode) -> bool:
    color = _color(node)
    return _WHITE.fullmatch(color) is not None if color else WHITE in node.attributes


def is_tiny(node: LexborNode) -> bool:
    return 0 <= _size(node) <= _TINY


def _color(node: LexborNode) -> str:
    found = _COLOR.search(node.attributes.get("style") or "")
    return found["how"] if found else (node.attributes.get("color") or "")


def _size(node: LexborNode) -> float:
    """Points or pixels; -1 where nothing is said."""
    found = _SIZE.search(node.attributes.get("style") or "")
    if found is None:
        return -1
    size = float(found["size"])
    absolute = (found["unit"] or "px").lower() in ("px", "pt")
    return size if absolute or not size else _TINY + size


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """The element, what is in it, and what it is in."""
    yield from node.css("*")
    above: LexborNode | None = node
    while above is not None:
        yield above
        above = above.parent


def _has_ground(node: LexborNode) -> bool:
    """Whether an element has a colour or a picture behind it, or may have."""
    attributes = node.attributes
    if GROUND in attributes or attributes.get("background"):
        return True
    styled = [one["how"] for one in _GROUND.finditer(attributes.get("style") or "")]
    told = [attributes.get("bgcolor") or "", *styled]
    return any(not (_NOTHING.fullmatch(one) or _WHITE.fullmatch(one)) for one in told)


def _may_be_styled(node: LexborNode) -> bool:
    """Whether a style sheet that is not read may give a colour to a part of a table, or to a box in the text."""
    return node.tag in _SHADED and "class" in node.attributes
