"""A warehouse that kpi did not leave there is not believed, whatever it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from kpi.errors import KpiError
from kpi.warehouse import store
from kpi.warehouse.seal import FILE, is_sealed
from kpi.warehouse.store import borrow, open_warehouse

SAID = "INSERT INTO meta VALUES ('said', 'by kpi')"
TAMPERING = (
    "DELETE FROM meta",
    "UPDATE meta SET value = 'else' WHERE key = 'said'",
    "DROP TABLE findings; CREATE VIEW findings AS SELECT * FROM read_text('/etc/passwd')",
    "ALTER TABLE findings RENAME TO gone",
    "CREATE MACRO plain(v) AS 'x'",
    "CREATE TABLE more (a INT)",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.execute(SAID)
    return tmp_path / ".kpi/warehouse.duckdb"


def kept(root: Path) -> bool:
    with open_warehouse(root) as warehouse:
        return warehouse.rows("SELECT value FROM meta WHERE key = 'said'") == [("by kpi",)]


def test_what_kpi_left_is_used_again(file: Path, tmp_path: Path) -> None:
    assert is_sealed(file) and kept(tmp_path) and kept(tmp_path)


@pytest.mark.parametrize("sql", TAMPERING)
def test_what_somebody_changed_is_built_anew(file: Path, tmp_path: Path, sql: str) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(sql)
    assert not is_sealed(file) and not kept(tmp_path)


@pytest.mark.parametrize("at", [0, 5_000, -1])
def test_one_changed_byte_is_seen(file: Path, tmp_path: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert not kept(tmp_path)


@pytest.mark.parametrize("seal", [b"", b"0" * 64, b"\xff" * 64, "０".encode() * 64])
def test_a_seal_that_somebody_made_up_does_not_fit(file: Path, tmp_path: Path, seal: bytes) -> None:
    file.with_name(FILE).write_bytes(seal)
    assert not kept(tmp_path)


def test_a_workspace_that_brings_its_warehouse_along_is_not_believed(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_CACHE", str(tmp_path.parent / "another users"))
    assert not kept(tmp_path)


def test_a_key_inside_the_workspace_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_CACHE", str(tmp_path / "cache"))
    with open_warehouse(tmp_path) as warehouse:
        warehouse.execute(SAID)
    assert not kept(tmp_path)


def test_a_warehouse_of_another_workspace_is_not_this_ones(file: Path, tmp_path: Path) -> None:
    shutil.copytree(file.parent, tmp_path / "other/.kpi")
    assert not kept(tmp_path / "other")


def test_a_log_beside_it_is_not_replayed(file: Path, tmp_path: Path) -> None:
    file.with_name(file.name + ".wal").write_bytes(b"x")
    assert not kept(tmp_path)


def test_only_a_sealed_one_is_lent(file: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    borrow(tmp_path, good)
    assert kept(good)
    file.write_bytes(file.read_bytes() + b"x")
    borrow(tmp_path, bad)
    assert not (bad / ".kpi").exists()


def test_a_warehouse_beyond_all_size_is_not_read_to_be_refused(file: Path) -> None:
    """A file with a hole of a hundred gigabytes takes no room on a disk, and minutes to look at byte for byte."""
    with file.open("r+b") as stream:
        stream.truncate(100_000_000_000)
    assert not is_sealed(file)


def test_tables_without_end_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(store._CONFIG, "memory_limit", "30MB")
    with pytest.raises(KpiError) as raised, open_warehouse(None) as warehouse:
        warehouse.rows("SELECT range AS n, range || 'x' AS t FROM range(20000000) ORDER BY t DESC, n")
    assert [found.code for found in raised.value.problems] == ["warehouse_exhausted"]


@pytest.mark.parametrize("kept", [True, False])
def test_nothing_is_written_beside_the_file(tmp_path: Path, kept: bool) -> None:
    """What memory does not hold would go to a folder with a name that anybody can make a link of."""
    with open_warehouse(tmp_path if kept else None) as warehouse:
        assert warehouse.rows("SELECT current_setting('temp_directory')") == [("",)]
