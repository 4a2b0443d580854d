"""Whether a printed line goes on in the next one: by its end, its indent, and the space between the lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpi.documents.printed import Line, Page
from kpi.documents.terms import term
from kpi.documents.wrapped import is_fresh, is_torn

_WORD = re.compile(r"[\d,.．，%％A-Za-z]+|.", re.DOTALL)
_ASIDE = 0.35  # of the width of the text: what begins beyond is a signature or a date
_SLACK = 1.7  # heights that a line may end short: numbers keep together with their units
_FAR = 1.28  # of the usual distance of lines: more parts paragraphs
_GAP = 1.8  # heights between two lines: more parts paragraphs, where it is not usual
_ROUNDED = 1.0  # points
_SHORT = 3.0  # heights that a line ends short of the edge: the last of its paragraph
_FEWEST, _MOST = 5, 0.85
Edges = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: size of its type, distance of its lines, whether space parts paragraphs, and whether
    all of them begin set in.
    """

    size: float
    pitch: float
    spaced: bool
    indented: bool = False


def setting_of(pages: Sequence[Page], size: float) -> Setting:
    """From the lines of all pages; `pitch` is 0 where no distance is usual."""
    pitches: Counter[float] = Counter()
    begins: list[bool] = []  # whether a line behind a short one is set in
    ends: list[tuple[float, float]] = []  # how far a line ends short, and the distance to the next
    for page in pages:
        left, right = edges_of(page)
        for first, second in pairwise(page.lines):
            distance = second.top - first.top
            if 0 < distance < 4 * size and abs(first.size - second.size) < 0.18 * size:
                pitches[round(distance * 2) / 2] += 1
                ends.append((right - first.x1, distance))
                if right - first.x1 > _SHORT * size:
                    begins.append(second.x0 - left > size)
    pitch = pitches.most_common(1)[0][0] if pitches else 0.0
    last = [distance > _FAR * pitch for short, distance in ends if short > _SHORT * size]
    spaced = len(last) >= _FEWEST and sum(last) >= _MOST * len(last)
    return Setting(size, pitch, spaced, bool(begins) and sum(begins) >= _MOST * len(begins))


def edges_of(page: Page) -> Edges:
    """Left and right edge of a page's running text."""
    lines = [line for line in page.lines if len(line.text) > 4]
    if not lines:
        return 0.0, page.width
    starts = Counter(round(line.x0 / 3) for line in lines)
    usual = [at for at, times in starts.items() if times >= max(2, len(lines) * 0.12)]
    left = min(usual) * 3 if usual else min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    return left, right


def goes_on(first: Line, second: Line, around: Edges, edges: Edges, setting: Setting) -> bool:
    """Whether `second` is the rest of the paragraph that `first` does not end; each with the edges of its page."""
    em = first.size or setting.size
    if abs(first.size - second.size) > 0.18 * em:
        return False
    right = around[1]
    if first.x0 - around[0] > _ASIDE * (right - around[0]):
        return False
    same_page = second.top > first.top
    if is_torn(first.text, second.text):
        return True
    distance = second.top - first.top
    usual = setting.pitch and abs(distance - setting.pitch) <= _ROUNDED  # however far apart the lines are set
    wide = second.top - first.bottom > _GAP * em and not usual
    if same_page and (wide or (setting.pitch and distance > _FAR * setting.pitch)):
        return False
    ended = bool(term("ends").search(first.text))
    if ended and first.bold != second.bold:
        return False
    indent = second.x0 - edges[0]
    if setting.spaced and same_page and distance <= _FAR * setting.pitch:
        return indent < 0.8 * em and not (is_fresh(second.text) and ended)
    if _width(second.text, em) <= right - first.x1 - (0.3 if ended else _SLACK) * em:
        return False
    inside = setting.indented and indent < 0.8 * em and term("within").match(second.text) is not None
    if is_fresh(second.text) and (indent > em or (ended and not inside)):
        return False
    hanging = abs(second.x0 - first.x0) < 0.6 * em and not ended
    return indent < 0.8 * em or hanging or (is_fresh(first.text) and first.x0 < second.x0 < first.x0 + 4 * em)


def _width(text: str, em: float) -> float:
    """The width of a line's first word with the marks that may not begin a line."""
    text = text.lstrip()
    word = _WORD.match(text)
    if word is None:
        return 0.0
    behind = term("closing").match(text, word.end())
    told = word[0] + (behind[0] if behind else "")
    return sum(em if ord(character) > 0xFF else em * 0.5 for character in told)
