"""Promises of sixteen invented bodies against their next reports, as the writer of both judged them.

    python -m bench.bureaus [--misses]

Bureaus of civil affairs, health and labour, a federation of the disabled and governments. The plans, the reports
and what is right for each promise (tests/data/bureau_pairs) were written before the engine read them: of the first
six half of the answers stand in other words, of 07 to 12 a quarter, of 13, 14 and 16 as many as in real pairs, of
15 nearly all. `drafted` counts every promise, the others only those that are drafted. Where a report says only
in words that something was done, `not_comparable` is right (docs/definitions.md); the writer called it declared.
Exit 0, whatever the figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from bench.places import ROOT
from bench.tally import Measured, show
from kpi.documents import read_text
from kpi.extraction import extract
from kpi.matching.compare import compare_all
from kpi.model import Judgement, Quantity

PAIRS = ROOT / "tests" / "data" / "bureau_pairs"
IN_WORDS = {"declared": "not_comparable"}


def judged() -> list[tuple[str, list[dict[str, Any]], list[tuple[Judgement, Quantity | None]]]]:
    """(name, promises, today's judgements with their numbers in the plan) of every pair, in one pass."""
    names = sorted(path.stem for path in PAIRS.glob("*.json"))
    read = [
        [extract(read_text(PAIRS / f"{name}-{which}.txt"), which) for which in ("plan", "next")] for name in names
    ]
    found = []
    for name, (plan, _), compared in zip(names, read, compare_all([(one, two) for one, two in read]), strict=True):
        numbers = {quantity.id: quantity for quantity in plan.printed}
        told = [(one, numbers.get(one.target.quantity)) for one in compared.judgements]
        found.append((name, json.loads((PAIRS / f"{name}.json").read_text(encoding="utf-8"))["promises"], told))
    return found


def measure() -> Iterator[Measured]:
    """(figure, whether it holds, what it is about) of every promise."""
    for name, promises, told in judged():
        left = list(told)
        for promise in promises:
            one = next((pair for pair in left if _is(promise, *pair)), None)
            what = f"{name} {promise['text'][:40]}: right {promise['verdict']}"
            yield "drafted", one is not None, what
            if one is None:
                continue
            left.remove(one)
            said = one[0].verdict.value
            right = {promise["verdict"], IN_WORDS.get(promise["verdict"], ""), *promise["acceptable"]}
            for figure in ("accuracy", f"{said} precision", f"{promise['verdict']} recall"):
                yield figure, said in right, f"{what}, said {said}"


def _is(promise: dict[str, Any], judgement: Judgement, number: Quantity | None) -> bool:
    target = judgement.target
    if promise["kind"] == "numeric":
        low, high = promise["number_start"], promise["number_end"]
        return number is not None and bool(min(number.end, high) > max(number.start, low))
    return bool(min(target.end, promise["end"]) > max(target.start, promise["start"]))


def main(arguments: list[str]) -> int:
    show(measure(), "--misses" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
