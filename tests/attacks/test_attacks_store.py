"""A store that kpi did not leave as it is is not believed, and nothing is written or removed beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from small_workspace import FILES, LATER, make, only, write

import kpi
from bench.kill import tables
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.warehouse.depots import ALLOWED, INDEX, Shelf, depot_of
from kpi.warehouse.index import load_index

STORE = ".kpi/store"
SUITES = only("arithmetic")
NAMES = (
    "../../x",
    "a/b",
    "/etc/passwd",
    "CON",
    "nul.txt",
    "." * 300,
    "长" * 400,
    "a\\b",
    "甲\u202e乙",
    "'; DROP--",
    "*",
)
needs_fsspec = pytest.mark.skipif(
    find_spec("fsspec") is None, reason="fsspec is not there: pip install 'kpi-audit[cluster]'"
)


def place(root: Path) -> Path:
    return make(root, kpi_yml=f"{FILES['kpi.yml']}store: {STORE}\n{SUITES}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose store is there, at the place that its seal names."""
    root = place(tmp_path_factory.mktemp("store") / "workspace")
    audit(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Iterator[Path]:
    """The same, as it was before each test."""
    shutil.copytree(made, tmp_path / "as it was", symlinks=True)
    yield made
    shutil.rmtree(made)
    shutil.copytree(tmp_path / "as it was", made, symlinks=True)


def store_of(root: Path) -> Path:
    return root / STORE


def parquet(root: Path, table: str) -> Path:
    return next(store_of(root).glob(f"*/{table}.parquet"))


def on_a_new_machine(root: Path) -> AuditResult:
    (root / ".kpi/warehouse.duckdb").unlink()
    return audit(root)


def codes(result: AuditResult) -> list[str]:
    return [found.code for found in result.warnings if found.code.startswith("store")]


def refused(root: Path) -> str:
    with pytest.raises(kpi.Error) as caught:
        kpi.open(store_of(root))
    return str(caught.value)


def sound(root: Path) -> bool:
    """The store is what the warehouse is, and can be opened."""
    known = tables(root)
    found = kpi.open(store_of(root)).table("verdicts")
    return len(found) == len(known["verdicts"]) > 0


def tamper(root: Path, change: str) -> None:
    """The verdicts of a body as somebody would like them, in a file that DuckDB wrote."""
    file = parquet(root, "verdicts")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE v AS FROM '{file}'")
        connection.execute(change)
        connection.execute(f"COPY v TO '{file}' (FORMAT parquet)")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE v SET verdict = 'met'",
        "DELETE FROM v",
        "ALTER TABLE v ADD COLUMN more INT",
        "ALTER TABLE v DROP note",
    ],
)
def test_verdicts_that_somebody_wrote_are_not_believed(root: Path, change: str) -> None:
    before = tables(root)
    tamper(root, change)
    assert "verdicts" in refused(root) or "云溪县" in refused(root)
    assert codes(on_a_new_machine(root))[0] == "store_damaged"
    assert tables(root) == before and sound(root)


@pytest.mark.parametrize("at", [0, 40, -1])
@pytest.mark.parametrize("table", ["reports", "findings", "judged"])
def test_one_changed_byte_is_seen(root: Path, table: str, at: int) -> None:
    file = parquet(root, table)
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    refused(root)
    assert codes(audit(root)) == ["store_damaged"]
    assert sound(root)


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"", False),
        (b"\n", True),
        (b"x", True),
        (b"PAR1", True),
        (b"\n{}", False),
        (b"0" * 64 + b"\n" + b'{"format": "kpi-store/1"}', False),
    ],
)
def test_an_index_that_somebody_made_up_is_none(root: Path, data: bytes, known: bool) -> None:
    """Whether the warehouse is still there or not."""
    (store_of(root) / INDEX).write_bytes(data)
    assert INDEX in refused(root)
    assert codes(audit(root) if known else on_a_new_machine(root)) == ["store_rebuilt"]
    assert sound(root)


def test_an_index_with_another_word_is_none(root: Path) -> None:
    index = store_of(root) / INDEX
    index.write_bytes(index.read_bytes().replace(b'"state":"', b'"state":"0', 1))
    refused(root)
    assert codes(on_a_new_machine(root)) == ["store_rebuilt"]


def test_a_store_that_came_with_the_workspace_is_not_believed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_CACHE", str(tmp_path / "another user"))
    refused(root)
    assert codes(on_a_new_machine(root)) == ["store_rebuilt"]
    assert sound(root)


def test_a_store_of_another_place_is_not_this_ones(root: Path, tmp_path: Path) -> None:
    other = place(tmp_path / "other")
    shutil.copytree(root / ".kpi", other / ".kpi")
    refused(other)
    assert "store_rebuilt" in codes(audit(other))
    assert sound(other)


def test_a_store_of_another_schema_is_written_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.auditing.storing.schema_version", lambda: "another")
    assert codes(on_a_new_machine(root)) == ["store_rebuilt"]
    assert "another version of kpi" in refused(root) or "另一版本" in refused(root)
    monkeypatch.undo()
    assert codes(on_a_new_machine(root)) == ["store_rebuilt"]
    assert sound(root)


def test_files_that_nobody_named_are_not_read(root: Path) -> None:
    before = len(kpi.open(store_of(root)).table("verdicts"))
    strange = store_of(root) / "0123456789abcdef-0123456789ab"
    shutil.copytree(parquet(root, "verdicts").parent, strange)
    shutil.copytree(strange, store_of(root) / "more")
    assert len(kpi.open(store_of(root)).table("verdicts")) == before
    write(root, "reports/2023.txt", LATER + "\n另有社工站3个。\n")
    audit(root)
    assert not strange.exists() and (store_of(root) / "more").exists()


# --- links -----------------------------------------------------------------------------------------


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    folder = tmp_path / "victim"
    write(folder, "0123456789abcdef-0123456789ab/verdicts.parquet", "kept")
    write(folder, INDEX, "kept")
    return folder


def untouched(victim: Path) -> bool:
    found = sorted(path.relative_to(victim).as_posix() for path in victim.rglob("*") if path.is_file())
    return found == ["0123456789abcdef-0123456789ab/verdicts.parquet", INDEX] and all(
        (victim / name).read_text(encoding="utf-8") == "kept" for name in found
    )


@pytest.mark.parametrize("inside", [True, False])
def test_a_store_that_is_a_link_is_refused(tmp_path: Path, victim: Path, inside: bool) -> None:
    root = place(tmp_path / "workspace")
    if inside:
        victim = victim.rename(root / "victim")
    (root / ".kpi").mkdir()
    store_of(root).symlink_to(victim)
    with pytest.raises(KpiError) as caught:
        audit(root)
    assert [found.code for found in caught.value.problems] == ["store_link"]
    assert untouched(victim)


def test_links_inside_a_store_lead_nowhere(root: Path, victim: Path) -> None:
    folder = parquet(root, "verdicts").parent
    shutil.rmtree(folder)
    folder.symlink_to(victim / "0123456789abcdef-0123456789ab")
    index = store_of(root) / INDEX
    kept = index.read_bytes()
    index.unlink()
    index.symlink_to(victim / INDEX)
    audit(root)
    assert untouched(victim) and not index.is_symlink() and sound(root)
    folder = parquet(root, "verdicts").parent
    moved = root / "elsewhere"
    folder.rename(moved)  # the very bytes, behind a link
    folder.symlink_to(moved)
    refused(root)
    assert codes(audit(root)) == ["store_damaged"]
    assert kept and moved.is_dir() and sound(root)


def test_a_folder_in_the_place_of_the_index_goes(root: Path) -> None:
    index = store_of(root) / INDEX
    index.unlink()
    index.mkdir()
    audit(root)
    assert index.is_file() and sound(root)


def test_a_file_in_the_place_of_the_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = place(tmp_path / "workspace")
    write(root, STORE, "x")
    assert run(["--lang", "en", "audit", "-w", str(root)]) == 2
    told = capsys.readouterr().err
    assert "store" in told and "Internal error" not in told


# --- names of bodies -------------------------------------------------------------------------------


def test_no_name_of_a_body_is_a_path(tmp_path: Path) -> None:
    """One audit of a body of each name: each is kept under its own name, in a folder that no name chose."""
    root = place(tmp_path / "workspace")
    printed = sorted((root / "reports").iterdir())
    bodies = []
    for number, name in enumerate(NAMES):
        folder = root / "reports" / f"b{number}"
        folder.mkdir()
        for path in printed:
            (folder / path.name).write_bytes(path.read_bytes())
        bodies.append(f"  - {{name: {json.dumps(name)}, reports: reports/b{number}}}")
    for path in printed:
        path.unlink()
    write(root, "kpi.yml", "\n".join(["bodies:", *bodies, f"store: {STORE}", SUITES]))
    asked = (root / "targets/yunxi.yml").read_text(encoding="utf-8").replace("reports/", "reports/b0/")
    lines = asked.splitlines()[1:]
    write(root, "targets/yunxi.yml", "\n".join([f"body: {json.dumps(NAMES[0])}", *lines, ""]))
    audit(root)
    index, _ = load_index(depot_of(STORE, root))
    assert index and sorted(kept.body for kept in index.bodies) == sorted(NAMES)
    assert {one.name for one in store_of(root).iterdir()} == {INDEX, *index.folders}
    assert sound(root)
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(root)]
    assert outside == []


# --- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["s3://bucket/kpi", "file:///tmp/x", "http://169.254.169.254/latest", "local://x"]
)
def test_an_address_that_the_machine_does_not_name_is_refused(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pull request may write it into kpi.yml; it would be reached with this user's credentials."""
    monkeypatch.setenv(ALLOWED, "s3://bucket/other s3://buck")
    root = place(tmp_path / "workspace")
    text = (root / "kpi.yml").read_text(encoding="utf-8").replace(STORE, address)
    write(root, "kpi.yml", text)
    assert run(["--lang", "en", "audit", "-w", str(root)]) == 2
    assert ALLOWED in capsys.readouterr().err


def test_a_check_goes_without_a_store_that_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = place(tmp_path / "workspace")
    text = (root / "kpi.yml").read_text(encoding="utf-8").replace(STORE, "s3://bucket/kpi")
    write(root, "kpi.yml", text)
    draft = tmp_path / "2024-h1.txt"
    draft.write_text(LATER.replace("2023", "2024"), encoding="utf-8")
    assert run(["--lang", "en", "check", str(draft), "-w", str(root)]) in (0, 1)
    told = capsys.readouterr()
    assert ALLOWED in told.out + told.err


@needs_fsspec
def test_an_address_that_the_machine_names_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = place(tmp_path / "workspace")
    elsewhere = (tmp_path / "elsewhere").as_uri()
    monkeypatch.setenv(ALLOWED, f"s3://x {elsewhere}/")
    text = (root / "kpi.yml").read_text(encoding="utf-8").replace(STORE, f"{elsewhere}/store")
    write(root, "kpi.yml", text)
    audit(root)
    assert len(kpi.open(f"{elsewhere}/store").table("verdicts")) == len(tables(root)["verdicts"]) > 0


def test_what_is_removed_has_a_name_of_ours(tmp_path: Path) -> None:
    """Whatever an index said, nothing else goes."""
    write(tmp_path, "workspace/reports/x.txt", "kept")
    shelf = Shelf(tmp_path / "workspace/.kpi/store", tmp_path / "workspace")
    shelf.forget({"../../reports", "/", "..", "", "."})
    assert (tmp_path / "workspace/reports/x.txt").is_file()
