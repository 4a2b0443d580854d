"""White type of workbooks, and what lies behind it: white on white is hidden, white on a colour is not.

ECMA-376 part 1, SpreadsheetML: a colour is told in red, green and blue, by theme or by place in the palette.
"""

from __future__ import annotations

from kpi.documents.ooxml import is_light
from kpi.documents.package import Element

_WHITE_THEME, _WHITE_PLACES = "0", ("1", "9")
_NO_COLOR = ("64", "65")  # those of the system
_TINIEST = 2.0  # points that nobody reads


def is_unseen(font: Element | None) -> bool | None:
    """Whether a font is white or too small to be read; None where it says nothing of its colour and size."""
    size, color = (None, None) if font is None else (font.find("sz"), font.find("color"))
    if size is not None and 0 < _number(size.get("val", "")) <= _TINIEST:
        return True
    return None if color is None else _is_white(color)


def is_filled(fill: Element | None) -> bool:
    """Whether something other than white lies behind the words of a cell."""
    if fill is None:
        return False
    pattern = fill.find("patternFill")
    if pattern is None:
        return fill.find("gradientFill") is not None
    kind, front = pattern.get("patternType", "none"), pattern.find("fgColor")
    if kind == "none":
        return False
    return kind != "solid" or not (front is None or front.get("indexed") in _NO_COLOR or _is_white(front))


def is_colored(root: Element) -> bool:
    """Whether a rule, a table or a picture of a sheet may put a colour behind cells that say nothing of it."""
    return any(root.find(tag) is not None for tag in ("conditionalFormatting", "tableParts", "picture"))


def _is_white(color: Element) -> bool:
    if color.get("theme") is not None:
        return color.get("theme") == _WHITE_THEME and not _number(color.get("tint", ""))
    if color.get("indexed") is not None:
        return color.get("indexed") in _WHITE_PLACES
    return is_light(color.get("rgb", "")[-6:])


def _number(text: str) -> float:
    """0 for what is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0
