"""Kill an audit at random moments: `python -m bench.kill [ROUNDS]`.

Each round starts an audit with something to do (a changed report, or no warehouse at all), kills it with SIGKILL
after a random time, opens the warehouse and looks whether it is consistent; then an audit runs to its end and must
leave the same rows as one that nobody disturbed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.workspaces import make_workspace

LIMIT = 300.0  # seconds for one audit of a small workspace, however loaded the machine is
KPI = (sys.executable, "-m", "kpi")
LOOSE = (
    "SELECT count(*) FROM quantities WHERE doc NOT IN (SELECT doc FROM reports)",
    "SELECT count(*) FROM reports WHERE doc NOT IN (SELECT doc FROM quantities)",
    "SELECT count(*) FROM relation_members WHERE doc NOT IN (SELECT doc FROM relations)",
    "SELECT count(*) FROM verdicts WHERE target NOT IN (SELECT target FROM targets)",
    "SELECT count(*) FROM findings WHERE subject_kind = 'target' AND subject NOT IN (SELECT target FROM targets)",
    "SELECT count(*) FROM judged WHERE body NOT IN (SELECT body FROM reports UNION SELECT body FROM targets)",
)


def tables(root: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order of its own."""
    from kpi.warehouse.store import open_warehouse

    with open_warehouse(root) as warehouse:
        names = [name for (name,) in warehouse.rows("SELECT table_name FROM duckdb_tables() WHERE NOT internal")]
        return {name: sorted(warehouse.rows(f'FROM "{name}"'), key=repr) for name in sorted(names)}


def consistent(root: Path) -> bool:
    """It opens, rebuilt or not; facts are whole reports, verdicts and findings speak of what is there."""
    from kpi.warehouse.store import open_warehouse

    with open_warehouse(root) as warehouse:
        return all(warehouse.rows(query) == [(0,)] for query in LOOSE)


def run(command: Sequence[str], root: Path, seconds: float | None = None) -> float:
    """Run a command in a folder, or kill it after so many seconds; gives how long it took.

    A process holds its output until it is gone: after that nobody writes any more.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        try:
            running.communicate(timeout=LIMIT if seconds is None else seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate(timeout=LIMIT)
    return time.perf_counter() - started


def rounds(
    root: Path, report: Path, text: str, other: str, times: int, seed: int, kpi: Sequence[str] = KPI
) -> tuple[int, int]:
    """(rounds that reopened consistent, rounds after which an audit left the same rows as an undisturbed one).

    `text` and `other` are two versions of one report of the workspace, `kpi` the command.
    """
    from kpi.auditing.pipeline import audit

    chance = random.Random(seed)
    longest = run([*kpi, "audit"], root)
    whole = tables(root)
    reopened = completed = 0
    for turn in range(times):
        if turn % 2:
            (root / ".kpi/warehouse.duckdb").unlink()
        report.write_text(other, encoding="utf-8")
        run([*kpi, "audit"], root, chance.uniform(0.2, 1.05) * longest)
        reopened += consistent(root)
        report.write_text(text, encoding="utf-8")
        audit(root)
        completed += tables(root) == whole
    return reopened, completed


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        report = make_workspace(root, reports=4)[-1]
        text = report.read_text(encoding="utf-8")
        reopened, completed = rounds(root, report, text, text.replace("1", "7", 20), times, seed=1)
    print(f"killed {times} times: reopened consistent {reopened}, next run complete {completed}")
    return 0 if reopened == completed == times else 2


if __name__ == "__main__":
    sys.exit(main())
