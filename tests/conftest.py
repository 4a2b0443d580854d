"""Fixtures that more than one test file uses."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_support import browser as browser
from browser_support import tabs as tabs
from hypothesis import HealthCheck, settings

from bench.places import KPI, ROOT, SAMPLE, absent, shared
from kpi.auditing.result import AuditResult
from kpi.cli import COLLECTOR

# Most of what tests make lives to the end: to look for garbage in it again and again takes a tenth of the time.
gc.set_threshold(*COLLECTOR)
# No test fails because the machine is slow: neither an example nor making examples has a time limit.
settings.register_profile("kpi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kpi")


def present(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(absent(folder))
    return folder


def pytest_collection_finish() -> None:
    """What was collected stays."""
    gc.freeze()


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The folder of real reports, which stay outside the repository; skips where it is absent."""
    return present(shared() / "corpus")


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    """The folder of gold annotations and scorers; skips where it is absent."""
    return present(shared() / "gold")


@pytest.fixture
def sample_dir(tmp_path: Path) -> Path:
    """A copy of the sample workspace at the repository root, audited once: .kpi/ never comes into the checkout."""
    from known_support import known

    workspace = tmp_path / "sample"
    workspace.mkdir()
    copy_sample(workspace)
    return known(workspace)


def copy_sample(workspace: Path) -> None:
    for name in SAMPLE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, workspace / name)
        else:
            shutil.copy(source, workspace / name)


@pytest.fixture(scope="session")
def audited_sample(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    """The audit of the sample workspace, once for all tests of one process."""
    from kpi.auditing.pipeline import audit

    workspace = tmp_path_factory.mktemp("audited")
    copy_sample(workspace)
    return audit(workspace)


@pytest.fixture(scope="session")
def kpi_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The `kpi` command, from a server that all workers share (tests/served.py)."""
    from served import command

    own = tmp_path_factory.getbasetemp()
    path, kept = command(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own, KPI)
    yield path
    if kept is not None:
        kept.close()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def cache_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key that warehouses are sealed with: tests, and commands that they start, keep theirs apart."""
    before = os.environ.get("KPI_CACHE")
    os.environ["KPI_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["KPI_CACHE"]
    else:
        os.environ["KPI_CACHE"] = before
