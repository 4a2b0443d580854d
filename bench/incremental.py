"""An audit after one new report, and `kpi check` in a workspace of 100: `python -m bench.incremental [REPORTS]`.

Great Expectations' import is measured by itself and is part of every time that is shown; both shares are printed.
Each time is the best of a few, with the import measured in between: what else the machine does only adds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.places import KPI
from bench.workspaces import make_workspace

GOAL_SHARE, GOAL_CHECK = 0.10, 0.7
# Some machines forbid Python to keep compiled modules; people's do not.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SIZE, TURNS = 20_000, 5  # bytes of the report that is checked; how often
IMPORT = (sys.executable, "-c", "import great_expectations")


def seconds(*command: str) -> float:
    """Wall time of a process; exit 1 (findings) is as good as 0."""
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr[-500:])
    return time.perf_counter() - started


def bench_one_new(folder: Path, reports: int, gx: float) -> bool:
    paths = make_workspace(folder, reports)
    last = paths[len(paths) // 2 // 10 * 10 + 9] if len(paths) > 10 else paths[-1]
    text = last.read_text(encoding="utf-8")
    last.unlink()
    audit = (str(KPI), "audit", "-w", str(folder))
    full = seconds(*audit)
    ones, nones = [], []
    for turn in range(TURNS):
        last.write_text(f"{text}\n{turn}\n" if turn else text, encoding="utf-8")
        ones.append(seconds(*audit))
        nones.append(seconds(*audit))
    one, none = min(ones), min(nones)
    print(f"{reports} reports, full audit                     {full:8.1f} s")
    print(f"one new report                                {one:8.1f} s  {one / full:6.1%}, "
          f"without importing Great Expectations {(one - gx) / (full - gx):.1%}")  # fmt: skip
    print(f"nothing new                                   {none:8.1f} s  {none / full:6.1%}")
    return one / full < GOAL_SHARE


def bench_check(folder: Path) -> tuple[bool, float]:
    """`kpi check` of a report that the workspace of a hundred has not read yet, and the import by itself."""
    report = make_workspace(folder, 100)[-1]
    text = report.read_text(encoding="utf-8")
    more = [line for line in text.splitlines()[8:] if line.strip()]
    while len(text.encode()) < SIZE:
        text += f"\n{more[len(text) % len(more)]}"
    report.write_text(text, encoding="utf-8")
    seconds(str(KPI), "audit", "-w", str(folder))
    times, imports = [], []
    for turn in range(TURNS):
        report.write_text(f"{text}\n{turn}\n", encoding="utf-8")
        imports.append(seconds(*IMPORT))
        times.append(seconds(str(KPI), "check", str(report), "-w", str(folder)))
    found, gx = min(times), min(imports)
    size = len(text.encode()) / 1000
    over = f"{found - gx:+.2f} s over the import"
    print(f"import great_expectations                     {gx:8.2f} s")
    print(f"kpi check, {size:.0f} KB report of 100               {found:8.2f} s  {over}")
    return found - gx < GOAL_CHECK, gx


def main() -> int:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        checked, gx = bench_check(Path(folder) / "hundred")
        one_new = bench_one_new(Path(folder) / "many", reports, gx)
    print("goals kept" if checked and one_new else "GOAL MISSED")
    return 0 if checked and one_new else 2


if __name__ == "__main__":
    sys.exit(main())
