"""SQL and conditions of users: they read the tables, and nothing else happens."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from waiting_support import LIMIT

from kpi.auditing import sandbox, tasks
from kpi.auditing.conditions import is_comparison, unsafe_argument
from kpi.auditing.frames import TABLES
from kpi.auditing.gx import build_suite
from kpi.auditing.sandbox import run_queries
from kpi.auditing.sqlchecks import run_sql, sql_problem
from kpi.auditing.standards import SQL_TYPE
from kpi.auditing.suites import Check, Suite
from kpi.errors import Problem
from kpi.system import time_limit
from kpi.warehouse.store import Warehouse, open_warehouse
from kpi.workspace.limits import Limits

BOUNDS = Limits(sql_seconds=1, sql_mb=128)
# What does more than read the tables.
OUTSIDE = (
    "WITH x AS (DELETE FROM meta RETURNING *) SELECT * FROM x",
    "WITH x AS (INSERT INTO meta VALUES ('a', 'b') RETURNING *) SELECT * FROM x",
    "WITH x AS (UPDATE meta SET value = '' RETURNING *) SELECT * FROM x",
    "DELETE FROM meta",
    "SELECT 1; DELETE FROM meta",
    "DROP TABLE meta",
    "CREATE TABLE own (a INT)",
    "ATTACH 'other.duckdb'",
    "COPY meta TO 'out.csv'",
    "COPY meta FROM '/etc/passwd'",
    "EXPORT DATABASE 'out'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA enable_profiling",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "CALL pragma_version()",
    "CHECKPOINT",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM 'https://192.0.2.1/a.csv'",
    "SELECT * FROM glob('/*')",
    "SELECT getenv('HOME')",
    "SELECT * FROM job",
    "SELECT * FROM query('DELETE FROM meta')",
    "FROM query_table('/etc/passwd')",
)
# What tells of the machine: its paths, its versions, what it keeps secret.
MACHINE = (
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT value FROM duckdb_' || 'settings()'))",
    "SELECT json_serialize_sql('SELECT 1')",
    "FROM duckdb_profiling_settings()",
    "SELECT * FROM duckdb_settings()",
    "SELECT value AS quote FROM Duckdb_Settings ( ) WHERE value LIKE '%/%'",
    'SELECT * FROM "duckdb_settings"()',
    "SELECT * FROM system.main.duckdb_settings()",
    "SELECT * FROM pg_catalog.pg_settings",
    "SELECT current_setting('secret_directory')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM which_secret('s3://a', 's3')",
    "SELECT * FROM duckdb_extensions()",
    "SELECT path FROM duckdb_databases()",
    "SELECT path FROM duckdb_databases",
    "SELECT * FROM pragma_database_list()",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM query('SELECT * FROM duckdb_' || 'settings()')",
    "SELECT * FROM query/* ( */('SELECT * FROM duckdb_' || 'settings()')",
    "SELECT '--', * FROM \"query\" -- a\n('SELECT * FROM duckdb_' || 'settings()')",
    "SELECT * FROM duckdb_temporary_files()",
)
ENDLESS = (
    "SELECT count(*) FROM range(1000000000000)",
    "SELECT repeat('x', 3000000000) AS quote",
    "SELECT * FROM range(3000000000)",
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
    "SELECT list(range) AS quote FROM range(1000000000)",
)
HARMLESS = (
    'verdict == "missed"',
    'verdict == "missed" and value > 3',
    "(value > -3) & ~(unit == '元')",
    'body in ["甲局", "乙局"]',
    'col("verdict") == "missed"',
)
PROGRAMS = (
    "@pd.io.common.os.system('touch pwned') == 0",
    "@__import__('os').system('id')",
    "quote.to_csv('pwned')",
    "index.to_frame().to_csv('pwned')",
    "quote.map(len) > 3",
    "quote.str.contains('x')",
    "__import__('os')",
    "eval('1')",
    "quote[0] == 1",
    "(lambda: 1)() == 1",
    "[x for x in quote] == 1",
    "f'{quote}' == 'x'",
    "value ** 999999999 > 1",
    "'x' * 999999999 == quote",
    "col(quote) == 1",
    'col("quote").__class__ == 1',
    "(x := 1) == 1",
    "",
    "(" * 500 + "value" + ")" * 500,
    "value == 1 or " * 300 + "value == 1",
    "value == 1\nimport os",
)
ARGUMENTS = (
    {"column": {"$PARAMETER": "2 ** 9999999"}},
    {"value_set": [{"$PARAMETER": "x"}]},
    {"min_value": {"a": {"$PARAMETER.x": 1}}},
    {"condition_parser": "pandas"},
    {"row_condition": 1},
    {"row_condition": ["value > 1"]},
    {"value_set": [[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]},
)


def test_no_query_gets_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them by one process, over tables that hold a row."""
    monkeypatch.chdir(tmp_path)
    with open_warehouse(None) as warehouse:
        before = warehouse.rows("FROM meta")
        answers = dict(zip(OUTSIDE, run_queries(warehouse, OUTSIDE, BOUNDS), strict=True))
        assert {sql: found.rows for sql, found in answers.items() if not found.error} == {}
        assert warehouse.rows("FROM meta") == before
    assert list(tmp_path.iterdir()) == []


def test_no_query_tells_of_the_machine(tmp_path: Path) -> None:
    with open_warehouse(None) as warehouse:
        answers = dict(zip(MACHINE, run_queries(warehouse, MACHINE, BOUNDS), strict=True))
    assert {sql: found.rows for sql, found in answers.items() if not found.error} == {}
    assert not [found.error for found in answers.values() if "/" in str(found.error)]


@pytest.mark.parametrize("sql", ENDLESS)
def test_a_query_without_end_is_stopped(sql: str) -> None:
    with open_warehouse(None) as warehouse:
        (found,) = run_queries(warehouse, [sql], BOUNDS)
    assert found.error and found.rows == ()


def test_a_query_that_reads_is_answered() -> None:
    with open_warehouse(None) as warehouse:
        (found,) = run_queries(warehouse, ["SELECT key, DATE '2024-01-01' AS d, 1.5 AS n FROM meta"], BOUNDS)
    assert (found.columns, found.rows, found.error) == (
        ("key", "d", "n"),
        (("schema", {"day": "2024-01-01"}, 1.5),),
        "",
    )


def test_a_query_that_cannot_be_interrupted_is_ended_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_SLACK", 1)
    sql = "SELECT levenshtein(repeat('a', 400000), repeat('b', 400000)) AS quote"
    with open_warehouse(None) as warehouse:
        (found,) = run_queries(warehouse, [sql], BOUNDS)
    assert "1 s" in found.error


def test_many_queries_share_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that come when it is gone are not begun."""
    monkeypatch.setattr(sandbox, "TOGETHER", 2)
    monkeypatch.setattr(sandbox, "_SLACK", LIMIT)  # they end by themselves
    with open_warehouse(None) as warehouse:
        found = run_queries(
            warehouse, [f"SELECT {n} + count(*) FROM range(1000000000000)" for n in range(40)], BOUNDS
        )
    assert all(one.error for one in found)
    assert sum("together" in one.error for one in found) >= 30


def test_the_queries_of_all_suites_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many suites they stand in: all are asked at once."""
    asked: list[list[str]] = []

    def answered(warehouse: Warehouse, checks: Sequence[Check], *others: object) -> Iterator[tuple[Check, object]]:
        asked.append([check.id for check in checks])
        return iter(())

    monkeypatch.setattr(tasks, "run_sql", answered)
    checks = [
        Check(f"own{n}", SQL_TYPE, {"sql": "SELECT 1"}, "info", ("", ""), ("", ""), "", 1) for n in range(30)
    ]
    suites = [Suite(check.id, TABLES, "", (check,), build_suite(check.id, [])) for check in checks]
    with open_warehouse(None) as warehouse:
        assert not list(tasks.tasks_of(warehouse, suites, None, [], BOUNDS))
    assert asked == [[check.id for check in checks]]


def test_what_a_query_calls_a_place_is_one_of_a_report_or_none(tmp_path: Path) -> None:
    columns = ("'x' AS start, -1.5 AS \"end\", 7 AS doc, NULL AS body, [1] AS quote, {'a': 1} AS evidence, "
               "'inf'::DOUBLE AS identity, 'then' AS report_end")  # fmt: skip
    check = Check("own", SQL_TYPE, {"sql": f"SELECT {columns}"}, "info", ("", ""), ("", ""), "own.yml", 1)
    problems: list[Problem] = []
    with open_warehouse(None) as warehouse:
        ((_, rows),) = run_sql(warehouse, [check], problems, BOUNDS)
    (row,) = rows.to_dict("records")
    assert not problems
    assert [row[name] for name in ("doc", "body", "start", "end", "report_end")] == ["", "", None, None, None]
    assert all(isinstance(row[name], str) for name in ("quote", "identity", "evidence"))


def test_two_columns_of_one_name_are_told() -> None:
    assert "two columns named doc" in sql_problem("SELECT doc, title AS DOC FROM reports")


def test_work_that_nobody_can_look_into_ends_in_time() -> None:
    with pytest.raises(TimeoutError, match=r"0\.2"), time_limit(0.2):
        re.search(r"(\w+\d*)+(\w+)+!", "a" * 60)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_a_query_is_looked_at_and_not_run() -> None:
    assert sql_problem("SELECT count(*) FROM range(1000000000000)") == ""
    assert "SELECT" in sql_problem("DELETE FROM meta")


@pytest.mark.parametrize("condition", HARMLESS)
def test_a_condition_compares(condition: str) -> None:
    assert is_comparison(condition)


@pytest.mark.parametrize("condition", PROGRAMS)
def test_a_condition_is_no_program(condition: str) -> None:
    assert unsafe_argument({"row_condition": condition}) == "row_condition"


@pytest.mark.parametrize("kwargs", ARGUMENTS, ids=range(len(ARGUMENTS)))
def test_an_argument_is_a_plain_value(kwargs: dict[str, object]) -> None:
    assert unsafe_argument(kwargs)


def test_plain_arguments_are_taken() -> None:
    assert unsafe_argument({"column": "verdict", "value_set": ["met", "missed"], "mostly": 0.9}) == ""
