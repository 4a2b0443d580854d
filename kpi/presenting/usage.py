"""What the parser of the command line says of options and arguments, in the language asked for (usage.yml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kpi.language.parsed import read_data
from kpi.presenting.lang import Lang


def usage_words(said: str, lang: Lang) -> str:
    """The parser's sentence; one that is not known here stays as it is."""
    if lang == "en":
        return said.replace(": Value error, ", ": ")
    for pattern, words in _sentences():
        if found := pattern.fullmatch(said):
            return found.expand(words)
    return said


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = read_data(Path(__file__).with_name("usage.yml"))["sentences"]
    return tuple((re.compile(one["says"], re.DOTALL), one["zh"]) for one in listed)
