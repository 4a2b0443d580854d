"""Finding numbers with their units: one pass of a compiled expression over the normalised text.

What is found here is printed matter only (where, which digits, which unit); whether it measures anything is
decided in `exclusions`, what it measures in `subjects`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi.extraction.numerals import PLACES, arabic_value, chinese_numeral
from kpi.extraction.units import alternatives, unit_pattern, unit_table
from kpi.language import language_data


@dataclass(slots=True)
class Printed:
    """A number as printed: span from the first digit to the end of the unit."""

    start: int
    end: int
    value: Decimal
    last_place: Decimal
    unit: str  # canonical, "" where none is printed
    modifier: str = ""  # 余/多 inside the span
    chinese: bool = False
    multiplied: bool = False
    digits_end: int = 0
    range_part: str = ""  # "low" or "high" of a range such as 3—4个


MULTIPLIER = (
    r"万亿|千亿(?!级)|百亿(?!级)|十亿|亿|千万(?!千?瓦)|百万(?!千?瓦)|十万|万(?!元户)"
    r"|千(?!瓦|克|米|伏|卡|帕|焦|兆)|百(?!分点|佳|强|货)|千万(?=千?瓦)|百万(?=千?瓦)"
)
# 19·5% is a decimal point of the typewriter days; elsewhere a middle dot separates.
ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+|·\d{1,2}(?=\s?(?:%|个百分点|亿|万)))?"
# 8 .8 %: some old web pages put a space behind every digit.
SPACED = r"\d(?: ?\d)*(?: ?[.·] ?\d(?: ?\d)*)?"
SPACED_STYLE = re.compile(r"\d ?\. \d|\d \.\d|\d \d ?%")
_FRACTION = re.compile(r"(?<=[\u4e00-\u9fff])(\d{1,2})/(\d{1,3})(?=[\u4e00-\u9fff,，。；;、])(?![年月])")
# Digits in one number; a longer run is a code, not a figure.
LONGEST = 24
CHINESE = "零〇一二两三四五六七八九十百千万亿"
# What a count may open with; 一 opens none (一批, 一系列).
COUNTING = "二两三四五六七八九十百千"


@cache
def _arabic_expression(spaced: bool) -> re.Pattern[str]:
    gap = " ?" if spaced else " {0,2}"
    return re.compile(
        rf"(?P<digits>{SPACED if spaced else ARABIC})(?:{gap}(?P<before>余|多|来))?"
        rf"(?:{gap}(?P<scale>{MULTIPLIER})(?:(?<=万)(?P<thousands>\d)千)?)?"
        rf"(?P<after>余|多|来)?(?:(?<=[余多])(?P<more>亿))?(?: {{0,2}}(?P<unit>{unit_pattern()}))?"
    )


# 成 that is no tenth: 成立, 成为, 成员.
_NO_TENTH = "立为员果功长年本都效就熟绩份品交套形分语事"


@cache
def _chinese_expression() -> re.Pattern[str]:
    """A run of numerals with what makes it a number; it opens with one class of characters: `re` skips to it."""
    classifiers = alternatives(tuple(language_data("chinese_numerals")["classifiers"]))
    return re.compile(
        rf"(?P<digits>[{CHINESE}][{CHINESE}]{{0,11}})(?:(?P<after>余|多)?(?P<unit>{classifiers})"
        rf"|分之(?P<part>[{CHINESE}]{{1,8}})"
        rf"|(?P<tenths>成)(?P<half>[一二三四五六七八九半])?(?![{_NO_TENTH}]))"
    )


_LAST_FIRST = ("unit", "more", "after", "thousands", "scale", "before", "digits")


def scan_arabic(text: str) -> Iterator[Printed]:
    """Every run of Arabic digits with its multiplier and unit, left to right, without overlap."""
    table = unit_table()
    for match in _arabic_expression(bool(SPACED_STYLE.search(text))).finditer(text):
        digits, scale, unit = match["digits"], match["scale"] or "", match["unit"]
        if len(digits) > LONGEST:
            continue
        value, last_place = arabic_value(digits, scale)
        if match["thousands"]:
            value, last_place = value + int(match["thousands"]) * 1000, Decimal(1000)
        if match["more"]:
            value, last_place = value * 10**8, last_place * 10**8
        for last in _LAST_FIRST:
            if match[last]:
                break
        end = match.end(last) + (1 if last == "thousands" else 0)
        yield Printed(
            match.start(),
            end,
            value,
            last_place,
            table.canonical(unit) if unit else "",
            match["before"] or match["after"] or "",
            multiplied=bool(scale) or "." in digits or "·" in digits,
            digits_end=match.end("digits"),
        )


def scan_chinese(text: str) -> Iterator[Printed]:
    """Numbers in Chinese numerals before one of the classifiers that such numbers take, fractions, tenths."""
    for match in _chinese_expression().finditer(text):
        digits, before = match["digits"], text[match.start() - 1] if match.start() else ""
        if match["part"]:
            printed = _fraction(match)
        elif match["tenths"]:
            printed = None if before.isdigit() or digits[0] in "零〇亿" else _tenths(match)
        else:
            counts = digits[0] in COUNTING and before not in ("第", "每") and not before.isdigit()
            printed = _counted(match) if counts else None
        if printed:
            yield printed


def _fraction(match: re.Match[str]) -> Printed | None:
    """三分之一 → 33.3 %."""
    whole, part = chinese_numeral(match["digits"]), chinese_numeral(match["part"])
    if not whole or part is None or len(match["digits"]) > 4:
        return None
    value = (part * 100 / whole).quantize(Decimal("0.1"))
    return Printed(match.start(), match.end(), value, Decimal("0.1"), "%", chinese=True, multiplied=True)


def _tenths(match: re.Match[str]) -> Printed | None:
    """七成半 → 75 %."""
    tenths = chinese_numeral(match["digits"]) if len(match["digits"]) == 1 else None
    if tenths is None or tenths > 9:
        return None
    half = 5 if match["half"] == "半" else int(chinese_numeral(match["half"] or "零") or 0)
    return Printed(match.start(), match.end(), tenths * 10 + half, Decimal(1), "%", chinese=True, multiplied=True)


def _counted(match: re.Match[str]) -> Printed | None:
    """两家, 二十三个; 百家 and 千户 without a digit are figures of speech."""
    numeral = chinese_numeral(match["digits"])
    if numeral is None or numeral <= 1 or match["digits"] in PLACES:
        return None
    unit = unit_table().canonical(match["unit"])
    return Printed(match.start(), match.end(), numeral, Decimal(0), unit, match["after"] or "", chinese=True)


def scan_fractions(text: str) -> Iterator[Printed]:
    """Fractions with a slash (占全国1/3) as percentages."""
    for match in _FRACTION.finditer(text) if "/" in text else ():
        over, under = int(match[1]), int(match[2])
        if 0 < over < under:
            value = (Decimal(over) * 100 / under).quantize(Decimal("0.1"))
            yield Printed(match.start(), match.end(), value, Decimal("0.1"), "%", multiplied=True)


def scan(text: str) -> list[Printed]:
    """All printed numbers of a normalised text in order; fractions and unit-bearing ones win where two overlap."""
    found = list(scan_arabic(text))
    fractions = list(scan_fractions(text))
    if fractions:
        parts = {p.start for p in fractions} | {text.index("/", p.start) + 1 for p in fractions}
        found = [p for p in found if p.start not in parts] + fractions
    ends = {p.end for p in found}
    starts = {p.start for p in found}
    found += [p for p in scan_chinese(text) if p.start not in ends and p.end not in starts]
    found.sort(key=lambda p: p.start)
    return found
