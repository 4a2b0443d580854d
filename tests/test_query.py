"""`kpi query` and `kpi export`: the warehouse of the last audit in SQL and as files, and nothing else."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from small_workspace import make, make_audited, write

from kpi.auditing.querying import query
from kpi.auditing.sandbox import Answer
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.presenting.cells import BOM, cell, csv_lines
from kpi.presenting.query_view import answer_json, answer_lines
from kpi.warehouse.dictionary import dictionary
from kpi.workspace.config import Config, load_config

LEDGER = """\
findings:
  - fingerprint: "0011223344556677"
    status: confirmed
    check: target-missed
    body: 云溪县民政局
    report: reports/2023.txt
    what: 节地生态安葬率，it's
    who: 某某
    when: 2024-01-02
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that was audited."""
    root = make_audited(tmp_path_factory.mktemp("query") / "own")
    assert run(["audit", "-w", str(root)]) == 1
    return root


@pytest.fixture
def config(root: Path) -> Config:
    return load_config(root)


def refused(config: Config, sql: str) -> str:
    with pytest.raises(KpiError) as told:
        query(config, sql)
    (problem,) = told.value.problems
    assert problem.code == "query_failed"
    return problem.fields["reason"]


def test_a_question_is_answered_with_exact_values(config: Config) -> None:
    answer = query(config, "SELECT target, verdict, margin, modifiers FROM verdicts ORDER BY target")
    assert answer.columns == ("target", "verdict", "margin", "modifiers")
    assert answer.rows == (("yunxi/burial", "missed", Decimal("-3.50000000"), []),)


def test_the_ledger_and_the_macros_of_suites_are_there(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "own")
    write(root, "ledger.yml", LEDGER)
    assert run(["audit", "-w", str(root)]) in (0, 1)
    answer = query(load_config(root), "SELECT what, as_of() FROM ledger")
    assert [row[0] for row in answer.rows] == ["节地生态安葬率，it's"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meta",
        "WITH x AS (DELETE FROM meta RETURNING *) SELECT * FROM x",
        "SELECT 1; SELECT 2",
        "COPY meta TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM 'https://192.0.2.1/a.csv'",
        "PRAGMA database_list",
        "",
    ],
)
def test_nothing_but_reading_the_tables_is_answered(sql: str, config: Config) -> None:
    before = (config.root / ".kpi/warehouse.duckdb").read_bytes()
    assert refused(config, sql or " ")
    assert (config.root / ".kpi/warehouse.duckdb").read_bytes() == before


def test_a_question_without_end_is_stopped(root: Path) -> None:
    bounded = (root / "kpi.yml").read_text(encoding="utf-8") + "limits: {sql_seconds: 1}\n"
    other = make(root.parent / "bounded", kpi_yml=bounded)
    assert run(["audit", "-w", str(other)]) == 1
    reason = refused(load_config(other), "SELECT count(*) FROM range(1000000000000)")
    assert reason == "stopped after 1 s"


def test_an_audit_after_a_question_finds_its_warehouse_as_it_was(config: Config) -> None:
    query(config, "SELECT 1")
    assert run(["audit", "-w", str(config.root)]) == 1
    assert query(config, "SELECT count(*) FROM reports").rows == ((2,),)


def test_without_an_audit_there_is_nothing_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "own")
    for command in (["query", "SELECT 1"], ["export", str(tmp_path / "out")]):
        assert run([*command, "-w", str(root), "--lang", "en"]) == 2
        assert "run `kpi audit` first" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_warehouse_that_somebody_else_made_is_not_opened(root: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other")
    (other / ".kpi").mkdir()
    for name in ("warehouse.duckdb", "seal"):
        (other / ".kpi" / name).write_bytes((root / ".kpi" / name).read_bytes())
    assert run(["query", "SELECT 1", "-w", str(other)]) == 2


def test_what_was_changed_since_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_audited(tmp_path / "own")
    run(["audit", "-w", str(root)])
    made = (root / ".kpi/warehouse.duckdb").stat().st_mtime
    for path in root.rglob("*"):
        os.utime(path, (made - 9, made - 9)) if ".kpi" not in path.parts else None
    assert run(["query", "SELECT 1", "-w", str(root), "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
    os.utime(root / "targets/yunxi.yml", (made + 9, made + 9))
    assert run(["query", "SELECT 1", "-w", str(root), "--lang", "en"]) == 0
    assert "targets changed after the last audit" in capsys.readouterr().err
    (root / "indicators.yml").write_text("{}\n", encoding="utf-8")
    os.utime(root / "indicators.yml", (made + 9, made + 9))
    assert run(["query", "SELECT 1", "-w", str(root), "--lang", "en"]) == 0
    assert "indicators.yml" in capsys.readouterr().err


def test_json_owns_standard_output_and_names_each_column_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "SELECT doc, doc, 0.50::DECIMAL(4, 2) AS half, 'nan'::DOUBLE AS odd, published FROM reports ORDER BY doc"
    assert run(["query", sql, "-w", str(root), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [column["name"] for column in told["columns"]] == ["doc", "doc_2", "half", "odd", "published"]
    assert told["rows"][0] == {
        "doc": "reports/2023-h1.txt", "doc_2": "reports/2023-h1.txt", "half": 0.5, "odd": None, "published": None,
    }  # fmt: skip


def test_structs_are_told_with_exact_values_in_every_form(
    config: Config, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "SELECT {'half': 0.50::DECIMAL(4, 2), 'due': DATE '2026-01-31'} AS one, [repeat('县', 2)] AS names"
    told = query(config, sql).rows[0]
    assert told[0] == {"half": Decimal("0.50"), "due": date(2026, 1, 31)}
    assert run(["query", sql, "-w", str(root), "--format", "csv"]) == 0
    assert capsys.readouterr().out == "one,names\nhalf: 0.5、due: 2026-01-31,县县\n"
    assert run(["query", sql, "-w", str(root), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["one"] == {"half": 0.5, "due": "2026-01-31"}


def test_a_list_is_bounded_as_a_text_is(config: Config) -> None:
    assert "characters" in refused(config, "SELECT [repeat('x', 30000000)]")


def test_csv_is_lines_with_a_head(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "SELECT target, margin FROM verdicts", "-w", str(root), "--format", "csv"]) == 0
    assert capsys.readouterr().out == "target,margin\nyunxi/burial,-3.5\n"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("12.50000000"), "12.5"), (Decimal("100"), "100"), (None, ""), (True, "true"), (-3, "-3"),
        (["城市", "护理型"], "城市、护理型"), ("-3.5%", "-3.5%"), ("=", "="),
        ("=1+1", "'=1+1"), ("-218万元", "'-218万元"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"),
        ("=\n1+1", "'=\n1+1"),
    ],
)  # fmt: skip
def test_a_cell_of_csv_is_no_formula(value: object, printed: str) -> None:
    assert next(csv.reader([csv_lines([[value]])]), [""]) == [printed]


def shown(columns: tuple[str, ...], *rows: tuple[object, ...], width: int = 80) -> list[str]:
    answer = Answer(columns, ("VARCHAR",) * len(columns), rows)
    return [line.plain for line in answer_lines(answer, "en", width)]


def test_a_table_fits_the_terminal_and_many_columns_become_records() -> None:
    lines = shown(("a", "b"), ("字" * 60, "x"))
    assert lines[0].split() == ["a", "b"] and lines[-1] == "1 row"
    assert all(len(line.encode("gbk")) <= 80 for line in lines)
    wide = shown(tuple(f"column{n}" for n in range(30)), tuple("abcdefghijklmn" for _ in range(30)))
    assert wide[:2] == ["── 1", "column0   abcdefghijklmn"]


def test_no_row_and_too_many_rows_are_told() -> None:
    assert shown(("a",)) == ["No row."]
    lines = shown(("a",), *(("x",) for _ in range(103)))
    assert lines[-2:] == ["103 rows", "3 more rows; --format csv has them all."]


def test_words_of_a_report_move_no_cursor() -> None:
    assert "\x1b" not in "".join(shown(("a",), ("\x1b[2Jx",)))
    assert answer_json(Answer(("a",), ("VARCHAR",), (("x",),)), "SELECT 1")["rows"] == [{"a": "x"}]


def test_tables_and_columns_are_told_without_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["query", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in dictionary())
    assert run(["query", "verdicts", "--lang", "zh"]) == 0
    assert "实际减目标" in capsys.readouterr().out


# --- export ---------------------------------------------------------------------------------------


def exported(root: Path, folder: Path, kind: str) -> Path:
    assert run(["export", str(folder), "-w", str(root), "--format", kind]) == 0
    return folder


def names() -> Iterator[str]:
    return (table.name for table in dictionary().values() if not table.internal)


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_every_table_is_a_file_and_the_dictionary_tells_of_it(kind: str, root: Path, tmp_path: Path) -> None:
    folder = exported(root, tmp_path / "deep/out", kind)
    assert {path.name for path in folder.iterdir()} == {*(f"{name}.{kind}" for name in names()), "dictionary.md"}
    told = (folder / "dictionary.md").read_text(encoding="utf-8")
    assert all(f"# {name}.{kind}\n" in told for name in names())
    assert "| `margin` | DECIMAL(38,8) | 实际减目标" in told


def test_parquet_keeps_every_value_and_type(config: Config, tmp_path: Path) -> None:
    folder = exported(config.root, tmp_path / "out", "parquet")
    rows = duckdb.sql(
        f"SELECT value, modifiers, period_end FROM '{folder}/quantities.parquet' ORDER BY ALL"
    ).fetchall()
    asked = query(config, "SELECT value, modifiers, period_end FROM quantities ORDER BY ALL").rows
    assert rows == list(asked) and rows


def test_csv_opens_in_a_spreadsheet(root: Path, tmp_path: Path) -> None:
    text = (exported(root, tmp_path / "out", "csv") / "targets.csv").read_text(encoding="utf-8")
    assert text.startswith(BOM + "target,file,line,")
    (row,) = csv.DictReader(text.removeprefix(BOM).splitlines())
    assert (row["target"], row["value"], row["unit"], row["value_high"]) == ("yunxi/burial", "80", "%", "")


def test_the_same_warehouse_gives_the_same_bytes_and_replaces_files_of_its_names(
    root: Path, tmp_path: Path
) -> None:
    folder = exported(root, tmp_path / "out", "csv")
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "reports.csv").write_text("old", encoding="utf-8")
    exported(root, folder, "csv")
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["export", str(folder), "-w", str(root), "--format", "csv"]) == 2
    assert run(["export", str(folder), "-w", str(root), "--format", "csv", "--force"]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**first, "mine.txt": b"mine"}


def test_an_export_is_not_written_among_files_of_others(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "targets.csv").write_text("mine", encoding="utf-8")
    assert run(["export", str(tmp_path), "-w", str(root), "--lang", "en"]) == 2
    assert "no export wrote (" in capsys.readouterr().err
    assert not (tmp_path / "dictionary.md").exists()


@pytest.mark.parametrize("asked", ["figures", "SELECT * FROM figures"])
def test_a_table_that_is_not_there_leads_to_the_one_that_is_meant(
    root: Path, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["query", asked, "-w", str(root), "--lang", "en"]) == 2
    assert "'quantities'" in capsys.readouterr().err


def test_a_file_is_no_place_for_an_export(root: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert run(["export", str(tmp_path / "x"), "-w", str(root)]) == 2


def test_cells_are_told_as_they_are() -> None:
    assert [cell(one) for one in (Decimal("0E-8"), Decimal("-0.10"), 1.5)] == ["0", "-0.1", "1.5"]
