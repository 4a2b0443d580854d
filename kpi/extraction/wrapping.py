"""Hard-wrapped lines: texts taken from pages set in lines of one width, with breaks inside words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from statistics import quantiles

from kpi.numbers.units import unit_pattern
from kpi.outline.expressions import expression
from kpi.outline.marks import SEGMENT_END, SENTENCE_END
from kpi.outline.spaced import is_row_at

_BREAK = re.compile(r"\n(?=[\u4e00-\u9fff\d])")
_NUMBERED = expression("extraction", "wrapping.numbered")
_OPENED = expression("extraction", "wrapping.opened")
_SEVERAL = expression("extraction", "wrapping.several")
_TORN_POINT = re.compile(r"[^\d.\n ]\d{1,3}\.\n\d")  # 占22.|57%; a line that is only 22. is an item
_POINT_BACK = 5  # characters: three digits, their point, and what stands before
_HAN, _NUMBER = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"\d")
_UNIT = expression("extraction", "wrapping.unit", {"units": unit_pattern()})
_PAUSE = expression("extraction", "wrapping.pause")
_HAS_STOP = expression("extraction", "wrapping.has_stop")
_STOPS = (SENTENCE_END | SEGMENT_END | frozenset(":)”|")) - {"\n"}
_PAUSED = expression("extraction", "wrapping.paused")
_NARROW = re.compile(r"[\w .%](?<![\u4e00-\u9fff])")
FEWEST_LINES, SHORTEST = 15, 19
FEWEST_FULL, WIDEST, NEARLY_FULL = 3, 100, 0.8  # lines of a short page; columns of a page; of them
WIDTHS_APART = 8
FEWEST_TORN = 5  # sentences that go on in the next line, from which a page is known to be torn so


@lru_cache(maxsize=1)  # extraction and relations each ask for the same report's, one after the other
def join_hard_wraps(scanned: str) -> str:
    """`scanned` with a space for every line break inside a sentence; same length, so offsets agree.

    Where many lines of nearly one width end without a stop; else where a number is torn from its unit, on short
    pages whose lines are full, and on pages with several sentences that visibly go on. Elsewhere a line without a
    stop is a heading.
    """
    broken = _broken_lines(scanned)
    if not _is_set_in_lines(broken):
        broken = sorted({*_full_lines(scanned), *_torn_lines(scanned), *_opened_lines(scanned)})
    parts, at = [], 0
    for _, end in broken:
        parts.append(scanned[at:end])
        at = end + 1
    return " ".join([*parts, scanned[at:]])


def _is_set_in_lines(broken: list[tuple[int, int]]) -> bool:
    if len(broken) < FEWEST_LINES:
        return False
    first, _, third = quantiles([end - start for start, end in broken], n=4)
    return third - first <= WIDTHS_APART


def _full_lines(scanned: str) -> list[tuple[int, int]]:
    """(start, end) of the lines of a short page that is set in lines: as wide as any, and their sentence goes on.

    No line is wider than those that are broken, which are no wider than a page. Pages are set in so many columns,
    of which a letter or a digit takes one, or in so many characters.
    """
    spans = list(_lines(scanned))
    by_columns = [2 * (end - start) - len(_NARROW.findall(scanned, start, end)) for start, end in spans]
    by_characters = [2 * (end - start) for start, end in spans]
    return max((_full(scanned, spans, widths) for widths in (by_columns, by_characters)), key=len)


def _full(scanned: str, spans: list[tuple[int, int]], widths: list[int]) -> list[tuple[int, int]]:
    widest = max(widths, default=0)
    if not 2 * SHORTEST <= widest <= WIDEST:
        return []
    going_on = [
        (start, end, width)
        for (start, end), width in zip(spans, widths, strict=True)
        if width >= widest * NEARLY_FULL
        and scanned[end - 1] not in _STOPS
        and _BREAK.match(scanned, end)
        and not _NUMBERED.match(scanned, end + 1)
    ]
    full = [(start, end) for start, end, width in going_on if width >= widest - WIDTHS_APART]
    prose = sum(1 for start, end in full if _PAUSED.search(scanned, start, end))
    return [(start, end) for start, end, _ in going_on] if prose >= FEWEST_FULL else []


def _lines(scanned: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the lines that are no rows of a table and not empty."""
    start = 0
    for line in scanned.split("\n"):
        if line and "|" not in line:
            yield start, start + len(line)
        start += len(line) + 1


def _opened_lines(scanned: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the lines that end with 其中: and go on in the next one, where that lists numbers."""
    for match in _OPENED.finditer(scanned):
        end = match.end()
        several = _SEVERAL.match(scanned, end + 1) and not _NUMBERED.match(scanned, end + 1)
        if _BREAK.match(scanned, end) and several and not is_row_at(scanned, end + 1):
            yield scanned.rfind("\n", 0, end) + 1, end


def _torn_lines(scanned: str) -> list[tuple[int, int]]:
    """(start, end) of the lines whose sentence goes on in the next one: 1.9|万张, 比上年末|减少5万人."""
    torn, going_on = [], []
    for match in _BREAK.finditer(scanned):
        end = match.start()
        start = scanned.rfind("\n", 0, end) + 1
        last = scanned[start:end].rstrip()[-1:]  # asked first: most lines end with a stop
        by_number = last.isdigit() and _UNIT.match(scanned, end + 1) is not None
        if last == ".":
            by_number = _TORN_POINT.search(scanned, max(start, end - _POINT_BACK), end + 2) is not None
        if not (by_number or last.isalnum()) or _NUMBERED.match(scanned, start):
            continue
        if is_row_at(scanned, start) or is_row_at(scanned, end + 1) or not _HAN.search(scanned, start, end):
            continue
        if by_number:
            torn.append((start, end))
        elif (
            _NUMBER.search(scanned, start, end)
            and _PAUSE.search(scanned, start, end)
            and _HAS_STOP.match(scanned, end + 1)
        ):
            going_on.append((start, end))
    return sorted(torn + going_on) if len(going_on) >= FEWEST_TORN else torn


def _broken_lines(scanned: str) -> list[tuple[int, int]]:
    """(start, end) of the long lines, no headings and no rows of a table, that end without a stop."""
    found: list[tuple[int, int]] = []
    for match in _BREAK.finditer(scanned):
        end = match.start()
        start = scanned.rfind("\n", 0, end) + 1
        if (
            end - start >= SHORTEST
            and scanned[end - 1] not in _STOPS
            and not is_row_at(scanned, start)
            and not is_row_at(scanned, end + 1)
            and not _NUMBERED.match(scanned, start)
        ):
            found.append((start, end))
    return found
