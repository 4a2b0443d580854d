"""Where text for people goes: a rich console that behaves in a terminal and in a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, WIDEST, PIPE = 40, 120, 80


def make_console(file: TextIO | None = None, width: int | None = None) -> Console:
    """Colour only in a terminal; in a pipe 80 columns or COLUMNS; never wider than is good to read."""
    from rich.console import Console
    from rich.theme import Theme

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            """rich would leave with exit code 1, which here means findings."""
            raise BrokenPipeError

    stream = sys.stdout if file is None else file
    size = width if width is not None else _width(stream)
    return Plain(
        file=stream,
        width=size,
        color_system=None if plain() else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        theme=Theme(STYLES),
    )


def plain() -> bool:
    """Whether nothing but text is wanted: by NO_COLOR also bold and dim are left out, and bars that move."""
    return bool(os.environ.get("NO_COLOR"))


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return min(max(int(columns), NARROWEST), WIDEST)
    try:
        found = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else PIPE
    except (OSError, ValueError):
        found = PIPE
    return min(max(found or PIPE, NARROWEST), WIDEST)


STYLES = {
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "quiet": "dim",
    "good.head": "bold green",
    "bad.head": "bold red",
    "warn.head": "bold yellow",
    "quiet.head": "bold",
    "key": "bold",
    "head": "bold cyan",
    "mark": "bold underline",
    "label": "dim",
    "place": "dim cyan",
}
