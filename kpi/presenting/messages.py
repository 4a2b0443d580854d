"""Words for people in both languages, kept as data in messages.yml (code → zh, en)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from kpi.language.parsed import read_data
from kpi.presenting.lang import Lang

Catalogue = dict[str, dict[str, str]]
_FILE = Path(__file__).with_name("messages.yml")


@cache
def catalogue() -> Catalogue:
    """All messages. An English text may hold `singular | plural`, chosen by the placeholder `n`."""
    return cast(Catalogue, read_data(_FILE))


def message(code: str, lang: Lang, **values: object) -> str:
    """The text of a code with its placeholders filled; an unknown code is a programming error (KeyError)."""
    text = catalogue()[code][lang]
    if lang == "en" and " | " in text:
        one, many = text.split(" | ", 1)
        text = one if str(values.get("n")) == "1" else many
    return text.format(**values) if values else text


def word(kind: str, value: str, lang: Lang) -> str:
    """The word for a value of an enumeration (`verdict`, `met`); the value itself where none is listed."""
    entry = catalogue().get(f"{kind}.{value}")
    return entry[lang] if entry else value
