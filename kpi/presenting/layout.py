"""Lines of a terminal report, set to a width: every function returns lines that fit and never wraps later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from kpi.presenting.text import clip, wrap

Lines = list[Text]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in cells; None takes what the others leave. `right` sets numbers flush right."""

    width: int | None
    right: bool = False


def styled(*parts: str | tuple[str, str]) -> Text:
    """A line from plain strings and (string, style) pairs."""
    return Text.assemble(*parts)


def heading(title: str, about: str, style: str, width: int) -> Lines:
    """`title  about`, the explanation dim and on the next line where it does not fit."""
    head = styled((title[:1].upper() + title[1:], style))
    if not about:
        return wrap(head, width)
    if cell_len(title) + 2 + cell_len(about) <= width:
        head.append("  ").append(about, "label")
        return [head]
    return [*wrap(head, width), *indented(wrap(Text(about, "label"), width - 2), 2)]


def indented(lines: Lines, cells: int) -> Lines:
    return [Text(" " * cells).append_text(line) if line.plain else line for line in lines]


def ends(left: Text, right: Text, width: int) -> Lines:
    """`left` and `right` at the two ends of a line; two lines where they do not fit on one."""
    room = width - left.cell_len - right.cell_len
    if not right.plain:
        return wrap(left, width)
    if room >= 2:
        return [left.copy().append(" " * room).append_text(right)]
    return [*wrap(left, width), *flush_right(wrap(right, width), width)]


def flush_right(lines: Lines, width: int) -> Lines:
    return [Text(" " * max(0, width - line.cell_len)).append_text(line) for line in lines]


def labelled(label: str, body: Text, place: str, width: int, label_width: int) -> Lines:
    """`label  body … place`: the body wraps under itself, the place stands flush right after its last line."""
    room = width - label_width - 2
    lines = wrap(body, room)
    mark = Text(clip(place, room), "place")
    if place and lines[-1].cell_len + 2 + mark.cell_len <= room:
        lines[-1] = lines[-1].copy().append(" " * (room - lines[-1].cell_len - mark.cell_len)).append_text(mark)
    elif place:
        lines += flush_right([mark], room)
    first = Text(label, "label").append(" " * (label_width - cell_len(label) + 2)).append_text(lines[0])
    return [first, *indented(lines[1:], label_width + 2)]


def table(rows: Sequence[Sequence[Text]], columns: Sequence[Column], width: int, gap: int = 2) -> Lines:
    """Cells wrapped inside their columns; a row is as high as its highest cell."""
    fixed = sum(column.width or 0 for column in columns) + gap * (len(columns) - 1)
    rest = max(8, width - fixed)
    widths = [column.width if column.width is not None else rest for column in columns]
    return [line for row in rows for line in _row(row, columns, widths, gap)]


def _row(row: Sequence[Text], columns: Sequence[Column], widths: Sequence[int], gap: int) -> Lines:
    cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for index in range(max(len(cell) for cell in cells)):
        line = Text("")
        for cell, column, width in zip(cells, columns, widths, strict=True):
            part = cell[index] if index < len(cell) else Text("")
            fill = " " * max(0, width - part.cell_len)
            line.append_text(Text(fill).append_text(part) if column.right else part.copy().append(fill))
            line.append(" " * gap)
        line.rstrip()
        lines.append(line)
    return lines


def widest(texts: Sequence[str], least: int, most: int) -> int:
    """Width of a column that holds these texts, within bounds."""
    return min(most, max([least, *(cell_len(text) for text in texts)]))
