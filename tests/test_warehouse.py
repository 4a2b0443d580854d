"""The warehouse file: created, kept, rebuilt, locked, unusable."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from waiting_support import LIMIT, running

import kpi.warehouse as warehouse_package
from kpi.errors import KpiError
from kpi.language.parsed import read_data
from kpi.presenting.tables_page import refreshed
from kpi.warehouse.dictionary import dictionary
from kpi.warehouse.store import open_warehouse


def codes(error: pytest.ExceptionInfo[KpiError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def warehouse_file(root: Path) -> Path:
    return root / ".kpi" / "warehouse.duckdb"


def test_a_new_warehouse_has_the_documented_tables_and_is_kept_out_of_git(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        tables = {name for (name,) in warehouse.rows("SELECT table_name FROM duckdb_tables()")}
        assert not warehouse.rebuilt
    assert {"reports", "quantities", "relations", "targets", "verdicts", "findings"} <= tables
    assert (tmp_path / ".kpi" / ".gitignore").read_text() == "*\n"


def test_what_was_written_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.execute("INSERT INTO meta VALUES ('mark', 'kept')")
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.rows("SELECT value FROM meta WHERE key = 'mark'") == [("kept",)]
        assert not warehouse.rebuilt


def test_a_warehouse_of_another_schema_is_rebuilt(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.execute("UPDATE meta SET value = 'older' WHERE key = 'schema'")
        warehouse.execute("INSERT INTO meta VALUES ('mark', 'stale')")
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.rebuilt
        assert warehouse.rows("SELECT * FROM meta WHERE key = 'mark'") == []


@pytest.mark.parametrize("content", [b"", b"not a database " * 500, b"\0" * 20_000])
def test_a_file_that_is_no_warehouse_is_rebuilt(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".kpi").mkdir()
    warehouse_file(tmp_path).write_bytes(content)
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.rebuilt
        assert warehouse.rows("SELECT count(*) FROM reports") == [(0,)]


def test_a_warehouse_cut_short_is_rebuilt(tmp_path: Path) -> None:
    with open_warehouse(tmp_path):
        pass
    path = warehouse_file(tmp_path)
    path.write_bytes(path.read_bytes()[:5000])
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.rebuilt


def test_damage_met_half_way_removes_the_file_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(KpiError) as error, open_warehouse(tmp_path):
        raise duckdb.Error("Corrupt database file: computed checksum 1 does not match stored checksum 2")
    assert codes(error) == ["warehouse_damaged"]
    assert not warehouse_file(tmp_path).exists()


def test_a_warehouse_open_elsewhere_is_named_with_its_process(tmp_path: Path) -> None:
    with open_warehouse(tmp_path):
        pass
    script = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(warehouse_file(tmp_path))]
    with running(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(KpiError) as error:
            open_warehouse(tmp_path)
        holder.communicate(timeout=LIMIT)
    assert codes(error) == ["warehouse_locked"]
    assert error.value.problems[0].fields == {"pid": str(holder.pid)}
    with open_warehouse(tmp_path) as warehouse:
        assert not warehouse.rebuilt


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ".kpi").write_text("in the way")
    with pytest.raises(KpiError) as error:
        open_warehouse(tmp_path)
    assert codes(error) == ["warehouse_unusable"]


def test_a_folder_in_place_of_the_file_is_a_problem_and_stays(tmp_path: Path) -> None:
    warehouse_file(tmp_path).mkdir(parents=True)
    with pytest.raises(KpiError) as error:
        open_warehouse(tmp_path)
    assert codes(error) == ["warehouse_unusable"]
    assert warehouse_file(tmp_path).is_dir()


def test_a_failing_transaction_leaves_nothing_behind() -> None:
    with open_warehouse(None) as warehouse:
        with pytest.raises(ZeroDivisionError), warehouse.transaction():
            warehouse.execute("INSERT INTO meta VALUES ('half', 'written')")
            raise ZeroDivisionError
        assert warehouse.rows("SELECT * FROM meta WHERE key = 'half'") == []


def test_the_dictionary_tells_of_every_table_and_column_and_of_no_other() -> None:
    words = read_data(Path(warehouse_package.__file__).with_name("dictionary.yml"))
    told = {name: set(table["columns"]) for name, table in words.items()}
    assert told == {name: {column.name for column in table.columns} for name, table in dictionary().items()}
    every = [one for table in dictionary().values() for one in (table, *table.columns)]
    assert all(one.zh and one.en for one in every)


@pytest.mark.parametrize(("name", "lang"), [("warehouse.md", "en"), ("warehouse.zh-CN.md", "zh")])
def test_the_page_is_made_from_the_dictionary(name: str, lang: str) -> None:
    page = (Path(__file__).parent.parent / "docs" / name).read_text(encoding="utf-8")
    told = "old: python -m kpi.presenting.tables_page docs/warehouse.md docs/warehouse.zh-CN.md"
    assert page == refreshed(page, dictionary().values(), lang), told
