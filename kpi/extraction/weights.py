"""How much each target of a plan matters: what the plan itself puts first is a headline.

A list that is announced reaches as far as its form says: to the stop of its sentence, over the lines behind a
colon or a counted promise, or over all that stands under a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from kpi.language import language_data
from kpi.model import Report, SectionKind, Target, TargetKind, Weight
from kpi.numbers.plain import normalise
from kpi.outline.expressions import marked
from kpi.outline.heads import ITEM_HEAD
from kpi.outline.marks import CLAUSE_STOP, SEGMENT_END, SENTENCE_END
from kpi.outline.sentences import sentences, sentences_with
from kpi.reading.dates import small_number
from kpi.rules import first

EXPECTED, BINDING, LIVELIHOOD = "weight.headline.expected", "weight.headline.binding", "weight.headline.livelihood"
_LINE = re.compile(r"[^\n]+")
_DIGIT = re.compile(r"\d")
_OPENING = 60  # characters in which the opening of a paragraph announces its list
_MAX_HEADING = 45
_SENTENCES = 20  # that one announcement can reach over
_NESTED = 8  # lists around one place


@dataclass(frozen=True, slots=True)
class _Words:
    expected: re.Pattern[str]
    binding: re.Pattern[str]
    livelihood: re.Pattern[str]
    heading: re.Pattern[str]
    opens: re.Pattern[str]
    needs: re.Pattern[str]  # without which a line announces nothing


@cache
def _words() -> _Words:
    data = language_data("weights")
    names = ("expected", "binding", "livelihood", "livelihood_heading", "opens", "needs")
    return _Words(*(re.compile(marked("|".join(f"(?:{one})" for one in data[name]))) for name in names))


@dataclass(frozen=True, slots=True)
class Announced:
    """A stretch of the text whose promises a rule makes headlines."""

    start: int
    end: int
    rule: str


class _Line(NamedTuple):
    start: int
    end: int
    listed: int  # where the lines that go on with the list of this one end
    items: int  # how many they are


def weigh(lists: Sequence[Announced], targets: Iterable[Target]) -> list[Target]:
    """The targets with ids, weights and the rules that gave them; `lists` is what their plan announces."""
    found = []
    for number, target in enumerate(targets, 1):
        rule = weight_rule(lists, target.start, target.end, target.kind)
        found.append(replace(target, id=f"t{number}", weight=weight_of(rule), weight_rule=rule))
    return found


def weight_of(rule: str) -> Weight:
    return Weight(rule.split(".")[1])


def weight_rule(lists: Sequence[Announced], start: int, end: int, kind: TargetKind) -> str:
    """The rule for a promise at [start, end): of a list in which it lies or which it holds, else of its kind."""
    plain = "weight.milestone" if kind is TargetKind.MILESTONE else "weight.number"
    held = bisect_left(lists, start, key=lambda one: one.start)
    within = [one.rule for one in lists[held : held + 1] if one.start < end]
    return first([*_around(lists, end - 1), *_around(lists, start), *within, plain])


def _around(lists: Sequence[Announced], place: int) -> Iterator[str]:
    """The rules of the lists around a place, the one that begins last first."""
    at = bisect_right(lists, place, key=lambda one: one.start)
    for one in reversed(lists[max(0, at - _NESTED) : at]):
        if place < one.end:
            yield one.rule


def announced(report: Report, text: str) -> tuple[Announced, ...]:
    """Every list of headlines that the plan announces, in text order. `text` is the normalised one."""
    found: list[Announced] = []
    planned = [one for one in report.sections if one.kind in (SectionKind.PLAN, SectionKind.ANNEX)]
    lines = _lines(text) if planned else []
    for section in planned:
        if rule := _heading_rule(normalise(section.heading)):
            found.append(Announced(section.start, section.end, rule))
        first, last = (
            bisect_left(lines, place, key=lambda line: line.start) for place in (section.start, section.end)
        )
        for at in range(first, last):
            found += _of_line(text, lines, at)
    return tuple(sorted(set(found), key=lambda one: (one.start, one.end)))


def _lines(text: str) -> list[_Line]:
    """The lines, each with the end of the list that goes on below it."""
    found: list[_Line] = []
    run = _Run("", 0, 0)  # the lines of one manner of numbering that begin with the line below
    for match in reversed(list(_LINE.finditer(text))):
        words = match[0].strip()
        kind = _item_kind(words)
        # Chapters are items of nothing but a title: 2025年省十件民生实事, and below it 一、 二、 三、.
        under = not kind and len(words) <= _OPENING and words[-1:] not in SENTENCE_END
        holds = run.kind not in ("", kind) and (run.kind != "chapter" or under)
        found.append(_Line(match.start(), match.end(), run.end if holds else match.end(), run.items * holds))
        run = _Run(kind, run.end, run.items + 1) if kind == run.kind else _Run(kind, match.end(), 1)
    return found[::-1]


class _Run(NamedTuple):
    kind: str
    end: int
    items: int


def _item_kind(words: str) -> str:
    """How a line that may be an item of a list is numbered; "" for none."""
    if head := ITEM_HEAD.match(words):
        return str(head.lastgroup)
    return "segment" if words[-1:] in SEGMENT_END else ""


def _heading_rule(heading: str) -> str:
    words = "".join(heading.split())
    if not words or len(words) > _MAX_HEADING:
        return ""
    if _words().heading.search(words):
        return LIVELIHOOD
    ends = [match.end() for match in _words().expected.finditer(words)]
    return EXPECTED if ends and ends[-1] == len(words) else ""


def _of_line(text: str, lines: Sequence[_Line], at: int) -> Iterator[Announced]:
    """The lists that a line announces: within it, and over the lines behind it."""
    start, end, listed, items = lines[at]
    for low, high in sentences_with(_words().needs, text, start, end):
        for match in _words().expected.finditer(text, low, high):
            if _tells(text, match.end()):
                yield Announced(match.end(), _figures_end(text, lines, at, match.end()), EXPECTED)
                break
        if _words().binding.search(text, low, high):
            yield Announced(low, high, BINDING)
        if counted := _words().livelihood.search(text, low, high):
            yield Announced(counted.start(), counted.end(), LIVELIHOOD)
            if low - start < _OPENING:  # it opens the paragraph, so the items follow
                told = small_number(counted["count"])
                yield Announced(low, listed if told <= 2 * items <= 3 * told else end, LIVELIHOOD)


def _tells(text: str, place: int) -> bool:
    """Whether the words open a list (主要预期目标是:…) rather than speak of it (确保完成预期目标)."""
    return bool(_words().opens.match(text[place : place + _OPENING]))


def _figures_end(text: str, lines: Sequence[_Line], at: int, place: int) -> int:
    """Where the figures that an opener at `place` of line `at` announces end.

    With its sentence, and behind it with those that go on telling figures; behind a colon at the end of a line
    they stand on the lines below.
    """
    _, end, listed, _ = lines[at]
    if _words().opens.fullmatch(text, place, end) and at + 1 < len(lines):
        place, end, listed, _ = lines[at + 1]
    reached = place
    for low, high in islice(sentences(text, place, end), _SENTENCES):
        if reached > place and not _is_told_in_figures(text[low:high]):
            break
        reached = high
    return listed if reached >= end else reached


def _is_told_in_figures(sentence: str) -> bool:
    clauses = [clause for clause in CLAUSE_STOP.split(sentence) if len(clause) > 1]
    return 2 * sum(1 for clause in clauses if _DIGIT.search(clause)) >= max(1, len(clauses))
