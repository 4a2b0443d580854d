"""Topic chains: for every place of a text the openers of its paragraph and the headings above it, nearest first.

Built once a report in one walk over its lines; what a line of the chain names is for those to say who know nouns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kpi.model import PLAIN, Form
from kpi.outline.expressions import expression
from kpi.outline.marks import LINE_END

BACK = 1200  # characters that a paragraph may be long, and a heading stand above
_LONGEST = 24  # characters in a line that is a heading
_FIRST = 32  # characters in which a short first sentence ends
_SHORT_LINE = re.compile(r"^[^\n]{2,60}$", re.M)  # blanks around it counted in
_BRACKETED = re.compile(r"[【\[]([^】\]\n]{2,14})[】\]]")
_OPENER = expression("outline", "topics.opener")
_PROSE = expression("outline", "topics.prose")
_FULL_STOP = expression("outline", "topics.full_stop")


@dataclass(frozen=True, slots=True)
class Topics:
    """The chains of one plain text; `heads` are where its lines that are headings begin."""

    plain: str
    heads: tuple[int, ...]

    def paragraph(self, position: int) -> int | None:
        """Where the paragraph around a place begins; None where it is so long that it has no one topic."""
        low = max(0, position - BACK)
        start = self.plain.rfind(LINE_END, low, position) + 1
        return None if start <= low and low else start

    def first_sentence(self, position: int) -> str:
        """The short sentence that opens the paragraph around a place, "" where the place stands in it."""
        start = self.paragraph(position)
        stop = _FULL_STOP.search(self.plain, start, start + _FIRST) if start is not None else None
        return self.plain[start : stop.start()].strip() if stop and start is not None and start < position else ""

    def opener(self, position: int) -> str:
        """What opens the paragraph around a place: 【临时救助】, or 救助方面: where the place is its beginning."""
        start = self.paragraph(position)
        if start is None:
            return ""
        found = _BRACKETED.match(self.plain, start) or (
            _OPENER.match(self.plain, start) if start == position else None
        )
        return found[1] if found else ""

    def headings(self, position: int) -> Iterator[str]:
        """The headings above the paragraph around a place, the nearest first."""
        start = self.paragraph(position)
        if start is None:
            return
        low = max(0, start - BACK)
        for head in reversed(self.heads[: bisect_left(self.heads, max(0, start - 1))]):
            if head <= low:
                return
            yield self._line(head)

    def _line(self, start: int) -> str:
        end = self.plain.find(LINE_END, start)
        return self.plain[start : end if end >= 0 else len(self.plain)].strip()


def topics(plain: str, form: Form = PLAIN) -> Topics:
    """The topic chains of a text. Linear in it.

    What its document calls a heading is one, an item of a list none.
    """
    told, items = {heading.start for heading in form.headings}, set(form.items)
    found = {
        line.start()
        for line in _SHORT_LINE.finditer(plain)
        if line.start() not in items and _is_heading(line[0].strip())
    }
    return Topics(plain, tuple(sorted(found | told)))


def _is_heading(bare: str) -> bool:
    return 1 < len(bare) <= _LONGEST and not _PROSE.search(bare)
