"""Two names that are all there is of a whole: 男 and 女, 城市低保 and 农村低保 (splits of relations.yml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kpi.language import language_data

_HALVES = 2


@lru_cache(maxsize=1024)
def completes(first: str, second: str) -> bool:
    """Whether two names differ by the two sides of a split and by nothing else."""
    return any(
        _rest(one, first) == _rest(other, second) is not None
        for sides in _splits()
        for one, other in (sides, sides[::-1])
    )


def _rest(side: re.Pattern[str], name: str) -> str | None:
    """What is left of a name without the word of a split in it, None where it has none."""
    found = side.search(name)
    return name[: found.start()] + name[found.end() :] if found else None


@cache
def _splits() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    every = [split for split in language_data("relations")["splits"] if len(split) == _HALVES]
    sides = [[re.compile("|".join(f"(?:{word})" for word in side)) for side in split] for split in every]
    return [(first, second) for first, second in sides]
