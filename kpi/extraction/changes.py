"""The words that say how a thing changed: 同比增长, 较上年少, 涨了; and what of a phrase they leave."""

from __future__ import annotations

import re

from kpi.extraction.lexicon import lexicon, strip_closers
from kpi.extraction.nouns import right_noun
from kpi.extraction.own_words import Own, Spot
from kpi.extraction.phrases import Phrase
from kpi.language.terms import DONE, NEGATIVE, TIMES
from kpi.model import Measure
from kpi.outline.expressions import expression

_GROWTH_NAMED = expression("extraction", "changes.growth_named")
_FALLS = expression("extraction", "changes.falls")
_REACHED = expression("extraction", "changes.reached")
_TURNED = expression("extraction", "changes.turned")


def read_change(spot: Spot, own: Own, phrase: Phrase) -> str:
    """The word of change ("" where none is told); `phrase` learns its measure, `own.core` loses the words."""
    grown = _change(spot, own)
    if grown:
        phrase.measure = Measure.GROWTH if spot.percent or spot.number.unit == TIMES else Measure.CHANGE
        phrase.direction = -1 if _FALLS.search(grown[2]) else 1
        own.core = _TURNED.sub("", strip_closers(own.core[: grown.start()].removesuffix(NEGATIVE))[0])
        return grown[2]
    if spot.percent or spot.number.unit == TIMES:
        share = Measure.SHARE if lexicon().share.search(own.near) else Measure.RATE
        phrase.measure = Measure.GROWTH if _GROWTH_NAMED.search(own.core) else share
    return ""


def _change(spot: Spot, own: Own) -> re.Match[str] | None:
    """The words of change with those of comparison before them, if any, as the first group."""
    lex = lexicon()
    reaches = _reaches(own.link)
    grown = None if reaches else _growth(own.core, own.link)
    if not grown and spot.before is not None and not reaches:
        grown = lex.change.fullmatch(own.core)
    if not grown and own.link == DONE and not spot.percent:
        grown = lex.fewer.search(own.core)  # 领证结婚的少了743件
    if grown and not grown[1] and not spot.percent and right_noun(spot.text, spot.number, spot.high):
        return None  # 提升253条道路品质: a verb with its object, no change
    return grown


def _growth(core: str, link: str) -> re.Match[str] | None:
    """The words of change that end a phrase; its start is an offset into `core`."""
    lex = lexicon()
    low, said = max(0, len(core) - 14), core + link
    if not lex.growth_word.search(said, low):
        return None
    return lex.growth.search(said, low) or lex.growth.search(core, low)


def _reaches(link: str) -> bool:
    """提高到, 增长至: the number is the level reached, not the growth."""
    return bool(link) and _REACHED.search(link) is not None
