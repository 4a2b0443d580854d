"""Sentences of a plain text that hold some word: where an expression is worth trying."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kpi.outline.marks import SENTENCE_STOP


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each sentence of a stretch with its stop."""
    low = start
    for match in SENTENCE_STOP.finditer(text, start, end):
        yield low, match.end()
        low = match.end()
    if low < end:
        yield low, end


def sentences_with(word: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same of those that hold the word."""
    low = start
    while found := word.search(text, low, end):
        for before in SENTENCE_STOP.finditer(text, low, found.start()):
            low = before.end()
        stop = SENTENCE_STOP.search(text, found.end(), end)
        high = stop.end() if stop else end
        yield low, high
        low = high


def sentences_holding(
    spans: Iterable[tuple[int, int]], text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The same of those that hold spans found before, in text order, none of which holds a stop."""
    low = start
    for first, last in spans:
        if first < low:
            continue
        for before in SENTENCE_STOP.finditer(text, low, first):
            low = before.end()
        stop = SENTENCE_STOP.search(text, last, end)
        high = stop.end() if stop else end
        yield low, high
        low = high


def found_with(
    word: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, of a pattern that needs the word and stays within a sentence; far cheaper."""
    for low, high in sentences_with(word, text, start, end):
        yield from pattern.finditer(text, low, high)
