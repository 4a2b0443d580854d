"""Many rows into one table at once, exactly and fast."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_MANY, _SEPARATOR = 5_000, chr(31)  # ASCII's unit separator
_PLACES = Decimal("1E-8")  # DECIMAL(38, 8) of schema.sql
_LIMIT = Decimal("1E30")


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Append `rows`, whose values stand in the table's column order.

    One list per column and `unnest` take 10 µs a row; `executemany` takes 800, an Arrow table an import.
    The casts name each column's type because a list of NULLs or of empty lists has none of its own.
    """
    if not rows:
        return
    described = connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description or []
    types = [str(column[1]) for column in described]
    columns = [list(values) for values in zip(*rows, strict=True)]
    casts = ", ".join(f"unnest(?::{kind}[])" for kind in types)
    connection.execute(f'INSERT INTO "{table}" SELECT {casts}', columns)


def insert_plain_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """`insert_rows` for many rows of strings, whole numbers, floats, booleans and lists of strings: 2 µs a row.

    A data frame is scanned column by column in C. pandas costs an import, so a few rows go the other way; exact
    decimals have to. Lists travel as text: the type of a column of lists is guessed from its first ones.
    """
    if len(rows) < _MANY:
        insert_rows(connection, table, rows)
        return
    import numpy as np
    import pandas as pd

    described = connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description or []
    columns, selected = {}, []
    for (name, kind, *_), values in zip(described, zip(*rows, strict=True), strict=True):
        if str(kind).endswith("[]"):
            columns[name] = np.array([_SEPARATOR.join(map(str, value)) for value in values], dtype=object)
            selected.append(f'CASE WHEN "{name}" = \'\' THEN [] ELSE string_split("{name}", chr(31)) END')
        else:
            columns[name] = np.array(values, dtype=object if str(kind) == "VARCHAR" else None)
            selected.append(f'"{name}"')
    connection.register("many_rows", pd.DataFrame(columns))
    connection.execute(f'INSERT INTO "{table}" SELECT {", ".join(selected)} FROM many_rows')
    connection.unregister("many_rows")


def fits(value: Decimal | None) -> bool:
    """Whether DECIMAL(38, 8) holds `value` without loss: below 10^30, with 8 decimals at most."""
    return value is None or (value.is_finite() and value == rounded(value))


def rounded(value: Decimal | None) -> Decimal | None:
    """A computed bound (1/3) with at most 8 decimals; one that is too large is open, None."""
    if value is None or not value.is_finite() or not -_LIMIT < value < _LIMIT:
        return None
    with localcontext(prec=60):
        return value.quantize(_PLACES)
