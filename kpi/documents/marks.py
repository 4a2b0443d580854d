"""Raised characters: marks of notes go, squares and powers stay."""

from __future__ import annotations

import re

from kpi.documents.terms import term

_LETTER = re.compile(r"[A-Za-z]$")
_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_SQUARE = {"2": "²", "3": "³"}


def superscript(text: str, before: str) -> str:
    """What raised characters are behind the text before them: km², m³ and 10⁸ stay; a mark of a note is ""."""
    bare = text.strip()
    if _LETTER.search(before) and bare in _SQUARE:
        return _SQUARE[bare]
    if before.endswith(("×10", "x10", "X10")):
        return bare.translate(_POWERS)
    return "" if term("mark").fullmatch(bare) else text
