"""From a clean machine to the first table of one's own reports: `python -m bench.first_table [FOLDER]`.

A new environment, this checkout installed into it, a workspace made of a folder of reports (the sample's, under
another name) and audited: the three commands that README shows, timed. It needs a package index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.places import ROOT

LIMIT = 120.0  # seconds that the three may take together
BODY = "我县民政局"
UV = Path(sys.executable).with_name("uv")


def main() -> int:
    source = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "reports").resolve()
    with tempfile.TemporaryDirectory(prefix="kpi-first-") as folder:
        place = Path(folder)
        run([sys.executable, "-m", "venv", "--without-pip", str(place / "venv")], place)
        kpi = place / "venv" / "bin" / "kpi"
        commands = [
            [str(UV), "pip", "install", "--quiet", "--python", str(kpi.with_name("python")), str(ROOT)],
            [str(kpi), "--lang", "en", "init", "own", "--from", str(source), "--body", BODY],
            [str(kpi), "--lang", "en", "audit", "--workspace", "own"],
        ]
        total = sum(told(command, place) for command in commands)
    print(f"{total:6.1f} s  together, at most {LIMIT:.0f}")
    return int(total > LIMIT)


def told(command: list[str], place: Path) -> float:
    """Seconds that a command takes; what it is stands beside them."""
    started = time.perf_counter()
    run(command, place)
    seconds = time.perf_counter() - started
    named = [Path(command[0]).name, *(part for part in command[1:] if not part.startswith(("/", "-")))]
    print(f"{seconds:6.1f} s  {' '.join(named)}", flush=True)
    return seconds


def run(command: list[str], place: Path) -> None:
    """SystemExit with what it said where it fails; an audit that has findings (1) did not."""
    outside = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        command, cwd=place, env=outside, capture_output=True, text=True, timeout=600, check=False
    )
    if done.returncode not in ((0, 1) if "audit" in command else (0,)):
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
