"""What the benches over judged rows print: a figure a line, and the rows that missed it where asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

Measured = tuple[str, bool, str]  # figure, whether it holds, what it is about


def show(measured: Iterable[Measured], misses: bool, title: str = "") -> None:
    """Shares by figure, in the order of their names; `title` stands before each."""
    every: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for name, holds, what in measured:
        every[name] += 1
        good[name] += holds
        if misses and not holds:
            print(f"  - {name}: {what}")
    for name in sorted(every):
        print(f"{title}{name}: {good[name] / every[name]:.4f} ({good[name]}/{every[name]})")
