"""A text as a list of lines that matter, each with its numbering and, where it has one, its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from kpi.outline.expressions import expression

# Ranks of headings, from the outermost in. A rank is a manner of numbering; levels follow from the ranks in use.
PARAGRAPH, PART, CHAPTER, ITEM, POINT, SUBPOINT, LEAD = range(7)

HEAD = 120  # characters of a line that are looked at
MAX_HEADING = 45
_LONG_LINE = 1500
_MAX_LINES = 25_000  # past this the input is no report, and its tail is one stretch of text
_MAX_PIECES = 2_000  # of one line

_LINE = re.compile(r"[^\s\ufeff\u200b-\u200d][^\n\r]*")
_NUMBERED = expression("reading", "lines.numbered")
# Where a heading may begin inside a line, for texts that lost their line breaks.
_INLINE = expression("reading", "lines.inline")
_ENDED = expression("reading", "lines.ended")
_CLAUSE_ENDS = expression("reading", "lines.clause_ends")
_END_OF_LEAD = expression("reading", "lines.end_of_lead")


@dataclass(slots=True)
class Line:
    """A line that is not blank. `head` is its opening without blanks; `whole` if that is all of it."""

    start: int
    end: int
    head: str
    whole: bool
    rank: int = PARAGRAPH
    heading: str = ""
    own: bool = False  # the heading is all that the line holds
    closed: bool = True  # it ends a sentence; a paragraph cut into lines goes on after one that does not


def read_lines(plain: str) -> list[Line]:
    """The lines of a normalised text; one that lost its line breaks is cut at its numbering."""
    spans = [match.span() for match in _LINE.finditer(plain)][:_MAX_LINES]
    longest = max((b - a for a, b in spans), default=0)
    if longest > _LONG_LINE and longest * 2 > spans[-1][1] - spans[0][0]:
        spans = [piece for span in spans for piece in _pieces(plain, *span)][:_MAX_LINES]
    lines = [_line(plain, *span) for span in spans]
    _mark_leads(lines)
    return lines


def _pieces(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= _LONG_LINE:
        return [(start, end)]
    cuts = [start, *(match.start() for match in islice(_INLINE.finditer(plain, start, end), _MAX_PIECES)), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _line(plain: str, start: int, end: int) -> Line:
    head = "".join(plain[start : min(end, start + HEAD)].split())
    line = Line(start, end, head, end - start <= HEAD)
    line.closed = not (last := plain[max(start, end - 8) : end].rstrip()[-1:]) or _ENDED.match(last) is not None
    numbered = _NUMBERED.match(head)
    if numbered and "|" not in head:
        rank = int((numbered.lastgroup or "r2")[1])
        title, closed = lead((_before_blank(plain, start, end) or head)[numbered.end() :])
        if title or line.whole:
            line.rank, line.heading = rank, title
            bare = len(head) - numbered.end() - len(title) <= 1 and not head.endswith((":", ";"))
            line.own = line.whole and bare
            if not title and rank == SUBPOINT:
                line.rank = PARAGRAPH
        elif closed:
            line.rank = rank
    return line


def _before_blank(plain: str, start: int, end: int) -> str:
    """The heading of a line that goes on after a blank (二、工作计划 新增床位…), "" where none stands out."""
    if end - start <= HEAD:
        return ""
    first = plain[start : start + MAX_HEADING].split(maxsplit=1)
    return first[0] if len(first) == 2 and len(first[0]) >= 6 and not _CLAUSE_ENDS.search(first[0]) else ""


def lead(words: str) -> tuple[str, bool]:
    """The first sentence if short enough for a heading, else its first clause; and whether a sentence ended."""
    end = _END_OF_LEAD.search(words)
    title = words[: end.start()] if end else words
    if len(title) > MAX_HEADING:
        clause = title.find(",")
        title = title[:clause] if 4 <= clause <= MAX_HEADING else ""
    return title, end is not None


def _mark_leads(lines: list[Line]) -> None:
    """Short lines of their own that stand over a paragraph are headings, though nothing numbers them."""
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if line.rank or not line.whole or after is None or not 4 <= len(line.head) <= 32:
            continue
        starts_fresh = before is None or before.own or before.closed
        title = line.head.strip("。-—")
        if starts_fresh and not after.rank and after.end - after.start >= 60 and _is_title_like(title):
            line.rank, line.heading, line.own = LEAD, title, True


def _is_title_like(title: str) -> bool:
    return (
        title[-1:].isalpha()
        and not any(sign in title for sign in ":;!《》|")
        and not any(character.isdigit() for character in title)
    )
