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
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = "零〇一二两三四五六七八九十百千万亿"


@cache
def _arabic_expression() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<digits>{ARABIC})(?P<before>余|多|来)?(?P<scale>{MULTIPLIER})?(?P<after>余|多|来)?"
        rf"(?: ?(?P<unit>{unit_pattern()}))?"
    )


@cache
def _chinese_expression() -> re.Pattern[str]:
    words = language_data("chinese_numerals")
    classifiers = alternatives(tuple(words["classifiers"]))
    return re.compile(
        rf"(?<![第{CHINESE}\d每])(?P<digits>[二两三四五六七八九十百千][{CHINESE}]*)(?P<after>余|多)?(?P<unit>{classifiers})"
        rf"|(?P<whole>[{CHINESE}]+)分之(?P<part>[{CHINESE}]+)"
        rf"|(?<![{CHINESE}\d])(?P<tenths>[一二三四五六七八九]成)(?P<half>[一二三四五六七八九半])?(?!立|为|员|果|功|长|年|本|都|效|就|熟|绩|份|品|交|套|形|分|都|语|事)"
    )


def scan_arabic(text: str) -> Iterator[Printed]:
    """Every run of Arabic digits with its multiplier and unit, left to right, without overlap."""
    table = unit_table()
    for match in _arabic_expression().finditer(text):
        digits, scale = match["digits"], match["scale"] or ""
        value, last_place = arabic_value(digits, scale)
        unit = match["unit"]
        end = match.end() if unit else match.end("after" if match["after"] else "scale" if scale else "digits")
        if match["before"] and not (scale or unit):
            end = match.end("before")
        yield Printed(
            match.start(),
            end,
            value,
            last_place,
            table.canonical(unit) if unit else "",
            match["before"] or match["after"] or "",
            multiplied=bool(scale) or "." in digits,
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


def scan(text: str) -> list[Printed]:
    """All printed numbers of a normalised text in order; Arabic ones win where the two kinds touch."""
    found = list(scan_arabic(text))
    taken = {printed.start for printed in found}
    ends = {printed.end for printed in found}
    extra = [p for p in scan_chinese(text) if p.start not in ends and p.end not in taken]
    return sorted([*found, *extra], key=lambda p: p.start) if extra else found
