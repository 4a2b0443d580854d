"""White type of Word documents, and what lies behind it: white on white is hidden, white on a colour is not."""

from __future__ import annotations

from kpi.documents.docx_styles import WHITE_THEMES, Styles, is_fill
from kpi.documents.ooxml import is_light, value
from kpi.documents.package import Element

_TINIEST = 4  # half points that nobody reads


def is_white(color: Element | None) -> bool:
    """Whether w:color says white, by itself or by the theme."""
    if color is None:
        return False
    if color.get("themeColor"):
        return color.get("themeColor") in WHITE_THEMES and not color.get("themeShade")
    return is_light(color.get("val", ""))


def is_filled(properties: Element | None) -> bool:
    """Whether something other than white lies behind: shading or a marker's colour."""
    if properties is None:
        return False
    shade, marker = properties.find("shd"), value(properties, "highlight")
    if marker not in (None, "none", "white"):
        return True
    return shade is not None and is_fill(shade)


def is_unseen(run: Element | None, style: str | None, styles: Styles, filled: bool) -> bool:
    """Whether a run is too small to be read, or white with nothing of another colour behind it.

    `style` is that of its paragraph; `filled`: its cell, its box or its paragraph has a colour.
    """
    named = value(run, "rStyle")
    told = value(run, "sz") or ""
    if told.isdigit() and int(told) <= _TINIEST:
        return True
    own = run.find("color") if run is not None else None
    found = (own, styles.color(named), styles.color(style or styles.default))
    white = is_white(next((color for color in found if color is not None), None))
    return white and not (filled or is_filled(run) or styles.fills(named) or styles.fills(style))
