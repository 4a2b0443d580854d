"""sum.headed-lines: a heading that ends with an amount, and its parts on the bare lines below it.

一、本月收入91.79万元 / 捐赠收入86.42万元 / 政府补助5万元 / 利息收入0.37万元. Each line is a name and one number of
the heading's unit, and nothing else; a blank line, another heading or the end of the text closes the list. Where
another line follows it may go on, and only what fits is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.heads import ITEM_HEAD
from kpi.outline.marks import COLON, MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own, told
from kpi.relations.sums import adds_up, may_overlap, one_slip_off, sum_of

_FEWEST = 2
_LONGEST = 16  # characters of a name
_LEAST = 20


def sums_of_headed_lines(page: Page) -> Iterator[Relation]:
    lines = _lines(page)
    for place, (start, figures) in enumerate(lines):
        whole = figures[-1]
        if not _is_head(page, start, whole):
            continue
        parts = _parts(page, whole, lines, place + 1)
        if len(parts) < _FEWEST or any(one.value >= whole.value for one in parts):
            continue
        closed = _is_closed(page, parts[-1]) and not may_overlap(parts)
        if adds_up(whole, parts):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed)
        elif closed and one_slip_off(whole, parts):  # 政府补助5万元: no rounding that hides what is left out
            yield from told(whole, parts, sure=False)


def _lines(page: Page) -> list[tuple[int, list[Figure]]]:
    """Where each line with figures begins, and its figures."""
    found: list[tuple[int, list[Figure]]] = []
    for figure in page.figures:
        start = page.slots[figure.index].line
        if not found or found[-1][0] != start:
            found.append((start, []))
        found[-1][1].append(figure)
    return found


def _is_head(page: Page, start: int, whole: Figure) -> bool:
    """A numbered line, or one with a colon, that the whole ends."""
    if not whole.counts or whole.depth or whole.value < _LEAST:
        return False
    rest = page.text[whole.end : _end(page, whole)].strip()
    return rest == COLON or (not rest and ITEM_HEAD.match(page.text, start) is not None)


def _end(page: Page, figure: Figure) -> int:
    end = page.text.find("\n", figure.end)
    return len(page.text) if end < 0 else end


def _parts(page: Page, whole: Figure, lines: Sequence[tuple[int, list[Figure]]], place: int) -> list[Figure]:
    parts: list[Figure] = []
    above = whole
    for start, figures in lines[place:]:
        one = figures[0]
        if start != _end(page, above) + 1 or len(figures) > 1 or not _is_bare(page, start, one):
            break
        if one.group != whole.group or not one.counts or one.depth:
            break
        parts.append(one)
        above = one
    return parts


def _is_bare(page: Page, start: int, part: Figure) -> bool:
    """捐赠收入86.42万元: a name and its number."""
    name = page.text[start : part.start].strip()
    plain = 0 < len(name) <= _LONGEST and MARKS.search(name) is None and own(page, part) == name.replace(" ", "")
    rest = page.text[part.end : _end(page, part)].strip()
    return plain and not rest and ITEM_HEAD.match(page.text, start) is None and OPENS.search(name) is None


def _is_closed(page: Page, last: Figure) -> bool:
    """Whether a blank line, a numbered one or nothing follows."""
    start = _end(page, last) + 1
    end = page.text.find("\n", start)
    blank = not page.text[start : len(page.text) if end < 0 else end].strip()
    return blank or ITEM_HEAD.match(page.text, start) is not None
