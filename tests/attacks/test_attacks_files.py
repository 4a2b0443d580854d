"""Names of a workspace that lead somewhere else: nothing is read or written through them, nothing waits."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from small_workspace import make, write
from waiting_support import LIMIT

from kpi.auditing.inputs import load_inputs
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.files import append_file, is_name, read_file, write_file
from kpi.ledger.book import Book
from kpi.warehouse.lock import Lock
from kpi.warehouse.store import FOLDER, open_warehouse
from kpi.workspace.config import load_config
from kpi.workspace.gittree import commit_of

SECRET = "api_key_of_somebody_else: 42\n"
NAMES = (
    "kpi.yml",
    "targets/yunxi.yml",
    "checks/arithmetic.yml",
    "ledger.yml",
    "indicators.yml",
    "reports/2023.txt",
)
OWN = ("lock", "holder", "seal", "warehouse.duckdb", "warehouse.duckdb.wal", ".gitignore")
FOLDERS = ("reports", "targets", "checks")
HIDDEN = ("checks/.own.yml", "targets/.more.yml", "reports/.x.txt", "checks/own.json", "targets/more.txt",
          "reports/README.txt", "reports/x.zip", "checks/sub/own.YAML.bak")  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "workspace")


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "victim.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


def refused(action: Callable[[], object]) -> str:
    """The problems that stopped an action, as words."""
    with pytest.raises((KpiError, OSError)) as caught:
        action()
    return str(caught.value)


def load(root: Path) -> str:
    """What an audit says of a workspace's files before it reads any report, problems and warnings alike."""
    try:
        inputs = load_inputs(load_config(root))
    except KpiError as error:
        return str(error)
    return " ".join(f"{found.file} {found.code} {found.fields}" for found in inputs.warnings)


def in_the_way(root: Path, name: str) -> Path:
    path = root / name
    path.unlink(missing_ok=True)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_link_out_of_the_workspace_is_not_read(root: Path, victim: Path, name: str) -> None:
    in_the_way(root, name).symlink_to(victim)
    told = load(root)
    assert "link" in told and "api_key" not in told


@pytest.mark.parametrize("name", NAMES)
def test_a_chain_of_links_is_not_read(root: Path, victim: Path, name: str) -> None:
    (root / "first").symlink_to(victim)
    in_the_way(root, name).symlink_to(root / "first")
    told = load(root)
    assert "link" in told and "api_key" not in told


@pytest.mark.parametrize("name", NAMES)
def test_a_pipe_is_not_waited_for(root: Path, name: str) -> None:
    os.mkfifo(in_the_way(root, name))
    assert any(word in load(root) for word in ("special", "not_plain_file", "no_workspace"))


@pytest.mark.parametrize("name", NAMES)
def test_a_device_is_not_opened(root: Path, name: str) -> None:
    in_the_way(root, name).symlink_to("/dev/zero")
    assert any(word in load(root) for word in ("link", "not_plain_file", "no_workspace"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_is_a_link_is_not_entered(root: Path, tmp_path: Path, folder: str) -> None:
    (root / folder).rename(tmp_path / "elsewhere")
    (root / folder).symlink_to(tmp_path / "elsewhere")
    assert "link_outside" in load(root)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_linked_folder_below_is_named(root: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / folder / "more").symlink_to(tmp_path / "elsewhere")
    assert f"{folder}/more file_not_taken" in load(root)


@pytest.mark.parametrize("name", HIDDEN)
def test_no_file_is_passed_over_in_silence(root: Path, name: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("x", encoding="utf-8")
    assert name in load(root)


@pytest.mark.parametrize("name", ["targets/more.YML", "targets/more.Yaml", "checks/own.YML", "checks/own.yAmL"])
def test_a_suffix_in_capitals_is_read(root: Path, name: str) -> None:
    (root / name).write_text("nonsense_key: 1\n", encoding="utf-8")
    assert "unknown_key" in load(root)


@pytest.mark.parametrize(
    "name", ["lock", "holder", "seal", "warehouse.duckdb", "warehouse.duckdb.wal", ".gitignore"]
)
@pytest.mark.parametrize("kind", ["link", "hardlink"])
def test_nothing_of_the_warehouse_is_written_through_a_link(
    root: Path, victim: Path, name: str, kind: str
) -> None:
    (root / FOLDER).mkdir()
    if kind == "link":
        (root / FOLDER / name).symlink_to(victim)
    else:
        (root / FOLDER / name).hardlink_to(victim)
    try:
        with open_warehouse(root) as warehouse:
            warehouse.execute("SELECT 1")
    except (KpiError, OSError):
        pass
    assert victim.read_text(encoding="utf-8") == SECRET


def test_the_warehouses_folder_may_be_no_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / FOLDER).symlink_to(tmp_path / "elsewhere")
    assert "link_outside" in refused(lambda: open_warehouse(root))
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["warehouse.duckdb", "seal", "holder"])
def test_a_pipe_in_the_warehouses_place_is_not_waited_for(root: Path, name: str) -> None:
    (root / FOLDER).mkdir()
    os.mkfifo(root / FOLDER / name)
    try:
        open_warehouse(root).close()
    except (KpiError, OSError) as error:
        assert "warehouse" in str(error) or "plain" in str(error)


def test_a_pipe_in_the_locks_place_is_taken_away(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lock")
    Lock.acquire(tmp_path).release()
    assert (tmp_path / "lock").is_file()


@pytest.mark.parametrize("name", ["ledger.yml.part", ".ledger.yml.part", "ledger.yml.tmp"])
def test_no_name_of_a_part_file_can_be_guessed(root: Path, victim: Path, name: str) -> None:
    (root / name).symlink_to(victim)
    book = Book(root / "ledger.yml")
    book.put("f1", {"status": "new", "check": "x"})
    book.save()
    assert victim.read_text(encoding="utf-8") == SECRET and (root / name).is_symlink()


@pytest.mark.parametrize("write", [write_file, append_file])
@pytest.mark.parametrize("way", ["file", "folder", "dangling"])
def test_an_output_is_not_written_through_a_link(
    root: Path, victim: Path, write: Callable[[Path, bytes], None], way: str
) -> None:
    path = root / "out/kpi.md"
    if way == "folder":
        (root / "out").symlink_to(victim.parent)
    else:
        (root / "out").mkdir()
        path.symlink_to(victim if way == "file" else victim.with_name("new.txt"))
    assert "link" in refused(lambda: write(path, b"x"))
    assert victim.read_text(encoding="utf-8") == SECRET
    assert sorted(found.name for found in victim.parent.iterdir()) == ["victim.txt", "workspace"]


@pytest.mark.parametrize("mark", ["kpi.yml", ".git"])
def test_a_link_into_another_workspace_is_outside(root: Path, tmp_path: Path, mark: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / mark).write_text("x", encoding="utf-8")
    (other / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / "reports/more").symlink_to(other)
    assert "link" in refused(lambda: read_file(root / "reports/more/secret.txt"))


def test_a_link_that_stays_within_is_read(root: Path) -> None:
    (root / "reports/again.txt").symlink_to(root / "reports/2023.txt")
    assert read_file(root / "reports/again.txt") == (root / "reports/2023.txt").read_bytes()


def test_folders_within_a_thousand_folders_are_not_entered(root: Path) -> None:
    here = os.open(root / "targets", os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=here)
        here, outer = os.open("d", os.O_RDONLY, dir_fd=here), here
        os.close(outer)
    os.close(here)
    try:
        assert "too_deep" in load(root)
    finally:
        subprocess.run(["rm", "-rf", str(root / "targets")], check=True, timeout=LIMIT)  # Python's own gives up


@pytest.mark.parametrize("name", ["targets/yunxi.txt", "targets/.yunxi.yml", "targets/yunxi.yml.bak"])
def test_targets_that_are_all_refused_stop_the_audit(root: Path, name: str) -> None:
    (root / "targets/yunxi.yml").rename(root / name)
    told = load(root)
    assert "no_targets" in told and "file_not_taken" in told


@pytest.mark.parametrize("name", ["targets/.gitkeep", "targets/README.md"])
def test_a_folder_that_is_only_kept_holds_no_targets(root: Path, name: str) -> None:
    (root / "targets/yunxi.yml").rename(root / name)
    assert "arithmetic_alone" in load(root)


NAMES_OF_NOTHING = (
    "a\0b",
    "a" * 300,
    "a/" * 600,
    ".git/hooks",
    "x/.GIT./y",
    ".kpi",
    "../x",
    "a/../../b",
    "\x1b[2J",
    "\udc80",
)


@pytest.mark.parametrize("name", NAMES_OF_NOTHING, ids=range(len(NAMES_OF_NOTHING)))
def test_a_path_that_is_none_of_a_workspace_is_not_asked_for(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("name", ["reports/甲局", "台账.yml", ".data/x", "a b/c.txt", "x.git/y"])
def test_a_path_of_a_workspace_may_be_called_anything_else(name: str) -> None:
    assert is_name(name)


def test_a_file_above_its_size_is_not_read(root: Path) -> None:
    assert "10" in refused(lambda: read_file(root / "reports/2023.txt", 10))


LONG = "a" * 5_000
NAMING = (
    ["text", LONG], ["extract", f"{LONG}.docx"], ["draft", "a.txt", "-o", f"{LONG}.yml"],
    ["compare", LONG, "a.txt"], ["check", f"{LONG}.txt"], ["init", LONG],
    *([command, "-w", LONG] for command in ("audit", "validate", "ledger", "html", "review", "formulas")),
)  # fmt: skip


@pytest.mark.parametrize("arguments", NAMING, ids=lambda arguments: f"{arguments[0]} {len(arguments)}")
def test_a_name_that_no_system_takes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("清禾县民政局2023年工作总结\n", encoding="utf-8")
    assert run(["--lang", "en", *arguments]) == 2
    told = capsys.readouterr().err
    assert "Internal error" not in told and "aaa" in told


def test_a_link_into_the_repositorys_own_folder_is_neither_read_nor_written(root: Path) -> None:
    """.git/config may hold the token of a job, .git/hooks what runs next; git itself brings such links."""
    for name in ("config", "hooks/pre-commit"):
        write(root, f".git/{name}", SECRET)
    (root / "reports" / "x.txt").symlink_to("../.git/config")
    (root / "kpi.md").symlink_to(".git/hooks/pre-commit")
    (root / FOLDER).mkdir()
    (root / "ledger.yml").symlink_to(f"{FOLDER}/seal")
    assert "own" in refused(lambda: read_file(root / "reports" / "x.txt"))
    assert "own" in refused(lambda: write_file(root / "kpi.md", b"x"))
    assert "own" in refused(lambda: append_file(root / "ledger.yml", b"x"))
    assert run(["text", str(root / "reports" / "x.txt")]) == 2
    assert run(["audit", "-w", str(root), "-o", str(root / "kpi.md")]) == 2
    assert (root / ".git/hooks/pre-commit").read_text(encoding="utf-8") == SECRET


def test_what_kpi_and_git_keep_is_reached_by_its_own_name(root: Path) -> None:
    write(root, f"{FOLDER}/x", "1")
    assert read_file(root / FOLDER / "x") == b"1"


@pytest.mark.parametrize(
    "name", ["Targets/x.yml", "kpi.YML", "indicators.yaml", "Ledger.yml", "ledger.json", ".ledger.yml"]
)
def test_what_is_nearly_called_like_a_file_that_counts_is_named(root: Path, name: str) -> None:
    write(root, name, "x: 1\n")
    assert f"{name.partition('/')[0]} file_not_taken" in load(root)


def test_a_pipe_where_git_keeps_its_own_is_not_waited_for(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True, timeout=LIMIT)
    os.mkfifo(root / ".git" / "packed-refs")
    assert "packed-refs" in refused(lambda: commit_of(root, "HEAD"))
