"""Radicals that stand for characters: browsers print 一 as U+2F00 where a font has only the radical."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from kpi.language import language_data

_MAPPED = range(0x2F00, 0x2FD6)  # those that Unicode itself calls the same


@cache
def _table() -> dict[int, str]:
    data = language_data("documents")
    pairs = zip(data["radicals"], data["characters"], strict=True)
    mapped = {code: normalize("NFKC", chr(code)) for code in _MAPPED}
    return mapped | {ord(radical): character for radical, character in pairs}


def unified(text: str) -> str:
    """The text with radicals as the characters they look like; as long as before."""
    return text.translate(_table())
