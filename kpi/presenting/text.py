"""Setting running Chinese and English text in a given number of terminal cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

from kpi.outline.marks import CLOSING, RAW_CLAUSE_END, RAW_COMMAS

# What is never torn apart while it fits on a line. 避头尾: closing punctuation stays with what stands before it,
# opening punctuation with what follows; Latin words, numbers, dates and paths stay whole.
_OPENING = r"[\uff08(《〈「『【〔“‘\[]"
_UNIT = re.compile(rf"{_OPENING}*(?:[A-Za-z0-9_.:%+\-−~/\\@#]+|\s+|.){CLOSING}*", re.S)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u3000\xa0]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of text with the words that matter in it at [start, end)."""

    text: str
    start: int
    end: int


def excerpt(text: str, start: int, end: int, cells: int) -> Excerpt:
    """The clauses around text[start:end] that fit into so many cells; cut sides are marked with …

    Whole clauses are taken while they fit, first those before (they name what is measured), then those after.
    A single clause that is too long is cut by characters.
    """
    low, high = _clause(text, start, end, cells)
    comma = high > end and text[high - 1] in RAW_COMMAS  # which the … takes the place of
    marks = (low > 0) + (high < len(text) and not comma)
    if cell_len(text[low:high]) + marks > cells:
        low, high = _narrow(text, low, high, start, end, cells)
    else:
        low, high = _widen(text, low, high, cells)
    while low < start and (text[low].isspace() or _ends_clause(text, low)):
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    cut_left, cut_right = bool(text[:low].strip()), bool(text[high:].strip())
    if cut_right and text[high - 1] in RAW_COMMAS and high > end:
        high -= 1
    body = _one_line(text[low:high])
    head = "…" if cut_left else ""
    shift = len(head) - low
    return Excerpt(head + body + ("…" if cut_right else ""), start + shift, end + shift)


def _one_line(text: str) -> str:
    """Line breaks, tabs and whatever else could move a terminal's cursor as spaces, one for one."""
    return _CONTROL.sub(" ", text)


def _clause(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    """The clause around text[start:end], but no more than `most` characters to either side: they would not fit."""
    low, high = start, end
    while low > max(0, start - most) and not _ends_clause(text, low - 1):
        low -= 1
    while high < min(len(text), end + most) and not _ends_clause(text, high - 1):
        high += 1
    return low, high


def _ends_clause(text: str, at: int) -> bool:
    """A comma between digits (1,234) ends nothing."""
    grouping = text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    return text[at] in RAW_CLAUSE_END and not grouping


def _widen(text: str, low: int, high: int, cells: int) -> tuple[int, int]:
    before, after = True, True
    while before or after:
        if before:
            next_low = _clause(text, low - 1, low, cells)[0] if low > 0 else low
            before = (
                next_low < low and "\n" not in text[next_low:low] and cell_len(text[next_low:high]) <= cells - 4
            )
            low = next_low if before else low
        if after:
            next_high = _clause(text, high, high + 1, cells)[1] if high < len(text) else high
            after = (
                next_high > high
                and "\n" not in text[high:next_high]
                and cell_len(text[low:next_high]) <= cells - 4
            )
            high = next_high if after else high
    return low, high


def _narrow(text: str, low: int, high: int, start: int, end: int, cells: int) -> tuple[int, int]:
    """Two thirds of the room go to what stands before the key words."""
    room = max(0, cells - 4 - cell_len(text[start:end]))
    left, right = start, end
    budget = room * 2 // 3
    while left > low and (size := get_character_cell_size(text[left - 1])) <= budget:
        left, budget = left - 1, budget - size
    budget += room - room * 2 // 3
    while right < high and (size := get_character_cell_size(text[right])) <= budget:
        right, budget = right + 1, budget - size
    return left, right


def wrap(text: Text, width: int) -> list[Text]:
    """Lines of at most `width` cells; no line begins with closing punctuation, no number is torn apart."""
    text = text.copy()
    text.plain = _one_line(text.plain)
    cuts: list[int] = []
    at = used = 0
    for unit in _UNIT.findall(text.plain):
        size = cell_len(unit)
        if used and used + size > width:
            cuts.append(at)
            used = 0
        while size > width:  # longer than a line by itself: torn where the line ends
            taken = _take(unit, width)
            at, unit = at + taken, unit[taken:]
            cuts.append(at)
            size = cell_len(unit)
        at, used = at + len(unit), used + size
    lines = list(text.divide(cuts)) if cuts else [text]
    for line in lines[:-1]:
        line.rstrip()
    return [lines[0], *(_unindented(line) for line in lines[1:])]


def _unindented(line: Text) -> Text:
    spaces = len(line.plain) - len(line.plain.lstrip(" "))
    return line[spaces:] if 0 < spaces < len(line.plain) else line


def _take(token: str, width: int) -> int:
    used = 0
    for count, character in enumerate(token):
        used += get_character_cell_size(character)
        if used > width:
            return max(1, count)
    return len(token)


def clip(text: str, width: int) -> str:
    """`text` in at most `width` cells, its end replaced by … where it is longer."""
    text = _one_line(text)
    if cell_len(text) <= width:
        return text
    return text[: _take(text, max(1, width - 1))].rstrip() + "…"


def clip_around(text: str, words: str, colon: str, width: int) -> str:
    """`text` in at most `width` cells; what it quotes behind its colon keeps `words`, where they stand in it.

    For messages that end with a sentence of a report, of which only the part around the words need be read.
    """
    at, said = text.rfind(words) if words else -1, text.find(colon) + len(colon)
    if cell_len(text) <= width or at < said or cell_len(text[: at + len(words)]) < width:
        return clip(text, width)
    room = max(width - cell_len(text[:said]), width // 2)
    return text[:said] + excerpt(text[said:], at - said, at - said + len(words), room).text


def line_of(text: str, offset: int) -> int:
    """1-based line on which an offset stands."""
    return text.count("\n", 0, offset) + 1
