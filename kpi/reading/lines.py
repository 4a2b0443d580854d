"""A text as a list of lines that matter, each with its numbering and, where it has one, its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kpi.reading.normalise import normalise

# Ranks of headings, from the outermost in. A rank is a manner of numbering; levels follow from the ranks in use.
PARAGRAPH, PART, CHAPTER, ITEM, POINT, SUBPOINT, LEAD = range(7)

HEAD = 120  # characters of a line that are looked at
MAX_HEADING = 45
_LONG_LINE = 1500
_MAX_LINES = 50_000  # past this the input is no report, and its tail is one stretch of text

_LINE = re.compile(r"[^\s\ufeff\u200b-\u200d][^\n\r]*")
_ZH = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"(?P<r2>[{_ZH}]{{1,3}}(?:、|\.(?!\d))|第[{_ZH}]{{1,3}}(?:部分|章|篇)[、:.]?)"
    rf"|(?P<r3>\(?[{_ZH}]{{1,3}}\)[、.]?|第[{_ZH}]{{1,3}}[,、.])"
    r"|(?P<r4>\d{1,2}(?:、|\.(?!\d)))"
    rf"|(?P<r5>\(\d{{1,2}}\)[、.]?|\d{{1,2}}\)|[①-⑳]|[{_ZH}]{{1,2}}(?:是|要)(?=[^\W\d]))"
)
# Where a heading may begin inside a line, for texts that lost their line breaks.
_INLINE = re.compile(
    rf"(?<=[。！？；;!?\s])(?=[{_ZH}]{{1,2}}、|[（(][{_ZH}]{{1,2}}[)）]|\d{{1,2}}[.、．](?!\d))"
)
_END_OF_LEAD = re.compile(r"[。!?;:]")


@dataclass(slots=True)
class Line:
    """A line that is not blank. `head` is its opening, normalised and without blanks; `whole` if that is all of it."""

    start: int
    end: int
    head: str
    whole: bool
    rank: int = PARAGRAPH
    heading: str = ""
    own: bool = False  # the heading is all that the line holds


def read_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of `text[start:end]` with ranks and headings; texts without line breaks are cut at their numbering."""
    spans = [match.span() for match in _LINE.finditer(text, start, len(text) if end is None else end)][:_MAX_LINES]
    longest = max((b - a for a, b in spans), default=0)
    if longest > _LONG_LINE and longest * 2 > spans[-1][1] - spans[0][0]:
        spans = [piece for span in spans for piece in _pieces(text, *span)][:_MAX_LINES]
    lines = [_line(text, *span) for span in spans]
    _mark_leads(lines)
    return lines


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= _LONG_LINE:
        return [(start, end)]
    cuts = [start, *(match.start() for match in _INLINE.finditer(text, start, end)), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _line(text: str, start: int, end: int) -> Line:
    head = "".join(normalise(text[start : min(end, start + HEAD)]).split())
    line = Line(start, end, head, end - start <= HEAD)
    numbered = _NUMBERED.match(head)
    if numbered and "|" not in head:
        rank = int((numbered.lastgroup or "r2")[1])
        title, closed = lead(head[numbered.end() :])
        if title or line.whole:
            line.rank, line.heading = rank, title
            line.own = line.whole and len(head) - numbered.end() - len(title) <= 1 and not head.endswith((":", ";"))
            if not title and rank == SUBPOINT:
                line.rank = PARAGRAPH
        elif closed:
            line.rank = rank
    return line


def lead(words: str) -> tuple[str, bool]:
    """The first sentence of an opening if short enough for a heading, else its first clause; and whether one ended."""
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
        starts_fresh = before is None or before.own or text_ends(before)
        title = line.head.rstrip("。")
        if starts_fresh and not after.rank and after.end - after.start >= 60 and _is_title_like(title):
            line.rank, line.heading, line.own = LEAD, title, True


def text_ends(line: Line) -> bool:
    """Whether the line ends a sentence as far as can be told (long lines are whole paragraphs)."""
    return not line.whole or line.head[-1:] in "。!?;:”…)"


def _is_title_like(title: str) -> bool:
    return title[-1:].isalpha() and not any(sign in title for sign in ":;!《》|") and not any(
        character.isdigit() for character in title
    )
