"""The frames that users get: their columns in one order and of one type, whatever made them (columns.yml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.language.parsed import read_data
from kpi.warehouse.dictionary import Column, Table

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {"text": "string", "number": "float64", "whole": "Int64", "day": "datetime64[us]", "list": "object"}


@cache
def shapes() -> dict[str, Table]:
    """Every frame by name: what one of its rows is, and its columns in order with the words of columns.yml."""
    found = read_data(Path(__file__).with_name("columns.yml"))
    return {name: _shape(name, words) for name, words in found.items()}


def _shape(name: str, words: dict[str, Any]) -> Table:
    columns = (
        Column(column, DTYPES[told["type"]], told["zh"], told["en"]) for column, told in words["columns"].items()
    )
    return Table(name, words["zh"], words["en"], tuple(columns))


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame from rows that may leave columns out; decimals become floats. KeyError: an unknown column."""
    import pandas as pd

    columns = shapes()[name].columns
    known = {column.name for column in columns}
    listed = list(rows)
    if strange := {key for row in listed for key in row} - known:
        raise KeyError(f"no columns of {name}: {', '.join(sorted(strange))}")
    return pd.DataFrame({one.name: _series([row.get(one.name) for row in listed], one.type) for one in columns})


def _series(values: list[Any], dtype: str) -> pd.Series[Any]:
    import pandas as pd

    if dtype == DTYPES["number"]:
        values = [None if value is None else float(value) for value in values]
    elif dtype == DTYPES["list"]:
        values = [list(value or ()) for value in values]
    elif dtype == DTYPES["day"]:
        return pd.Series(values, dtype=DTYPES["day"])  # in ns no day behind 2262 could be told
    return pd.Series(values, dtype=dtype)
