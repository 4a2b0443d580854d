"""Lost characters: runs in which digits of several numbers ran together (73941242万元, 650月, 86%70%).

A run is split only where totals, rates, subset bounds or the calendar leave exactly one reading (design: "Numbers
are intervals"); otherwise it stays as printed. Splits of long runs are tried only in texts that show the damage
elsewhere too (202216月: the 年 and the dash are gone), since long exact counts are common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from kpi.extraction.scanner import Printed

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

_LOST_IN_DATES = re.compile(r"(?<!\d)20(?:\d{3,4}月|\d\d20\d\d年)")
_LOST_MONTH = re.compile(r"(?<=[年.。,，])[1-9]\d\d日")
_STANDARD = re.compile(r"标准[为是]?$")
_LOST_UNIT = {"人": "户", "元": "人"}
MOST_COMBINATIONS = 20000
PERSONS_A_HOUSEHOLD = 10


def shows_lost_characters(text: str) -> bool:
    """True where dates in the text lost characters: 202216月, 20202021年, 523日."""
    return bool(_LOST_IN_DATES.search(text) or _LOST_MONTH.search(text))


def lost_time_base(text: str, printed: Printed) -> tuple[Printed, str]:
    """(the number as a rate, note) where a standard lost its 元/: 低保标准650月 (no month is the 650th)."""
    base = printed.unit or text[printed.end : printed.end + 1]
    if base not in ("月", "年") or not _STANDARD.search(text[max(0, printed.start - 8) : printed.start]):
        return printed, ""
    if printed.value <= (12 if base == "月" else 2100) or printed.value > 10**6:
        return printed, ""
    end = printed.end if printed.unit else printed.end + 1
    run = text[printed.start : end]
    return replace(printed, unit=f"元/{base}", end=end), f"原文{run}:不是{base}份,标准之后缺“元/”"


def repair(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with every run replaced by its only reading; runs without one stay as printed and say so."""
    mentions = _side_by_side_rates(text, mentions)
    if not shows_lost_characters(text):
        return [mention for mention in mentions if mention.unit]
    mentions = _lost_unit_of_part(text, mentions)
    repaired: dict[int, list[Mention]] = {}
    for group in _groups(text, mentions):
        repaired.update(_by_totals(text, mentions, group) or _undecided(text, mentions, group))
    for index in range(len(mentions)):
        if index not in repaired and _is_long_run(text, mentions[index]):
            repaired.update(_by_bounds(text, mentions, index))
        elif index not in repaired:
            repaired.update(_lost_dash(text, mentions, index))
    return [part for index, mention in enumerate(mentions) for part in repaired.get(index, [mention])]


def _lost_unit_of_part(text: str, mentions: list[Mention]) -> list[Mention]:
    """149人(其中:散养儿童144集中供养5人): the number without a unit is the part that is missing from the whole."""
    result = []
    for index, mention in enumerate(mentions):
        if mention.unit or not 0 < index < len(mentions) - 1:
            result.append(mention)
            continue
        whole, part = mentions[index - 1], mentions[index + 1]
        if whole.unit == part.unit and whole.printed.value == mention.printed.value + part.printed.value:
            why = f"{mention.printed.value:f}+{part.printed.value:f}={whole.printed.value:f}{whole.unit}"
            mention = replace(mention, unit=whole.unit, known=whole.known, damaged=True, note=f"缺单位:{why}")
        result.append(mention)
    return [mention for mention in result if mention.unit]


def _run(text: str, mention: Mention) -> str:
    return text[mention.printed.start : mention.printed.end]


def _side_by_side_rates(text: str, mentions: list[Mention]) -> list[Mention]:
    """分别达到86%70%: two complete percentages, the 和 between them is lost."""
    result = list(mentions)
    for index in range(len(mentions) - 1):
        first, second = mentions[index], mentions[index + 1]
        if first.unit == second.unit == "%" and first.printed.end == second.printed.start:
            run = text[first.printed.start : second.printed.end]
            for place in (index, index + 1):
                printed = replace(mentions[place].printed, start=first.printed.start, end=second.printed.end)
                result[place] = replace(
                    mentions[place], printed=printed, damaged=True, note=f"原文{run}:两数之间缺“和”"
                )
    return result


def _is_long_run(text: str, mention: Mention) -> bool:
    digits = _digits(text, mention)
    return mention.unit in _LOST_UNIT and len(digits) >= 6 and digits.isdigit() and not mention.printed.chinese


def _digits(text: str, mention: Mention) -> str:
    return text[mention.printed.start : mention.printed.digits_end]


def _groups(text: str, mentions: Sequence[Mention]) -> Iterator[list[int]]:
    """Lists of two or more runs in the same unit within one sentence."""
    group: list[int] = []
    for index, mention in enumerate(mentions):
        if group and mention.sentence != mentions[group[0]].sentence:
            if len(group) > 1:
                yield group
            group = []
        if _is_long_run(text, mention) and mention.unit == "元":
            group.append(index)
    if len(group) > 1:
        yield group


def _splits(digits: str) -> list[tuple[int, int]]:
    """All ways to read a run as two numbers; none begins with a zero."""
    return [(int(digits[:cut]), int(digits[cut:])) for cut in range(1, len(digits)) if digits[cut] != "0"]


def _by_totals(text: str, mentions: Sequence[Mention], group: list[int]) -> dict[int, list[Mention]] | None:
    """The only split for which the heads add up to the total of heads and the amounts to that of amounts."""
    first = mentions[group[0]]
    before = [
        m
        for m in mentions[max(0, group[0] - 6) : group[0]]
        if text.rfind("\n", m.printed.end, first.printed.start) < 0
    ]
    heads = next((m.printed.value for m in reversed(before) if m.unit == "人"), None)
    money = next((m.printed.value for m in reversed(before) if m.unit == "元"), None)
    if heads is None or money is None:
        return None
    scale = first.printed.value / int(_digits(text, first))
    whole = [m for m in mentions[group[0] :] if m.sentence == first.sentence and m.unit == "元"]
    rest = sum((m.printed.value for m in whole if not _is_long_run(text, m)), Decimal(0))
    choices = [_splits(_digits(text, mentions[index])) for index in group]
    if prod(map(len, choices)) > MOST_COMBINATIONS:
        return None
    fits = [
        combination
        for combination in product(*choices)
        if sum(pair[0] for pair in combination) == heads
        and sum(pair[1] for pair in combination) * scale + rest == money
    ]
    if len(fits) != 1:
        return None
    why = f"仅此拆分使人数合计{heads.normalize():f}、金额合计{(money / scale).normalize():f}"
    return {
        index: _split(text, mentions[index], pair, scale, why) for index, pair in zip(group, fits[0], strict=True)
    }


def _undecided(text: str, mentions: Sequence[Mention], group: list[int]) -> dict[int, list[Mention]]:
    """Runs of a list that no total decides between: as printed, marked."""
    why = "疑缺字,合计定不出唯一读法,未拆分"
    return {
        index: [replace(mentions[index], damaged=True, note=f"原文{_run(text, mentions[index])}:{why}")]
        for index in group
    }


def _by_bounds(text: str, mentions: Sequence[Mention], index: int) -> dict[int, list[Mention]]:
    """816户1061人 of 8161061人: more persons than households, and under ten persons a household."""
    mention = mentions[index]
    if mention.unit != "人":
        return {}
    fits = [(a, b) for a, b in _splits(_digits(text, mention)) if a <= b < a * PERSONS_A_HOUSEHOLD]
    if len(fits) != 1 or mention.printed.value < 10**5:
        return {}
    why = f"仅此拆分使人数不少于户数且户均不足{PERSONS_A_HOUSEHOLD}人"
    return {index: _split(text, mention, fits[0], Decimal(1), why)}


def _split(text: str, mention: Mention, pair: tuple[int, int], scale: Decimal, why: str) -> list[Mention]:
    note = f"原文{_run(text, mention)}:{why}"
    head = replace(mention.printed, value=Decimal(pair[0]), last_place=Decimal(1), multiplied=False)
    tail = replace(mention.printed, value=pair[1] * scale)
    return [
        replace(mention, printed=head, unit=_LOST_UNIT[mention.unit], damaged=True, note=note),
        replace(mention, printed=tail, damaged=True, note=note),
    ]


def _lost_dash(text: str, mentions: Sequence[Mention], index: int) -> dict[int, list[Mention]]:
    """34个乡镇 where the body has 16: 3—4个, the dash is lost."""
    mention = mentions[index]
    digits = _digits(text, mention)
    if len(digits) != 2 or int(digits[1]) != int(digits[0]) + 1 or mention.unit not in ("个", "家", "所", "名"):
        return {}
    noun = text[mention.printed.end : mention.printed.end + 2]
    wholes = [
        m.printed.value
        for m in mentions
        if m.unit == mention.unit and m is not mention and text[m.printed.end : m.printed.end + 2] == noun
    ]
    if not wholes or not int(digits[1]) <= max(wholes) < mention.printed.value:
        return {}
    note = f"原文{_run(text, mention)}:总数仅{max(wholes)},应为{digits[0]}—{digits[1]},缺连接号"
    low = replace(mention.printed, value=Decimal(digits[0]), range_part="low")
    high = replace(mention.printed, value=Decimal(digits[1]), range_part="high")
    return {index: [replace(mention, printed=part, damaged=True, note=note) for part in (low, high)]}
