"""The expressions of kpi/language/documents.yml: how lines look before there is an outline."""

from __future__ import annotations

import re
from functools import cache

from kpi.language import language_data


@cache
def term(name: str) -> re.Pattern[str]:
    """One expression by its name; a list is of alternatives."""
    entry: str | list[str] = language_data("documents")[name]
    return re.compile(entry if isinstance(entry, str) else "|".join(entry))
