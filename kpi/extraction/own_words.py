"""The words that a number has to itself: its clause without what opens it and links it, its age, its bracket."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kpi.extraction.lexicon import lexicon, strip_closers, strip_openers, without_whom
from kpi.extraction.nouns import AGES, PERCENT
from kpi.extraction.phrases import Phrase, left_phrase, noun_of_bracket
from kpi.language.terms import AGE, AND, LIST_MARK, OF, SHARE, SHARE_NAMED, YEAR
from kpi.numbers.number import Number
from kpi.outline.expressions import expression, words

REACHED_IN = expression("extraction", "own_words.reached_in")
_CLAUSE_END = expression("extraction", "elided.stops")
_FOOTNOTE = re.compile(r"\[\d{1,2}\]")
_AFTER_SIZE = expression("extraction", "own_words.after_size")
_WITHIN = expression("extraction", "own_words.within")
NEAR = 12  # numbers back that a number may look
_GROUP = 3  # characters of the name of a group
_WHERE = words("extraction", "own_words.where")
_SCOPE = expression("extraction", "own_words.scope")
_SHARE_OF_BRACKETED = expression("extraction", "own_words.share_of_bracketed")
_AGED = expression("extraction", "own_words.aged")
_AGE_BACK = 36  # characters before a number in which its age stands


def no_topic(_: bool) -> str:
    """A place that speaks of nothing."""
    return ""


@dataclass(slots=True)
class Spot:
    """Where a number stands, and what was read before it in its sentence.

    `low` and `high` are where the numbers before and behind it end and begin; `history` holds (unit, phrase) of
    those before it in the same sentence, which begins at `sentence`; `topic` says what the place speaks of, and
    is asked only where the sentence does not (True: of a part of it, 城市). `said` holds (unit, phrase) of the
    last numbers of the sentence before.
    """

    text: str
    number: Number
    low: int
    high: int
    history: list[tuple[str, Phrase]]
    sentence: int
    topic: Callable[[bool], str] = field(default=no_topic)
    said: Sequence[tuple[str, Phrase]] = ()

    @property
    def before(self) -> Phrase | None:
        return self.history[-1][1] if self.history else None

    def clause_end(self, position: int) -> int:
        """Where the clause around a position ends, or the number behind it begins."""
        found = _CLAUSE_END.search(self.text, position, self.high)
        return found.start() if found else self.high

    @property
    def percent(self) -> bool:
        return self.number.unit in PERCENT

    @property
    def same_unit(self) -> bool:
        return bool(self.history) and self.history[-1][0] == self.number.unit


@dataclass(slots=True)
class Own:
    """`core` is what is left of `near`, the clause before the number, without the words that `link` the two."""

    near: str
    core: str
    link: str
    time: str = ""  # the part of the year that opens it (下半年)
    age: str = ""  # 80周岁以上, of those who are counted
    owner: str = ""  # the noun before the bracket that the number opens


def own_words(spot: Spot) -> Own:
    """What stands before the number, brought down to the words that say what it measures."""
    lex = lexicon()
    near = left_phrase(spot.text, spot.low, spot.number.start)
    if "[" in near or " " in near or "_" in near:
        near = _FOOTNOTE.sub("", near).replace(" ", "").replace("_", "")
    if spot.history and LIST_MARK in near:
        near = _AFTER_SIZE.sub("", near, count=1)  # 迈上3300亿元台阶、增长: of the number before
    core, link = strip_closers(REACHED_IN.sub("", near) if YEAR in near[-3:] else near)
    part = lex.part_of_year.match(core)
    time = part[0] if part else ""
    core = core if time == core else strip_openers(without_whom(core))
    if found := lex.doing.match(core):
        core = core[found.end() :]
    owner = noun_of_bracket(spot.text, spot.low, spot.number.start) if not near else ""
    core = _share(spot, near, link) if not (owner or core) else owner.removeprefix(SHARE) or core
    core = _after_of(spot, core) if core.startswith(OF) and spot.history else core
    core = _within(spot, core) if spot.history else core
    if core.endswith(_WHERE):
        core = _SCOPE.sub("", core)
    if spot.before is not None and lex.comparison.fullmatch(core):
        core = ""  # 较上年的1.66万个减少0.02万个: the same thing at an earlier time
    if near.endswith(AND if spot.history else LIST_MARK):
        core = ""  # 100%社区和60%以上的农村大队: what stands before belongs to the number before
    low, high = max(spot.sentence, spot.number.start - _AGE_BACK), spot.number.start
    aged = _AGED.search(spot.text, low, high) if spot.text.find(AGE, low, high) >= 0 else None
    age = aged[1] if aged is not None and spot.number.unit not in AGES else ""
    if aged is not None and age not in core:
        core = age + core if aged[2] else strip_closers(age)[0]
    return Own(near, core, link, time, age, owner)


def _share(spot: Spot, near: str, link: str) -> str:
    """占61.4%, 占困难老人(2145人)的61.4%: the share of those before."""
    low = max(spot.sentence, spot.number.start - 60)
    of_bracketed = near == OF and bool(_SHARE_OF_BRACKETED.search(spot.text, low, spot.number.start))
    return SHARE_NAMED if spot.percent and spot.history and (of_bracketed or link.endswith(SHARE)) else ""


def _within(spot: Spot, core: str) -> str:
    """困境儿童400人,…困境儿童中津贴一类172人: what is counted within those who were told before."""
    found = _WITHIN.search(core, _GROUP)
    named = found is not None and any(old.text.endswith(core[: found.start()]) for _, old in spot.history[-NEAR:])
    return core[found.end() :] if found is not None and named else core


def _after_of(spot: Spot, core: str) -> str:
    """现行16%的税率降至13%; 总投资9亿元的小区、总投资8亿元: the noun of the number before, then the own words."""
    own = core[1:].rpartition("、")[2]
    return spot.history[-1][1].text + own if spot.percent and spot.same_unit else strip_openers(own)
