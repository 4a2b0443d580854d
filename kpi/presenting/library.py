"""What libraries and the system say of a failure, in 中文: the common of it translated, the rest quoted."""

from __future__ import annotations

import errno
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from kpi.language.parsed import read_data
from kpi.presenting.messages import message

_NUMBERED = re.compile(r"\[Errno (\d+)\]")
_FOREIGN = re.compile(r"[A-Za-z]{2,}(?::|,)?\s+[A-Za-z]{2,}")


def library_words(said: str) -> str:
    """`said` in 中文. What is no sentence of a foreign language (a name, numbers) stays as it is."""
    if known := _of_system(said):
        return known
    for pattern, words in _sentences():
        if found := pattern.fullmatch(said):
            return found.expand(words)
    return message("library.quoted", "zh", said=said) if _FOREIGN.search(said) else said


def _of_system(said: str) -> str:
    """By the number that the system has for it, whether it is told or only its words are."""
    numbered = _NUMBERED.search(said)
    number = int(numbered[1]) if numbered else _numbers().get(said)
    return "" if number is None else _data()["errno"].get(errno.errorcode.get(number, ""), "")


@cache
def _numbers() -> dict[str, int]:
    return {os.strerror(number): number for number in errno.errorcode}


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["says"], re.DOTALL), one["zh"]) for one in _data()["sentences"])


@cache
def _data() -> dict[str, Any]:
    return read_data(Path(__file__).with_name("library.yml"))
