"""Runs users' queries in a process of its own: `python sqlrunner.py` with a JSON of the job on standard input.

It imports nothing of kpi (it runs the file of kpi.system), so that it starts fast, and is named by its path, so
that nothing of the folder that the user stands in is imported. The job: `file` (a copy of the warehouse's tables),
`setup` (trusted SQL), `queries`, `describe` (only look at what they return), `seconds` of one and of all
`together`, `mb`, `rows`, `exact` (a decimal is {"number": …}, a list one of JSON). The answer, on standard output:
for each query `columns`, their `types` and `rows`, or `error`.
"""

from __future__ import annotations

import json
import re
import runpy
import sys
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

OVERHEAD = 1_500_000_000  # bytes of address space that the interpreter and DuckDB take before any query
NOWHERE = "/nowhere"
# What tells of the machine (paths, versions of the system), and what would run text that nobody has looked at.
MACHINE = re.compile(
    r"\b(?:duckdb_(?:settings|secrets|secret_types|extensions|databases|temporary_files|logs?\w*|connections?"
    r"|profiling_settings)|json_(?:de)?serialize_\w+|json_execute_\w+"
    r"|which_secret|pragma_(?:database_list|platform|user_agent)|pg_settings|current_setting)\b"
    r"|\bquery(?:_table)?\b(?=\"?(?:\s|/\*.*?\*/|--[^\n]*\n)*\()",
    re.IGNORECASE | re.DOTALL,
)
TEXTS = 20_000_000  # characters of one result


def main() -> int:
    job = json.load(sys.stdin)
    bound_memory(job["mb"] * 1_000_000 + OVERHEAD)
    import duckdb  # noqa: F401 - the time is that of the queries

    job["until"] = time.monotonic() + job["together"]
    json.dump([answer(job, sql) for sql in job["queries"]], sys.stdout)
    return 0


def bound_memory(most: int) -> None:
    """What a query asks for beyond is refused by the system; DuckDB's own limit does not count long strings."""
    system = runpy.run_path(str(Path(__file__).parents[1] / "system.py"))  # by its path, as this script itself
    system["bound_memory"](most)


def answer(job: dict[str, Any], sql: str) -> dict[str, Any]:
    import duckdb

    if time.monotonic() >= job["until"]:
        return {"error": f"all queries together took more than {job['together']} s"}
    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            return {"error": "one SELECT statement is expected, nothing else"}
        if found := MACHINE.search(sql):
            return {"error": f"{found[0]} is not for reading the tables"}
        connection = connect(job)
        clock = threading.Timer(min(job["seconds"], job["until"] - time.monotonic()), connection.interrupt)
        clock.start()
        try:
            connection.execute(f"DESCRIBE {sql}" if job["describe"] else sql)
            return result(connection, job["rows"], job["exact"])
        finally:
            clock.cancel()
            connection.close()
    except duckdb.InterruptException:
        return {"error": f"stopped after {job['seconds']} s"}
    except (MemoryError, duckdb.OutOfMemoryException):
        return {"error": f"more than {job['mb']} MB of memory"}
    except (duckdb.Error, RuntimeError, TypeError, ValueError) as error:
        return {"error": (str(error).strip() or type(error).__name__).splitlines()[0]}


def connect(job: dict[str, Any]) -> Any:
    """A connection that can only read that one file, and cannot be told otherwise."""
    import duckdb

    connection = duckdb.connect(
        job["file"],
        read_only=True,
        config={
            "enable_external_access": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "memory_limit": f"{job['mb']}MB",
            "threads": 2,
            "temp_directory": "",
            # Else errors and settings name the home of whoever runs it.
            "home_directory": NOWHERE,
            "secret_directory": NOWHERE,
            "extension_directory": NOWHERE,
        },
    )
    connection.execute("SET enable_progress_bar = false")
    for statement in job["setup"]:
        connection.execute(statement)
    connection.execute("SET lock_configuration = true")
    return connection


def result(connection: Any, most: int, exact: bool) -> dict[str, Any]:
    columns = [str(column[0]) for column in connection.description or []]
    types = [str(column[1]) for column in connection.description or []]
    rows: list[list[Any]] = []
    room = TEXTS
    while found := connection.fetchmany(1_000):
        for row in found:
            rows.append([plain(value, exact) for value in row])
            room -= sum(len(str(value)) for value in rows[-1] if isinstance(value, str | list | dict))
        if len(rows) > most:
            return {"error": f"more than {most} rows"}
        if room < 0:
            return {"error": f"more than {TEXTS} characters"}
    return {"columns": columns, "types": types, "rows": rows}


def plain(value: Any, exact: bool) -> Any:
    """As JSON has it; a day as {"day": …}, a struct or a map as {"fields": …}."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return {"number": format(value, "f")} if exact else float(value)
    if exact and isinstance(value, list | tuple):
        return [plain(one, exact) for one in value]
    if exact and isinstance(value, dict):
        return {"fields": {str(key): plain(one, exact) for key, one in value.items()}}
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)


if __name__ == "__main__":
    sys.exit(main())
