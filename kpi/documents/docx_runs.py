"""The words of one Word paragraph: runs with their tabs, breaks, hyphens, fields, revisions and marks of notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi.documents.docx_colors import is_filled, is_unseen
from kpi.documents.docx_styles import Styles, struck
from kpi.documents.marks import Raised, settled
from kpi.documents.ooxml import is_on, value
from kpi.documents.package import Element

_SKIPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "pPr",
    "rPr",
    "Fallback",
    "rt",
    "sdtPr",
    "txbxContent",
}
_PICTURES = {"drawing", "pict", "object"}
_RAISED_BY = 6  # half points
_SIGNS = {"noBreakHyphen": "-", "softHyphen": "", "tab": "\t", "ptab": "\t", "cr": "\n"}


@dataclass(slots=True)
class Told:
    """What was met on the way and is no text."""

    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    notes: int = 0
    pictures: int = 0
    fields: list[str] = field(default_factory=list)  # open fields: "code" until the separator, then "result"
    contents: int = 0  # depth at which a field makes the table of contents; it runs over paragraphs


@dataclass(slots=True)
class _Said:
    """What one paragraph says, shows not, and holds; `style` is its own."""

    style: str | None
    filled: bool = False  # whether a colour lies behind it
    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def paragraph_text(
    element: Element, styles: Styles, told: Told, filled: bool = False
) -> tuple[str, list[Element]]:
    """The text of a paragraph as shown, and the boxes anchored in it; `filled`: its cell or box has a colour."""
    properties = element.find("pPr")
    said = _Said(value(properties, "pStyle"), filled or is_filled(properties))
    _walk(element, styles, told, said)
    for left, words in ((told.hidden, said.hidden), (told.struck, said.struck)):
        if text := "".join(words).strip():
            left.append(text)
    return "".join(settled(said.parts)), said.boxes


def _walk(element: Element, styles: Styles, told: Told, said: _Said) -> None:
    for one in element:
        tag = one.tag
        if tag == "r":
            _run(one, styles, told, said)
        elif tag == "AlternateContent":
            choice = one.find("Choice")
            _walk(choice if choice is not None else one, styles, told, said)
        elif tag == "t":  # of a formula
            said.parts.append(one.text or "")
        elif tag == "sup":  # the same, raised
            said.parts.append(Raised("".join(text.text or "" for text in one.iter("t"))))
        elif tag == "den":
            said.parts.append("/")
            _walk(one, styles, told, said)
        elif tag == "sdt" and is_on(one.find("sdtPr"), "showingPlcHdr"):
            continue
        elif tag not in _SKIPPED:
            _walk(one, styles, told, said)


def _run(run: Element, styles: Styles, told: Told, said: _Said) -> None:
    properties = run.find("rPr")
    vanish = is_on(properties, "vanish")
    vanish = styles.hides(value(properties, "rStyle")) if vanish is None else vanish
    words: list[str] = []
    for one in run:
        _piece(one, told, words, said.boxes)
    text = "".join(words)
    if vanish or is_unseen(properties, said.style, styles, said.filled):
        said.hidden.append(text)
    elif _is_struck(properties, styles, said.style):
        said.struck.append(text)
    elif _is_raised(properties, styles):
        said.parts.append(Raised(text))
    else:
        said.parts.append(text)


def _is_struck(properties: Element | None, styles: Styles, style: str | None) -> bool:
    """Whether a line runs through a run: by itself, by its style, or by that of its paragraph."""
    own = struck(properties)
    if own is None:
        own = styles.strikes(value(properties, "rStyle"))
    return bool(styles.strikes(style or styles.default) if own is None else own)


def _is_raised(properties: Element | None, styles: Styles) -> bool:
    aligned = value(properties, "vertAlign") or styles.aligned(value(properties, "rStyle"))
    raised = value(properties, "position") or ""
    return aligned == "superscript" or (raised.isdigit() and int(raised) >= _RAISED_BY)


def _piece(one: Element, told: Told, words: list[str], boxes: list[Element]) -> None:
    tag = one.tag
    if tag == "fldChar":
        _field(one, told)
    elif "code" in told.fields or told.contents:
        if tag == "instrText" and (one.text or "").strip().upper().startswith("TOC") and not told.contents:
            told.contents = len(told.fields)
    elif tag == "t":
        words.append((one.text or "").replace("\u00ad", ""))
    elif tag in _SIGNS:
        words.append(_SIGNS[tag])
    elif tag == "br":
        words.append("" if one.get("type") in ("page", "column") else "\n")
    elif tag == "sym":
        words.append(_symbol(one.get("char", "")))
    elif tag in ("footnoteReference", "endnoteReference"):
        told.notes += 1
    elif tag == "ruby":
        words += [text.text or "" for base in one.findall("rubyBase") for text in base.iter("t")]
    elif tag == "AlternateContent":
        choice = one.find("Choice")
        for inner in choice if choice is not None else one.findall("Fallback/*"):
            _piece(inner, told, words, boxes)
    elif tag in _PICTURES:
        found = list(_boxes(one))
        boxes += found
        told.pictures += not found and any(inner.tag in ("blip", "imagedata", "chart") for inner in one.iter())


def _boxes(element: Element) -> list[Element]:
    """The outermost boxes of a drawing, each once where the drawing holds it in two ways."""
    if element.tag == "txbxContent":
        return [element]
    inner = element.find("Choice") if element.tag == "AlternateContent" else None
    return [box for one in (inner if inner is not None else element) for box in _boxes(one)]


def _field(one: Element, told: Told) -> None:
    kind = one.get("fldCharType")
    if kind == "begin":
        told.fields.append("code")
    elif kind == "separate" and told.fields:
        told.fields[-1] = "result"
    elif kind == "end" and told.fields:
        told.fields.pop()
        if len(told.fields) < told.contents:
            told.contents = 0


def _symbol(code: str) -> str:
    """A character of a symbol font; those in the private area mean nothing outside of it."""
    try:
        found = chr(int(code, 16))
    except ValueError:
        return ""
    return "" if "\ue000" <= found <= "\uf8ff" or not found.isprintable() else found
