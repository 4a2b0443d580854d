"""The rows that `bench.calibration` fits to: what readers judged, and what may be weighed of the likeliest answer.

    python -m bench.calibration_rows

Reads the texts, which stay outside the repository, and writes bench/calibration.csv, which has no words of them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench.places import ROOT, absent, shared
from bench.readers import rows as read_rows
from kpi.documents import read_text
from kpi.extraction import extract
from kpi.matching.compare import judged_pair
from kpi.model import Reading

CSV = ROOT / "bench" / "calibration.csv"
QUERY = (ROOT / "bench" / "calibration.sql").read_text(encoding="utf-8")
WORDS = ("target", "start", "outcome", "text")  # of calibration.sql, and kept out of the file
Judged = tuple[str, str, int, set[str], int | None, str]  # set, plan, offset, verdicts, answer's offset, its words


@cache
def reading(path: Path) -> Reading:
    return extract(read_text(path), path.stem)


def provinces() -> Iterator[tuple[str, str, list[Judged]]]:
    """The sampled rows of judged.csv, pair by pair."""
    path = shared() / "provinces" / "judged.csv"
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["sampled"] == "yes"]
    for plan, report in sorted({(line["plan"], line["report"]) for line in lines}):
        yield f"provinces/{plan}", f"provinces/{report}", [
            ("provinces", plan, int(line["target_start"]), set(line["right_verdict"].split("|")), None,
             line["right_answer_quote"])
            for line in lines if line["plan"] == plan
        ]  # fmt: skip


def readers() -> Iterator[tuple[str, str, list[Judged]]]:
    """The rows of judged_verdicts.csv, pair by pair."""
    lines = [line for line in read_rows() if line.verdict]
    for plan, report in sorted({(line.plan, line.report) for line in lines}):
        yield f"corpus/{plan}", f"corpus/{report}", [
            (line.use, plan, line.number, {line.verdict}, line.answer, "") for line in lines if line.plan == plan
        ]  # fmt: skip


def measured(plan: str, report: str, judged: list[Judged]) -> Iterator[dict[str, Any]]:
    """A row for each numeric target that was judged: what was said of it, then the columns of calibration.sql."""
    asked, told = (reading(shared() / f"{name}.txt") for name in (plan, report))
    numbers = {quantity.id: quantity for quantity in asked.quantities}
    places = {
        target.id: (min(target.start, number.start), max(target.end, number.end))
        for target in asked.targets
        if (number := numbers.get(target.quantity))
    }
    with judged_pair(asked, told) as warehouse:
        gates = dict(warehouse.rows("SELECT target, verdict FROM verdicts"))
        cursor = warehouse.execute(QUERY)
        names = [column[0] for column in cursor.description or ()]
        found = {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    nothing = dict.fromkeys(names)
    for use, name, start, right, answer, words in judged:
        here = [target for target, (low, high) in places.items() if low <= start < high and target in gates]
        if not here:
            continue
        target = min(here, key=lambda one: (places[one][1] - start, one))
        best = found.get(target, nothing)
        said = best["start"] == answer if answer is not None else str(best["text"]) in words
        yield {
            "set": use,
            "body": name.rpartition("-")[0],
            "right": "|".join(sorted(right)),
            "gates": gates[target],
            "outcome": best["outcome"] or "",
            "answers": int(said and best["outcome"] in right),
        } | {column: _plain(best[column]) for column in names if column not in WORDS}


def _plain(value: Any) -> float | str:
    return "" if value is None else round(float(value), 4)


def main() -> int:
    if not (shared() / "corpus").is_dir():
        print(f"nothing written: {absent(shared() / 'corpus')}")
        return 0
    rows = [row for pair in (*readers(), *provinces()) for row in measured(*pair)]
    with CSV.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows in {CSV.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
