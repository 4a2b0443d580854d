"""How much work a call is, counted instead of timed: the same on every machine and under any load.

A step is a line that runs (each round of a comprehension is one), a call or a return of Python code. What happens
inside a C function (a regular expression that backtracks, a long copy) is none: `python -m bench.linear` times it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

GROWTH = 2.2  # twice the text: 2 where the work grows with it, 4 where it grows with its square
CONSTANT = 1000  # steps that any text takes


def steps(run: Callable[[], object]) -> int:
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def assert_linear(prepared: Callable[[int], Callable[[], object]], size: int) -> None:
    """What is prepared for twice the size may take about twice the steps."""
    prepared(size // 4)()  # loads what is loaded once; of another text, so that nothing of these two is kept
    small, large = steps(prepared(size)), steps(prepared(2 * size))
    assert large < GROWTH * small + CONSTANT, f"{small} steps for {size}, {large} for {2 * size}"
