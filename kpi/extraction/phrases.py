"""The own words of a number: the clause before it, and the phrase that a subject is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kpi.extraction.lexicon import strip_closers, strip_openers
from kpi.language.terms import is_hanzi
from kpi.model import Flow, Measure
from kpi.outline.expressions import expression
from kpi.outline.heads import ITEM_HEAD

_TO_LAST_STOP = expression("extraction", "phrases.to_last_stop")
_ORDINAL = expression("extraction", "phrases.ordinal")
_LINE_ORDINAL = expression("extraction", "phrases.line_ordinal")
_OPEN, _CLOSE = "“", "”"
_CLOSERS_OF = {")": "(", "）": "（", "”": "“", "》": "《", "’": "‘"}


LONG = 12  # characters of a phrase beyond which only its object is the subject
_REMARK = re.compile(r"[(（][^()（）A-Za-z]{4,}[)）]")


@dataclass(slots=True)
class Phrase:
    """A subject in the making. `base` is the noun phrase that later elided subjects take over."""

    text: str = ""
    base: str = ""
    root: str = ""  # the base without the splitter that was put before it (农村 + 低保对象)
    near: str = ""
    last: str = ""  # the text without its word of growth: what a growth behind it speaks of
    measure: Measure = Measure.LEVEL
    flow: Flow = Flow.NONE
    direction: int = 0  # +1 rises, -1 falls, for growth and change
    head: str = ""
    carried: bool = False
    attribute: bool = False  # 经营性的4处: its noun stood before
    noun_end: int = 0  # where the noun ends that stands behind the number
    modifiers: tuple[str, ...] = field(default=())


def short(phrase: str) -> str:
    """A long phrase without what stands in its brackets."""
    return without_remark(phrase) if len(phrase) > LONG else phrase


def without_remark(phrase: str) -> str:
    """督导(个案分析) without what stands in its bracket."""
    return _REMARK.sub("", phrase) or phrase


def _after_last_stop(text: str) -> str:
    match = _TO_LAST_STOP.match(text)
    return text[match.end() :] if match else text


def left_phrase(text: str, low: int, start: int) -> str:
    """The clause before a number, from `low` (the end of the number before, or of the sentence before).

    A bracket or quote that closes in the phrase is taken in whole: 督导(个案分析)9场.
    """
    window = text[max(low, start - 60) : start]
    near = _after_last_stop(window)
    for closing, opening in _CLOSERS_OF.items():
        if closing in near and opening not in near[: near.find(closing)]:
            position = window.rfind(opening, 0, len(window) - len(near) + near.find(closing))
            if position >= 0:
                near = _after_last_stop(window[:position]) + window[position:]
            elif closing == "”":
                near = near.replace(closing, "")  # the quote that opened it was lost
            else:
                near = near[near.rfind(closing) + 1 :]
    return without_ordinal(closed(near))


def closed(phrase: str) -> str:
    """A phrase without the quotes that it only opens or only closes (落实“民营经济31条”)."""
    opened = phrase.rfind(_OPEN)
    if opened >= 0 and _CLOSE not in phrase[opened:]:
        phrase = phrase[:opened] + phrase[opened + 1 :]
    shut = phrase.find(_CLOSE)
    return phrase[:shut] + phrase[shut + 1 :] if shut >= 0 and _OPEN not in phrase[:shut] else phrase


def noun_of_bracket(text: str, low: int, start: int) -> str:
    """独居老人(1284人): the noun before the bracket that a number opens, "" where a number is."""
    if start - 1 < low or text[start - 1] not in "(（" or not is_hanzi(text[start - 2 : start - 1]):
        return ""
    noun = left_phrase(text, low, start - 1)
    return strip_closers(strip_openers(noun))[0]


def without_ordinal(phrase: str) -> str:
    """2、扶持…, (二)新增…, 一、(一)、…, 1.1新建…: the number of an item is no word of what it measures."""
    if ")" in phrase or "）" in phrase:
        for found in list(_ORDINAL.finditer(phrase))[-1:]:
            phrase = phrase[found.end() :].lstrip("、")
    while match := ITEM_HEAD.match(phrase):
        phrase = phrase[match.end() :].lstrip("、. ")
    led = _LINE_ORDINAL.match(phrase)
    return phrase[led.end() :] if led else phrase
