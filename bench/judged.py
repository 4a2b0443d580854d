"""How the verdicts of today stand against those that were read by eye (tests/data/judged_pairs.csv).

    python -m bench.judged [--misses]

A row is one verdict on a pair of reports without gold: the target's clause, the answer, and whether a careful
reader who has both texts agrees. Prints the share of right verdicts that still stand, of wrong ones that are gone,
and how many "missed" nobody has read yet; `--misses` lists them. Exit 0, whatever the figures.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench.places import ROOT, absent, shared
from kpi.extraction import extract
from kpi.matching import compare
from kpi.reading.source import read_text

ROWS = ROOT / "tests" / "data" / "judged_pairs.csv"
Key = tuple[int, int, str]  # start of the target, start of the answer, verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict that was read by eye."""

    plan: str
    report: str
    key: Key
    text: str
    right: bool
    why: str


def rows(path: Path = ROWS) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file)]


def _row(line: dict[str, str]) -> Row:
    key = (int(line["target_start"]), int(line["answer_start"]), line["verdict"])
    text = f"{line['target_text']} ← {line['answer_text']}"
    return Row(line["plan"], line["report"], key, text, line["judged"] == "right", line["why"])


def verdicts(plan: str, report: str) -> dict[Key, str]:
    """What the engine says today of the numeric targets of a pair that have an answer."""
    corpus = shared() / "corpus"
    asked, told = (extract(read_text(corpus / f"{doc}.txt"), doc) for doc in (plan, report))
    return {
        (j.target.start, j.answer.start, j.verdict.value): j.target.text
        for j in compare(asked, told).judgements
        if j.answer is not None and j.target.value is not None
    }


def measure(judged: list[Row]) -> Iterator[tuple[str, bool, str]]:
    """(figure, whether it holds, what it is about) for each row, and for each "missed" that nobody has read."""
    for (plan, report), group in groupby(judged, key=lambda row: (row.plan, row.report)):
        found, known = verdicts(plan, report), list(group)
        for row in known:
            stands = row.key in found
            name = "right ones that stand" if row.right else "wrong ones that are gone"
            yield f"{row.key[2]}: {name}", stands is row.right, f"{plan} {row.text} {row.why}"
        for key, text in found.items():
            if key[2] == "missed" and key not in {row.key for row in known}:
                yield "missed: read by eye", False, f"{plan} {key[0]} {text}"


def main(arguments: list[str]) -> int:
    if not (shared() / "corpus").is_dir():
        print(f"nothing measured: {absent(shared() / 'corpus')}")
        return 0
    counts: dict[str, tuple[int, int]] = {}
    for name, holds, what in measure(rows()):
        good, every = counts.get(name, (0, 0))
        counts[name] = (good + holds, every + 1)
        if not holds and "--misses" in arguments:
            print(f"  - {name}: {what}")
    for name, (good, every) in sorted(counts.items()):
        print(f"{name}: {good / every:.4f} ({good}/{every})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
