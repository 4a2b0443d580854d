"""The figures around a figure, and the words around it."""

from __future__ import annotations

import re
from functools import partial

from kpi.language.terms import HANZI
from kpi.model import Relation, Role
from kpi.outline.expressions import pattern
from kpi.outline.marks import MARKS
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page, once
from kpi.relations.rules.parts import own

_JOINS = pattern("relations", "words.joins")
_HAN = re.compile(f"[{HANZI[0]}-{HANZI[1]}]*")
_PAIR = re.compile(f"(?=([{HANZI[0]}-{HANZI[1]}]{{2}}))")

_CLAUSE = 4  # figures of one clause
_BEHIND = 8  # characters behind a figure that name it


def before(page: Page, figure: Figure, most: int, lines: int = 0) -> list[Figure]:
    """At most `most` figures before one, the nearest first, on its line and so many before it."""
    first = page.paragraphs[max(0, figure.paragraph - lines)][0].index
    near = page.figures[max(first, figure.index - most) : figure.index]
    near.reverse()
    return near


def opening(page: Page, figure: Figure, most: int) -> list[Figure]:
    """The figures of its line before one, from the first; [] behind more than `most`."""
    line = page.paragraphs[figure.paragraph]
    place = figure.index - line[0].index
    return line[:place] if place <= most else []


def behind(page: Page, figure: Figure, most: int) -> list[Figure]:
    """At most `most` figures behind one in its sentence, the nearest first."""
    near = page.figures[figure.index + 1 : figure.index + 1 + most]
    return [one for one in near if one.sentence == figure.sentence]


def behind_line(page: Page, figure: Figure, most: int) -> list[Figure]:
    """At most `most` figures behind one on its line, the nearest first."""
    near = page.figures[figure.index + 1 : figure.index + 1 + most]
    return [one for one in near if one.paragraph == figure.paragraph]


def same_sentence(_: Page, left: Figure, right: Figure) -> bool:
    return left.sentence == right.sentence


@once
def around(page: Page, figure: Figure) -> str:
    """A figure's own words and the noun behind it, up to the next mark."""
    return own(page, figure) + MARKS.split(page.text[figure.end : figure.end + _BEHIND])[0]


@once
def said_of(page: Page, figure: Figure) -> str:
    """The same, and what extraction found it to be of: all in which a name may stand."""
    return around(page, figure) + figure.quantity.subject.text


def lead(page: Page, figure: Figure) -> str:
    """What leads to a figure: from the figure before it, or the beginning of its segment."""
    last = page.figures[figure.index - 1].end if figure.index else 0
    return page.text[max(page.slots[figure.index].segment, last) : figure.start]


@once
def is_earlier(page: Page, figure: Figure) -> bool:
    """A level of another time: 去年前六个月办了1257人次、用了241.9万元 (of the clause's first of a unit)."""
    if figure.quantity.role is Role.BEFORE or fit_words("then").search(around(page, figure)):
        return True
    clause = page.slots[figure.index].clause
    for one in before(page, figure, _CLAUSE):
        if one.start < clause:
            break
        if one.quantity.unit.partition("/")[0] == figure.quantity.unit.partition("/")[0]:
            return False
    return fit_words("then").search(page.text, clause, figure.start) is not None


def is_parallel(page: Page, figure: Figure) -> bool:
    """One of several side by side without words of their own: 分别增长103.4%、26.4%."""
    return any(one.strip(_JOINS) == "" for one in _gaps(page, figure))


def is_beside(page: Page, left: Figure, right: Figure) -> bool:
    """Nothing between two numbers but what joins them: 620万元、785万元和913万元."""
    return page.text[left.end : right.start].strip(_JOINS) == ""


def in_a_row(page: Page, first: Figure, most: int) -> list[Figure]:
    """A figure and those of its unit behind it, with nothing between but what joins them: 50%、20%、30%."""
    row = [first]
    for one in page.figures[first.index + 1 : first.index + most]:
        if one.base != first.base or not is_beside(page, row[-1], one):
            break
        row.append(one)
    return row


def is_each(page: Page, figure: Figure) -> bool:
    """每次80元, 80元/人·月, 人均5.2次: a number for each of something."""
    return "/" in figure.quantity.unit or fit_words("each_of").search(around(page, figure)) is not None


def _gaps(page: Page, figure: Figure) -> list[str]:
    before_, behind_ = figure.index - 1, figure.index + 1
    gaps = []
    if before_ >= 0 and page.figures[before_].quantity.unit == figure.quantity.unit:
        gaps.append(page.text[page.figures[before_].end : figure.start])
    if behind_ < len(page.figures) and page.figures[behind_].quantity.unit == figure.quantity.unit:
        gaps.append(page.text[figure.end : page.figures[behind_].start])
    return gaps


def settled(figure: Figure) -> bool:
    """Neither a task nor a value of another time."""
    return figure.quantity.role not in (Role.TARGET, Role.BEFORE)


def width(relation: Relation) -> float:
    """How wide the computed and the stated interval are together; infinite where one is open."""
    spans = [one for one in (relation.computed, relation.stated) if one is not None]
    if any(one.low is None or one.high is None for one in spans):
        return float("inf")
    return sum(float(one.high - one.low) for one in spans if one.low is not None and one.high is not None)


fit_words = partial(listed, "fits")  # a list of expressions of the rules that propose what fits


def is_han(text: str) -> bool:
    return _HAN.fullmatch(text) is not None


def pairs_of(text: str) -> list[str]:
    """All pairs of Chinese characters side by side."""
    return _PAIR.findall(text)


def in_common(left: str, right: str) -> int:
    """How many pairs of Chinese characters of one text stand in the other."""
    return sum(1 for pair in set(pairs_of(left)) if pair in right)
