"""One question of a user to the warehouse as the last audit left it; under the same guards as SQL of suites."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpi.auditing.sandbox import Answer, ask_file
from kpi.auditing.settling import ledger_rows
from kpi.errors import KpiError, Problem, problem
from kpi.ledger import read_ledger
from kpi.warehouse.dictionary import nearest_table
from kpi.warehouse.lock import Waiting
from kpi.warehouse.snapshot import LEDGER
from kpi.warehouse.sql import read_sql
from kpi.warehouse.standing import standing_file
from kpi.workspace.config import CONFIG_FILE, Config
from kpi.workspace.indicators import INDICATORS_FILE

_NO_TABLE = re.compile(r"Table with name (\S+) does not exist")


def query(
    config: Config, sql: str, patience: float = 0, waiting: Waiting | None = None, stored: bool = False
) -> Answer:
    """The answer to one SELECT, decimals, days and lists as Python has them.

    The tables of docs/warehouse.md, `ledger` and the macros of suites are there. `stored`: the workspace is the
    copy of a store, which has the ledger with it. KpiError: no audit yet, the warehouse is being written, or why
    the query cannot be answered.
    """
    with standing_file(config.root, patience, waiting) as file:
        answer = ask_file(file, sql, list(_setup(config, stored)), config.limits)
    if answer.error:
        raise KpiError(problem("query_failed", reason=answer.error, nearest=_table_meant(answer.error)))
    return Answer(answer.columns, answer.types, tuple(tuple(map(_value, row)) for row in answer.rows))


def _table_meant(error: str) -> str:
    """The table that may be meant by one that is not there."""
    unknown = _NO_TABLE.search(error)
    return nearest_table(unknown[1]) if unknown else ""


def _setup(config: Config, stored: bool) -> Iterator[str]:
    yield read_sql("macros", "kpi.auditing")
    if config.as_of:
        yield f"SET VARIABLE as_of = {_literal(config.as_of)}"
    if stored:
        yield f"INSERT INTO ledger FROM {LEDGER}"
        return
    entries, _ = read_ledger(config.home / config.ledger, config.ledger)
    for row in ledger_rows(entries, config):
        yield f"INSERT INTO ledger VALUES ({', '.join(map(_literal, row))})"


def _literal(value: object) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "fields" in value:
        return {key: _value(one) for key, one in value["fields"].items()}
    if "number" in value:
        return Decimal(value["number"])
    day: str = value["day"]
    # a time of day stays as ISO writes it
    return date.fromisoformat(day) if len(day) == len("2026-12-31") else day


def changed_since(config: Config) -> tuple[Problem, ...]:
    """The warning about what people wrote after the audit, of which the warehouse knows nothing; () for none."""
    from kpi.warehouse.store import FILE, FOLDER

    made = (config.root / FOLDER / FILE).stat().st_mtime
    names = (CONFIG_FILE, INDICATORS_FILE, config.ledger, config.reports, config.targets, config.checks)
    changed = [name for name in names if _latest(config.root / name) > made]
    return (problem("warehouse_changed", found=", ".join(changed)),) if changed else ()


def _latest(path: Path) -> float:
    """When a file, or anything in a folder, was changed; 0 where there is none."""
    if not path.is_dir():
        return path.stat().st_mtime if path.is_file() else 0
    inside = (Path(folder, name) for folder, folders, files in os.walk(path) for name in (*folders, *files))
    return max((one.lstat().st_mtime for one in (path, *inside)), default=0)
