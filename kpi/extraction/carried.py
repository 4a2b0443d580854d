"""What a number measures whose own words do not say it: taken from the numbers, clauses and headings before it."""

from __future__ import annotations

import re
from functools import lru_cache

from kpi.extraction.elided import (
    SPLITS,
    is_fund,
    matter_after,
    matter_before,
    matter_behind,
    topic_before,
    without_reason,
    without_source,
)
from kpi.extraction.lexicon import lexicon, strip_openers, without_verbs
from kpi.extraction.nouns import PERCENT, measures_time
from kpi.extraction.own_words import REACHED_IN, Spot
from kpi.extraction.phrases import Phrase, without_ordinal, without_remark
from kpi.language.terms import AND, GRADE, POINTS, RATE, SHARE, SHARE_NAMED
from kpi.model import Measure
from kpi.outline.expressions import expression, words

_CLAUSE_END = expression("extraction", "carried.clause_end")
_WITHIN = expression("extraction", "carried.within")
AGED_ENDS = words("extraction", "carried.aged_ends")
LONG_WHOLE = 14  # characters of a 占…, beyond which the share is only called one
_STAGE = expression("extraction", "carried.stage")
_DIGITS = re.compile(r"(\d+)")
_ROSE = expression("extraction", "carried.rose")


def sum_of(phrase: Phrase, spot: Spot, core: str, noun: str) -> bool:
    """A sum of which its clause says only who spends it: what for stands behind it, or before."""
    text, printed, sentence, history = spot.text, spot.number, spot.sentence, spot.history
    core = without_source(core)
    grown = phrase.measure in (Measure.CHANGE, Measure.GROWTH)
    noun = "" if is_fund(noun) else noun
    behind = "" if grown else matter_behind(text, printed.end) or noun
    if behind:
        phrase.text = phrase.base = phrase.root = core + behind
        phrase.noun_end = text.find(behind[-2:], printed.end) + 2
        return True
    if history and (core in lexicon().elided or phrase.near.startswith("、")):
        before, after = "", "" if grown else matter_after(text, printed.end)
    else:
        before = matter_before(text, sentence, printed.start)
        after = "" if before or grown else matter_after(text, printed.end)
        if not before and not after and not history:
            before = topic_before(text, sentence, core)
    if before == core or not before + after:
        return False
    phrase.text = phrase.base = phrase.root = before + core + after
    phrase.carried = bool(before)
    return True


def from_before(phrase: Phrase, spot: Spot, core: str) -> None:
    """A measure alone in its sentence takes the matter of the clause before it, or of the sentence before."""
    lex = lexicon()
    text, sentence, position = spot.text, spot.sentence, spot.number.start
    topic = matter_before(text, sentence, position)
    if not topic:
        topic = without_verbs(strip_openers(_clause_before(text, sentence, position)))
    weak, parted, each = _measure_said(core)
    if not topic and (weak is not None or parted or each) and not measures_time(spot.number.unit):
        topic = spot.topic(parted)
    if not topic and core:
        topic = topic_before(text, sentence, core)
    core = weak if weak is not None and topic else core
    own = (core.endswith(RATE) and core not in lex.dependent) or core == topic
    phrase.text = core if own else core + topic if parted else topic + core
    phrase.root = phrase.base = core if own or not topic else topic
    if parted and topic:
        phrase.base = phrase.text
    phrase.carried = True


@lru_cache(maxsize=512)
def _measure_said(core: str) -> tuple[str | None, bool, bool]:
    """(the verb that words without a noun end in, None for others; whether they part; whether they say 人均)."""
    lex = lexicon()
    weak = lex.weak.fullmatch(core)
    parted = not lex.new.match(core) and bool(lex.splitter.match(core) or lex.part_of_year.fullmatch(core))
    return weak[1] if weak else None, parted, lex.each.fullmatch(core) is not None


def _clause_before(text: str, sentence: int, position: int) -> str:
    """The last whole clause before the number in its sentence: what an elided subject falls back on."""
    return _last_clause(text[max(sentence, position - 300) : position])


@lru_cache(maxsize=256)  # long lists of bare measures stand behind the same words
def _last_clause(before: str) -> str:
    clauses = [one for one in _CLAUSE_END.split(before)[:-1] if len(one) > 3 and not SPLITS.search(one)]
    last = without_reason(without_ordinal(clauses[-1].replace(" ", ""))) if clauses else ""
    told = _DIGITS.split(last)
    return (told[0] if len(told[0]) > 2 else "".join(told))[-24:]  # 在校生0.18万人,与上年持平


def carry(phrase: Phrase, core: str, before: Phrase, history: list[tuple[str, Phrase]], unit: str) -> None:
    """An elided subject: that of the number before, or after 其中/城市 of the last number in the same unit."""
    lex = lexicon()
    phrase.carried = True
    weak = lex.weak.fullmatch(core) if core else None
    core = weak[1] if weak else core
    if core in lex.totals:
        phrase.base, phrase.root = before.root or before.base, before.root
        phrase.text = phrase.base + core
        return
    if core.startswith(SHARE) and len(core) > LONG_WHOLE:
        core = SHARE_NAMED
    parts = lex.splitter.match(core) or lex.part_of_year.fullmatch(core) or core.endswith((GRADE, *AGED_ENDS))
    if core and parts:
        same = whole_of(history, unit) or before
        phrase.root = same.root or same.base
        whole = without_verbs(phrase.root)
        phrase.base = phrase.text = whole + core if _STAGE.fullmatch(core) else core + whole
        return
    phrase.base, phrase.root = before.base, before.root
    rose = not core and history[-1][0] == unit and _ROSE.match(REACHED_IN.sub("", phrase.near)) is not None
    if rose or (
        not core
        and unit in PERCENT
        and before.measure is Measure.GROWTH
        and phrase.near.strip("".join(AND) + " ") == ""
    ):
        phrase.text, phrase.measure, phrase.direction = before.text, before.measure, before.direction
        phrase.last = before.last
        return  # 增长29.2%、39.4%; 涨幅由5%回落到2%
    if unit == POINTS and before.measure in (Measure.SHARE, Measure.RATE):
        phrase.base = before.text  # 占总人口比重87.3%,比上年提升0.1个百分点: the share rises, not the people
    if core.endswith(RATE) and core not in lex.dependent and core in lex.elided:
        phrase.text = core  # 参检单位320家,参检率达98%: the rate names its own noun
    else:
        whole = lex.measure_tail.sub("", without_verbs(without_remark(before.base))) if core else before.base
        grown = phrase.measure in (Measure.GROWTH, Measure.CHANGE)
        again = phrase.near in AND and history[-1][0] == unit
        if not core and (again or (grown and not _of_share(before, unit))):
            whole = before.last or before.base
        phrase.text = whole if whole.endswith(core) or (weak and core in whole) else whole + core


def whole_of(history: list[tuple[str, Phrase]], unit: str) -> Phrase | None:
    """The number in the same unit of which the numbers behind 其中 are parts, else the last one in it."""
    opened = next((at for at in range(len(history) - 1, 0, -1) if _WITHIN.search(history[at][1].near)), 0)
    whole = next((old for old_unit, old in reversed(history[:opened]) if old_unit == unit and old.root), None)
    return whole or next((old for old_unit, old in reversed(history) if old_unit == unit and old.root), None)


def _of_share(before: Phrase, unit: str) -> bool:
    """产值占比重56%,增长18%: the growth is that of the 产值; one in points would be that of the share."""
    return before.measure in (Measure.SHARE, Measure.RATE) and unit != POINTS
