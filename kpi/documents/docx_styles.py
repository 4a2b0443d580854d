"""What styles.xml and numbering.xml say of a paragraph: outline level, automatic number, whether it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kpi.documents.counting import ordinal
from kpi.documents.ooxml import is_light, is_on, value
from kpi.documents.package import Element
from kpi.documents.terms import term

_PLACE = re.compile(r"%([1-9])")
WHITE_THEMES = ("background1", "light1", "bg1", "lt1")
_NO_FILL = ("auto", "")
_LEVELS = 9
_LONGEST = 9  # digits of a number, as counters of 32 bits hold them
_PATTERN = 255  # characters of the text of a level, as Word takes them


def struck(properties: Element | None) -> bool | None:
    """Whether one line or two run through the text; None where nothing is said."""
    told = [on for tag in ("strike", "dstrike") if (on := is_on(properties, tag)) is not None]
    return any(told) if told else None


@dataclass(slots=True)
class Style:
    """One style with what it inherits still to be looked up in `base`."""

    name: str = ""
    base: str = ""
    level: int | None = None  # of the outline, from 0; 9 is body text
    number: tuple[str, int] | None = None  # numId and level
    hidden: bool | None = None
    size: float | None = None  # of its type, in half points
    bold: bool | None = None
    struck: bool | None = None
    aligned: str | None = None  # superscript, subscript
    color: Element | None = None
    filled: bool | None = None  # whether a colour lies behind it; of a table, anywhere in it


@dataclass(slots=True)
class Level:
    start: int
    form: str
    text: str
    suffix: str
    legal: bool
    restart: int | None


@dataclass(slots=True)
class Styles:
    """All styles by id, and the one that a paragraph without a style has."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    usual: float | None = None  # half points of what no style sets

    def chain(self, style: str | None) -> list[Style]:
        """The style and those it rests on, nearest first; a style that rests on itself ends the chain."""
        found: list[Style] = []
        name: str = style or self.default
        while name in self.known and self.known[name] not in found and len(found) < 20:
            found.append(self.known[name])
            name = found[-1].base
        return found

    def level(self, style: str | None) -> int | None:
        return next((one.level for one in self.chain(style) if one.level is not None), None)

    def number(self, style: str | None) -> tuple[str, int] | None:
        return next((one.number for one in self.chain(style) if one.number is not None), None)

    def size(self, style: str | None, usual: bool = True) -> float | None:
        """Half points; with `usual` those of a paragraph that says nothing of its own."""
        chain = self.chain(style) if usual or style else []
        return next((one.size for one in chain if one.size is not None), self.usual if usual else None)

    def bold(self, style: str | None) -> bool | None:
        return next((one.bold for one in self.chain(style) if one.bold is not None), None)

    def hides(self, style: str | None) -> bool:
        return bool(style) and bool(
            next((one.hidden for one in self.chain(style) if one.hidden is not None), False)
        )

    def strikes(self, style: str | None) -> bool | None:
        return next((one.struck for one in self.chain(style) if one.struck is not None), None) if style else None

    def aligned(self, style: str | None) -> str | None:
        """Whether a style of characters raises or lowers them."""
        return next((one.aligned for one in self.chain(style) if one.aligned is not None), None) if style else None

    def color(self, style: str | None) -> Element | None:
        """What a style says of the colour of its words."""
        return next((one.color for one in self.chain(style) if one.color is not None), None) if style else None

    def fills(self, style: str | None) -> bool:
        """Whether a style puts a colour behind its words, or behind some cells of its table."""
        return bool(style) and any(one.filled for one in self.chain(style))

    def is_contents(self, style: str | None) -> bool:
        """The style of a line of the table of contents."""
        return any(term("contents_style").match(one.name) for one in self.chain(style)[:1])


def read_styles(root: Element | None) -> Styles:
    styles = Styles()
    styles.usual = _half_points(root.find("docDefaults/rPrDefault/rPr")) if root is not None else None
    for one in root.findall("style") if root is not None else ():
        level = value(one, "pPr/outlineLvl")
        number = number_of(one.find("pPr"))
        name, id = value(one, "name") or "", one.get("styleId", "")
        styles.known[id] = Style(
            name, value(one, "basedOn") or "", _integer(level, _LEVELS) if level else None, number,
            is_on(one.find("rPr"), "vanish"), _half_points(one.find("rPr")), is_on(one.find("rPr"), "b"),
            struck(one.find("rPr")), value(one, "rPr/vertAlign"), one.find("rPr/color"),
            any(map(is_fill, one.iter("shd"))),
        )  # fmt: skip
        if one.get("type") == "paragraph" and one.get("default") in ("1", "true", "on"):
            styles.default = id
    return styles


def is_fill(shade: Element) -> bool:
    """Whether shading puts something other than white behind words."""
    theme, fill = shade.get("themeFill"), shade.get("fill", "")
    if shade.get("val") == "nil":
        return False
    if theme and (theme not in WHITE_THEMES or shade.get("themeFillShade")):
        return True
    patterned = shade.get("val", "clear") not in ("clear", "")  # solid: in the colour of the pattern
    return patterned or (fill not in _NO_FILL and not is_light(fill))


def _half_points(properties: Element | None) -> float | None:
    told = value(properties, "sz") or ""
    return float(told) if told.isdigit() and len(told) <= _LONGEST else None


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """(numId, level) that paragraph properties ask for; ("0", 0) takes a number of the style away."""
    found = properties.find("numPr") if properties is not None else None
    if found is None:
        return None
    id, level = value(found, "numId"), value(found, "ilvl") or "0"
    return (id or "", min(_integer(level, 0), _LEVELS - 1))


class Numbering:
    """Counts the automatic numbers of a document on the way down."""

    def __init__(self, root: Element | None) -> None:
        every = list(root) if root is not None else []
        abstract = {one.get("abstractNumId", ""): one for one in every if one.tag == "abstractNum"}
        linked = {link: one for one in abstract.values() if (link := value(one, "styleLink"))}
        self.lists: dict[str, str] = {}  # numId → abstractNumId: lists of one kind count on together
        self.levels: dict[str, dict[int, Level]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        self.starts: dict[str, dict[int, int]] = {}
        for one in every:
            if one.tag != "num":
                continue
            id, kind = one.get("numId", ""), value(one, "abstractNumId") or ""
            base = abstract.get(kind)
            base = linked.get(value(base, "numStyleLink") or "", base)
            found = _levels(base)
            for changed in one.findall("lvlOverride"):
                at = _integer(changed.get("ilvl"), 0)
                for level in _levels(changed).values():
                    found[at] = level
                start = value(changed, "startOverride")
                if start is not None:
                    self.starts.setdefault(id, {})[at] = _integer(start, 1)
            self.lists[id], self.levels[id] = kind, found

    def next(self, number: tuple[str, int] | None) -> str:
        """The number written before the next paragraph of a list, "" where it has none or only a bullet."""
        id, at = number or ("", 0)
        levels = self.levels.get(id, {})
        level = levels.get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.lists[id], {})
        if id not in self.begun:
            self.begun.add(id)
            for place, start in self.starts.get(id, {}).items():
                counts[place] = start - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [place for place in counts if place > at]:
            if (restart := levels[deeper].restart if deeper in levels else None) is None or 0 < restart > at:
                del counts[deeper]
        if (level.form in ("bullet", "none") and "%" not in level.text) or level.form == "bullet":
            return ""
        for above in range(at):  # 1.1 under a heading that itself was never counted
            if above not in counts and above in levels:
                counts[above] = levels[above].start
        told = _PLACE.sub(lambda found: self._told(levels, counts, int(found[1]) - 1, level.legal), level.text)
        return told + {"space": " ", "tab": ""}.get(level.suffix, "") if told else ""

    def _told(self, levels: dict[int, Level], counts: dict[int, int], at: int, legal: bool) -> str:
        level = levels.get(at)
        if level is None:
            return ""
        return ordinal(counts.get(at, level.start), "decimal" if legal else level.form)


def _levels(element: Element | None) -> dict[int, Level]:
    found = {}
    for one in element.findall("lvl") if element is not None else ():
        restart = value(one, "lvlRestart")
        form = one.find("numFmt")
        if form is None:
            form = one.find("AlternateContent/Choice/numFmt")
        found[_integer(one.get("ilvl"), 0)] = Level(
            _integer(value(one, "start"), 0),
            form.get("val", "decimal") if form is not None else "decimal",
            (value(one, "lvlText") or "")[:_PATTERN],
            value(one, "suff") or "tab",
            bool(is_on(one, "isLgl")),
            _integer(restart, 0) if restart is not None else None,
        )
    return found


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and len(text) <= _LONGEST and text.isascii() and text.isdigit() else otherwise
