"""Answers without digits: 居民消费价格与上年持平, 村卫生室实现全覆盖, 六大专项深入实施, 赤字控制在预算范围内."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kpi.matching.words import canonical, content, exclusive_words, lexicon, looks
from kpi.numbers.numerals import chinese_numeral
from kpi.numbers.written import parse_value
from kpi.outline.expressions import words as words_of

(_YUAN,) = words_of("matching", "worded.unit_of_money")


class Worded(NamedTuple):
    """A clause whose words stand for a number; columns of the table of features.sql."""

    doc: str
    start: int
    end: int
    words: str
    # growth (0), rate (100), level (so many), named (so many, by name), short of or kept to what was planned
    measure: str
    value: float
    exclusive: list[str]


def worded(doc: str, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Worded]:
    """The clauses in the spans of a report that tell a number in words."""
    patterns = lexicon().worded
    for low, high in spans:
        for clause in patterns["clause"].finditer(text, low, high):
            said = _said(clause[0])
            if said:
                words = canonical(patterns["kept"].sub("", patterns["short"].sub("", clause[0])))
                yield Worded(doc, clause.start(), clause.end(), content(words), *said, exclusive_words(words))


def _said(clause: str) -> tuple[str, float] | None:
    patterns = lexicon().worded
    rounded = patterns["round"].search(clause)
    sum_told = parse_value(rounded["sum"] + _YUAN) if rounded else None
    if rounded and sum_told and not looks("denied", clause[: rounded.start()]):
        return "level", float(sum_told.value)
    if patterns["number"].search(clause):
        return None  # what has a figure is told by it
    short = patterns["short"].search(clause)
    if short:  # 0 where it can only be a failure of this year's: 失业率低于目标 is none
        return "short", 1.0 if short["below"] or patterns["apart"].search(clause) else 0.0
    kept = patterns["kept"].search(clause)
    if kept:
        return None if _is_open(clause[: kept.start()]) else ("kept", 1.0)
    for name, measure, value in (("flat", "growth", 0.0), ("full", "rate", 100.0)):
        found = patterns[name].search(clause)
        if found:
            return None if _is_open(clause[: found.start()]) else (measure, value)
    listed = patterns["listed"].search(clause)
    if listed and not patterns["others"].search(clause) and not _is_open(clause[: listed.end("names")]):
        return "named", 1.0 + len(patterns["joint"].findall(listed["names"]))
    counted = patterns["count"].search(clause)
    number = chinese_numeral(counted["count"]) if counted else None
    return ("level", float(number)) if number else None


def _is_open(before: str) -> bool:
    """Whether the words before an answer deny it, or still want it."""
    return bool(looks("denied", before)) or lexicon().worded["wanted"].search(before) is not None
