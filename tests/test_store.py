"""`store:` of kpi.yml: the rows of each body as Parquet files, which audits write and take up, and readers ask."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_workspace import FILES, PLAN, make, make_counties, only, write

import kpi
from bench.kill import tables
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.errors import KpiError
from kpi.warehouse.bodies import write_bodies
from kpi.warehouse.depots import INDEX, depot_of
from kpi.warehouse.dictionary import dictionary
from kpi.warehouse.engine import engine_version
from kpi.warehouse.index import Index, load_index
from kpi.warehouse.store import open_warehouse, schema_version
from kpi.workspace.reports import ReportFile

needs_fsspec = pytest.mark.skipif(
    find_spec("fsspec") is None, reason="fsspec is not there: pip install 'kpi-audit[cluster]'"
)
needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="Dask is not there: pip install 'kpi-audit[cluster]'"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short reports of two counties after a first audit, whose rows are kept in a store."""
    root = make_counties(tmp_path_factory.mktemp("store") / "workspace", "store: .kpi/store\n")
    audit(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Iterator[Path]:
    """The same, as it was before each test: a store is sealed for its place."""
    shutil.copytree(made, tmp_path / "as it was")
    yield made
    shutil.rmtree(made)
    shutil.copytree(tmp_path / "as it was", made)


def keep_at(root: Path, store: str) -> None:
    text = (root / "kpi.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("store:")]
    write(root, "kpi.yml", "\n".join([*kept, f"store: {store}", ""]))


def index_of(root: Path, store: str = ".kpi/store") -> Index:
    found, _ = load_index(depot_of(store, root))
    assert found
    return found


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of the store without the part of its name that is new each time."""
    folder = root / ".kpi/store"
    return {f"{one.parent.name[:16]}/{one.name}": one.read_bytes() for one in folder.rglob("*.parquet")}


def codes(result: AuditResult) -> set[str]:
    return {found.code for found in result.warnings if found.code.startswith("store")}


def rows_of(warehouse: kpi.api.Warehouse) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of it, sorted, as DuckDB holds them."""
    with duckdb.connect(str(warehouse._config.root / ".kpi/warehouse.duckdb"), read_only=True) as connection:
        return {name: sorted(connection.execute(f'FROM "{name}"').fetchall(), key=repr) for name in dictionary()}


def lose_warehouse(root: Path) -> None:
    (root / ".kpi/warehouse.duckdb").unlink()


def test_the_store_holds_what_the_warehouse_holds(root: Path) -> None:
    assert rows_of(kpi.open(root / ".kpi/store")) == tables(root)


def test_files_say_which_kpi_wrote_them(root: Path) -> None:
    for file in (root / ".kpi/store").rglob("*.parquet"):
        told = dict(
            duckdb.sql(f"SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('{file}')").fetchall()
        )
        assert told["kpi_table"] == file.stem
        assert told["kpi_schema"] == schema_version()
        assert told["kpi_engine"] == engine_version()


def test_nothing_new_writes_nothing(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / ".kpi/store").rglob("*")}
    audit(root)
    assert {path: path.stat().st_mtime_ns for path in (root / ".kpi/store").rglob("*")} == before


def test_only_the_body_that_changed_is_written_and_what_it_was_goes(root: Path) -> None:
    before = {kept.body: kept.folder for kept in index_of(root).bodies}
    report = next((root / "reports/b001").iterdir())
    report.write_text(report.read_text(encoding="utf-8").replace("。", "。\n", 1), encoding="utf-8")
    audit(root)
    after = {kept.body: kept.folder for kept in index_of(root).bodies}
    assert sum(before[body] != after[body] for body in before) == 1
    assert {one.name for one in (root / ".kpi/store").iterdir()} == {INDEX, *index_of(root).folders}


def test_a_new_machine_takes_what_did_not_change_and_reads_the_rest(root: Path) -> None:
    whole = tables(root)
    lose_warehouse(root)
    assert audit(root).read == ()
    assert tables(root) == whole
    lose_warehouse(root)
    report = sorted((root / "reports/b000").iterdir())[-1]
    report.write_text(report.read_text(encoding="utf-8") + "\n另有养老机构3家。\n", encoding="utf-8")
    assert audit(root).read == (f"reports/b000/{report.name}",)
    taken = tables(root)
    lose_warehouse(root)
    audit(root, stored=False)
    assert tables(root) == taken


def test_a_body_that_is_gone_goes_from_the_store(root: Path) -> None:
    for path in (root / "reports/b001").iterdir():
        path.unlink()
    for path in (root / "targets").glob("b001*"):
        path.unlink()
    audit(root)
    assert len(index_of(root).bodies) == 1


def test_the_same_rows_make_the_same_bytes(root: Path) -> None:
    before = files_of(root)
    lose_warehouse(root)
    for path in (root / ".kpi/store").rglob("*.parquet"):
        path.unlink()
    (root / ".kpi/store" / INDEX).unlink()
    audit(root, workers=2)
    assert files_of(root) == before


def test_settings_that_facts_rest_on_read_all_again(root: Path) -> None:
    lose_warehouse(root)
    with (root / "kpi.yml").open("a", encoding="utf-8") as stream:
        stream.write("rules:\n  off:\n    - {id: role.other.announced, why: 试验}\n")
    assert len(audit(root).read) == 4


def test_a_report_from_outside_is_not_written_to_the_store(root: Path, tmp_path: Path) -> None:
    before = files_of(root)
    draft = tmp_path / "2024-h1.txt"
    draft.write_text(PLAN.replace("2023", "2024"), encoding="utf-8")
    audit(root, extra=[ReportFile("reports/b000/2024-h1.txt", draft, "云溪县民政局")])
    assert files_of(root) == before


def test_the_ledger_and_the_day_go_with_the_store(tmp_path: Path) -> None:
    root = make(tmp_path / "workspace", kpi_yml=FILES["kpi.yml"] + only("arithmetic", "targets"))
    keep_at(root, ".kpi/store")
    write(root, "kpi.yml", (root / "kpi.yml").read_text(encoding="utf-8") + "as_of: 2024-02-01\n")
    found = audit(root).findings[0]
    write(root, "ledger.yml", f"findings:\n  - {{fingerprint: {found.fingerprint}, status: new, check: x}}\n")
    audit(root)
    answer = kpi.open(root / ".kpi/store").sql("SELECT fingerprint, as_of() AS day FROM ledger")
    assert answer["fingerprint"].tolist() == [found.fingerprint]
    assert str(answer["day"][0])[:10] == "2024-02-01"


def test_a_league_table_over_all_bodies(root: Path) -> None:
    store = kpi.open(root / ".kpi/store")
    league = store.sql(
        "SELECT body, count(*) AS n FROM verdicts JOIN targets USING (target) WHERE is_latest GROUP BY body"
    )
    assert len(league) == 2
    assert store.notes == []
    assert "store" in repr(store)


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_bytes(b"x")
    with pytest.raises(kpi.Error, match="kpi-store"):
        kpi.open(tmp_path)


@pytest.mark.parametrize(
    "store",
    ["store", "/tmp/store", ".kpi/a/b", ".kpi/../x", ".kpi/seal", ".kpi/parts-1", "s3:/x", "a::s3://b", "."],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, store: str) -> None:
    root = make(tmp_path / "workspace")
    keep_at(root, f"'{store}'")
    with pytest.raises(KpiError) as caught:
        audit(root)
    assert [found.code for found in caught.value.problems] == ["store_address"]


@pytest.fixture
def memory() -> Iterator[str]:
    from fsspec.implementations.memory import MemoryFileSystem

    MemoryFileSystem.store.clear()
    yield "memory://kpi/store"
    MemoryFileSystem.store.clear()


@needs_fsspec
def test_any_file_system_of_fsspec_holds_the_same(root: Path, memory: str) -> None:
    keep_at(root, memory)
    audit(root)
    whole = tables(root)
    assert rows_of(kpi.open(memory)) == whole
    lose_warehouse(root)
    assert audit(root).read == ()
    assert tables(root) == whole


@needs_fsspec
def test_a_file_that_is_lost_is_written_again(root: Path, memory: str) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    keep_at(root, memory)
    audit(root)
    lost = next(name for name in MemoryFileSystem.store if name.endswith("verdicts.parquet"))
    del MemoryFileSystem.store[lost]
    with pytest.raises(kpi.Error):
        kpi.open(memory)
    assert codes(audit(root)) == {"store_damaged"}
    assert rows_of(kpi.open(memory)) == tables(root)
    assert lost not in MemoryFileSystem.store


@needs_dask
def test_workers_of_a_cluster_leave_the_bytes_of_a_plain_audit(root: Path) -> None:
    plain = files_of(root)
    for path in (root / ".kpi/store").rglob("*.parquet"):
        path.unlink()
    lose_warehouse(root)
    (root / ".kpi/store" / INDEX).unlink()
    audit(root, workers=2, on="dask")
    assert files_of(root) == plain


def test_the_rows_of_each_body_stand_in_order(tmp_path: Path) -> None:
    bodies = [f"县{n}" for n in range(30)]
    with open_warehouse(None) as warehouse:
        rows = "'县' || (n // 10), 'arithmetic', 'c' || hash(n) % 99, n FROM range(300) t(n)"
        warehouse.execute(f"INSERT INTO looked_at SELECT {rows}")
        written = dict(write_bodies(warehouse, bodies, (), tmp_path))
    assert sorted(written) == sorted(bodies)
    for folder in written.values():
        rows = duckdb.read_parquet(str(folder / "looked_at.parquet"))
        assert rows.fetchall() == rows.order("ALL").fetchall()
