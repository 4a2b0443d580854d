"""Time the commands and the throughput of extraction: `python -m bench.run`.

Commands are timed as whole processes with pyperf, start-up included; its results stay in .benchmarks/,
so that `python -m pyperf compare_to` can hold two commits against each other.
"""

from __future__ import annotations

import gc
import json
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from bench.peers import main as peers
from bench.places import KPI, ROOT, SAMPLE, absent, shared

RESULTS = ROOT / ".benchmarks" / "commands.json"
HEAVY = ("pandas", "great_expectations", "duckdb")
# A number of the floor, as the first passes were counted: a floor that moves with the engine tells nothing.
NUMBER = (
    r"(?<![^\n。; ])\d{1,2}(?=\.\d{1,3}(?:,\d{3})+(?!\d))|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+|·\d{1,2}(?=\s?(?:%|个百分点|亿|万)))?"
)
# One text of so many bytes: the cost must grow with the length, not faster.
GROWING = (10_000, 100_000, 1_000_000, 10_000_000)
GOAL_HELP, GOAL_COMPARE, GOAL_AUDIT_OVER_GX = 0.4, 1.5, 1.5  # seconds


class CommandError(Exception):
    """A command under measurement left an exit code that is not an answer."""


def seconds(name: str, command: str, runs: int = 5) -> float:
    """Median wall time of `runs` fresh processes of a shell command; exit 1 (findings) is as good as 0."""
    shell = ["sh", "-c", f"{command} >/dev/null || [ $? -eq 1 ]"]
    first = subprocess.run(shell, capture_output=True, text=True, check=False)  # warms caches, shows errors
    if first.returncode:
        raise CommandError(f"{name}: {first.stderr.strip()[-300:]}")
    options = ["-p", str(runs), "-n", "1", "-w", "0", "-l", "1", "-q", "--copy-env", "--append", str(RESULTS)]
    harness = [sys.executable, "-m", "pyperf", "command", "--name", name, *options, "--"]
    subprocess.run([*harness, *shell], check=True, capture_output=True)
    values: list[float] = []
    for run in json.loads(RESULTS.read_text(encoding="utf-8"))["benchmarks"][-1]["runs"]:
        values += run.get("values", ())
    return statistics.median(values)


def loaded_by_import() -> list[str]:
    code = f"import kpi, sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()


def texts() -> list[Path]:
    """The corpus, else the sample's reports."""
    corpus = shared() / "corpus"
    if corpus.is_dir():
        return sorted(corpus.glob("*.txt"))
    print(f"({absent(corpus)}; the sample's reports serve instead)")
    return sorted((ROOT / "reports").rglob("*.txt"))


def two_reports(paths: Sequence[Path], size: int = 10_000) -> tuple[Path, Path]:
    """Two consecutive reports of one body (`<body>-<year>.txt`), both as near as can be to `size` characters."""
    length = {path: len(path.read_text(encoding="utf-8")) for path in paths}
    dated = {(m[1], int(m[2])): path for path in paths if (m := re.fullmatch(r"(.+)-(\d{4})", path.stem))}
    pairs = [(path, dated[body, year + 1]) for (body, year), path in dated.items() if (body, year + 1) in dated]
    pairs = pairs or list(pairwise(paths))
    if not pairs:
        raise CommandError("kpi compare: two reports are needed, and there are none here")
    return min(pairs, key=lambda pair: sum(abs(length[path] - size) for path in pair))


def rate(work: Callable[[str], object], contents: Sequence[str], repeats: int) -> float:
    """MB (of UTF-8) a second over all contents; the best of `repeats`."""
    size = sum(len(text.encode()) for text in contents) / 1e6
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        for text in contents:
            work(text)
        best = min(best, time.perf_counter() - start)
    return size / best


def number_and_unit() -> re.Pattern[str]:
    """The floor: one pass for a number and any unit of the table, with nothing understood of either."""
    from kpi.numbers.arabic import MULTIPLIER
    from kpi.numbers.units import unit_pattern

    return re.compile(rf"(?:{NUMBER})[余多]?(?:{MULTIPLIER})?[余多]?(?:{unit_pattern()})")


def regex_pass(pattern: re.Pattern[str]) -> Callable[[str], int]:
    return lambda text: sum(1 for line in text.splitlines() for _ in pattern.finditer(line))


def show(what: str, figure: str, goal: float | None = None, reached: float | None = None) -> None:
    mark = ""
    if goal is not None and reached is not None:
        mark = f"   goal {goal:.2f} s: {'kept' if reached < goal else 'EXCEEDED'}"
    print(f"{what:<44} {figure:>12}{mark}", flush=True)


def bench_commands(paths: Sequence[Path]) -> None:
    help_time = seconds("kpi --help", f"{shlex.quote(str(KPI))} --help")
    show("kpi --help, median of 5", f"{help_time:.2f} s", GOAL_HELP, help_time)
    show("heavy modules that `import kpi` loads", ", ".join(loaded_by_import()) or "none")
    plan, report = two_reports(paths)
    compare = seconds("kpi compare", shlex.join([str(KPI), "compare", str(plan), str(report)]))
    show(f"kpi compare {plan.stem} {report.stem}", f"{compare:.2f} s", GOAL_COMPARE, compare)
    gx = seconds("import great_expectations", shlex.join([sys.executable, "-c", "import great_expectations"]))
    show("import great_expectations", f"{gx:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for name in SAMPLE:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(folder) / name)
        audit = shlex.join([str(KPI), "audit", "--workspace", folder])
        store = shlex.quote(str(Path(folder) / ".kpi"))
        first = seconds("kpi audit, nothing loaded", f"rm -rf {store}; {audit}")
        show("kpi audit on the sample, nothing loaded yet", f"{first:.2f} s", gx + GOAL_AUDIT_OVER_GX, first)
        again = seconds("kpi audit, again", audit)
        show("kpi audit on the sample, again", f"{again:.2f} s")


def bench_extraction(paths: Sequence[Path]) -> None:
    from kpi.cli import COLLECTOR
    from kpi.extraction import extract
    from kpi.relations import read

    gc.set_threshold(*COLLECTOR)  # as in every command
    contents = [path.read_text(encoding="utf-8") for path in paths]
    read(contents[0], paths[0].stem)  # loads the language data
    ours = rate(lambda text: extract(text, "bench"), contents, repeats=3)
    related = rate(lambda text: read(text, "bench"), contents, repeats=3)
    floor = rate(regex_pass(number_and_unit()), contents, repeats=5)
    size = sum(len(text.encode()) for text in contents) / 1e6
    show(f"extraction, {len(contents)} texts, {size:.2f} MB", f"{ours:.2f} MB/s")
    show("one compiled regex pass, number + unit", f"{floor:.1f} MB/s")
    show("extraction costs as many regex passes", f"{floor / ours:.1f}")
    show("extraction with relations, the same texts", f"{related:.2f} MB/s")
    show("it costs as many regex passes", f"{floor / related:.1f}")
    whole = "\n".join(contents)
    for length in GROWING:
        text = (whole * (length // len(whole.encode()) + 1)).encode()[:length].decode(errors="ignore")
        speed = rate(lambda text: extract(text, "bench"), [text], repeats=1)
        show(f"extraction of one text of {length // 1000} kB", f"{speed:.2f} MB/s")


def bench_peers() -> None:
    print()
    peers()


def main() -> int:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.unlink(missing_ok=True)
    paths = texts()
    failed = False
    for part in (bench_commands, bench_extraction, lambda _: bench_peers()):
        try:
            part(paths)
        except (CommandError, ImportError, FileNotFoundError) as error:
            print(f"not measured: {error}", file=sys.stderr)
            failed = True
    return 2 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
