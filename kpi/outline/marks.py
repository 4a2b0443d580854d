"""The punctuation marks of a plain text, and what each of them ends. No other file of the outline knows one."""

from __future__ import annotations

import re

# In the plain text full-width marks are ASCII; the full stop and the enumeration comma have no twin there.
MARKS = re.compile(r"[。!?;,:、()\n]")
SENTENCE_END = frozenset("。!?\n")
SEGMENT_END = frozenset(";")
CLAUSE_END = frozenset(",:")
ITEM_END = frozenset("、")
# The same for a text cut here and there: where a sentence, a segment and a clause ends.
SENTENCE_STOP = re.compile(r"[。!?！？\n]")
SEGMENT_STOP = re.compile(r"[;；。!?！？\n]")
SPAN_STOP = re.compile(r"[,，;；。!?！？\n]")
CLAUSE_STOP = re.compile(r"[,，;；:：。!?！？\n]")
_FAR = 400  # characters: no clause is longer, and no search for its beginning goes further back


def part_start(text: str, at: int, stop: re.Pattern[str], low: int = 0) -> int:
    """Where the part of the text that `at` stands in begins: behind the last stop before it, in bounded reach."""
    low = max(low, at - _FAR)
    return max((found.end() for found in stop.finditer(text, low, at)), default=low)


OPEN, CLOSE, LINE_END, COLON, FULL_STOP = "(", ")", "\n", ":", "。"
# How strongly a mark sets apart what stands before and behind it.
RANKS = dict.fromkeys("、", 1) | dict.fromkeys(",，", 2) | dict.fromkeys(";；", 3) | dict.fromkeys("。!?！？\n", 4)

# The same as what stands within the brackets of a class of characters, for expressions (`[^{clause}]{1,8}`): each
# mark by its name, and what ends a part of the tree. A span goes on behind a colon.
_COMMA, _SEMICOLON, _COLON, _STOP, _LIST = ",，", ";；", ":：", "。!?！？\n", "、"
# Raw text keeps its full-width forms: where a sentence and where a clause of it ends, for excerpts.
RAW_SENTENCE_END = "。！？\n"
RAW_COMMAS = "，；：,;"
RAW_CLAUSE_END = frozenset(RAW_COMMAS + RAW_SENTENCE_END + "!?")
# Closing marks, which no line begins with, as a class of characters.
CLOSING = r"[，。；：、！？）》〉」』】〕”’%‰℃…,.;:!?)\]]"
# What a sentence is stripped of at its end.
STOPS = "。！？!? "
CLASSES = {
    "comma": _COMMA,
    "semicolon": _SEMICOLON,
    "colon": _COLON,
    "sentence": _STOP,
    "segment": _STOP + _SEMICOLON,
    "span": _STOP + _SEMICOLON + _COMMA,
    "clause": _STOP + _SEMICOLON + _COMMA + _COLON,
    "span_item": _STOP + _SEMICOLON + _COMMA + _LIST,
    "item": _STOP + _SEMICOLON + _COMMA + _COLON + _LIST,
}
