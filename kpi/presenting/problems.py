"""Problems in words: file, line, what was expected, what was found, what to do (problems.yml: code → zh, en).

A text may hold `[[ … ]]`, left out where a placeholder inside it is empty. `{name:word}` shows the text of
`word.<value>` for the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import cast

from kpi.errors import Problem
from kpi.language.parsed import read_data
from kpi.presenting.escaping import one_line
from kpi.presenting.library import library_words

LONGEST = 1_000  # characters of one value: what somebody wrote must not fill a log
Catalogue = dict[str, dict[str, str]]
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_LIBRARY = "reason"  # the value that is what a library or the system said
_PLACEHOLDER = re.compile(r"\{(\w+)(:word)?\}")


@cache
def problem_texts() -> Catalogue:
    """All texts of problems, by code and language."""
    return cast(Catalogue, read_data(Path(__file__).with_name("problems.yml")))


def describe(problem: Problem, lang: str) -> str:
    """One problem on one line, `targets/a.yml:12: …`; `lang` is zh or en.

    A code without a text shows its values.
    """
    place = f"{problem.file}:{problem.line}" if problem.file and problem.line else problem.file
    entry = problem_texts().get(problem.code)
    if entry is None:
        said = ", ".join(f"{name}={value}" for name, value in problem.values)
        words = f"{problem.code} ({said})" if said else problem.code
    else:
        words = _fill(entry[lang], problem.fields, lang)
    return one_line(f"{place}: {words}" if place else words)


def describe_all(problems: Iterable[Problem], lang: str) -> list[str]:
    """All problems by file and line, each once."""
    ordered = sorted(set(problems), key=lambda found: (found.file, found.line, found.code, found.values))
    return [describe(found, lang) for found in ordered]


def _fill(template: str, values: dict[str, str], lang: str) -> str:
    def optional(match: re.Match[str]) -> str:
        return match[1] if all(values.get(name) for name, _ in _PLACEHOLDER.findall(match[1])) else ""

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1], match[0])
        found = found if len(found) <= LONGEST else found[: LONGEST - 1] + "…"
        word = problem_texts().get(f"word.{found}") if match[2] else None
        if match[1] == _LIBRARY and lang == "zh" and word is None:
            return library_words(found)
        return word[lang] if word else found

    return _PLACEHOLDER.sub(value, _OPTIONAL.sub(optional, template))
