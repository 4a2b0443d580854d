"""Arabic numerals with their multiplier and unit: one expression over the plain text.

20.89万人, 11,413人次, 12 480户, 2万3千元, 100余名, 3万多亿元, 8 .8 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kpi.numbers.number import Number
from kpi.numbers.numerals import ONE, arabic_value, mixed_tail, multiplier
from kpi.numbers.units import canonical, is_count, unit_pattern

MULTIPLIER = (
    r"万亿|千亿(?!级)|百亿(?!级)|十亿|亿|千万(?!千?瓦)|百万(?!千?瓦)|十万|万(?!元户)"
    r"|千(?!瓦|克|米|伏|卡|帕|焦|兆|名老|人口)|百(?!分[点之]|佳|强|货)|千万(?=千?瓦)|百万(?=千?瓦)"
)
# Behind a multiplier: 1亿2000万, 2万3千, 1万零500, 3万4000, 3千4百. Each part is smaller than the one before.
_MIXED = (
    r"(?:(?<=亿)零?\d{1,4}(?:千万|百万|十万|万)(?:(?<=万)(?:\d{4}(?![\d.])|零\d{1,3}(?![\d.])|\d千(?:\d百)?))?"
    r"|(?<=[^\d千百十]万)(?:\d千(?![瓦克米伏卡帕焦兆])(?:\d百(?!分))?|零\d{1,3}(?![\d.])|\d{4}(?![\d.年]))"
    r"|(?<=\d万)(?:\d千(?![瓦克米伏卡帕焦兆])(?:\d百(?!分))?|零\d{1,3}(?![\d.])|\d{4}(?![\d.年]))"
    r"|(?<=\d千)(?:\d百(?!分)|零\d{1,2}(?![\d.]))万?)"
)
# 19·5% is a decimal point of the typewriter days; elsewhere a middle dot separates.
# 1.2,164户 at the head of a line is an item and its number.
# Every branch lies behind one first digit: to that `re` skips, where it would try each branch at every character.
_ITEM = r"(?<![^\n。; ]\d)\d?(?=\.\d{1,3}(?:,\d{3})+(?!\d))"
ARABIC = (
    rf"\d(?:{_ITEM}|\d{{0,2}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?"
    r"|\d*(?:\.\d+|·\d{1,2}(?=\s?(?:%|个百分点|亿|万|平方|立方|公[里顷斤]|千[米瓦克]|毫米|[米吨亩元倍])))?)"
)
# 8 .8 %: some old web pages put a space behind every digit.
SPACED = r"\d{1,3}(?:,\d{3})+(?!\d)(?: ?\.\d+)?|\d(?: ?\d)*(?: ?[.·] ?\d(?: ?\d)*)?"
# Style expressions open with a literal blank, to which `re` skips. 1. 2024年 at the head of a line is an item.
SPACED_STYLE = re.compile(
    r" (?:(?<!^\d\. )(?<![ \n]\d\. )(?<![ \n]\d\d\. )(?<=\d\. )\d|(?<=\d \. )\d|(?<=\d )\.\d|(?<=\d )\d ?%)"
)
# 12 480户: groups of three parted by a blank, where a word touches the first and a unit the last;
# a blank between two numbers of a table row stays one.
_GROUPED_STYLE = re.compile(r" (?<=\d )\d{3}(?!\d)")
# Digits in one number; a longer run is a code, not a figure.
LONGEST = 24
_HEADS = "\n\r。；;”"
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOUCHED = "，。；、：,;:)("


@cache
def _arabic_expression(spaced: bool, grouped: bool) -> re.Pattern[str]:
    gap = " ?" if spaced else " {0,2}"
    digits = SPACED if spaced else ARABIC
    if grouped:
        digits = rf"{_grouped()}|{digits}"
    return re.compile(
        rf"(?P<digits>{digits})(?:{gap}(?P<before>余|多|来|几(?!何)))?"
        rf"(?:{gap}(?P<scale>{MULTIPLIER})(?P<tail>{_MIXED})?)?"
        rf"(?P<after>余|多|来)?(?:(?<=[余多])(?P<more>万?亿|万))?"
        rf"(?:(?: {{0,2}}|\)(?=[%‰]))(?P<unit>{unit_pattern()}))?"
    )


def _grouped() -> str:
    """Groups of three digits parted by blanks, before a unit or a multiplier."""
    touched = rf"(?<=[\u4e00-\u9fff{_TOUCHED}])"
    unit = rf"(?:{MULTIPLIER}|[余多]|(?!年|月|日){unit_pattern()})"
    apart = r"(?<=[\u4e00-\u9fff] )"
    return (
        rf"(?:{touched}\d{{1,3}}(?: \d{{3}})+(?!\d)(?:\.\d+)?(?= ?{unit})"
        rf"|{apart}\d{{1,3}}(?: \d{{3}})+(?!\d)(?:\.\d+)?(?= ?{unit}[^ |\n]))"
    )


def scan_arabic(text: str) -> Iterator[Number]:
    """Every run of Arabic digits with its multiplier and unit, left to right, without overlap."""
    grouped = bool(_GROUPED_STYLE.search(text))
    for match in _arabic_expression(bool(SPACED_STYLE.search(text)), grouped).finditer(text):
        if match.end("digits") - match.start() <= LONGEST:
            number = _arabic(match)
            yield _without_heading(text, number) if "." in match["digits"] else number


def _without_heading(text: str, number: Number) -> Number:
    """。3.5家敬老院 and 1.2024年 at the head of a line: a whole number behind the number of its item."""
    point = text.find(".", number.start, number.digits_end)
    if point < 0 or number.scale != 1:
        return number
    digits = text[point + 1 : number.digits_end]
    if digits.startswith("0") or point - number.start > 2:
        return number
    before = text[number.start - 1] if number.start else _HEADS[0]
    is_year = number.unit == "年" and _YEAR.fullmatch(digits) is not None
    if before in (_HEADS + ":：" if is_year else _HEADS) and (is_year or is_count(number.unit)):
        value, place = arabic_value(digits)
        return replace(number, start=point + 1, value=value, last_place=place,
                       multiplied=False)  # fmt: skip
    return number


def arabic_at(text: str, start: int, spaced: bool) -> Number | None:
    """The number whose digits begin at `start`; `spaced` where the text has blanks between its digits."""
    match = _arabic_expression(spaced, False).match(text, start)
    return _arabic(match) if match and len(match["digits"]) <= LONGEST else None


def _arabic(match: re.Match[str]) -> Number:
    digits, before, scale, tail, after, more, unit = match.groups()
    value, last_place = arabic_value(digits, scale or "")
    myriads = tail and tail.endswith("万") and scale == "千"  # 5千6百万, 2千零30万
    if tail:
        rest, last_place = mixed_tail(tail.removesuffix("万") if myriads else tail)
        value += rest
    if myriads:
        value, last_place = value * 10**4, last_place * 10**4
    if more:
        factor = multiplier(more)
        value, last_place = value * factor, last_place * factor
    if unit == "成":
        value, last_place, unit, scale = value * 10, last_place * 10, "%", "十"
    return Number(
        match.start(),
        match.end(),
        value,
        last_place,
        canonical(unit) if unit else "",
        before or after or "",
        multiplied=bool(scale) or "." in digits or "·" in digits,
        digits_end=match.end(1),
        scale=multiplier(scale) if scale else ONE,
    )
