"""White, or so near it that nobody sees the difference."""

from __future__ import annotations

from collections.abc import Iterable

WHITE = 0xFA  # of each of red, green and blue, and more


def is_white(parts: Iterable[int]) -> bool:
    """Of red, green and blue, or grey alone, from 0 to 255; nothing at all is not white."""
    told = tuple(parts)
    return bool(told) and min(told) >= WHITE
