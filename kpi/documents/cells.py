"""The cells of tables: what their texts are, and the lines that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kpi.documents.terms import term
from kpi.numbers.bounds import bounds_after, bounds_before
from kpi.numbers.units import alternatives, unit_table

LONG = 40  # characters: what is longer is no name of rows
_NUMBER = re.compile(
    r"[-−–+(（↑↓▲▼△▽]?[\d０-９][\d０-９,，. ．]*(?:[×xX*]\s?10⁻?[⁰¹²³⁴-⁹]+)?[)）]?\s*[%％‰]?\s*[↑↓▲▼△▽]?"
)
_LONE_POWER = re.compile(r"10⁻?[⁰¹²³⁴-⁹]{1,2}")
APART = " / "  # between numbers that stand below each other in one cell
_WITH_UNIT = re.compile(r"[\d][\d,，.]*(?P<unit>[^\d\s]{1,5})")
_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_INNER = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its row, counted from 0, and its cells by column; a single text is no row.

    `head`: it names the columns. `form`: a name and its value, or what heads some of them.
    """

    row: int
    cells: tuple[str, ...]
    single: bool = False
    head: bool = False
    form: bool = False
    indent: int = 0  # characters that its name is set in


def clean(text: str) -> str:
    """The text of a cell on one line; blanks that only set Chinese words apart go (合　计)."""
    bare = _BLANKS.sub(" ", text.replace("|", "¦")).strip()
    return _INNER.sub("", bare)


def is_number(text: str) -> bool:
    if APART in text:
        return is_stacked(text)
    bare = term("noted").sub("", text.strip())
    number = _NUMBER.fullmatch(term("counted_in").sub("", bare)) or is_lone_power(bare)
    return bool(number) and not term("year").fullmatch(bare)


def is_stacked(text: str) -> bool:
    """Numbers below each other in one cell: which of them belong to which row nobody can say."""
    return APART in text and all(map(is_number, text.split(APART)))


def is_lone_power(text: str) -> bool:
    """10² alone in a cell: a power, or ten and the mark of a note."""
    return _LONE_POWER.fullmatch(text.strip()) is not None


@cache
def _bounding() -> re.Pattern[str]:
    """The words beside a number that bound it."""
    before, after = alternatives(bounds_before()), alternatives(bounds_after())
    return re.compile(rf"^(?:{before}|[≥≤])\s*(?=\d)|(?<=\S)(?:{after})$")


def is_told(text: str) -> bool:
    """A sentence and no name: it stands once, however many places its cell covers."""
    return len(text) > LONG or term("sentence").search(text) is not None


def is_value(text: str) -> bool:
    """A number, or one with its unit (6800平方米) or a word that bounds it (96以上); no year."""
    bare = _bounding().sub("", text.strip())
    found = _WITH_UNIT.fullmatch(bare)
    unit = unit_table().canonical(term("multiplied").sub("", found["unit"])) if found is not None else ""
    return is_number(bare) or (unit in unit_table().units and term("year").fullmatch(bare) is None)
