"""Many rows into one table at once, exactly and fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_MANY = 500  # rows: below them importing numpy costs more than it saves
_END = chr(31)  # behind each text of a list: ASCII's unit separator
_PLACES = Decimal("1E-8")  # DECIMAL(38, 8) of schema.sql
_LIMIT = Decimal("1E30")
_AS_THEY_ARE = {"INTEGER", "BIGINT", "DOUBLE", "FLOAT", "BOOLEAN"}  # types of columns that numpy has, too
Column = Sequence[Any]


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Append `rows`, whose values stand in the table's column order.

    Few go as lists, one a column, 30 µs a row; many as numpy's columns, which DuckDB scans in C, 4 µs a row.
    `executemany` takes 800, an Arrow table another package.
    """
    if not rows:
        return
    described = connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description or []
    kinds = [(str(column[0]), str(column[1])) for column in described]
    columns = list(zip(*rows, strict=True))
    if len(rows) < _MANY or any(_END in text for text in _listed(kinds, columns)):
        _insert_lists(connection, table, kinds, columns)
    else:
        _insert_arrays(connection, table, kinds, columns)


def _insert_lists(
    connection: duckdb.DuckDBPyConnection, table: str, kinds: Sequence[tuple[str, str]], columns: Sequence[Column]
) -> None:
    """The casts name each column's type because a list of NULLs or of empty lists has none of its own."""
    casts = ", ".join(f"unnest(?::{kind}[])" for _, kind in kinds)
    connection.execute(f'INSERT INTO "{table}" SELECT {casts}', [list(values) for values in columns])


def _insert_arrays(
    connection: duckdb.DuckDBPyConnection, table: str, kinds: Sequence[tuple[str, str]], columns: Sequence[Column]
) -> None:
    """What numpy has no type for travels as text; NULLs are told by a column of their own."""
    arrays: dict[str, Any] = {}
    chosen = []
    for place, ((_, kind), values) in enumerate(zip(kinds, columns, strict=True)):
        missing = [value is None for value in values]
        name, absent = f"c{place}", f"n{place}"
        arrays[name] = _array(kind, values, any(missing))
        taken = _taken(kind, name)
        if any(missing):
            arrays[absent] = _numpy().array(missing)
            taken = f"CASE WHEN NOT {absent} THEN {taken} END"
        chosen.append(taken)
    connection.register("many_rows", arrays)
    connection.execute(f'INSERT INTO "{table}" SELECT {", ".join(chosen)} FROM many_rows')
    connection.unregister("many_rows")


def _numpy() -> Any:
    import numpy as np

    return np


def _listed(kinds: Sequence[tuple[str, str]], columns: Sequence[Column]) -> Iterator[str]:
    """Every text that stands in a list."""
    for (_, kind), values in zip(kinds, columns, strict=True):
        if kind.endswith("[]"):
            for value in filter(None, values):
                yield from map(str, value)


def _array(kind: str, values: Column, gaps: bool) -> Any:
    """A column for numpy, anything at its gaps."""
    if kind in _AS_THEY_ARE:
        return _numpy().array([0 if value is None else value for value in values] if gaps else values)
    texts: Iterable[str]
    if kind.endswith("[]"):
        texts = (f"{_END.join(map(str, value))}{_END}" if value else "" for value in values)
    elif kind.startswith("DECIMAL"):
        texts = ("0" if value is None else f"{value:f}" for value in values)
    elif kind == "DATE":
        texts = ("1970-01-01" if value is None else value.isoformat() for value in values)
    else:
        texts = ("" if value is None else str(value) for value in values) if gaps else map(str, values)
    return _numpy().array(list(texts), dtype=object)


def _taken(kind: str, name: str) -> str:
    """The column of `many_rows` as its table wants it."""
    if kind.endswith("[]"):
        return f"string_split({name}, chr(31))[:-2]::{kind}"
    return name if kind in ("VARCHAR", *_AS_THEY_ARE) else f"{name}::{kind}"


def fits(value: Decimal | None) -> bool:
    """Whether DECIMAL(38, 8) holds `value` without loss: below 10^30, with 8 decimals at most."""
    return value is None or (value.is_finite() and value == rounded(value))


def rounded(value: Decimal | None) -> Decimal | None:
    """A computed bound (1/3) with at most 8 decimals; one that is too large is open, None."""
    if value is None or not value.is_finite() or not -_LIMIT < value < _LIMIT:
        return None
    with localcontext(prec=60):
        return value.quantize(_PLACES)
