"""Verdicts of twelve pairs of reports, drawn at random from what the engine said, as readers judged them.

    python -m bench.sampled [--misses] [--first]

A row of tests/data/sampled_verdicts.csv is a drafted target by its place in the plan, the verdicts that are
right (several with |, `no_target` where it is none), and what the engine said when they were read (`--first`). The
readers saw neither that nor the engine. Exit 0, whatever the figures.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import groupby

from bench.places import ROOT, absent, shared
from bench.tally import Measured, show
from kpi.documents import read_text
from kpi.extraction import extract
from kpi.matching import compare

ROWS = ROOT / "tests" / "data" / "sampled_verdicts.csv"
NOTHING = "no_target"  # what is said where nothing is drafted


def said(plan: str, report: str) -> dict[int, set[str]]:
    """The verdicts of today by where their targets begin."""
    asked, told = (extract(read_text(shared() / "corpus" / f"{doc}.txt"), doc) for doc in (plan, report))
    verdicts: dict[int, set[str]] = {}
    for judged in compare(asked, told).judgements:
        verdicts.setdefault(judged.target.start, set()).add(judged.verdict.value)
    return verdicts


def measure(first: bool) -> Iterator[Measured]:
    """Every row, with the figures that it counts in; `first`: what the engine said when it was read."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for (plan, report), group in groupby(rows, key=lambda row: (row["plan"], row["report"])):
        today = {} if first else said(plan, report)
        for row in group:
            right = set(row["right_verdict"].split("|"))
            now = {row["first_verdict"]} if first else today.get(int(row["target_start"]), {NOTHING})
            got = min(now & right, default=min(now))
            what = f"{plan} {row['target_start']}: {got}, right {row['right_verdict']}"
            for name in ("accuracy", f"{got} precision", *(f"{one} recall" for one in right)):
                yield name, got in right, what


def main(arguments: list[str]) -> int:
    if not (shared() / "corpus").is_dir():
        print(f"nothing measured: {absent(shared() / 'corpus')}")
        return 0
    show(measure("--first" in arguments), "--misses" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
