"""Characters of a page with their places: to lines, to the cells of ruled tables, without marks of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.documents.bands import banded
from kpi.documents.grids import Box, Rule, grids, table_of
from kpi.documents.printed import WIDE, Character, Line, Page, Table, pieces_of, runs_of, typical
from kpi.documents.raised import any_raised, is_raised, told_by

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?=\s?[^\d\s.,])")
GAP = "\x1f"  # where pdfium saw a gap and no character; blank to str.strip
_SPACING, _UNEVEN, _TYPED = 0.33, 0.12, 0.8  # of the line's size
_BACK, _APART = 0.3, 0.2  # of the size: a character before the last one; a gap between two
_ELSEWHERE, _ALIKE, _HALF_OFF = 0.5, 1.25, 0.3  # a gap to another column; as tall; higher or lower: of the height
_NEXT = 0.5  # points between a character and the one right behind it
_LOWER = 0.6  # of the height: a line further down, though not by the height of its type
_STRETCHED = 0.41  # of the size, between two digits of a stretched line
_DIGIT = 0.6  # of the size, a digit and more: no number has such a gap in it
_WORDS = 0.3  # of the size: a gap between two words of a row
_SHORT = 0.5  # of the page's width: longer lines strike nothing out
_MOST_RULES = 400
_OWN = 1.5  # points from a line between rows
_OVERLAP, _TOUCHING = 0.5, 0.5  # of the smaller of two characters of one line
_BEFORE = 8  # characters before a raised one


def fill(page: Page, characters: list[Character], across: list[Rule], down: list[Rule]) -> None:
    """Put lines and tables of a page into it; a line of characters ends with "\\n"."""
    tables = banded(grids(across, down), characters)
    short = [rule for rule in across if rule.high - rule.low < page.width * _SHORT]
    inside, outside = _sorted_in(characters, tables)
    outside, page.struck = _without_struck(outside, short)
    for at, own in enumerate(inside):
        inside[at], struck = _without_struck(own, [rule for rule in short if _within(rule, tables[at])])
        page.struck = " ".join(filter(None, (page.struck, struck)))
    page.notes_below = _note_rule(short, tables, page.width, page.height)
    made = [table_of(grid, own) for grid, own in zip(tables, inside, strict=True)]
    framed = [one for table, own in zip(made, inside, strict=True) if table is None for one in own]
    outside = sorted([*outside, *framed], key=lambda one: one[5]) if framed else outside
    page.items = _in_order(list(_lines(outside)), [table for table in made if table is not None])


def _sorted_in(
    characters: Sequence[Character], tables: Sequence[Box]
) -> tuple[list[list[Character]], list[Character]]:
    """The characters of each table, and those that stand in none."""
    inside: list[list[Character]] = [[] for _ in tables]
    outside: list[Character] = []
    if not tables:
        return inside, list(characters)
    for one in characters:
        x, y = (one[1] + one[2]) / 2, (one[3] + one[4]) / 2
        for at, table in enumerate(tables):
            if one[0] != "\n" and table.xs[0] <= x <= table.xs[-1] and table.ys[0] <= y <= table.ys[-1]:
                inside[at].append(one)
                break
        else:
            outside.append(one)
    return inside, outside


def _within(rule: Rule, table: Box) -> bool:
    """A short line that lies in a table and is none of its own."""
    inside = table.ys[0] < rule.at < table.ys[-1] and table.xs[0] <= rule.low and rule.high <= table.xs[-1]
    return inside and all(abs(rule.at - own) > _OWN for own in table.ys)


def _without_struck(characters: list[Character], across: list[Rule]) -> tuple[list[Character], str]:
    """What stands without the characters that a line runs through, and those."""
    if not across or len(across) > _MOST_RULES:
        return characters, ""
    kept: list[Character] = []
    struck: list[Character] = []
    for one in characters:
        x, size = (one[1] + one[2]) / 2, one[4] - one[3]
        low, high = one[3] + size * 0.35, one[3] + size * 0.72
        through = size > 0 and any(low < rule.at < high and rule.low - 1 <= x <= rule.high + 1 for rule in across)
        (struck if through else kept).append(one)
    return kept, "".join(one[0] for one in struck).strip()


def _note_rule(across: list[Rule], tables: list[Box], width: float, height: float) -> float:
    """Where the short line stands under which the footnotes are printed; below the page where there is none."""
    found = [
        rule.at
        for rule in across
        if rule.at > height * 0.3
        and width * 0.1 < rule.high - rule.low
        and rule.low < width * 0.3
        and not any(table.ys[0] - 5 <= rule.at <= table.ys[-1] + 5 for table in tables)
    ]
    return max(found, default=height)


def _lines(characters: Sequence[Character]) -> Iterator[Line]:
    line: list[Character] = []
    told: Character | None = None  # the last one that is printed
    broken = False
    for one in characters:
        if one[0] == "\n":
            broken = True
            continue
        parted = broken and not (line and _goes_right_on(line[-1], one))
        drops = line and one[1] < line[-1][1] and _drops(line[0], line[-1], one)
        if parted or drops or (told is not None and abs(one[1] - told[2]) > _NEXT and _is_half_off(told, one)):
            yield from _line(line)
            line = []
        broken = False
        line.append(one)
        if not one[0].isspace():
            told = one
    yield from _line(line)


def _goes_right_on(last: Character, one: Character) -> bool:
    """A raised character behind the one before it, which programs set as a line of its own: the 2 of m²."""
    tall = min(last[4] - last[3], one[4] - one[3])
    beside = min(last[4], one[4]) - max(last[3], one[3]) > tall * _OVERLAP
    return beside and abs(one[1] - last[2]) < tall * _TOUCHING


def _drops(first: Character, last: Character, one: Character) -> bool:
    """The second line of a folded name beside what is set half a line off: back to the left and a line lower."""
    tall = min(first[4] - first[3], one[4] - one[3])
    return tall > 0 and one[1] < last[1] - tall * _BACK and one[3] - first[3] > tall * _LOWER


def _is_half_off(last: Character, one: Character) -> bool:
    """A character in another column, as tall and a good part of a line higher or lower: beside a folded name."""
    tall = min(last[4] - last[3], one[4] - one[3])
    if -tall * _BACK < one[1] - last[2] < tall * _ELSEWHERE or one[0].isspace():
        return False
    up, down = one[3] - last[3], one[4] - last[4]
    alike = max(last[4] - last[3], one[4] - one[3]) < tall * _ALIKE
    return alike and up * down > 0 and min(abs(up), abs(down)) > tall * _HALF_OFF


def _line(characters: list[Character]) -> Iterator[Line]:
    """One line without marks of notes; none where nothing is printed."""
    printed = [one for one in characters if one[2] > one[1] and not one[0].isspace()]
    if not printed:
        return
    size = typical([one[4] - one[3] for one in printed])
    low = typical([one[4] for one in printed])
    if any(behind[1] < before[1] - size * _BACK for before, behind in pairwise(printed)):
        characters = from_left(printed, size)
    parts: list[tuple[str, float, float]] = []
    at = 0
    most = _spacing(characters, size)
    raised = any_raised(printed, size)
    while at < len(characters):
        one = characters[at]
        if raised and is_raised(characters, at, size, low):
            told, end = told_by(characters, at, size, low, "".join(part[0] for part in parts[-_BEFORE:]))
            if told:
                parts.append((told, one[1], characters[end - 1][2]))
            at = end
            continue
        if not one[0].isspace():
            if parts and parts[-1][0] != " " and _is_gap(characters[at - 1], one, size):
                parts.append((" ", parts[-1][2], parts[-1][2]))
            parts.append((one[0], one[1], one[2]))
        elif (
            parts
            and at + 1 < len(characters)
            and not _is_spacing(characters[at - 1], one, characters[at + 1], most)
        ):
            parts.append((" ", parts[-1][2], parts[-1][2]))
        at += 1
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), "".join(part[0] for part in parts).strip())
    if text:
        box = (min(one[1] for one in printed), max(one[2] for one in printed))
        runs = runs_of(parts, size * _WORDS)
        pieces = pieces_of(runs, size)
        words = pieces_of(runs, size, _WORDS) if len(runs) > len(pieces) else ()
        yield Line(text, *box, min(one[3] for one in printed), max(one[4] for one in printed), size,
                   pieces, words if len(words) > len(pieces) else (),
                   ends=(printed[0][5], printed[-1][5]))  # fmt: skip


def from_left(printed: Sequence[Character], size: float, apart: float = _APART) -> list[Character]:
    """Characters in the order in which they stand: programs draw one font after the other, “” before words."""
    found: list[Character] = []
    for one in sorted(printed, key=lambda character: character[1]):
        if found and one[1] - found[-1][2] > size * apart:
            found.append((GAP, found[-1][2], one[1], one[3], one[4], one[5]))
        found.append(one)
    return found


def _spacing(characters: Sequence[Character], size: float) -> float:
    """The widest gap of a line that printers set between Chinese and digits; a typed blank is wider than that."""
    found = [
        behind[1] - before[2]
        for before, blank, behind in zip(characters, characters[1:], characters[2:], strict=False)
        if blank[0] == GAP and (before[0] > "\u2e7f") != (behind[0] > "\u2e7f")
    ]
    return min(max(size * _SPACING, min(found, default=0.0) + size * _UNEVEN), size * _TYPED)


def _is_spacing(before: Character, blank: Character, behind: Character, most: float) -> bool:
    """A narrow gap that no blank was typed in: printers set Chinese apart from digits, and stretch lines."""
    chinese = before[0] > "\u2e7f" or behind[0] > "\u2e7f"
    if before[0].isdigit() and behind[0].isdigit():
        return blank[0] == GAP and behind[1] - before[2] < (before[4] - before[3]) * _STRETCHED
    return blank[0] == GAP and chinese and behind[1] - before[2] < most


def _is_gap(before: Character, one: Character, size: float) -> bool:
    """A gap between columns that no blank stands in; between two digits a narrower one is none of a number.

    Where a character between them was struck out the gap is its.
    """
    digits = before[0].isdigit() and one[0].isdigit() and one[5] == before[5] + 1
    return one[1] - before[2] > size * (_DIGIT if digits else WIDE)


def _in_order(lines: list[Line], tables: list[Table]) -> list[Line | Table]:
    """The lines in their order, each table where fewest of them stand on its wrong side, behind the nearest above.

    Programs draw the foot of a page first or its head last; the rest comes as it is read.
    """
    found: list[Line | Table] = list(lines)
    for table in sorted(tables, key=lambda one: -one.top):
        wrong = sum(line.top <= table.top for line in lines)
        best, place = (wrong, float(table.top)), 0
        for at, line in enumerate(lines, start=1):
            wrong += 1 if line.top > table.top else -1
            told = (wrong, table.top - line.top if line.top <= table.top else float(table.top))
            if told < best:
                best, place = told, at
        found.insert(place, table)
    return found
