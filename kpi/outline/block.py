"""The cells of one table before anything is known of their rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi.outline.cells import Cell, empty

NEAR = 2  # lines before a table that may name it


@dataclass(slots=True)
class Block:
    """The cells of one table, rows as long as the header; `header` is empty where its cells cannot be told."""

    captions: list[str]
    header: list[Cell]
    rows: list[list[Cell]] = field(default_factory=list)


def fit(row: list[Cell], width: int) -> list[Cell]:
    """A header without its corner gets one; what goes on past the last column is cut off."""
    return [empty(row[0].start), *row] if len(row) == width - 1 else row[:width]
