"""The cues of kpi/language/sections.yml as compiled expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.model import SectionKind
from kpi.outline.expressions import marked, pattern


@dataclass(frozen=True, slots=True)
class Cues:
    """One compiled expression a purpose; all are applied to normalised words without blanks."""

    ends: re.Pattern[str]  # group = section kind
    ends_with_time: re.Pattern[str]
    whole_plan: re.Pattern[str]
    whole: re.Pattern[str]  # group = glossary, annex or neutral
    time: re.Pattern[str]  # group = past, future, past_years, future_years, now
    time_only: re.Pattern[str]  # a part of a heading that is nothing but a time
    openings: dict[str, re.Pattern[str]]
    calls: re.Pattern[str]
    title_end: re.Pattern[str]
    byline: re.Pattern[str]
    furniture: re.Pattern[str]


_A_YEAR = pattern("reading", "cues.a_year")
_FIVE_YEARS = pattern("reading", "cues.five_years")
_TAIL = r"(?:\(.{0,12}\))?。?$"


def _any(entries: list[str]) -> str:
    return marked("|".join(f"(?:{entry})" for entry in entries))


def _groups(entries: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{name}>{_any(words)})" for name, words in entries.items())


@cache
def cues() -> Cues:
    data: dict[str, Any] = language_data("sections")
    whole = data["heading_whole"]
    return Cues(
        ends=re.compile(f"(?:{_groups(data['heading_ends'])}){_TAIL}"),
        ends_with_time=re.compile(f"(?:{_any(data['heading_ends_with_time'])}){_TAIL}"),
        whole_plan=re.compile(f"(?:{_any(data['heading_whole_plan'])}){_TAIL}"),
        whole=re.compile(f"(?:{_groups(whole)}){_TAIL}"),
        time=re.compile(_groups(data["times"])),
        time_only=re.compile(f"{_A_YEAR}|{_FIVE_YEARS}|{_groups(data['times']).replace('?P<', '?P<only_')}"),
        openings={name: re.compile(_any(_list(entry))) for name, entry in data["openings"].items()},
        calls=re.compile(marked(data["calls"])),
        title_end=re.compile(f"{data['title_ends']}{_TAIL}"),
        byline=re.compile(_any(data["bylines"])),
        furniture=re.compile(_any(data["furniture"])),
    )


def _list(entry: str | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else entry


KINDS = {kind.value: kind for kind in SectionKind}
