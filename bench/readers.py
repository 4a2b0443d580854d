"""Every numeric target of 34 pairs of reports without gold, as careful readers judged it.

    python -m bench.readers [--misses] [--first]

A row of tests/data/judged_verdicts.csv is one number of a plan and what the next report says of it: the right
verdict and answer (no verdict where the number is no target). For a verdict that the engine leaves open, the right
answer should stand among its first three candidates. Pairs whose faults were used for fixing (`fixing`) and those
that were not (`held_out`) are counted apart. `--first` counts what the engine said when the readers read it.
Exit 0, whatever the figures.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.places import ROOT, absent, shared
from bench.tally import Measured, show
from kpi.documents import read_text
from kpi.extraction import extract
from kpi.matching.compare import compare_all
from kpi.model import Judgement, Reading

ROWS = ROOT / "tests" / "data" / "judged_verdicts.csv"
DECIDING = ("met", "missed")
Pair = tuple[str, str]  # the names of a plan and of the report that answers it


@dataclass(frozen=True, slots=True)
class Said:
    """What the engine says of a number ("" where it drafts no target), and its first three candidates' offsets."""

    verdict: str = ""
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What a reader found of one number of a plan."""

    plan: str
    report: str
    number: int  # offset of the number in the plan
    text: str
    verdict: str  # "" where the number is no target
    answer: int | None  # offset in the report
    use: str
    why: str
    first: Said  # what the engine said when it was read


def rows(path: Path = ROWS) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file)]


def _row(line: dict[str, str]) -> Row:
    answer = int(line["right_answer_start"]) if line["right_answer_start"] else None
    return Row(
        plan=line["plan"],
        report=line["report"],
        number=int(line["number_start"]),
        text=line["target"],
        verdict=line["right_verdict"],
        answer=answer,
        use=line["use"],
        why=line["why"],
        first=Said(line["engine_verdict"], (answer,) if answer is not None and line["top3"] == "yes" else ()),
    )


def said(pairs: Sequence[Pair]) -> dict[Pair, dict[int, Said]]:
    """What the engine says today of each pair, by the offset of the target's number; matched in one pass."""
    texts = {doc: read_text(shared() / "corpus" / f"{doc}.txt") for pair in pairs for doc in pair}
    read = [(extract(texts[plan], plan), extract(texts[report], report)) for plan, report in pairs]
    compared = zip(pairs, read, compare_all(read), strict=True)
    return {pair: _of_pair(asked, found.judgements) for pair, (asked, _), found in compared}


def _of_pair(asked: Reading, judged: Sequence[Judgement]) -> dict[int, Said]:
    numbers = {quantity.id: quantity.start for quantity in asked.quantities}
    return {numbers[j.target.quantity]: _said(j) for j in judged if j.target.quantity in numbers}


def _said(judgement: Judgement) -> Said:
    return Said(judgement.verdict.value, tuple(candidate.answer.start for candidate in judgement.candidates[:3]))


def measure(judged: Iterable[Row], first: bool = False) -> Iterator[Measured]:
    """(figure, whether it holds, what it is about), row by row; of today's engine, or of the one first read."""
    lines = list(judged)
    today = {} if first else said(list(dict.fromkeys((row.plan, row.report) for row in lines)))
    for row in lines:
        found = row.first if first else today[row.plan, row.report].get(row.number, Said())
        for name, holds in _figures(row, found):
            yield f"{row.use}: {name}", holds, f"{row.plan} {row.number} {row.text}: {row.verdict} {row.why}"


def _figures(row: Row, found: Said) -> Iterator[tuple[str, bool]]:
    right = found.verdict == row.verdict
    yield ("verdict accuracy" if row.verdict else "no target, none drafted"), right
    for verdict in DECIDING:
        if row.verdict == verdict:
            yield f"{verdict} recall", right
        if found.verdict == verdict:
            yield f"{verdict} precision", right
    if found.verdict == "needs_review" and row.answer is not None:
        yield "needs_review: right answer among the first three", row.answer in found.candidates


def main(arguments: list[str]) -> int:
    if not (shared() / "corpus").is_dir():
        print(f"nothing measured: {absent(shared() / 'corpus')}")
        return 0
    show(measure(rows(), first="--first" in arguments), "--misses" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
