"""Headings and items that the document itself calls so (styles of Word, h1–h6 and li of a page)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mode

from kpi.model import Form
from kpi.outline.expressions import expression
from kpi.outline.marks import CLAUSE_END, SEGMENT_END, STOPS
from kpi.reading.lines import CHAPTER, LEAD, PARAGRAPH, POINT, SUBPOINT, Line

_ENDS = STOPS + "".join(sorted(CLAUSE_END))
_RUNNING = 40  # characters of a line of running text
_FEWEST = 2  # lines of running text behind a table that stands in the midst of the text
_ABOVE = 2  # lines: a table begins at its unit or right below its name
_CAPTION = expression("reading", "told.caption")
_NOTE = expression("reading", "told.note")
_MOST = 80  # characters: a longer line in the style of a heading is a paragraph that somebody set large


def mark_told(lines: Sequence[Line], form: Form) -> None:
    """Gives lines their rank: a heading of the document is one, numbered or not; an item with a figure is none.

    A level has the rank of those of its headings that are numbered, else the one within the level above.
    """
    captions = _captions(lines, form) if form.tables else []
    for line in captions:
        line.rank, line.heading, line.own, line.whole = PARAGRAPH, "", False, False
    if not form.headings and not form.items:
        return
    levels = {heading.start: heading.level for heading in form.headings}
    told = [line for line in lines if line.start in levels and line.whole and len(line.head) <= _MOST]
    if told and told[0] is lines[0] and sum(levels[line.start] == levels[told[0].start] for line in told) == 1:
        levels.pop(told.pop(0).start)  # the title
    ranks = _ranks([(levels[line.start], line.rank) for line in told])
    for line in told:
        line.rank, line.own = ranks[levels[line.start]], True
        line.heading = line.heading or line.head.rstrip(_ENDS)
    items = set(form.items)
    for line in lines:
        listed = line.start in items and line.start not in levels and line.rank in (POINT, SUBPOINT, LEAD)
        if listed and (line.head[-1:] in SEGMENT_END or any(map(str.isdigit, line.heading))):
            line.rank, line.heading, line.own = PARAGRAPH, "", False


def _captions(lines: Sequence[Line], form: Form) -> list[Line]:
    """附表1 above a table in the midst of the text: its name, while behind all text it heads an annex."""
    running = [
        line.start
        for line in lines
        if line.end - line.start >= _RUNNING and line.closed and not _NOTE.match(line.head)
    ][-_FEWEST:]
    tables = [table for table in form.tables if len(running) == _FEWEST and table.end <= running[0]]
    found, at = [], 0
    for place, line in enumerate(lines):
        while at < len(tables) and tables[at].start < line.start:
            at += 1
        below = [one.start for one in lines[place + 1 : place + 1 + _ABOVE]]
        if at < len(tables) and _CAPTION.match(line.head) and tables[at].start in below:
            found.append(line)
    return found


def _ranks(told: Sequence[tuple[int, int]]) -> dict[int, int]:
    """(level, rank by its numbering) of headings to the rank of each level, each within the one above."""
    ranks: dict[int, int] = {}
    above = CHAPTER - 1
    for level in sorted({level for level, _ in told}):
        numbered = [rank for own, rank in told if own == level and PARAGRAPH < rank < LEAD]
        ranks[level] = above = min(max(mode(numbered), above) if numbered else above + 1, SUBPOINT)
    return ranks
