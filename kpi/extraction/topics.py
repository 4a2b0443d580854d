"""What a place in the text speaks of, where a sentence says only that or how much: its paragraph, its heading."""

from __future__ import annotations

import re

from kpi.extraction.elided import object_of_clause
from kpi.extraction.lexicon import lexicon, without_verbs
from kpi.extraction.phrases import Phrase, without_ordinal
from kpi.model import Report
from kpi.outline.topics import Topics

_BULLETS = re.compile(r"^[\s▲△■□◆●·•【\[“]+")
_DIGIT = re.compile(r"\d")
_SHORT = 8  # characters of a heading that names one thing


def topic_of_place(chains: Topics, sentence: int, said: list[Phrase], parted: bool) -> str:
    """The noun that the sentence before it in its paragraph began with, else the opener, else the heading.

    `said` holds the phrases of that sentence: only what is parted (城市, 上半年) speaks of them.
    """
    for phrase in said if parted else ():
        if phrase.root and not phrase.carried:
            return without_verbs(phrase.root)
    if opener := chains.opener(sentence):
        return _named(opener)
    if parted and (said_first := _named(chains.first_sentence(sentence))):
        return said_first
    named = heading_above(chains, sentence)
    return named if len(named) <= _SHORT or parted else ""


def heading_above(chains: Topics, position: int) -> str:
    """What the next line above that is a heading names: ▲临时救助, 二、线索核查."""
    return next(filter(None, map(_named, chains.headings(position))), "")


def paragraph_topic(report: Report, chains: Topics, sentence: int, section: int) -> str:
    """What the paragraph is about: its short first sentence (全面加快东山组团建设。), else its heading."""
    first = chains.first_sentence(sentence)
    if first and not _DIGIT.search(first):
        return first
    return report.sections[section].heading if report.sections else ""


def _named(line: str) -> str:
    bare = without_ordinal(_BULLETS.sub("", line)).strip("】]” ")
    if _DIGIT.search(bare):
        return ""
    return lexicon().heading_tail.sub("", object_of_clause(bare))
