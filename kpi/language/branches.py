"""A list of words as one expression, those with one beginning side by side.

`re` tries the branches of an expression one by one: of 建成|建立|开工 it tries fewer at each place where they are
written 建(?:成|立)|开工.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby


def branches(words: Iterable[str]) -> str:
    """An expression that finds what the words in turn would, the longest first; no width is fixed."""
    return "|".join(_branches(sorted(set(words))))


def _branches(words: Sequence[str]) -> list[str]:
    """One branch for each first character of words that are sorted; the empty word has none."""
    found: list[str] = []
    for first, group in groupby(filter(None, words), key=lambda word: word[0]):
        rests = [word[1:] for word in group]
        behind = _branches(rests)
        ends = "" in rests
        several = len(behind) > 1 or ends
        tail = f"(?:{'|'.join(behind)})" if behind and several else "".join(behind)
        found.append(re.escape(first) + tail + ("?" if behind and ends else ""))
    return found
