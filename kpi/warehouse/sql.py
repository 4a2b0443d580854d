"""SQL that lives in .sql files next to the code that runs it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_sql(name: str, package: str = "kpi.warehouse") -> str:
    """Text of `<name>.sql` in `package`: `read_sql("verdicts", "kpi.matching")`. FileNotFoundError if missing."""
    return files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")
