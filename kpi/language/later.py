"""An expression that is compiled when it is first asked for.

A command asks a part of the thousand that the engine has; to compile them all took a quarter of the time of
reading one report. Once compiled, its methods are those of the compiled expression and cost no more.
"""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "groupindex", "groups", "flags",
)  # fmt: skip
_compile = re.compile


class _Later:
    """Has nothing but its pattern until a name of `_ASKED` is missed; `__getattr__` is asked that once."""

    __slots__ = ("pattern", *_ASKED)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = _compile(self.pattern)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def compiled_later(pattern: str) -> re.Pattern[str]:
    """The expression, compiled at the first question; re.error then, where it is none."""
    return cast("re.Pattern[str]", _Later(pattern))
