"""Words of the page in both languages (words.yml); what is not there is looked up in the program's messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from kpi.language.parsed import read_data
from kpi.presenting.lang import Lang
from kpi.presenting.messages import Catalogue, message

Words = Callable[..., str]
_FILE = Path(__file__).with_name("words.yml")


@cache
def page_words() -> Catalogue:
    """code → zh, en; an English text may hold `singular | plural`, chosen by the placeholder `n`."""
    return cast(Catalogue, read_data(_FILE))


def words_in(lang: Lang) -> Words:
    """A function from code and placeholders to text; an unknown code is a programming error (KeyError)."""
    own = page_words()

    def words(code: str, **values: object) -> str:
        if code not in own:
            return message(code, lang, **values)
        text = own[code][lang]
        if lang == "en" and " | " in text:
            one, many = text.split(" | ", 1)
            text = one if str(values.get("n")) == "1" else many
        return text.format(**values) if values else text

    return words


def translated(note: str, lang: Lang) -> str:
    """A verdict's comparison in the page's language: its few fixed phrases are replaced, its numbers stay."""
    if lang == "zh":
        return note.replace(", ", "，").replace("; ", "；")
    for pattern, phrase in _phrases():
        note = pattern.sub(phrase, note)
    return note


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = [entry for code, entry in page_words().items() if code.startswith("note.")]
    return tuple((re.compile(entry["zh"]), entry["en"]) for entry in entries)


def period_name(start: date | None, end: date | None, lang: Lang) -> str:
    """2025年, 2025年上半年, 2025年第三季度, else the dates; empty where the text names none."""
    if end is None:
        return ""
    if start is None:
        return end.isoformat()
    first_to_last = (start.month, end.month) if start.year == end.year else (0, 0)
    whole = start.day == 1 and end.day >= 28
    named = {(1, 12): "year", (1, 6): "half1", (7, 12): "half2"}.get(first_to_last) if whole else None
    if named:
        return words_in(lang)(f"period.{named}", year=end.year)
    if whole and first_to_last[0] % 3 == 1 and first_to_last[1] == first_to_last[0] + 2:
        return words_in(lang)("period.quarter", year=end.year, quarter=first_to_last[1] // 3)
    return words_in(lang)("span", start=start.isoformat(), end=end.isoformat())
