"""Full-width characters to their ASCII twins, one for one, so that every offset keeps pointing at the original."""

from __future__ import annotations

from functools import lru_cache

_BLANKS = (0x3000, 0xA0, 0x2002, 0x2003)
_TABLE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(_BLANKS, 0x20)
_PAIRS = tuple((chr(wide), chr(narrow)) for wide, narrow in _TABLE.items())
_SHORT = 400


def normalise(text: str) -> str:
    """`text` with full-width digits, letters and punctuation (％．，：（）) and wide spaces as ASCII; same length.

    Spaces within numbers stay where they are. A replace for each pair is four times as fast as `str.translate`
    on a report (120 against 31 MB/s): nearly all of the characters looked for are absent, which costs a memchr.
    """
    return text.translate(_TABLE) if len(text) < _SHORT else _normalise_long(text)


@lru_cache(maxsize=1)  # reading and extraction each ask for the same report's text, one after the other
def _normalise_long(text: str) -> str:
    for wide, narrow in _PAIRS:
        text = text.replace(wide, narrow)
    return text
