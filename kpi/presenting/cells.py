"""Values of the warehouse as text: in a cell of a table, of CSV, in JSON."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.presenting.numbers import json_number

BOM = "\ufeff"  # by which spreadsheets know UTF-8
_FORMULA = re.compile(r"[=+\-@\t\r].", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?")


def cell(value: Any) -> str:
    """Exact digits without idle zeros, days as ISO writes them, lists with 、 between, nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "、".join(cell(one) for one in value)
    if isinstance(value, dict):
        return "、".join(f"{key}: {cell(one)}" for key, one in value.items())
    return str(value)


def csv_cell(value: Any) -> str:
    """A text that a spreadsheet would take for a formula begins with ' there."""
    text = cell(value)
    if isinstance(value, str | list | dict) and _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Lines of CSV; of columns' names, too."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return made.getvalue()


def json_value(value: Any) -> Any:
    """Numbers as JSON has them; what is no number (NaN) is null."""
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [json_value(one) for one in value]
    if isinstance(value, dict):
        return {key: json_value(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value
