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
    high: Decimal | None = None  # upper end, where the number is the lower end of a printed range
    range_part: str = ""  # "low" or "high" of a range such as 3—4个


MULTIPLIER = (
    r"万亿|千亿(?!级)|百亿(?!级)|十亿|亿|千万(?!千?瓦)|百万(?!千?瓦)|十万|万(?!元户)"
    r"|千(?!瓦|克|米|伏|卡|帕|焦|兆)|百(?!分点|佳|强|货)|千万(?=千?瓦)|百万(?=千?瓦)"
)
# 19·5% is a decimal point of the typewriter days; elsewhere a middle dot separates.
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+|·\d{1,2}(?=\s?(?:%|个百分点|亿|万)))?"
# 8 .8 %: some old web pages put a space behind every digit.
SPACED = r"\d(?: ?\d)*(?: ?[.·] ?\d(?: ?\d)*)?"
SPACED_STYLE = re.compile(r"\d ?\. \d|\d \.\d|\d \d ?%")
_FRACTION = re.compile(r"(?<=[\u4e00-\u9fff])(\d{1,2})/(\d{1,3})(?=[\u4e00-\u9fff,，。；;、])(?![年月])")
# Digits in one number; a longer run is a code, not a figure.
LONGEST = 24
CHINESE = "零〇一二两三四五六七八九十百千万亿"


@cache
def _arabic_expression(spaced: bool) -> re.Pattern[str]:
    gap = " ?" if spaced else " {0,2}"
    return re.compile(
        rf"(?P<digits>{SPACED if spaced else ARABIC})(?:{gap}(?P<before>余|多|来))?"
        rf"(?:{gap}(?P<scale>{MULTIPLIER})(?:(?<=万)(?P<thousands>\d)千)?)?"
        rf"(?P<after>余|多|来)?(?:(?<=[余多])(?P<more>亿))?(?: {{0,2}}(?P<unit>{unit_pattern()}))?"
    )


@cache
def _chinese_expression() -> re.Pattern[str]:
    words = language_data("chinese_numerals")
    classifiers = alternatives(tuple(words["classifiers"]))
    return re.compile(
        rf"(?<![第{CHINESE}\d每])(?P<digits>[二两三四五六七八九十百千][{CHINESE}]{{0,11}})(?P<after>余|多)?(?P<unit>{classifiers})"
        rf"|(?P<whole>[{CHINESE}]{{1,4}})分之(?P<part>[{CHINESE}]{{1,8}})"
        rf"|(?<![{CHINESE}\d])(?P<tenths>[一二两三四五六七八九]成)(?P<half>[一二三四五六七八九半])?(?!立|为|员|果|功|长|年|本|都|效|就|熟|绩|份|品|交|套|形|分|都|语|事)"
    )


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
        last = next(
            name for name in ("unit", "more", "after", "thousands", "scale", "before", "digits") if match[name]
        )
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
        if match["part"]:
            whole, part = chinese_numeral(match["whole"]), chinese_numeral(match["part"])
            if not whole or part is None or (match["whole"] in ("十", "百", "千") and part == 0):
                continue
            value = (part * 100 / whole).quantize(Decimal("0.1"))
            yield Printed(match.start(), match.end(), value, Decimal("0.1"), "%", chinese=True, multiplied=True)
        elif match["tenths"]:
            tenths = chinese_numeral(match["tenths"][0])
            half = 5 if match["half"] == "半" else int(chinese_numeral(match["half"] or "零") or 0)
            assert tenths is not None
            value = tenths * 10 + half
            yield Printed(match.start(), match.end(), value, Decimal(1), "%", chinese=True, multiplied=True)
        else:
            numeral = chinese_numeral(match["digits"])
            # 百家, 千户 without a digit are figures of speech
            if numeral is not None and numeral > 1 and match["digits"] not in PLACES:
                yield Printed(
                    match.start(),
                    match.end(),
                    numeral,
                    Decimal(0),
                    unit_table().canonical(match["unit"]),
                    match["after"] or "",
                    chinese=True,
                )


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
