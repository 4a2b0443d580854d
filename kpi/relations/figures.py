"""Quantities with the words around them: what the finders of relations look at.

A `Page` is built once a report, in one walk; everything a finder asks of a figure is then a slice or a lookup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, wraps
from typing import Any, TypeVar

from kpi.arithmetic.intervals import cut_interval
from kpi.clock import tick
from kpi.model import Bound, Interval, Quantity, Report, Role, SectionKind
from kpi.numbers.counting import family_of, group_of
from kpi.outline.expressions import expression, mapping, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.marks import CLASSES
from kpi.outline.runs import paragraph_of
from kpi.outline.slots import Slot, slots
from kpi.outline.tables import Grid, grids
from kpi.relations.cues import cues, listed

_OR_MORE = pattern("relations", "words.or_more")
_YUAN = pattern("relations", "words.yuan")

T = TypeVar("T")
_UNKNOWN: Any = object()

_DIGITS = re.compile(r"[\d,]*\d(?:\.\d+)?")
_DIGIT = re.compile(r"(?<![A-Za-z])\d")  # but not that of m3, km2
_TO_LAST_CLAUSE = re.compile(f"(?s:.*)[{CLASSES['clause']}]")
# 投资95亿元的丙项目: the size of one thing, no part of a sum that is told before.
_SIZED = expression("relations", "figures.sized")
_HELD_AGAINST = expression("relations", "figures.held_against")
_TASK = expression("relations", "figures.task")
_TIMES_IT = expression("relations", "figures.times_it")
_AGAINST = 16  # characters
_BEHIND = expression("relations", "figures.behind")
_GROUP = expression("relations", "figures.age_of_a_group")
_MEASURED = expression("relations", "figures.age_measured")
_AGES = frozenset(word_list("relations", "figures.ages"))
NEAR = 60
_NOUN = 16  # characters behind a number that name it
_SIZES = {word: Decimal(size) for word, size in mapping("relations", "words.multipliers").items()}
_EACH_OF = expression("relations", "figures.each_of")
_JOINS = expression("relations", "figures.joins")
_FACTORS = {word: size for word, size in _SIZES.items() if size >= 10**4}


@dataclass(slots=True)
class Figure:
    """A quantity in its place, with what is asked of it again and again as fields of its own.

    `base` is the unit without its time base, which the second number of a rise need not repeat; `left` is the
    clause before it, from the number before on; `gap` is all that stands between them;
    `group` is the same for units that may be added; `depth` counts the brackets it stands in.
    """

    quantity: Quantity
    id: str
    start: int
    end: int
    value: Decimal
    is_percent: bool
    base: str
    index: int
    left: str
    label: str  # `left`, or that of the measure it stands beside (农村11.41万户17.88万人)
    name: str  # `left` and the noun behind it
    gap: str
    digits: str
    factor: Decimal
    unit_text: str
    group: str
    additive: bool
    paragraph: int
    depth: int
    closing: int  # where the innermost bracket around it closes
    interval: Interval
    last_place: Decimal
    own: str  # the words of its own, from its clause or the figure before it, without blanks
    family: str  # units of one family may add up to each other (人, 名, 人次; 个, 所, 家)
    sentence: int  # where it begins, as the slot says it
    significant: int  # how many digits of the printed number say something: 2500 has two
    counts: bool  # an amount or a count that may be a whole or a part: no rate, no change, not of another time
    exact: bool  # as printed: nothing bounds it, no digit of it was recovered
    amount: bool  # exact, above nought, and no rate of any kind

    @property
    def cut(self) -> Interval | None:
        return cut_interval(self.value, self.last_place, self.quantity.bound)


@dataclass(slots=True)
class Page:
    """A report as its relations see it: the scanned text and its figures, by sentence and by paragraph.

    The figures of a table belong to its grid and to no sentence: what stands beside them is another cell.
    """

    report: Report
    text: str
    figures: list[Figure]
    sentences: list[list[Figure]] = field(default_factory=list)
    paragraphs: list[list[Figure]] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)  # where each figure stands, by its index
    grids: tuple[Grid, ...] = ()
    cells: dict[int, Figure] = field(default_factory=dict)  # the figures of the grids, by where their cell begins
    asked: defaultdict[object, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))  # by `once`
    known: dict[object, Any] = field(default_factory=dict)  # what `once_a_page` was asked
    # Those of the figures that whole families of rules look at, so that each sees only its own.
    amounts: list[Figure] = field(default_factory=list)
    percents: list[Figure] = field(default_factory=list)  # in %, and in nothing beside it (%/月)

    @property
    def listed(self) -> frozenset[int]:
        """Where the lines begin that the document calls items of a list."""
        return frozenset(self.report.form.items)

    def kind(self, figure: Figure) -> SectionKind:
        sections = self.report.sections
        return sections[figure.quantity.section].kind if sections else SectionKind.REVIEW


def once(ask: Callable[[Page, Figure], T]) -> Callable[[Page, Figure], T]:
    """A question about one figure that many rules ask: answered once a page. `ask` changes nothing."""

    @wraps(ask)
    def asked(page: Page, figure: Figure) -> T:
        tick()
        known = page.asked[ask]
        answer: T = known.get(figure.start, _UNKNOWN)
        if answer is _UNKNOWN:
            answer = known[figure.start] = ask(page, figure)
        return answer

    return asked


def once_a_page(ask: Callable[[Page], T]) -> Callable[[Page], T]:
    """A question about the page that several finders ask: answered once. `ask` changes nothing."""

    @wraps(ask)
    def asked(page: Page) -> T:
        if ask not in page.known:
            page.known[ask] = ask(page)
        answer: T = page.known[ask]
        return answer

    return asked


@once_a_page
def figures_by_id(page: Page) -> dict[str, Figure]:
    """Those of the text and of the cells."""
    return {figure.id: figure for figure in (*page.figures, *page.cells.values())}


def significant(figure: Figure) -> int:
    """How many digits of the printed number say something: 2500 has two."""
    return figure.significant


def build_page(report: Report, scanned: str, quantities: Sequence[Quantity]) -> Page:
    """The page of a report: quantities in text order, `scanned` the text with full-width characters narrowed."""
    page = Page(report, scanned, [], grids=grids(scanned, report.form.tables))
    starts, ends = _cells(page.grids)
    previous = 0
    in_text: list[tuple[Quantity, int]] = []  # with the end of the number before
    for quantity in quantities:
        at = bisect_right(starts, quantity.start) - 1
        if at >= 0 and quantity.end <= ends[at]:
            page.cells[starts[at]] = _of_cell(scanned, quantity)
        elif _names_a_group(scanned, quantity):
            continue
        else:
            in_text.append((quantity, previous))
        previous = max(previous, quantity.end)
    page.slots = slots(scanned, [(quantity.start, quantity.end) for quantity, _ in in_text])
    sentence: tuple[int, int] | None = None
    paragraph = -1
    each_of: set[int] = set()  # figures of which 分别 says whose they are
    runs = paragraph_of(scanned)
    for slot, (quantity, previous) in zip(page.slots, in_text, strict=True):
        tick()
        if (begins := runs.get(slot.line, slot.line)) != paragraph:
            paragraph = begins
            page.paragraphs.append([])
        if quantity.sentence != sentence:
            sentence = quantity.sentence
            page.sentences.append([])
        low = max(previous, quantity.sentence[0])
        figure = _figure(scanned, quantity, slot, low, len(page.paragraphs) - 1)
        if not figure.gap.strip() and page.sentences[-1]:
            figure.label = page.sentences[-1][-1].label
        elif _EACH_OF.search(figure.own) or (_JOINS.fullmatch(figure.own) and figure.index - 1 in each_of):
            each_of.add(figure.index)
            figure.label = quantity.subject.text  # 城市和农村分别为1224人、926人
        page.figures.append(figure)
        page.sentences[-1].append(figure)
        page.paragraphs[-1].append(figure)
    page.amounts = [figure for figure in page.figures if figure.amount]
    page.percents = [figure for figure in page.figures if figure.quantity.unit == "%"]
    return page


def _names_a_group(text: str, quantity: Quantity) -> bool:
    """80周岁及以上11.27万人: the age is a word of the name and no figure beside the others."""
    if quantity.unit not in _AGES or quantity.role is not Role.OTHER:
        return False
    led = text[max(quantity.sentence[0], quantity.start - _NOUN) : quantity.start]
    return _GROUP.match(text, quantity.end) is not None or _MEASURED.search(led) is None


def _figure(text: str, quantity: Quantity, slot: Slot, low: int, paragraph: int) -> Figure:
    gap = text[max(low, quantity.start - 200) : quantity.start].replace(" ", "")
    near = gap[-NEAR:]
    stopped = _TO_LAST_CLAUSE.match(near)
    left = near[stopped.end() :] if stopped else near
    printed = text[quantity.start : quantity.end].replace(" ", "")
    found = _DIGITS.search(printed)
    if found and _DIGIT.search(printed, found.end()):
        found = None  # 1万6千: no one run of digits is its number
    digits = found[0].replace(",", "") if found else ""
    unit_text = printed[found.end() :] if found else printed
    if quantity.damaged and digits:  # the number recovered, not the run that it was printed in
        factor = _FACTORS.get(unit_text[:1], Decimal(1))
        factor = factor if quantity.last_place >= factor else Decimal(1)
        digits, unit_text = f"{(quantity.value / factor).normalize():f}", ""
    number = Decimal(digits) if digits else quantity.value
    factor = quantity.value / number if number else Decimal(1)
    last_place, interval = _precision(text, quantity, gap, digits, factor)
    stop = _BEHIND.search(text, quantity.end, quantity.end + _NOUN)
    data = cues()
    unit = quantity.unit
    group = group_of(unit)
    own = text[slot.own : quantity.start].replace(" ", "")
    if not own and slot.depth and slot.owner < 0:
        held = _HELD_AGAINST.search(text, max(0, slot.bracket - _AGAINST), slot.bracket)
        own = held[0] if held else ""  # 比上年(32人)多9人
    additive = (
        unit not in data.not_additive_units
        and "/" not in unit
        and not data.not_additive.search(left)
        and not data.change.search(left)
        and not (unit == _YUAN and _SIZED.match(text, quantity.end))
    )
    exact = quantity.bound is Bound.EXACT and not quantity.damaged
    counted = exact and quantity.value > 0
    is_percent = unit.startswith("%")
    return Figure(
        quantity=quantity,
        id=quantity.id,
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        is_percent=is_percent,
        base=unit.partition("/")[0],
        index=slot.index,
        left=left,
        label=left,
        name=left + text[quantity.end : stop.start() if stop else quantity.end + _NOUN],
        gap=gap,
        digits=digits,
        factor=factor,
        unit_text=unit_text,
        group=group,
        additive=additive,
        paragraph=paragraph,
        depth=slot.depth,
        closing=slot.closing,
        interval=interval,
        last_place=last_place,
        own=own,
        family=family_of(group),
        sentence=slot.sentence,
        significant=len(digits.replace(".", "").strip("0")),
        exact=exact,
        amount=counted and not is_percent and "/" not in unit,
        counts=additive
        and counted
        and quantity.role is not Role.BEFORE
        and not _other_time().search(own)
        and not _compared().match(text, quantity.end)
        # 为省定任务10.3万人的101.6%: what is measured against it is told before.
        and not (_TASK.search(own) and _TIMES_IT.match(text, quantity.end)),
    )


@cache
def _other_time() -> re.Pattern[str]:
    return listed("within_rule", "other_time")


@cache
def _compared() -> re.Pattern[str]:
    return listed("within_rule", "compared")


def _cells(found: Sequence[Grid]) -> tuple[list[int], list[int]]:
    """Where the cells with numbers begin and end, in the text's order."""
    rows = [row for grid in found for row in grid.rows]
    spans = sorted((cell.start, cell.end) for row in rows for cell in row.cells if cell.number)
    return [start for start, _ in spans], [end for _, end in spans]


def _of_cell(text: str, quantity: Quantity) -> Figure:
    """A number by itself: no word leads to it, its row and column say what it is."""
    at = quantity.start
    figure = _figure(text, quantity, Slot(-1, at, at, at, at, at, at, closing=quantity.end), at, -1)
    figure.label = figure.name = quantity.subject.text
    figure.additive = quantity.unit not in cues().not_additive_units and "/" not in quantity.unit
    return figure


def _precision(text: str, quantity: Quantity, gap: str, digits: str, factor: Decimal) -> tuple[Decimal, Interval]:
    """The last printed place and the values that print alike; decimals without 万 are rounded too (12.5亩)."""
    last_place, bound = quantity.last_place, quantity.bound
    if not last_place and "." in digits:
        last_place = abs(factor) * Decimal(1).scaleb(-len(digits.partition(".")[2]))
    if bound is Bound.AT_LEAST and gap.endswith(_OR_MORE) and not text.startswith(_OR_MORE, quantity.end):
        bound = Bound.EXACT  # 80周岁以上1.12万人: 以上 belongs to the noun
    if bound is not Bound.EXACT or (last_place == quantity.last_place and bound is quantity.bound):
        return last_place, quantity.interval
    return last_place, Interval(quantity.value - last_place / 2, quantity.value + last_place / 2)
