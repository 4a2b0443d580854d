"""Quantities with the words around them: what the finders of relations look at.

A `Page` is built once a report, in one walk; everything a finder asks of a figure is then a slice or a lookup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kpi.model import Bound, Interval, Quantity, Report, SectionKind
from kpi.relations.cues import cues
from kpi.relations.intervals import cut_interval

_DIGITS = re.compile(r"[\d,]*\d(?:\.\d+)?")
_CLAUSE = re.compile(r"[,，;；:：。！？\n]")
_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8), "千": Decimal(10**3), "百": Decimal(100)}
_PERSONS = ("人", "名", "位", "个人")
_BODIES = ("个", "家", "所", "处", "座")
_PAREN = re.compile(r"[()（）]")
NEAR = 60


@dataclass(slots=True)
class Figure:
    """A quantity in its place.

    `left` is the clause before it, from the number before on; `gap` is all that stands between them;
    `group` is the same for units that may be added; `depth` counts the brackets it stands in.
    """

    quantity: Quantity
    index: int
    left: str
    gap: str
    digits: str
    factor: Decimal
    unit_text: str
    group: str
    additive: bool
    paragraph: int
    depth: int
    interval: Interval
    last_place: Decimal

    @property
    def id(self) -> str:
        return self.quantity.id

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def cut(self) -> Interval | None:
        return cut_interval(self.value, self.last_place, self.quantity.bound)

    @property
    def is_percent(self) -> bool:
        return self.quantity.unit.startswith("%")


@dataclass(slots=True)
class Page:
    """A report as its relations see it: the scanned text and its figures, by sentence and by paragraph."""

    report: Report
    text: str
    figures: list[Figure]
    sentences: list[list[Figure]] = field(default_factory=list)
    paragraphs: list[list[Figure]] = field(default_factory=list)

    def kind(self, figure: Figure) -> SectionKind:
        sections = self.report.sections
        return sections[figure.quantity.section].kind if sections else SectionKind.REVIEW


def unit_group(unit: str) -> str:
    """Units that count the same: 人 and 名, 个 and 家 and 所."""
    if unit in _PERSONS:
        return "人"
    return "个" if unit in _BODIES else unit


def build_page(report: Report, scanned: str, quantities: Sequence[Quantity]) -> Page:
    """The page of a report: quantities in text order, `scanned` the text with full-width characters narrowed."""
    page = Page(report, scanned, [])
    depths = _depths(scanned, quantities)
    previous = 0
    sentence: tuple[int, int] | None = None
    line_end = -1
    for index, quantity in enumerate(quantities):
        new_line = quantity.start > line_end
        if new_line:
            line_end = scanned.find("\n", quantity.start)
            line_end = len(scanned) if line_end < 0 else line_end
            page.paragraphs.append([])
        if quantity.sentence != sentence:
            sentence = quantity.sentence
            page.sentences.append([])
        low = max(previous, quantity.sentence[0])
        figure = _figure(scanned, quantity, index, low, len(page.paragraphs) - 1, depths[index])
        page.figures.append(figure)
        page.sentences[-1].append(figure)
        page.paragraphs[-1].append(figure)
        previous = max(previous, quantity.end)
    return page


def _figure(text: str, quantity: Quantity, index: int, low: int, paragraph: int, depth: int) -> Figure:
    gap = text[max(low, quantity.start - 200) : quantity.start]
    left = _CLAUSE.split(gap[-NEAR:])[-1]
    printed = text[quantity.start : quantity.end].replace(" ", "")
    found = _DIGITS.search(printed)
    digits = found[0].replace(",", "") if found else ""
    number = Decimal(digits) if digits else quantity.value
    factor = quantity.value / number if number else Decimal(1)
    last_place = quantity.last_place
    if not last_place and "." in digits:
        last_place = factor * Decimal(1).scaleb(-len(digits.partition(".")[2]))
    interval = quantity.interval
    if last_place != quantity.last_place and quantity.bound is Bound.EXACT:
        interval = Interval(quantity.value - last_place / 2, quantity.value + last_place / 2)
    unit_text = printed[found.end() :] if found else printed
    data = cues()
    unit = quantity.unit
    additive = (
        unit not in data.not_additive_units
        and "/" not in unit
        and not data.not_additive.search(left)
        and not data.change.search(left)
    )
    return Figure(
        quantity, index, left, gap, digits, factor, unit_text, unit_group(unit), additive, paragraph, depth,
        interval, last_place,
    )  # fmt: skip


def _depths(text: str, quantities: Sequence[Quantity]) -> list[int]:
    """How many brackets of its line each quantity stands in."""
    depths: list[int] = []
    position = depth = 0
    for quantity in quantities:
        for match in _PAREN.finditer(text, position, max(position, quantity.start)):
            depth = max(0, depth + (1 if match[0] in "(（" else -1))
        if "\n" in text[position : quantity.start]:
            line = text.rfind("\n", position, quantity.start)
            depth = 0
            for match in _PAREN.finditer(text, line, quantity.start):
                depth = max(0, depth + (1 if match[0] in "(（" else -1))
        depths.append(depth)
        position = max(position, quantity.start)
    return depths
