"""The command of the server for tests is the command: same words, code, folder, streams and environment."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path

import pytest
from small_workspace import FILES, make, only
from waiting_support import LIMIT, running, until

from bench.places import KPI

ARGUMENTS = (
    ["--version"],
    ["extract", "reports/2023.txt", "--lang", "zh"],
    ["extract", "reports/none.txt"],
    ["audit"],
    ["nonsense"],
)


def told(command: Path, folder: Path, arguments: list[str], **variables: str) -> tuple[int, str, str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "90", **variables}
    done = subprocess.run(
        [command, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=LIMIT
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_it_says_what_a_process_of_its_own_says(kpi_command: Path, tmp_path: Path, arguments: list[str]) -> None:
    root = make(tmp_path / "workspace", kpi_yml=FILES["kpi.yml"] + only("arithmetic", "targets"))
    alone, served = (told(command, root, arguments) for command in (KPI, kpi_command))
    assert served == alone
    assert served[1] or served[2]


def test_each_run_has_the_limits_of_its_caller(kpi_command: Path, tmp_path: Path) -> None:
    root = make(tmp_path / "workspace")

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    draft = ["draft", "reports/2023-h1.txt", "--output", "targets/new.yml"]
    alone, served, free = (
        subprocess.run([command, *draft], cwd=root, capture_output=True, timeout=LIMIT, preexec_fn=limit)
        for command, limit in ((KPI, bounded), (kpi_command, bounded), (kpi_command, None))
    )
    assert (served.returncode, served.stderr) == (alone.returncode, alone.stderr)
    assert (served.returncode, free.returncode) == (2, 0)


def test_each_run_has_its_own_environment(kpi_command: Path, tmp_path: Path) -> None:
    root = make(tmp_path / "workspace")
    english, chinese = (
        told(kpi_command, root, ["extract", "reports/2023.txt"], LC_ALL=name)[1] for name in ("C", "zh_CN.UTF-8")
    )
    assert "计划部分" in chinese and "计划部分" not in english


def test_a_caller_that_is_killed_takes_its_run_along(kpi_command: Path, tmp_path: Path) -> None:
    """One that would never end: it holds its output until it is gone."""
    root = make(tmp_path / "workspace")
    command = [str(kpi_command), "watch", "reports", "--every", "0.05"]
    with running(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as caller:
        until(lambda: list(root.rglob("*.kpi.json")), "the first result")
        caller.kill()
        caller.communicate(timeout=LIMIT)
    assert caller.returncode < 0
