"""Names of drafted targets, which depend on the promise and not on its place; and which were drafted before."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from kpi.model import Target

_ID_LENGTH = 24
_NOT_IN_ID = re.compile(r"[^\w%.]+|\.(?!\d)|(?<!\d)\.")
_ITEM = re.compile(r"^\d{1,2}[.、．]\s*(?=\D)")  # 8.完善…
_SPACE = re.compile(r"\s+")
_MEMORY = "# drafted:"
_MEMORY_ABOUT = "# 以下由 kpi draft 记录:从上面删去的目标不会再次加入。 What is removed above stays removed:"


def unique_ids(targets: Sequence[Target]) -> list[str]:
    """A readable id each, which depends on the promise and not on its place in the plan.

    The catalogue's name or the subject's own words; where several have the same, with their number, else their due
    date, else a hash of their words. Only promises that are the same word for word are numbered, from 2.
    """
    ids = [target.indicator or _named(target.subject.text or target.text)[:_ID_LENGTH] for target in targets]
    ids = [identifier or "target" for identifier in ids]
    for tell_apart in (_number_words, _due_words, _hash_words):
        ids = _told_apart(ids, [tell_apart(target) for target in targets])
    taken: set[str] = set()
    for at, base in enumerate(ids):
        number = 1
        while ids[at] in taken:
            number += 1
            ids[at] = f"{base}-{number}"
        taken.add(ids[at])
    return ids


def _told_apart(ids: list[str], words: list[str]) -> list[str]:
    """Ids that occur several times, followed by the word that sets them apart where it does."""
    different: dict[str, set[str]] = {}
    for name, word in zip(ids, words, strict=True):
        different.setdefault(name, set()).add(word)
    apart = {name for name, found in different.items() if len(found) > 1}
    return [f"{name}-{word}" if word and name in apart else name for name, word in zip(ids, words, strict=True)]


def _number_words(target: Target) -> str:
    ends = [plain_number(end) for end in (target.value, target.value_high) if end is not None]
    return _named("~".join(ends) + target.unit) if ends else ""


def _due_words(target: Target) -> str:
    return target.due.isoformat()


def _hash_words(target: Target) -> str:
    return hashlib.sha256(fold(target.text).encode()).hexdigest()[:4]


def _named(text: str) -> str:
    return _NOT_IN_ID.sub("", _ITEM.sub("", text))


def fingerprint(target: Target) -> str:
    """Four digits that stand for the words of a promise, wherever they stand in the plan."""
    words = f"{fold(target.text)}|{target.value}|{target.unit}"
    return hashlib.sha256(words.encode()).hexdigest()[:4]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without spaces and with plain forms, as quotes are looked up."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def memory_lines(items: Iterable[tuple[str, Target]]) -> Iterator[str]:
    """Comments at the file's end that name what was drafted, so that what a person removes stays removed."""
    yield _MEMORY_ABOUT
    line = _MEMORY
    for identifier, target in items:
        word = f" {identifier}~{fingerprint(target)}"
        if len(line) + len(word) > 100 and line != _MEMORY:
            yield line
            line = _MEMORY
        line += word
    yield line


def remembered(text: str) -> tuple[list[str], str]:
    """What the memory of a file names (`id~fingerprint`), and the file without it."""
    lines = text.splitlines(keepends=True)
    words = [word for line in lines if line.startswith(_MEMORY) for word in line.removeprefix(_MEMORY).split()]
    rest = [line for line in lines if not line.startswith((_MEMORY, _MEMORY_ABOUT))]
    return words, "".join(rest)


def plain_number(value: Decimal) -> str:
    """Digits without exponent or trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
