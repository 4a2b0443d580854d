"""What a cell of a table may look like: the words of `language/tables.yml` as expressions, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.numbers.units import unit_table

# 1,057 · 12人 · 31 460 · -9.9 · (0.3) · 12.4%. Blanks part groups of three digits.
NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-+–])?(?P<digits>\d{1,3}(?: \d{3})+(?:\.\d+)?|\d[\d,]*(?:\.\d+)?)(?P<close>\))?"
    r"\s?(?P<unit>[%‰]|[\u4e00-\u9fff]{1,4}(?<![年月日号岁届期季度]))?"
)
SCALED = re.compile(r"(?P<scale>万亿|亿|千万|百万|十万|万|千|百)(?!瓦|米|克)(?=.)")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年?(?:度|末|底)?$")
_STOPS = re.compile(r"[。;!?！？；]")
LONGEST = 40  # characters in a cell; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class Words:
    """The expressions of the file by name; lists are alternatives."""

    named: dict[str, re.Pattern[str]]
    ranks: tuple[re.Pattern[str], ...]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.named[name]


@cache
def words() -> Words:
    data = language_data("tables")
    named = {
        name: re.compile("|".join(f"(?:{one})" for one in value) if isinstance(value, list) else value)
        for name, value in data.items()
        if name != "ranks"
    }
    return Words(named, tuple(re.compile(rank) for rank in data["ranks"]))


def is_unit(written: str) -> bool:
    """Whether a unit as a table prints it is known, its multiplier aside: 亿元, 万人, %."""
    table = unit_table()
    name = table.canonical(SCALED.sub("", written, count=1) if SCALED.match(written) else written)
    return bool(name) and table.is_known(name)


def is_number(text: str) -> bool:
    """A cell that holds one number and nothing else; (0.3) is one, (0.3 is none."""
    found = NUMBER.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return False
    return not found["unit"] or is_unit(found["unit"])


def value_of(text: str) -> Decimal | None:
    """The number in a cell with its sign, None where it holds none."""
    found = NUMBER.fullmatch(text)
    if found is None or not is_number(text):
        return None
    value = Decimal(found["digits"].replace(",", "").replace(" ", ""))
    return -value if found["sign"] or found["open"] else value


def is_blank(text: str) -> bool:
    """A cell where a number is left out: — or /."""
    return not text or bool(words()["blank"].match(text))


def year_of(text: str) -> int:
    """2018年, 2018年末, 2018: the year that a heading is; 0 where it is none."""
    found = _YEAR.match(text)
    return int(found[1]) if found else 0


def is_cell(text: str) -> bool:
    """Short, and without the end of a sentence."""
    return len(text) <= LONGEST and not _STOPS.search(text)
