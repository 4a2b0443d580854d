"""How a Word paragraph is set: the size of its type, and whether all of it is bold."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.documents.docx_styles import Styles
from kpi.documents.indents import lead
from kpi.documents.ooxml import is_on, value
from kpi.documents.package import Element
from kpi.documents.terms import term

_INSIDE = {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple"}
_CENTRED = ("center", "right", "end", "distribute")
_CHARACTER = 210  # twips of a character of the usual size
_DIGITS = 6
_USUAL = 21.0  # half points, where no style says another size


def look_of(paragraph: Element, styles: Styles, style: str | None) -> tuple[float, bool]:
    """(half points of its largest type, whether all of its words are bold)."""
    size, bold = styles.size(style), styles.bold(style)
    sizes: list[float] = []
    weights: list[bool] = []
    for run in _runs(paragraph):
        if not any((text.text or "").strip() for text in run.iterfind("t")):
            continue
        own = run.find("rPr")
        named = value(own, "rStyle")
        told = value(own, "sz") or ""
        sizes.append(float(told) if told.isdigit() else styles.size(named, False) or size or _USUAL)
        on = is_on(own, "b")
        if on is None and named:
            on = styles.bold(named)
        weights.append(bool(bold if on is None else on) or is_bold_type(own))
    return (max(sizes), all(weights)) if sizes else (0.0, False)


def indent_of(cell: Element) -> int:
    """How many characters the first paragraph of a cell is set in; none where it stands in the middle."""
    first = cell.find("p")
    properties = first.find("pPr") if first is not None else None
    found = properties.find("ind") if properties is not None else None
    blanks = lead("".join(text.text or "" for text in first.iter("t"))) if first is not None else 0
    if found is None or value(properties, "jc") in _CENTRED:
        return blanks
    told = {
        name: found.get(name, "")
        for name in ("left", "start", "firstLine", "leftChars", "startChars", "firstLineChars")
    }
    sizes = {name: int(one) for name, one in told.items() if one.isdigit() and len(one) <= _DIGITS}
    characters = [sizes.get("leftChars", sizes.get("startChars", 0)), sizes.get("firstLineChars", 0)]
    points = [sizes.get("left", sizes.get("start", 0)), sizes.get("firstLine", 0)]
    return blanks + sum(
        many // 100 or round(twips / _CHARACTER) for many, twips in zip(characters, points, strict=True)
    )


def is_bold_type(properties: Element | None) -> bool:
    """Whether the font for Chinese is one that headings are set in (黑体, 小标宋)."""
    return bool(term("bold_type").search(value(properties, "rFonts", "eastAsia") or ""))


def _runs(element: Element) -> Iterator[Element]:
    for one in element:
        if one.tag == "r":
            yield one
        elif one.tag in _INSIDE:
            yield from _runs(one)
