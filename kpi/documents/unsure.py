"""Cells of tables whose number nobody can tell: they stand in the text, are no figures, and are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpi.documents.block import Block
from kpi.documents.cells import is_lone_power, is_stacked
from kpi.errors import Problem, problem

_TOLD: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("document_stacked", is_stacked),
    ("document_raised", is_lone_power),
)
_MOST = 5  # cells that are named


def unsure_cells(blocks: Sequence[Block], name: str) -> Iterator[Problem]:
    """300 over 400 in one cell; 10² alone in one."""
    cells = [cell.text for block in blocks for row in block.rows for cell in row if cell.text]
    for code, is_one in _TOLD:
        if found := [text.strip() for text in cells if is_one(text)]:
            yield problem(code, name, found="; ".join(found[:_MOST]), n=len(found))
