"""What every table and column of the warehouse holds, in words (dictionary.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kpi.errors import Problem, nearest, problem
from kpi.language.parsed import read_data


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its type in DuckDB, in 中文 and English."""

    name: str
    type: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `internal` ones are kpi's own notes, `also` is what people call it."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    internal: bool = False
    also: tuple[str, ...] = ()


@cache
def dictionary() -> dict[str, Table]:
    """Every table of schema.sql by name, in its order, columns in theirs. KeyError: dictionary.yml lacks one."""
    words = read_data(Path(__file__).with_name("dictionary.yml"))
    return {name: _table(name, words[name], types) for name, types in _schema().items()}


def no_table(name: str) -> Problem:
    """What to say of a name that no table has: all that there are, and the one that may be meant."""
    return problem("no_table", found=name, expected=", ".join(dictionary()), nearest=nearest_table(name))


def nearest_table(name: str) -> str:
    """The table that somebody may mean by a name that none has, "" where nobody can say."""
    called = {word: table.name for table in dictionary().values() for word in (*table.also, table.name)}
    return called.get(nearest(name.lower(), called), "")


def _table(name: str, words: dict[str, Any], types: dict[str, str]) -> Table:
    told = words["columns"]
    columns = tuple(Column(column, kind, told[column]["zh"], told[column]["en"]) for column, kind in types.items())
    return Table(
        name, words["zh"], words["en"], columns, bool(words.get("internal")), tuple(words.get("also", ()))
    )


def _schema() -> dict[str, dict[str, str]]:
    """Table → column → type, as the database itself tells them."""
    from kpi.warehouse.store import open_warehouse

    with open_warehouse(None) as warehouse:
        rows = warehouse.rows(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY table_oid, column_index"
        )
    schema: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        schema.setdefault(table, {})[column] = kind
    return schema
