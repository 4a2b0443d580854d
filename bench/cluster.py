"""An audit on a Dask cluster of this machine beside a plain one: `python -m bench.cluster [REPORTS]`.

The same generated reports, ten a body, are audited by one process, by one worker, by two, and by two of which one
is killed three times. Each audit is a process of its own. The rows of all have to be the same after sorting, and
the files of their stores to the byte. Other work on the machine slows them unequally, so CPU seconds of all their
processes stand beside the wall clock.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from bench.audit import place
from bench.kill import tables
from bench.places import ROOT

REPORTS, KILLS = 20_000, 3
GOAL_FACTOR, GOAL_OVERHEAD = 1.7, 1.15
LOOK = 0.2  # seconds between two looks at the workers
AUDIT = """
import sys
from pathlib import Path
from kpi.auditing.gathering import Wanted
from kpi.auditing.pipeline import audit

if __name__ == "__main__":
    audit(Path(sys.argv[1]), workers=int(sys.argv[2]), on=sys.argv[3], wanted=Wanted(contradictions=100))
"""
Rows = dict[str, list[tuple[Any, ...]]]


class Run(NamedTuple):
    """Seconds of wall clock and of CPU; the most megabytes of a worker in each half of the time; how many died."""

    wall: float
    cpu: float
    first_half: float
    second_half: float
    killed: int


def run(root: Path, script: Path, workers: int, on: str, kill_at: tuple[float, ...] = ()) -> Run:
    """An audit from nothing. SystemExit where it fails."""
    shutil.rmtree(root / ".kpi", ignore_errors=True)
    started, seen, killed = time.perf_counter(), [(0.0, 0.0)], 0
    command = [sys.executable, str(script), str(root), str(workers), on]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as running:
        ended, status, used = os.wait4(running.pid, os.WNOHANG)
        while not ended:
            passed = time.perf_counter() - started
            found = dict(sorted(worker_memory(running.pid)))
            seen.append((passed, max(found.values(), default=0.0)))
            if killed < len(kill_at) and passed > kill_at[killed] and found:
                with suppress(ProcessLookupError):
                    os.kill(min(found), 9)
                    killed += 1
            time.sleep(LOOK)
            ended, status, used = os.wait4(running.pid, os.WNOHANG)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{workers} workers: exit {running.returncode}")
    wall = time.perf_counter() - started
    first = max((most for when, most in seen if when <= wall / 2), default=0.0)
    second = max((most for when, most in seen if when > wall / 2), default=0.0)
    return Run(wall, used.ru_utime + used.ru_stime, first, second, killed)


def left_by(root: Path) -> tuple[Rows, dict[str, str]]:
    """The rows of all tables, and the digest of every file of the store without what is new in each name."""
    files = (root / ".kpi/store").rglob("*.parquet")
    return tables(root), {
        f"{one.parent.name.partition('-')[0]}/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest()
        for one in files
    }


def worker_memory(pid: int) -> Iterator[tuple[int, float]]:
    """(process id, megabytes) of the processes that a process has spawned for work."""
    import psutil  # comes with Dask

    with suppress(psutil.Error):
        for child in psutil.Process(pid).children(recursive=True):
            with suppress(psutil.Error):
                if "spawn_main" in " ".join(child.cmdline()):
                    yield child.pid, child.memory_info().rss / 1e6


def main(arguments: list[str]) -> int:
    if find_spec("distributed") is None:
        print("pip install 'kpi-audit[cluster]'", file=sys.stderr)
        return 2
    reports = int(arguments[0]) if arguments else REPORTS
    with place(reports) as root:
        script = root.parent / "one_audit.py"
        script.write_text(AUDIT, encoding="utf-8")
        runs: dict[str, Run] = {}
        with (root / "kpi.yml").open("a", encoding="utf-8") as settings:
            settings.write("store: .kpi/store\n")
        rows: list[tuple[Rows, dict[str, str]]] = []
        for name, workers, on in (
            ("plain, one process", 1, ""),
            ("1 worker", 1, "dask"),
            ("2 workers", 2, "dask"),
        ):
            runs[name] = run(root, script, workers, on)
            rows.append(left_by(root))
        moments = tuple(runs["2 workers"].wall * share for share in (0.25, 0.4, 0.55))
        runs[f"2 workers, one killed {KILLS} times"] = hurt = run(root, script, 2, "dask", moments)
        rows.append(left_by(root))
    print(f"{'':32}{'wall':>9}{'CPU':>11}{'a worker, first half, second half':>36}")
    for name, one in runs.items():
        print(f"{name:32}{one.wall:7.1f} s {one.cpu:8.1f} s {one.first_half:22.0f} MB {one.second_half:7.0f} MB")
    same = all(found == rows[0] for found in rows)
    factor = runs["1 worker"].wall / runs["2 workers"].wall
    over = runs["1 worker"].cpu / runs["plain, one process"].cpu
    print(f"{reports} reports: rows and store {'the same' if same else 'DIFFER'}, killed {hurt.killed} times; "
          f"2 workers {factor:.2f} times 1 (goal {GOAL_FACTOR}); "
          f"CPU of 1 worker {over:.2f} times plain (goal {GOAL_OVERHEAD})")  # fmt: skip
    return 0 if same and hurt.killed == KILLS and factor >= GOAL_FACTOR and over <= GOAL_OVERHEAD else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
