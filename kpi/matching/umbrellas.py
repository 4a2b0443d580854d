"""Umbrella sentences: 20件民生实事全部办结 speaks for the list that it names, and for no other.

In the plan a target belongs to a list where the list's name stands over it: in its heading, before it in its
sentence, before the numbered sentences or lines that it is one of, or as a sentence of its own before as many as
it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kpi.language import language_data
from kpi.matching.words import lexicon
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import FULL_STOP, LINE_END

_PART = expression("matching", "umbrellas.part")
_SENTENCE = expression("matching", "umbrellas.sentences")
_FAR = 3000  # characters above its item within which a list's name may stand
_NUMERALS = expression("matching", "umbrellas.numerals")
_BUSINESS = pattern("matching", "umbrellas.business")
_ENDS = pattern("matching", "umbrellas.ends")
_LINES = 40  # how far above its item a list's name may stand
_BARE = 8  # words before the list in a sentence that says nothing else
_BEHIND = 4  # words behind the list in a sentence that ends with it (项目, 任务)


class Umbrella(NamedTuple):
    """A sentence of a later report that tells a list done; columns of the table of features.sql."""

    doc: str
    start: int
    end: int
    counts: list[int]  # every number of things that the sentence gives (省定20件、市定15件); empty where none
    business: bool  # a list for enterprises (惠企实事), not for the people
    yearly: bool  # of each year's list (每年办成10件): it answers the list itself, not what this year's held


def umbrellas(doc: str, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Umbrella]:
    """The umbrella sentences in the spans of a report that tell what was done."""
    patterns = lexicon().umbrellas
    for low, high in spans:
        for part in _PART.finditer(text, low, high):
            found = [match for match in patterns["list"].finditer(part[0]) if _is_done(part[0], match)]
            if found and not patterns["every_year"].search(part[0]):
                counts = sorted({whole_number(match["count"]) for match in patterns["count"].finditer(part[0])})
                business = all(_is_for_business(part[0], match) for match in found)
                yearly = patterns["yearly"].search(part[0]) is not None
                yield Umbrella(doc, part.start(), part.end(), counts, business, yearly)


def _is_done(part: str, found: re.Match[str]) -> bool:
    patterns = lexicon().umbrellas
    return bool(
        patterns["done_after"].search(part[found.end() :]) or patterns["done_before"].search(part[: found.start()])
    )


def _is_for_business(text: str, found: re.Match[str]) -> bool:
    return _BUSINESS in text[max(0, found.start("noun") - 3) : found.end()]


@dataclass(frozen=True, slots=True)
class Listed:
    """The list to which a target belongs."""

    count: int = -1  # how many things it holds, 0 where the plan does not say, -1 for no list
    head: bool = False  # the target is the list itself: 办好20件民生实事
    business: bool = False


NO_LIST = Listed()


def list_of(text: str, start: int, headings: str) -> Listed:
    """The list of a plan that the target whose number (or words) stand at `start` belongs to."""
    if not any(noun in headings or text.find(noun, max(0, start - _FAR), start + 24) >= 0 for noun in _nouns()):
        return NO_LIST
    paragraph = text.rfind("\n", 0, start) + 1
    sentences = _sentences(text, paragraph, start)
    own = sentences[-1]
    for here in lexicon().umbrellas["list"].finditer(text, own[0], start + 24):
        if here.start() <= start < here.end() and _is_promised(text[own[0] : here.start()]):
            return Listed(_count_of(here), True, _is_for_business(text, here))
    found = (
        _opening(text[own[0] : start])
        or _over_sentences(text, sentences)
        or _over_lines(text, paragraph)
        or next((match for line in headings.split("\n") if (match := _heading(line))), None)
    )
    return Listed(_count_of(found), business=_is_for_business(found.string, found)) if found else NO_LIST


@cache
def _nouns() -> tuple[str, ...]:
    """The shortest of the nouns: where none of them stands, no list is named."""
    nouns: list[str] = language_data("matching")["umbrellas"]["nouns"]
    return tuple(noun for noun in nouns if not any(other in noun for other in nouns if other != noun))


def _sentences(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The sentences of text[low:high], the last one open: at least one."""
    found = [match.span() for match in _SENTENCE.finditer(text, low, high)]
    return found if found and found[-1][1] == high else [*found, (high, high)]


def _named(words: str) -> re.Match[str] | None:
    """The last list that the words promise."""
    matches = [m for m in lexicon().umbrellas["list"].finditer(words) if _is_promised(words[: m.start()])]
    return matches[-1] if matches else None


def _opening(words: str) -> re.Match[str] | None:
    """The list in the same sentence, where a colon or a number opens it: 办好10件民生实事:新建…"""
    found = _named(words)
    return found if found and lexicon().umbrellas["opens"].match(words[found.end() :]) else None


def _closing(words: str) -> re.Match[str] | None:
    """The list that a sentence ends with: what follows in numbers is what it holds."""
    found = _named(words)
    return found if found and len(words.rstrip(_ENDS)) - found.end() <= _BEHIND else None


def _is_promised(before: str) -> bool:
    return lexicon().umbrellas["promised"].search(before) is not None


def _over_sentences(text: str, sentences: list[tuple[int, int]]) -> re.Match[str] | None:
    """The list before the numbered sentences that the last is one of, or before as many sentences as it counts.

    办好20件民生实事。开展培训45万人次。…: of fewer or more that follow nobody knows which are of the 20.
    """
    item = lexicon().umbrellas["item"]
    at = len(sentences) - 1
    while at > 0 and item.match(text[slice(*sentences[at])]):
        at -= 1
    if at < len(sentences) - 1:
        return _closing(text[slice(*sentences[at])])
    end = text.find(LINE_END, sentences[-1][0])
    later = _sentences(text, sentences[-1][0], end if end >= 0 else len(text))
    every = [*sentences[:-1], *((low, high) for low, high in later if text[low:high].strip())]
    for place, (low, high) in enumerate(sentences[:-1]):
        found = _closing(text[low:high])
        if found and found.start() <= _BARE and _count_of(found) == len(every) - place - 1:
            return found
    return None


def _over_lines(text: str, paragraph: int) -> re.Match[str] | None:
    """The list named in the line above the numbered lines that this paragraph is one of."""
    style = _style(text[paragraph : paragraph + 12])
    for _ in range(_LINES if style else 0):
        if paragraph == 0:
            return None
        above = text.rfind("\n", 0, paragraph - 1) + 1
        line = text[above : paragraph - 1]
        if _style(line) != style:
            return _heading(line) or _closing(_SENTENCE.findall(line)[-1] if line.strip(FULL_STOP) else "")
        paragraph = above
    return None


def _style(line: str) -> str:
    """How the line is numbered, the same for all items of a list; "" where it is not."""
    item = lexicon().umbrellas["item"].match(line)
    return _NUMERALS.sub("#", item[0].strip()) if item else ""


def _heading(line: str) -> re.Match[str] | None:
    """The list that a heading names, with nothing behind it."""
    if not lexicon().umbrellas["heading"].search(line):
        return None
    matches = list(lexicon().umbrellas["list"].finditer(line))
    return matches[-1] if matches else None


def _count_of(match: re.Match[str]) -> int:
    return whole_number(match["count"]) if match["count"] else 0
