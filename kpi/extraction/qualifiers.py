"""Numbers inside the noun phrase of another: ages, durations, thresholds (10亿元以上项目50个)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.extraction.roles import role_words
from kpi.language.terms import AGES, MULTIPLIERS, OF, PERSON
from kpi.model import Bound, Quantity, Role
from kpi.numbers.counting import group_of
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression, words

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

_CURRENCIES = ("money", "dollars", "euros", "yen", "hongkong_dollars", "pounds")
_MEASURES = ("area", "power", "mass", "voltage", "energy", "coal", "length")
SIZES = (*_CURRENCIES, *_MEASURES, "households", "persons")
_KINDS = words("extraction", "qualifiers.kinds")
_OPEN = expression("extraction", "qualifiers.open")
_PASSED = expression("extraction", "qualifiers.passed")
_MEASURED_BY = expression("extraction", "qualifiers.measured_by")
_NOUN = expression("extraction", "qualifiers.noun")
_GOES_ON = expression("extraction", "qualifiers.goes_on")
_HANZI = re.compile(r"[\u4e00-\u9fff“]{2}")
_NO_NOUN = expression("extraction", "qualifiers.no_noun")
AFTER_DURATION = expression("extraction", "qualifiers.after_duration")


def is_attribute(mention: Mention) -> bool:
    """An age or a duration in Chinese numerals (连续两年) stands inside the noun phrase of another number."""
    unit = unit_table().get(mention.unit)
    return unit is not None and (unit.dimension == "age" or is_duration(mention))


def is_duration(mention: Mention) -> bool:
    """A length of time in Chinese numerals (两年)."""
    unit = unit_table().get(mention.unit)
    return unit is not None and unit.duration and mention.printed.chinese


def opens_clause(mention: Mention) -> bool:
    """用两年时间, 新的三年计划: a duration that has no noun before it to pass on."""
    near = mention.phrase.near if mention.phrase is not None else ""
    return is_duration(mention) and bool(_NO_NOUN.search(near))


def thresholds(text: str, mentions: Sequence[Mention]) -> tuple[dict[int, int], set[int]]:
    """Index of a count → index of the threshold behind it, at whose end its noun begins; and all thresholds."""
    behind: dict[int, int] = {}
    found: set[int] = set()
    for index in range(len(mentions) - 2, -1, -1):
        mention, after = mentions[index], mentions[index + 1]
        if after.printed.start - mention.printed.end > 20:
            continue
        gap = text[mention.printed.end : after.printed.start]
        if "," in gap or "。" in gap:
            continue
        if not gap and mention.unit in _KINDS and _counts(after):
            behind[index] = index + 1  # 9大类55项实事
        elif (_counts(after) or after.unit == "%") and _is_threshold(text, mention, "") and _noun_between(gap):
            found.add(index)
        elif not gap and after.unit in AGES and group_of(mention.unit.partition("/")[0]) == PERSON:
            behind[index] = index + 1  # 为90名80岁以上老人
        elif _counts(mention) and _MEASURED_BY.fullmatch(gap):
            listed = index + 2 in behind and text[after.printed.end : mentions[index + 2].printed.start] == "、"
            if _is_threshold(text, after, gap):
                behind[index] = index + 1
                found.add(index + 1)
            elif listed and _PASSED.search(gap):  # 6个产值超100亿元、4个超50亿元的集群
                behind[index] = behind[index + 2]
                found.add(index + 1)
    return behind, found


def is_round_size(text: str, mention: Mention) -> bool:
    """亿元以上项目, 超亿美元企业, 千人以上村: a round number without a digit right before what it sizes."""
    printed = mention.printed
    if text[printed.first] not in MULTIPLIERS:
        return False
    tail = _OPEN.match(text, printed.end)
    start = tail.end() if tail else printed.end
    if not _HANZI.match(text, start):
        return False
    return tail is not None or (mention.bound is not Bound.EXACT and not _GOES_ON.match(text, start))


def is_size_of_things(quantity: Quantity) -> bool:
    """Whether a quantity is such a round size: it is no part of any whole."""
    return quantity.role is Role.OTHER and quantity.text[:1] in MULTIPLIERS


def _counts(mention: Mention) -> bool:
    unit = unit_table().get(mention.unit)
    return unit is not None and unit.dimension == "things"


def _noun_between(gap: str) -> bool:
    tail = _OPEN.match(gap)
    noun = gap[tail.end() :] if tail else gap
    attributive = tail is not None and tail[0].endswith(OF)  # 收入20万元以上的村: whatever its noun
    return bool(_NOUN.match(noun)) and (attributive or bool(role_words().sized_noun.match(noun)))


def _is_threshold(text: str, mention: Mention, before: str) -> bool:
    """以上 behind it or 超 before it, and a noun at once behind; `before` is what parts it from a count."""
    unit, printed = unit_table().get(mention.unit), mention.printed
    if unit is None or unit.dimension not in SIZES or printed.range_part:
        return False
    behind = text[printed.end : printed.end + 24]
    tail = _OPEN.match(behind)
    noun = behind[tail.end() :] if tail else behind.removeprefix(OF)
    if not _HANZI.match(noun):
        return False
    passed = bool(_PASSED.search(before or text[max(0, printed.start - 4) : printed.start]))
    if tail:
        return passed or len(before) <= 4
    return passed and (behind.startswith(OF) or bool(role_words().sized_noun.match(noun)))
