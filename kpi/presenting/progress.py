"""A progress bar on standard error: in a terminal without NO_COLOR, and only for work longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from typing import TextIO

from kpi.presenting.console import plain
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word

PATIENCE = 1.0  # seconds before a bar appears


@dataclass(slots=True)
class Pace:
    """How many of how many, and how many a second since the step began."""

    name: str = ""
    began: float = 0.0

    def told(self, name: str, done: int, total: int, now: float) -> str:
        """`now` in seconds; empty where nobody can say how many there are."""
        if name != self.name:
            self.name, self.began = name, now
        passed = now - self.began
        rate = f" {done / passed:.1f}/s" if done and passed > 0 else ""
        return f"{done}/{total}{rate}" if total else ""


@contextmanager
def progress(lang: Lang, stream: TextIO | None = None) -> Iterator[Callable[[str, int, int], None]]:
    """Gives a function to call with (step, done, total), total 0 where nobody can say; gone afterwards."""
    target = sys.stderr if stream is None else stream
    if plain() or not target.isatty():
        yield lambda name, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[pace]}"))
    bar = Progress(*columns, console=Console(file=target), transient=True)
    task = bar.add_task("", total=None, pace="")
    pace = Pace()
    # A timer, since one step (an import, a query) may take all the time by itself.
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True

    def step(name: str, done: int, total: int) -> None:
        told = pace.told(name, done, total, monotonic())
        bar.update(task, description=word("progress", name, lang), completed=done, total=total or None, pace=told)

    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()
