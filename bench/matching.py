"""All targets of a country against all its reports: `python -m bench.matching [TARGETS REPORTS]`.

Real bodies with reports of consecutive years (the sample's, where the corpus is absent) are copied under new names
until there are so many targets and reports, and judged in one go in an in-memory warehouse. Each size is a process
of its own, so that the peak of its memory is its own; loading is not timed. The memory told is the most
that the process and its helpers held together, looked at ten times a second; CPU seconds are told because the wall
clock is that of whatever else the machine does.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from bench.places import ROOT, shared
from kpi.documents import read_text
from kpi.extraction import extract
from kpi.matching import judge_targets
from kpi.model import Reading, SectionKind
from kpi.warehouse.loading import TargetRow, load_reading, load_targets
from kpi.warehouse.store import Warehouse, open_warehouse

LOOK = 0.1  # seconds between two looks at the memory
GOAL_SECONDS, GOAL_GIGABYTES = 40, 1.5
SIZES = ((25_000, 500), (50_000, 1_000), (100_000, 2_000))
COUNTED = ("targets", "reports", "quantities")
# What carries a report's name or a body's, copied with its copy's number behind it.
_COPY = """
    INSERT INTO reports SELECT r.* REPLACE (r.doc || '#' || i AS doc, r.body || '#' || i AS body)
    FROM reports r, range(1, {copies}) c(i);
    INSERT INTO sections SELECT s.* REPLACE (s.doc || '#' || i AS doc) FROM sections s, range(1, {copies}) c(i);
    INSERT INTO quantities SELECT q.* REPLACE (q.doc || '#' || i AS doc)
    FROM quantities q, range(1, {copies}) c(i);
    INSERT INTO targets SELECT t.* REPLACE (
        t.target || '#' || i AS target, t.body || '#' || i AS body, t.plan || '#' || i AS plan)
    FROM targets t, range(1, {copies}) c(i);
"""


def readings() -> Iterator[Reading]:
    """The reports of every body that has several in a row; the body is named by the file."""
    corpus = shared() / "corpus"
    folder = corpus if corpus.is_dir() else ROOT / "reports"
    paths = sorted(folder.rglob("*.txt"))
    bodies = [re.sub(r"-?\d{4}(h\d)?$", "", path.stem) for path in paths]
    for path, body in zip(paths, bodies, strict=True):
        if bodies.count(body) > 1 or not corpus.is_dir():
            reading = extract(read_text(path), path.stem)
            if reading.report.period_end:
                yield replace(reading, report=replace(reading.report, body=body if corpus.is_dir() else "sample"))


def targets(reading: Reading) -> Iterator[TargetRow]:
    """The numeric targets and milestones that a report's plan makes."""
    report = reading.report
    plans = [(s.start, s.end) for s in report.sections if s.kind is SectionKind.PLAN]
    for target in reading.targets:
        if any(start <= target.start < end for start, end in plans):
            s = target.subject
            yield TargetRow(
                target=f"{report.doc}/{target.id}", file="", line=0, id=target.id, body=report.body,
                plan=report.doc, plan_period_end=report.period_end, start=target.start, end=target.end,
                quote=target.text, indicator=target.indicator, subject=s.text, head=s.head,
                modifiers=s.modifiers, flow=s.flow.value,
                measure=s.measure.value, place=s.place, topic=s.topic, kind=target.kind.value, op=target.op.value,
                value=target.value, value_high=target.value_high, unit=target.unit, due=target.due,
            )  # fmt: skip


def fill(warehouse: Warehouse, wanted_targets: int, wanted_reports: int) -> None:
    real = list(readings())
    for reading in real:
        load_reading(warehouse, reading, reading.report.doc)
    rows = [row for reading in real for row in targets(reading)]
    load_targets(warehouse, rows)
    copies = max(-(-wanted_targets // len(rows)), -(-wanted_reports // len(real)))
    for statement in filter(str.strip, _COPY.format(copies=copies).split(";")):
        warehouse.execute(statement)
    # As many as asked for: the surplus of the last copy goes.
    kept = "SELECT target FROM targets ORDER BY target LIMIT ?"
    warehouse.execute(f"DELETE FROM targets WHERE target NOT IN ({kept})", [wanted_targets])


def judge(wanted_targets: int, wanted_reports: int) -> dict[str, float]:
    with open_warehouse(None) as warehouse:
        fill(warehouse, wanted_targets, wanted_reports)
        counts = {name: warehouse.rows(f"SELECT count(*) FROM {name}")[0][0] for name in COUNTED}
        with watched() as held:
            started, used = time.perf_counter(), _cpu()
            judge_targets(warehouse)
            seconds, used = time.perf_counter() - started, _cpu() - used
    return counts | {"seconds": seconds, "cpu": used, "gigabytes": max(held) / 1024**3}


def _cpu() -> float:
    """Seconds of a processor, of this process and of its helpers."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


@contextmanager
def watched() -> Iterator[list[int]]:
    """Bytes that this process and those it has started hold together, again and again until the block ends.

    What the system remembers of an ended helper would count what this process held when it started it.
    """
    import psutil  # comes with Dask

    own, seen, over = psutil.Process(), [0], Event()

    def look() -> None:
        while not over.wait(LOOK):
            seen.append(0)
            for one in (own, *own.children(recursive=True)):
                with suppress(psutil.Error):
                    seen[-1] += one.memory_info().rss

    looking = Thread(target=look)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        print(json.dumps(judge(int(arguments[1]), int(arguments[2]))))
        return 0
    sizes = [(int(arguments[0]), int(arguments[1]))] if len(arguments) == 2 else SIZES
    for size in sizes:
        command = [sys.executable, "-m", "bench.matching", "--one", *map(str, size)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(ROOT))
        if done.returncode:
            print(f"matching {size[0]} targets: {done.stderr.strip()[-300:]}")
            return 1
        found = json.loads(done.stdout)
        kept = found["seconds"] < GOAL_SECONDS and found["gigabytes"] < GOAL_GIGABYTES
        what = ", ".join(f"{found[name]:,.0f} {name}" for name in COUNTED)
        print(
            f"{what:<60} {found['seconds']:6.1f} s ({found['cpu']:.1f} s of CPU) {found['gigabytes']:5.2f} GB   "
            f"goal {GOAL_SECONDS} s, {GOAL_GIGABYTES} GB: {'kept' if kept else 'EXCEEDED'}", flush=True,
        )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
