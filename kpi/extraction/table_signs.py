"""What the triangles of a table mean: ▲4.4 beside ▼2.6 rose, △3.3 among bare numbers is below nought."""

from __future__ import annotations

from kpi.outline.expressions import expression
from kpi.outline.shapes import NUMBER
from kpi.outline.tables import Grid

_NEAR = 300  # characters around a table in which a note may say it
_SAID = expression("extraction", "table_signs.said")
_BELOW = expression("extraction", "table_signs.below")
_UP, _DOWN = expression("extraction", "table_signs.up"), expression("extraction", "table_signs.down")


def minus_marks(text: str, grid: Grid) -> frozenset[str]:
    """The marks among ▲ and △ that say below nought in this table.

    A note near it decides (△表示负数); else they rise where any mark falls (▼, ▽, ↓) or every number that is not
    nought has one, and are a minus where bare numbers stand beside them in their column.
    """
    columns: dict[int, list[str]] = {}  # the marks of each column, "" for a bare number
    for row in grid.rows:
        for place, cell in enumerate(row.cells):
            printed = NUMBER.fullmatch(cell.text) if cell.number else None
            if printed is not None and printed["digits"].strip("0.,"):
                columns.setdefault(place, []).append((printed["sign"] or printed["arrow"] or "").strip())
    marked = [marks for marks in columns.values() if any(map(_UP.fullmatch, marks))]
    if not marked:
        return frozenset()
    around = text[max(0, grid.start - _NEAR) : grid.end + _NEAR]
    said = {found["mark"]: bool(_BELOW.search(found["what"])) for found in _SAID.finditer(around)}
    bare = any("" in marks for marks in marked) and not any(
        _DOWN.fullmatch(mark) for marks in marked for mark in marks
    )
    used = {mark for marks in marked for mark in marks if _UP.fullmatch(mark)}
    return frozenset(mark for mark in used if said.get(mark, bare))
