"""Numbers of a workbook as its cells show them: 0.056 under 0.0% is 5.6%, 45306 under a date is a day.

ECMA-376 part 1, 18.8.30 numFmt. What a format says about widths, colours and fractions is left aside.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from kpi.language import language_data

_PIECE = re.compile(
    r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]|([0#?][0#?,]*(?:\.[0#?]+)?,*|\.[0#?]+,*)|(y+|m+|d+)|(.)',
    re.IGNORECASE,
)
# Digits, a mark between them that is no decimal point, digits: how Chinese workbooks show tens of thousands.
_PARTED = re.compile(
    r'[0#?,]*[0#?](?:[\\!](?P<escaped>[^0#?])|"(?P<quoted>[^"]+)")(?P<behind>[0#?]+)(?P<thousands>,*)'
)
_LITERAL = re.compile(r"^\[[^\]]*\]")
_DATE = re.compile(r"[yd]|m(?!.*[0#?])", re.IGNORECASE)
_BARE = re.compile(r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]')
_CURRENCY = re.compile(r"\$([^-\]]*)")
_DIGITS = 11  # that a cell without a format shows
_LONGEST = 400  # characters of a format


@cache
def code_of(id: int, own: str | None) -> str:
    """The format of an id: the workbook's own, else the built-in one; "" shows the number as it is."""
    code = own if own is not None else language_data("documents")["formats"].get(id, "")
    return "" if code.strip().lower() in ("general", "@") or len(code) > _LONGEST else code


def shown(value: str, code: str, from_1904: bool = False) -> str:
    """The number (as stored) in a format; as it is where the format cannot be followed."""
    try:
        number = Decimal(value)
        if not number.is_finite():
            return value
        number = +Decimal(repr(float(number)))
    except (InvalidOperation, ValueError, OverflowError):
        return value
    if not code:
        return plain(number)
    parts = _sections(code)
    negative = number < 0
    part = parts[1] if negative and len(parts) > 1 else parts[2] if not number and len(parts) > 2 else parts[0]
    if not part.strip() and len(parts) > 1:
        return ""  # ;;; shows nothing
    if _is_date(part):
        return _day(number, part, from_1904)
    told = _numeric(abs(number), part)
    return told if not negative or len(parts) > 1 else f"-{told}" if any(map(str.isdigit, told)) else told


def plain(number: Decimal) -> str:
    """A number without a format: whole, or eleven digits."""
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 15:
        return str(int(number))
    rounded = Decimal(f"{float(number):.{_DIGITS}g}")
    return format(rounded.normalize(), "f") if abs(number) < Decimal(10) ** 15 else str(number)


def _sections(code: str) -> list[str]:
    """Positive; negative; nought; text."""
    found, at = [""], 0
    while at < len(code):
        step = 1
        if code[at] == '"':
            step = max(code.find('"', at + 1) - at + 1, 1)
        elif code[at] in "\\!_*":
            step = 2
        if code[at] == ";":
            found.append("")
        else:
            found[-1] += code[at : at + step]
        at += step
    return found


def _is_date(part: str) -> bool:
    return bool(_DATE.search(_BARE.sub("", part))) and not re.search(r"[0#?]", _BARE.sub("", part))


def _numeric(number: Decimal, part: str) -> str:
    if found := _PARTED.match(bare := _LITERAL.sub("", part)):
        return _parted(number, found) + "".join(
            one[1] or one[2] or "" for one in _PIECE.finditer(bare, found.end())
        )
    bare = _BARE.sub("", part)
    number *= Decimal(100) ** bare.count("%")
    slots = re.search(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*", bare)
    if slots is None or "E+" in bare or "/" in bare:
        literal = "".join(found[1] or found[2] or "" for found in _PIECE.finditer(part))
        return literal if slots is None and not number else plain(number)
    form = slots[0].rstrip(",")
    number /= Decimal(1000) ** (len(slots[0]) - len(form))
    whole, _, decimals = form.partition(".")
    places = len(decimals)
    told = format(
        number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP),
        ",f" if "," in whole else "f",
    )
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and told.endswith("0") and "." in told:
        told, optional = told[:-1], optional - 1
    told = told.rstrip(".")
    written, done = "", False
    for found in _PIECE.finditer(part):
        if found[4]:
            written += "" if done else told
            done = True
        elif found[3]:
            sign = _CURRENCY.match(found[3])
            written += sign[1] if sign else ""
        else:
            written += found[1] or found[2] or found[5] or found[6] or ""
    return written.strip()


def _parted(number: Decimal, found: re.Match[str]) -> str:
    """0!.0, over 312400 is 31.2: thousands left out, then a mark of its own set between the digits."""
    number /= Decimal(1000) ** len(found["thousands"])
    behind = len(found["behind"])
    digits = format(number.quantize(Decimal(1), rounding=ROUND_HALF_UP), "f").rjust(behind + 1, "0")
    return digits[:-behind] + (found["escaped"] or found["quoted"]) + digits[-behind:]


def _day(number: Decimal, part: str, from_1904: bool) -> str:
    try:
        first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        day = datetime.combine(first, datetime.min.time()) + timedelta(days=float(number))
    except (OverflowError, ValueError):
        return plain(number)
    written = ""
    for found in _PIECE.finditer(part):
        told = (found[5] or "").lower()
        if told:
            written += _date_part(day, told)
        elif not found[3]:
            written += found[1] or found[2] or found[6] or ""
    return re.split(r"\s+h|h+:", written)[0].strip()


def _date_part(day: datetime, told: str) -> str:
    if told[0] == "y":
        return f"{day.year % 100:02d}" if len(told) < 3 else str(day.year)
    number = day.month if told[0] == "m" else day.day
    return f"{number:02d}" if len(told) > 1 else str(number)
