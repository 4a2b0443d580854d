"""A progress bar on standard error, in a terminal only and only for work that takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from kpi.presenting.lang import Lang
from kpi.presenting.messages import message

PATIENCE = 1.0  # seconds before a bar appears


@contextmanager
def progress(lang: Lang, stream: TextIO | None = None) -> Iterator[Callable[[int, int], None]]:
    """Gives a function to call with (done, total); the bar is gone when the block ends."""
    target = sys.stderr if stream is None else stream
    if not target.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(file=target), transient=True)
    task = bar.add_task(message("progress.reading", lang))
    started, shown = monotonic(), False

    def step(done: int, total: int) -> None:
        nonlocal shown
        if not shown and done < total and monotonic() - started > PATIENCE:
            bar.start()
            shown = True
        bar.update(task, completed=done, total=total)

    try:
        yield step
    finally:
        if shown:
            bar.stop()
