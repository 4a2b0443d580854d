"""What a place in the text speaks of, where a sentence says only that or how much: its paragraph, its heading."""

from __future__ import annotations

import re

from kpi.extraction.elided import object_of_clause
from kpi.extraction.lexicon import lexicon, without_verbs
from kpi.extraction.phrases import Phrase, without_ordinal
from kpi.outline.expressions import expression

_BULLETS = re.compile(r"^[\s▲△■□◆●·•【\[“]+")
_BRACKETED = re.compile(r"[【\[]([^】\]\n]{2,14})[】\]]")
_OPENER = expression("extraction", "topics.opener")
_DIGIT = re.compile(r"\d")
_SHORT = 8  # characters of a heading that names one thing
_BACK = 1200
_SENTENCE = expression("extraction", "topics.prose")
_LONGEST = 24  # characters in a line that is a heading


def topic_of_place(text: str, sentence: int, said: list[Phrase], parted: bool) -> str:
    """The noun that the sentence before it in its paragraph began with, else the opener, else the heading.

    `said` holds the phrases of that sentence: only what is parted (城市, 上半年) speaks of them.
    """
    for phrase in said if parted else ():
        if phrase.root and not phrase.carried:
            return without_verbs(phrase.root)
    low = max(0, sentence - _BACK)
    start = text.rfind("\n", low, sentence) + 1
    if start <= low and low:
        return ""  # a paragraph as long as this has no one topic
    opened = _BRACKETED.match(text, start) or (_OPENER.match(text, start) if start == sentence else None)
    if opened:
        return _named(opened[1])
    named = heading_above(text, start)
    return named if len(named) <= _SHORT or parted else ""


def heading_above(text: str, start: int) -> str:
    """What the next line above that is a heading names: ▲临时救助, 二、线索核查."""
    for line in reversed(text[max(0, start - _BACK) : max(0, start - 1)].split("\n")[1:]):
        bare = line.strip()
        if 1 < len(bare) <= _LONGEST and not _SENTENCE.search(bare) and (named := _named(bare)):
            return named
    return ""


def _named(line: str) -> str:
    bare = without_ordinal(_BULLETS.sub("", line)).strip("】]” ")
    if _DIGIT.search(bare):
        return ""
    return lexicon().heading_tail.sub("", object_of_clause(bare))
