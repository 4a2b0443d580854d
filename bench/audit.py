"""Where a cold `kpi audit` spends its time: `python -m bench.audit [REPORTS [PROCESSES]]`.

The same reports are first read on one core in the same run, which is the yardstick: other work on the machine
slows both. Each is a process of its own, so that CPU seconds (processes that it starts among them) and the peak of
memory (of the largest of them) are its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.places import ROOT
from bench.workspaces import make_workspace

GOAL_RATIO, GOAL_MEGABYTES = 2.2, 700
PROCESSES = 2


class Cost(NamedTuple):
    """`wall` and `cpu` in seconds, `megabytes` at the peak, and what the process printed."""

    wall: float
    cpu: float
    megabytes: float
    told: str


@dataclass(slots=True)
class Steps:
    """Takes the steps of an audit as they are told to a progress bar; a step lasts until the next one begins."""

    began: list[tuple[str, float, float]] = field(default_factory=list)

    def __call__(self, name: str, done: int, total: int) -> None:
        if not self.began or self.began[-1][0] != name:
            self.began.append((name, time.perf_counter(), time.process_time()))

    def costs(self) -> Iterator[tuple[str, float, float]]:
        """(step, wall seconds, CPU seconds of this process alone) in their order."""
        for (name, wall, cpu), (_, next_wall, next_cpu) in zip(self.began, self.began[1:], strict=False):
            yield name, next_wall - wall, next_cpu - cpu


def read_alone(root: Path) -> None:
    """Every report of the workspace, one after another."""
    from kpi.auditing.refreshing import outcomes
    from kpi.workspace.config import load_config
    from kpi.workspace.reports import list_reports

    for _ in outcomes(list_reports(load_config(root))):
        pass


def audit_cold(root: Path, workers: int) -> None:
    """One audit as the command runs it for a terminal; prints what its steps cost, as JSON."""
    from kpi.auditing.gathering import Wanted
    from kpi.auditing.pipeline import audit

    steps = Steps()
    audit(root, workers=workers, step=steps, wanted=Wanted(contradictions=100))
    steps("", 0, 0)
    print(json.dumps(list(steps.costs())))


def measured(*arguments: str) -> Cost:
    """This module's `--read` or `--audit` in a process of its own."""
    command = [sys.executable, "-m", "bench.audit", *arguments]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        told = running.stdout.read() if running.stdout else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit {running.returncode}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, kilobytes / 1024, told)


@contextmanager
def place(reports: int) -> Iterator[Path]:
    """A workspace of so many reports, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        make_workspace(Path(folder) / "workspace", reports)
        yield Path(folder) / "workspace"


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--read"]:
        read_alone(Path(arguments[1]))
        return 0
    if arguments[:1] == ["--audit"]:
        audit_cold(Path(arguments[1]), int(arguments[2]))
        return 0
    reports = int(arguments[0]) if arguments else 300
    workers = int(arguments[1]) if len(arguments) > 1 else PROCESSES
    with place(reports) as root:
        alone = measured("--read", str(root))
        cold = measured("--audit", str(root), str(workers))
    print(f"{'':34}{'wall':>9}{'CPU':>11}{'memory':>10}")
    for name, cost in (("reading alone, one core", alone), (f"kpi audit, {workers} processes", cold)):
        print(f"{name:34}{cost.wall:7.1f} s {cost.cpu:8.1f} s {cost.megabytes:6.0f} MB")
    for name, wall, cpu in json.loads(cold.told):
        print(f"    {name:30}{wall:7.1f} s {cpu:8.1f} s in the first process")
    ratio, share = cold.wall / alone.wall, cold.cpu / alone.cpu
    kept = ratio <= GOAL_RATIO and cold.megabytes <= GOAL_MEGABYTES
    print(f"{reports} reports: {ratio:.2f} times reading them (CPU {share:.2f} times), "
          f"goal {GOAL_RATIO} and {GOAL_MEGABYTES} MB: {'kept' if kept else 'MISSED'}")  # fmt: skip
    return 0 if kept else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
