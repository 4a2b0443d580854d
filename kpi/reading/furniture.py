"""The page around an article, and an article that stands twice on its page."""

from __future__ import annotations

from kpi.reading.cues import cues
from kpi.reading.lines import Line

_SHORT = 80
_LONG = 60
_MAX_HEAD = 25
_STRANGERS = 3  # so many lines of no known sort may stand between two lines of the page's foot
_PROBE = 60
_MIN_ARTICLE = 300
_ANCHORS = 3  # long lines tried; the first may be a byline that the copy lacks


def is_furniture(line: Line) -> bool:
    return line.end - line.start <= _SHORT and bool(cues().furniture.search(line.head))


def is_byline(line: Line) -> bool:
    return line.whole and bool(cues().byline.search(line.head))


def foot_start(lines: list[Line]) -> int:
    """Index of the first line of the page's foot; len(lines) where there is none."""
    first, strangers = len(lines), 0
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if is_furniture(line):
            first, strangers = index, 0
            continue
        strangers += 1
        if strangers > _STRANGERS or line.end - line.start > _SHORT or line.head.endswith(("。", "!", ";")):
            break
    return first


def copy_start(plain: str, lines: list[Line]) -> int | None:
    """Where a second copy of the article begins, its page's head included; None where the article stands once.

    The first long line is looked for again; a copy must be about as long as what stands before it, and agree
    with it at several places. A few searches of the text, so linear.
    """
    long_lines = [line for line in lines[:_MAX_HEAD] if line.end - line.start >= _LONG]
    for anchor in long_lines[:_ANCHORS]:
        again = plain.find(plain[anchor.start : anchor.start + _PROBE], anchor.start + _MIN_ARTICLE)
        if again >= 0:
            return _start_of_copy(plain, lines, anchor.start, again)
    return None


def _start_of_copy(plain: str, lines: list[Line], first: int, again: int) -> int | None:
    length = len(plain) - again
    if not 0.5 <= length / (again - first) <= 2 or not _agree(plain, first, again, length):
        return None
    head = {line.head for line in lines if line.start < first}
    start = again
    for line in reversed([line for line in lines if line.start < again]):
        if line.end - line.start >= _LONG:
            break
        if line.head in head:
            start = line.start
    return start


def _agree(plain: str, first: int, second: int, length: int) -> bool:
    same = min(length, second - first)
    places = [same * share // 10 for share in (2, 4, 6, 7)]
    return sum(plain[first + p : first + p + 20] == plain[second + p : second + p + 20] for p in places) >= 3
