"""Ordinals as Word writes them out: 1, 一, ①, I, a, 甲 (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from typing import Any

from kpi.language import language_data

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting", "ideographLegalTraditional", "koreanCounting",
}  # fmt: skip
_CIRCLES = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_LARGEST = 9999


def _data() -> dict[str, Any]:
    return language_data("documents")


def ordinal(number: int, form: str) -> str:
    """The ordinal in one of Word's number formats; decimal where the format is not known."""
    if not 0 < number <= _LARGEST:
        return str(number)
    if form in _CHINESE:
        return chinese(number)
    if form == "chineseLegalSimplified":
        return chinese(number, "legal_", bare_ten=False)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_data()["digits"][int(digit)] for digit in str(number))
    if form in _CIRCLES:
        return chr(0x2460 + number - 1) if number <= 20 else str(number)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return _simple(number, form)


def _simple(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "decimalEnclosedParen":
        return f"({number})"
    if form == "decimalEnclosedFullstop":
        return f"{number}."
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form == "ideographTraditional":
        return str(_data()["stems"][(number - 1) % 10])
    if form == "ideographZodiac":
        return str(_data()["branches"][(number - 1) % 12])
    return "" if form in ("bullet", "none") else str(number)


def chinese(number: int, kind: str = "", bare_ten: bool = True) -> str:
    """12 is 十二, 105 一百零五; up to 9999."""
    data = _data()
    digits, powers = data[f"{kind}digits"], data[f"{kind}powers"]
    parts, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            parts += (data["gap"] if gap and parts else "") + digits[digit] + powers[place]
        gap = not digit
    return parts[1:] if bare_ten and 10 <= number < 20 else parts


def _roman(number: int) -> str:
    parts = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        parts += sign * times
    return parts
