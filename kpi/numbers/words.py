"""Numbers in Chinese numerals: with a unit that such numbers take, tenths, round numbers that a word bounds.

两家, 二十三个, 一百零五万六千人次, 三点六个百分点, 十几万元, 八成五, 上千户, 数十万元, 叁拾伍万元, 三千 九百户.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.model import Bound, Interval
from kpi.numbers.number import Number
from kpi.numbers.numerals import (
    DIGITS,
    FORMAL,
    ONE,
    PLAIN_NUMERALS,
    chinese_numeral,
    last_place_of,
    multiplier,
)
from kpi.numbers.units import alternatives, canonical, is_duration, unit_pattern, unit_table

CHINESE = "零〇一二两三四五六七八九十百千万亿"
_DIGIT = "零〇一二三四五六七八九"
# One formal numeral alone is a word (陆地, 收拾).
_FORMAL_STYLE = re.compile(rf"[{FORMAL}][{FORMAL}{CHINESE}]")
# 三千 九百 六十五: text copied from a page set in words.
_APART_STYLE = re.compile(rf" (?<=[{CHINESE}点] )[{CHINESE}点分\d ]")
_APART = re.compile(rf"[{CHINESE}]+(?:点[{_DIGIT}]*)?(?: {{1,3}}(?:[{CHINESE}点]+|分 ?之|\d+(?:\.\d+)?))+")
_PLACE_WORDS = "十百千万亿拾佰仟零"
# What a count may open with.
COUNTING = "二两三四五六七八九十百千万亿"
# 成 that is no tenth: 成立, 成为, 成员.
_NO_TENTH = "立为员果功长年本都效就熟绩份品交套形分语事色像人"


@cache
def _chinese_expression(formal: bool) -> re.Pattern[str]:
    """A run of numerals with what makes it a number; it opens with one character of a class: `re` skips to it."""
    extra = FORMAL if formal else ""
    return re.compile(
        rf"(?P<digits>[{CHINESE}{extra}][{CHINESE}{extra}]{{0,23}}+(?:点[{_DIGIT}{extra}]{{1,12}}+)?)(?=[{_goes_on()}])"
        rf"(?:(?P<some>[余多几来])?(?P<scale>[百千万亿]{{1,3}})?(?P<after>[余多来])?(?P<more>(?<=[余多])亿)?"
        rf"(?:(?P<tenths>成)(?P<half>[{_DIGIT}半])?(?![{_NO_TENTH}])"
        rf"| ?(?P<unit>{unit_pattern()})"
        rf"|(?P<range>(?=[-—–~至到和与]{{1,2}}[{CHINESE}]))))"
    )


@cache
def _goes_on() -> str:
    """What may stand behind the digits of a number in words; spares most runs the look for a unit."""
    table = unit_table()
    first = {name[0] for name in (*table.units, *table.aliases)} | set("余多几来百千万亿成 -—–~至到和与")
    return "".join(sorted(re.escape(char) for char in first))


@cache
def _classifier() -> re.Pattern[str]:
    return re.compile(alternatives(_lists().classifiers))


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of numbers.yml that decide whether numerals are a number."""

    classifiers: frozenset[str]  # units of a small number
    one_of: frozenset[str]  # units of 一
    not_in_words: frozenset[str]  # units that words of a few characters only seem to take
    no_bare_round: frozenset[str]  # units before which a round number that nothing bounds is a figure of speech
    joined: Mapping[str, str]  # bound → characters that make another word of it


@cache
def _lists() -> _Lists:
    data = language_data("numbers")
    return _Lists(
        classifiers=frozenset(data["classifiers"]),
        one_of=frozenset(data["one_of"]),
        not_in_words=frozenset(data["not_in_words"]),
        no_bare_round=frozenset(data["no_bare_round"]),
        joined=data["no_round_after"],
    )


@cache
def _round() -> tuple[re.Pattern[str], dict[str, Bound]]:
    """What stands before a round number without a digit, and the bound that it gives."""
    words = {
        word: Bound(bound) for bound, listed in language_data("numbers")["round_before"].items() for word in listed
    }
    return re.compile(rf"(?:{alternatives(words)})$"), words


def scan_words(text: str) -> Iterator[Number]:
    """Numbers in Chinese numerals with a unit that such numbers take, and tenths."""
    ones = _lists().one_of
    for match in _chinese_expression(bool(_FORMAL_STYLE.search(text))).finditer(text):
        if match[1] == "一" and match["unit"] and match["unit"] not in ones and not match["scale"]:
            continue  # 一批, 一个: the commonest of all runs
        number = _chinese(text, match)
        if number is not None:
            yield number


def words_at(text: str, start: int) -> Number | None:
    """The number in words that begins at `start`."""
    match = _chinese_expression(False).match(text, start)
    return _chinese(text, match) if match else None


def _chinese(text: str, match: re.Match[str]) -> Number | None:
    digits, start = match["digits"], match.start()
    before = text[start - 1] if start else ""
    if before.isdigit() and digits[0] not in "零〇":
        return None  # the multiplier of an Arabic number
    return _tenths(match) if match["tenths"] else _counted(text, match, before)


def _tenths(match: re.Match[str]) -> Number | None:
    """七成半 → 75 %; 三点五成 → 35 %."""
    digits = match["digits"]
    value = chinese_numeral(digits)
    if value is None or not 0 < value <= 10 or digits[0] in "零〇亿" or match["some"] or match["scale"]:
        return None
    half = match["half"]
    more = 5 if half == "半" else DIGITS[half] if half else 0
    place = Decimal(10) if "点" not in digits and not half else ONE
    return Number(
        match.start(),
        match.end(),
        value * 10 + more,
        place,
        "%",
        multiplied=True,
        digits_end=match.end("digits"),
        scale=Decimal(10),
    )


def _counted(text: str, match: re.Match[str], before: str) -> Number | None:
    """两家, 一百零五万六千人次, 十几万元, 数百户; 百家 and 千户 without a bound are figures of speech."""
    digits, unit, end = match["digits"], match["unit"], match.end()
    start = match.start()
    if digits in FORMAL:
        return None
    if digits[0] in "伍陆拾" and digits[1] not in _PLACE_WORDS:
        start, digits = start + 1, digits[1:]  # 队伍二十支, 收拾三间: the end of a word
    digits = digits.translate(PLAIN_NUMERALS)
    if before in ("第", "每"):
        return None
    some, scale, after = match["some"] or "", match["scale"] or "", match["after"] or ""
    vague = before in ("数", "几", "上") and digits.strip("十百千万亿") == ""
    is_round = vague or digits.strip("百千万亿") == ""
    if is_round:
        return _round_number(text, match, digits)
    if digits[-1] in "零〇" and some == "几":
        digits = digits.rstrip("零〇") or digits  # 一百零几万
    value = chinese_numeral(digits)
    spread = None if value is not None or some or scale else _side_by_side(digits)
    if value is None and spread is None:
        return None
    if spread is not None:
        value = spread[0]
    assert value is not None
    factor = multiplier(scale) * (multiplier(match["more"]) if match["more"] else 1)
    decimals = len(digits.partition("点")[2])
    large = bool(factor > 1 or decimals or value >= 100)
    if unit is None:
        if match["range"] is None:
            return None
        unit, end = "", match.end("digits") + len(some + scale + after)
    elif unit in _lists().not_in_words:
        return None
    elif digits[-1] == "千" and len(digits) > 1 and f"千{unit}" in unit_table().units:
        digits, unit = digits[:-1], f"千{unit}"  # 一百千瓦
        value = chinese_numeral(digits) or value
        large = large and value >= 100
    elif not large and not (value > 10 and len(digits) > 1) and unit not in _lists().classifiers:
        short = _classifier().match(text, match.start("unit"))
        if short is None:
            return None
        unit, end = short[0], short.end()
    if value < 1 and not decimals:
        return None
    if digits == "一" and not scale and unit and unit not in _lists().one_of:
        return None
    if digits[0] not in COUNTING and not (large or decimals or digits == "一"):
        return None
    last_place = factor.scaleb(-decimals) if decimals else last_place_of(digits) * factor
    words = last_place if large else Decimal(0)
    return Number(
        start,
        end,
        value * factor,
        words,
        canonical(unit),
        some or after,
        chinese=(not large and not unit.endswith("分点")) or is_duration(unit),
        multiplied=bool(value * factor >= 10000 or decimals),
        digits_end=match.end("digits"),
        scale=max(factor, multiplier(_trailing(digits))),
        interval=Interval(spread[0], spread[1]) if spread else None,
        bound=Bound.ABOUT if spread else None,
    )


def _trailing(digits: str) -> str:
    """The multiplier that a numeral ends with: 三十万 → 万; the lower end of a range takes it too."""
    return digits[len(digits.rstrip("百千万亿")) :]


def _side_by_side(digits: str) -> tuple[Decimal, Decimal] | None:
    """三四(十) is from three (tens) to four: two neighbours side by side."""
    pair = re.fullmatch(r"([一二两三四五六七八九])([二两三四五六七八九])([十百千万]{0,2})", digits)
    if pair is None or DIGITS[pair[2]] != DIGITS[pair[1]] + 1:
        return None
    factor = multiplier(pair[3])
    return DIGITS[pair[1]] * factor, DIGITS[pair[2]] * factor


def _round_number(text: str, match: re.Match[str], digits: str) -> Number | None:
    """上千户, 数十万元, 近百名, 百余场: a round number that a word bounds; without one a figure of speech."""
    unit, start = match["unit"], match.start()
    if unit and digits[-1] == "千" and f"千{unit}" in unit_table().units:
        digits, unit = digits[:-1], f"千{unit}"  # 亿千瓦: no hundred millions of thousands
    if not unit or not digits:
        return None
    expression, bounds = _round()
    found = expression.search(text, max(0, start - 4), start)
    some = match["some"] or match["after"] or ""
    if found is not None and found.start() and text[found.start() - 1] in _lists().joined.get(found[0], ""):
        found = None
    # 以上 and 左右 are read by `bounds`; here they only make the number one
    tail = text.startswith(("以上", "左右", "以内", "以下", "之多"), match.end())
    value = multiplier(digits + (match["scale"] or ""))
    bare = found is None and some not in ("余", "多") and not tail
    if bare and (len(digits) < 2 or unit in _lists().no_bare_round or digits[0] == digits[1]):
        return None
    word = found[0] if found else ""
    vague = word in ("数", "几")
    bound = Bound.AT_LEAST if vague else bounds.get(word)
    interval = Interval(value, value * 10 - 1) if vague else None
    return Number(
        start - len(word) if word in ("数", "几", "上") else start,
        match.end(),
        value,
        value,
        canonical(unit),
        some,
        chinese=bare,
        multiplied=True,
        digits_end=match.end("digits"),
        bound=Bound.ABOUT if bare else None if some or tail else bound,
        interval=interval,
        first_digit=start,
    )


def scan_apart(text: str) -> Iterator[Number]:
    """Numerals whose words stand apart, with a unit: 三千 九百 六十五人."""
    for match in _APART.finditer(text) if _APART_STYLE.search(text) else ():
        squeezed = match[0].replace(" ", "")
        near = squeezed + text[match.end() : match.end() + 12]
        number = next(scan_words(near), None)
        if number is not None and number.start == 0 and number.end >= len(squeezed):
            number.start = match.start()
            number.end = number.digits_end = match.end() + number.end - len(squeezed)
            yield number
