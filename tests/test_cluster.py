"""`kpi audit --on`: a Dask cluster leaves the rows that a plain audit leaves, or exit 2 and the reason."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bench.kill import tables
from bench.workspaces import make_workspace
from kpi.auditing import cluster, making, refreshing
from kpi.auditing.cluster import Cluster, cluster_at, forget_parts
from kpi.auditing.crew import Failed
from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.errors import KpiError, problem

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="Dask is not there: pip install 'kpi-audit[cluster]'"
)


def die_once(marker: str) -> str:
    """Takes its worker with it the first time."""
    if not Path(marker).exists():
        Path(marker).touch()
        os._exit(1)
    return marker


def fail_at_one(marker: str) -> str:
    if marker == "it":
        raise ValueError(f"no way with {marker}")
    return marker


def die_at_one(marker: str) -> str:
    if marker == "it":
        os._exit(1)
    return marker


def full(marker: str) -> str:
    raise KpiError(problem("parts_not_written", marker, reason="full"))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports of three counties, few as they are given to others."""
    make_workspace(tmp_path / "workspace", 22)
    monkeypatch.setattr(refreshing, "MANY_BYTES", 0)
    monkeypatch.setattr(making, "FEW", 1)
    return tmp_path / "workspace"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster with two workers that is there already."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as found:
        yield found.scheduler_address


def test_another_address_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_workspace(tmp_path / "w", 1)
    assert run(["--lang", "en", "audit", "-w", str(tmp_path / "w"), "--on", "ray"]) == 2
    assert "--on takes dask, tcp://HOST:PORT, not ray" in capsys.readouterr().err


def test_without_dask_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    make_workspace(tmp_path / "w", 1)
    assert run(["--lang", "en", "audit", "-w", str(tmp_path / "w"), "--on", "dask"]) == 2
    assert "pip install 'kpi-audit[cluster]'" in capsys.readouterr().err


def test_what_an_audit_that_died_left_is_removed_and_nothing_behind_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere"
    (kept / "more").mkdir(parents=True)
    shared = tmp_path / ".kpi"
    (shared / "parts-old" / "deeper").mkdir(parents=True)
    (shared / "parts-link").symlink_to(kept)
    (shared / "warehouse.duckdb").touch()
    forget_parts(shared)
    assert [path.name for path in shared.iterdir()] == ["warehouse.duckdb"]
    assert (kept / "more").is_dir()


@needs_dask
def test_two_workers_leave_the_rows_of_a_plain_audit_and_nothing_else(root: Path, address: str) -> None:
    audit(root, workers=2, on=address)
    on_a_cluster = tables(root)
    assert on_a_cluster["verdicts"] and on_a_cluster["findings"]
    assert not list((root / ".kpi").glob("parts-*"))
    (root / ".kpi/warehouse.duckdb").unlink()
    audit(root)
    assert tables(root) == on_a_cluster


@needs_dask
def test_the_address_of_the_dashboard_is_known(tmp_path: Path, address: str) -> None:
    with cluster_at(address, 2, tmp_path) as crew:
        assert crew.dashboard.endswith("/status")


@needs_dask
def test_a_worker_that_dies_changes_nothing(tmp_path: Path, address: str) -> None:
    markers = [str(tmp_path / name) for name in ("a", "b", "c")]
    with cluster_at(address, 2, tmp_path) as crew:
        assert list(crew.attempt(die_once, markers)) == markers


@needs_dask
def test_what_no_worker_can_do_is_told_and_the_rest_done(tmp_path: Path, address: str) -> None:
    with cluster_at(address, 2, tmp_path) as crew:
        made = list(crew.attempt(fail_at_one, ["a", "it", "b"]))
    assert made == ["a", Failed("no way with it"), "b"]


@needs_dask
def test_what_kills_every_worker_is_told_and_the_rest_done(tmp_path: Path) -> None:
    with cluster_at("dask", 2, tmp_path) as crew:
        first, second = crew.attempt(die_at_one, ["a", "it"])
    assert first == "a"
    assert isinstance(second, Failed)


@needs_dask
def test_a_worker_tells_problems_as_this_process_does(tmp_path: Path, address: str) -> None:
    with cluster_at(address, 2, tmp_path) as crew, pytest.raises(KpiError) as caught:
        list(crew.attempt(full, ["x"]))
    assert [found.code for found in caught.value.problems] == ["parts_not_written"]


@needs_dask
def test_where_the_scheduler_goes_away_this_machine_does_the_rest(tmp_path: Path) -> None:
    from distributed import LocalCluster

    options = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(**options) as found, cluster_at(found.scheduler_address, 1, tmp_path) as crew:
        made = crew.attempt(str.upper, ["a", "b", "c"])
        first = next(made)
        found.close()
        assert [first, *made] == ["A", "B", "C"]
        assert list(crew.attempt(str.upper, ["d", "e"])) == ["D", "E"]
        assert crew.lost


@needs_dask
def test_nobody_at_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with pytest.raises(KpiError) as caught, cluster_at("tcp://127.0.0.1:9", 2, tmp_path):
        pass
    assert [found.code for found in caught.value.problems] == ["cluster_failed"]


@needs_dask
@pytest.mark.parametrize(
    ("answer", "code"),
    [((("older", "older"), True), "cluster_version"), (None, "cluster_elsewhere")],
)
def test_a_worker_of_another_kpi_or_another_place_is_told(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, answer: Any, code: str
) -> None:
    from distributed import Client

    said = answer or (cluster.greeting(str(tmp_path))[0], False)
    monkeypatch.setattr(Client, "run", lambda *_: {"tcp://w": said})
    with pytest.raises(KpiError) as caught, cluster_at(address, 2, tmp_path):
        pass
    assert [found.code for found in caught.value.problems] == [code]


@needs_dask
def test_processes_of_this_machine_need_no_shared_folder(tmp_path: Path) -> None:
    with cluster_at("dask", 1, tmp_path / "nowhere") as crew, crew.folder() as folder:
        assert isinstance(crew, Cluster)
        assert list(crew.attempt(os.path.isdir, [str(folder)])) == [True]
