"""A report's text as HTML: figures coloured by role, quoted words marked where they stand, every piece escaped.

Offsets are those of the text as read. Quotes that overlap share one mark and one anchor; a figure is never torn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import NamedTuple

from markupsafe import Markup, escape

from kpi.auditing.evidence import Figure
from kpi.model import Place
from kpi.presenting.escaping import foreign

_BARS = frozenset("| \t\r")
# An element for each role: as classes of one element they would be a hundredth of the page.
ROLES = {"actual": "b", "target": "i", "standard": "em", "before": "s", "other": "u"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that something on the page refers to by `key`; `row` is the anchor that they lead back to, if any."""

    start: int
    end: int
    key: str
    row: str = ""


class _Span(NamedTuple):
    """Quotes that overlap: marked as one, which leads back to the first of their rows."""

    start: int
    end: int
    keys: list[str]
    row: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report that is not blank; `number` is 1-based, `cells` are those of a row of table `table`."""

    number: int
    start: int
    end: int
    html: Markup
    table: int = 0
    cells: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A report ready to be shown; `anchors` leads from a quote's key to the id of its mark."""

    lines: tuple[Line, ...]
    anchors: dict[str, str]
    figures: dict[str, str]  # figure id → id of the element that shows it, of those that were asked for
    places: dict[str, int]  # figure id → which of the text's figures shows it, from 0


def clean(text: str) -> str:
    """On one line, what cannot be seen shown as a sign of its own, one for one."""
    return foreign(text)


def safe(text: str) -> str:
    return str(escape(clean(text)))


def _quote(prefix: str, number: int) -> str:
    """The anchor of a quote: the page holds thousands, so no sign more than tells where the report's own ends."""
    return f"{prefix}-{number}" if prefix[-1:].isdigit() else f"{prefix}{number}"


def mark_up(
    text: str,
    figures: Sequence[Figure],
    quotes: Sequence[Quoted],
    linked: Collection[str],
    prefix: str,
    places: Sequence[Place] = (),
) -> Marked:
    """`linked` are the ids of figures that have an anchor, `<prefix><id>`; `places`: rows of tables."""
    shown, aliases = _distinct(figures)
    spans = _spans(quotes, shown)
    anchors = {key: _quote(prefix, at) for at, span in enumerate(spans) for key in span.keys}
    # Ids go into the page without quotation marks; the engine's are q1, q2 …
    wanted = {aliases[one] for one in linked if one in aliases and aliases[one].isalnum()}
    painter = _Painter(text, shown, [figure.start for figure in shown], wanted, prefix)
    figure_anchors = {one: prefix + aliases[one] for one in linked if aliases.get(one) in wanted}
    order = {figure.id: at for at, figure in enumerate(shown)}
    among = {one: order[shown_as] for one, shown_as in aliases.items()}
    lines: list[Line] = []
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            table, cells = _row(places, at, at + len(line))
            told = tuple(Markup(painter.cell(low, high, spans)) for low, high in cells)
            html = Markup("") if told else Markup(painter.line(at, at + len(line), spans))
            lines.append(Line(number, at, at + len(line), html, table, told))
        at += len(line) + 1
    return Marked(tuple(lines), anchors, figure_anchors, among)


def _row(places: Sequence[Place], low: int, high: int) -> tuple[int, list[tuple[int, int]]]:
    """The table that a line is a row of, and where its cells stand; 0 where it is none, or one text of a table."""
    first = bisect_left(places, low, key=lambda place: place.start)
    own = list(takewhile(lambda place: place.start < high, places[first:]))
    if not own or own[0].start != low or not own[0].table or len(own) < 2:
        return 0, []
    cells: list[tuple[int, int]] = []
    for place, after in zip_longest(own, own[1:]):
        cells += [(place.start, place.start)] * (place.column - len(cells) - 1)  # empty ones have no place
        cells.append((place.start, after.start if after else high))
    return own[0].table, cells


def _distinct(figures: Sequence[Figure]) -> tuple[list[Figure], dict[str, str]]:
    """Figures that do not overlap, and for each id the one shown in its place (lost characters share one)."""
    shown: list[Figure] = []
    aliases: dict[str, str] = {}
    for figure in sorted(figures, key=lambda figure: (figure.start, -figure.end)):
        if not shown or figure.start >= shown[-1].end:
            shown.append(figure)
        aliases[figure.id] = shown[-1].id
    return shown, aliases


def _spans(quotes: Sequence[Quoted], figures: Sequence[Figure]) -> list[_Span]:
    starts = [figure.start for figure in figures]
    spans: list[_Span] = []
    for quote in sorted(quotes, key=lambda quote: (quote.start, -quote.end)):
        start, end = _widened(quote.start, quote.end, figures, starts)
        if spans and start < spans[-1][1]:
            low, high, keys, row = spans[-1]
            spans[-1] = _Span(low, max(high, end), [*keys, quote.key], row)
        else:
            spans.append(_Span(start, end, [quote.key], quote.row))
    return spans


def _widened(start: int, end: int, figures: Sequence[Figure], starts: Sequence[int]) -> tuple[int, int]:
    before = bisect_left(starts, start) - 1
    if before >= 0 and figures[before].end > start:
        start = figures[before].start
    last = bisect_left(starts, end) - 1
    if last >= 0 and figures[last].end > end:
        end = figures[last].end
    return start, end


@dataclass(frozen=True, slots=True)
class _Painter:
    text: str
    figures: Sequence[Figure]
    starts: Sequence[int]
    linked: Collection[str]
    prefix: str

    def line(self, low: int, high: int, spans: Sequence[_Span]) -> str:
        pieces: list[str] = []
        at = low
        for number, (start, end, _, row) in enumerate(spans):
            if end <= low or start >= high:
                continue
            # A quote that runs on over a line's end is marked again there; the first piece holds the anchor.
            anchor = f" id={_quote(self.prefix, number)}" if start >= low else ""
            tag, way = ("a", f" href=#{row}") if row else ("q", "")
            start, end = max(start, low), min(end, high)
            pieces += [self.stretch(at, start), f"<{tag}{anchor}{way}>", self.stretch(start, end), f"</{tag}>"]
            at = end
        pieces.append(self.stretch(at, high))
        return "".join(pieces)

    def cell(self, low: int, high: int, spans: Sequence[_Span]) -> str:
        """A cell without the bar behind it, which the table draws."""
        while high > low and self.text[high - 1] in _BARS:
            high -= 1
        while low < high and self.text[low] in _BARS:
            low += 1
        return self.line(low, high, spans)

    def stretch(self, low: int, high: int) -> str:
        pieces: list[str] = []
        at = low
        for figure in self.figures[bisect_left(self.starts, low) :]:
            if figure.start >= high:
                break
            role = ROLES.get(figure.role, "u")
            # Only figures that something refers to name the rule of their role: of all it would be a megabyte.
            anchor = f" id={self.prefix}{figure.id}{_hint(figure)}" if figure.id in self.linked else ""
            end = min(figure.end, high)
            number = safe(self.text[figure.start : end])
            pieces += [safe(self.text[at : figure.start]), f"<{role}{anchor}>{number}</{role}>"]
            at = end
        pieces.append(safe(self.text[at:high]))
        return "".join(pieces)


def _hint(figure: Figure) -> str:
    return f' title="{safe(figure.rule)}"' if figure.rule else ""
