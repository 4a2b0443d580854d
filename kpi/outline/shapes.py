"""What a cell of a table may look like: the words of `language/tables.yml` as expressions, read once."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.language.terms import SCALES
from kpi.model import Bound
from kpi.numbers.bounds import bounds_after, bounds_before
from kpi.numbers.powers import EXPONENT, exponent_of
from kpi.numbers.units import alternatives, unit_table
from kpi.outline.expressions import expression

_BOUNDS = {"befores": alternatives(bounds_before()), "afters": alternatives(bounds_after())}
NUMBER = expression("outline", "shapes.number", _BOUNDS | {"power": EXPONENT})
SCALED = expression("outline", "shapes.scaled")
_BELOW = expression("outline", "shapes.below")
_YEAR = expression("outline", "shapes.year")
_STOPS = expression("outline", "shapes.stops")
_DAY = expression("outline", "shapes.day")
_ONE_SIZE = 100  # so many times its lower end is the upper one of a range at most
_LIMITS = ("led", "before", "after", "more", "to")
LONGEST = 40  # characters in a cell; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class Words:
    """The expressions of the file by name; lists are alternatives. `classified`: what is counted in a unit."""

    named: dict[str, re.Pattern[str]]
    ranks: tuple[re.Pattern[str], ...]
    classified: dict[str, re.Pattern[str]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.named[name]


@cache
def words() -> Words:
    data = language_data("tables")
    named = {
        name: re.compile("|".join(f"(?:{one})" for one in value) if isinstance(value, list) else value)
        for name, value in data.items()
        if name not in ("ranks", "classified")
    }
    classified = {unit: re.compile(things) for unit, things in data["classified"].items()}
    return Words(named, tuple(re.compile(rank) for rank in data["ranks"]), classified)


def is_unit(written: str) -> bool:
    """Whether a unit as a table prints it is known, its multiplier aside: 亿元, 万人, %."""
    table = unit_table()
    name = table.canonical(SCALED.sub("", written, count=1) if SCALED.match(written) else written)
    return bool(name) and table.is_known(name)


def is_number(text: str) -> bool:
    """A cell that holds one number and nothing else; (0.3) is one, (0.3 is none."""
    found = NUMBER.fullmatch(text)
    return found is not None and not any(found[name] for name in _LIMITS) and _is_whole(found)


def is_limited(text: str) -> bool:
    """A cell that holds a number with a word that bounds it, or a range: 96以上, 约1,200, 300-350."""
    found = NUMBER.fullmatch(text)
    if found is None or not any(found[name] for name in _LIMITS) or is_day(text) or not _is_whole(found):
        return False
    return not found["to"] or _is_range(found)


def _is_range(found: re.Match[str]) -> bool:
    """300-350, 85-90%; no years, no code, no telephone number, no chapter (1-2)."""
    low, high = digits_of(found), digits_of(found, "to")
    coded = any(found[end].startswith("0") and found[end][1:2].isdigit() for end in ("digits", "to"))
    bare = not found["unit"]
    years = bare and _YEAR.match(found["digits"]) and _YEAR.match(found["to"])
    chapter = bare and len(found["digits"]) == len(found["to"]) == 1
    return low < high <= max(low, Decimal(1)) * _ONE_SIZE and not (coded or years or chapter)


def _is_whole(found: re.Match[str]) -> bool:
    if bool(found["open"]) != bool(found["close"]):
        return False
    return not found["unit"] or is_unit(found["unit"]) or found["unit"] in SCALES


def value_of(text: str) -> Decimal | None:
    """The number in a cell with its sign, None where it holds none."""
    found = NUMBER.fullmatch(text)
    if found is None or not is_number(text):
        return None
    return -digits_of(found) if is_below(found) else digits_of(found)


def digits_of(printed: re.Match[str], end: str = "digits") -> Decimal:
    """The digits of a number, or of the upper end of a range ("to")."""
    digits = Decimal(printed[end].replace(",", "").replace(" ", ""))
    return digits * Decimal(10) ** power_of(printed) if end == "digits" else digits


def power_of(printed: re.Match[str]) -> int:
    """8 of 1.2×10⁸, 0 of a number without a power of ten."""
    return exponent_of(printed["power"]) if printed["power"] else 0


def is_below(printed: re.Match[str], minus: Collection[str] = ()) -> bool:
    """Whether a number of a cell is below nought: -9.9, (0.3), ↓3.1%, ▼2.6, 下降0.2; `minus` are further marks."""
    sign = (printed["sign"] or printed["arrow"] or "").strip()
    return bool(printed["open"]) or sign in minus or _BELOW.match(sign) is not None


def bound_of(printed: re.Match[str]) -> Bound | None:
    """How a mark or a word beside the number limits it: ≥400, 96以上, 1200余; None where there is none."""
    if printed["after"]:
        return bounds_after()[printed["after"]]
    if printed["more"]:
        return Bound.ABOVE
    if printed["before"]:
        return bounds_before()[printed["before"]]
    return Bound.AT_LEAST if printed["least"] else Bound.AT_MOST if printed["most"] else None


def is_blank(text: str) -> bool:
    """A cell where a number is left out: — or /."""
    return not text or bool(words()["blank"].match(text))


def year_of(text: str) -> int:
    """2018年, 2018年末, 2018: the year that a heading is; 0 where it is none."""
    found = _YEAR.match(text)
    return int(found[1]) if found else 0


def is_day(text: str) -> bool:
    """A month or a day: 2024.12, 2024-09, 2025年12月, 2025/1/10."""
    return bool(_DAY.fullmatch(text))


def is_cell(text: str) -> bool:
    """Short, and without the end of a sentence."""
    return len(text) <= LONGEST and not _STOPS.search(text)
