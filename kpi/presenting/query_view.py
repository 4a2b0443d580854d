"""What a question to the warehouse returned, in the terminal and as JSON; and what may be asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from kpi.auditing.sandbox import Answer
from kpi.presenting.cells import cell, json_value
from kpi.presenting.escaping import one_line
from kpi.presenting.jsonvalues import Json
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, indented, labelled, table, widest
from kpi.presenting.messages import message
from kpi.presenting.text import clip, wrap
from kpi.warehouse.dictionary import Table

FORMAT, TABLES_FORMAT = "kpi-query/1", "kpi-tables/1"
SHOWN = 100  # rows
_GAP, _LEAST, _TALL = 2, 8, 300  # cells between columns, of the narrowest that may wrap, and of one cell in all
_NUMBERS = ("DECIMAL", "INTEGER", "BIGINT", "DOUBLE", "HUGEINT", "FLOAT", "UBIGINT")


def answer_lines(answer: Answer, lang: Lang, width: int) -> Lines:
    """A table where the columns have room, else a record a row; then how many rows there are."""
    if not answer.rows:
        return wrap(Text(message("query.none", lang)), width)
    rows = [[clip(one_line(cell(value)), _TALL) for value in row] for row in answer.rows[:SHOWN]]
    lines = _table(answer, rows, width) or _records(answer, rows, width)
    lines.append(Text(message("query.rows", lang, n=len(answer.rows)), "label"))
    if (more := len(answer.rows) - len(rows)) > 0:
        lines += wrap(Text(message("query.more", lang, n=more), "label"), width)
    return lines


def _table(answer: Answer, rows: Sequence[Sequence[str]], width: int) -> Lines:
    """Empty where the columns do not fit side by side."""
    names = [one_line(name) for name in answer.columns]
    wanted = [widest([name, *cells], 1, width) for name, cells in zip(names, zip(*rows, strict=True), strict=True)]
    right = [kind.startswith(_NUMBERS) for kind in answer.types]
    least = [want if flush else min(want, _LEAST) for want, flush in zip(wanted, right, strict=True)]
    room = width - _GAP * (len(names) - 1)
    if sum(least) > room:
        return []
    widths = _shared(wanted, least, room)
    columns = [Column(size, flush) for size, flush in zip(widths, right, strict=True)]
    head = [Text(name, "label") for name in names]
    return table([head, *([Text(value) for value in row] for row in rows)], columns, width, _GAP)


def _shared(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """What each column gets: its least, then of the rest what it wants, the widest ones last."""
    widths = list(least)
    rest = room - sum(least)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place] - least[place])
    for left, place in zip(range(len(order), 0, -1), order, strict=True):
        more = min(wanted[place] - least[place], rest // left)
        widths[place] += more
        rest -= more
    return widths


def _records(answer: Answer, rows: Sequence[Sequence[str]], width: int) -> Lines:
    room = min(width // 3, max(cell_len(name) for name in answer.columns))
    lines: Lines = []
    for number, row in enumerate(rows, start=1):
        lines.append(Text(f"── {number}", "label"))
        for name, value in zip(answer.columns, row, strict=True):
            if value:
                lines += labelled(clip(one_line(name), room), Text(value), "", width, room)
    return lines


def answer_json(answer: Answer, sql: str) -> Json:
    names = _told_apart(answer.columns)
    columns = [{"name": name, "type": kind} for name, kind in zip(names, answer.types, strict=True)]
    rows = [dict(zip(names, map(json_value, row), strict=True)) for row in answer.rows]
    return {"format": FORMAT, "sql": sql, "columns": columns, "rows": rows}


def _told_apart(names: Iterable[str]) -> list[str]:
    """Each name once: a second `doc` is doc_2."""
    seen: Counter[str] = Counter()
    apart = []
    for name in names:
        seen[name] += 1
        apart.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return apart


def tables_lines(tables: Iterable[Table], lang: Lang, width: int) -> Lines:
    """The tables, each with what it holds."""
    return [*_named([(one.name, getattr(one, lang)) for one in tables], width), *_hint(lang, width)]


def columns_lines(one: Table, lang: Lang, width: int) -> Lines:
    """The columns of a table with their types and meanings."""
    lines = [*wrap(Text(one.name, "head"), width), *indented(wrap(Text(getattr(one, lang)), width - 1), 1)]
    names = [column.name for column in one.columns]
    kinds = [column.type.replace("(38,8)", "") for column in one.columns]
    columns = [Column(widest(names, 4, 20)), Column(widest(kinds, 4, 12)), Column(None)]
    rows: list[list[Any]] = [
        [Text(name, "key"), Text(kind, "label"), Text(getattr(column, lang))]
        for name, kind, column in zip(names, kinds, one.columns, strict=True)
    ]
    return [*lines, Text(""), *table(rows, columns, width)]


def tables_json(tables: Iterable[Table]) -> Json:
    """The tables with their columns, all that there is or one."""
    return {
        "format": TABLES_FORMAT,
        "tables": [
            {
                "name": one.name,
                "zh": one.zh,
                "en": one.en,
                "columns": [{"name": c.name, "type": c.type, "zh": c.zh, "en": c.en} for c in one.columns],
            }
            for one in tables
        ],
    }


def tables_rows(tables: Iterable[Table]) -> list[list[str]]:
    """The same, a column of a table each, under its heads."""
    rows = [[one.name, c.name, c.type, c.zh, c.en] for one in tables for c in one.columns]
    return [["table", "column", "type", "zh", "en"], *rows]


def _named(rows: Sequence[tuple[str, str]], width: int) -> Lines:
    columns = [Column(widest([name for name, _ in rows], 4, 24)), Column(None)]
    return table([[Text(name, "key"), Text(words)] for name, words in rows], columns, width)


def _hint(lang: Lang, width: int) -> Lines:
    return [Text(""), *wrap(Text(message("query.hint", lang), "label"), width)]
