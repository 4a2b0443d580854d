"""Relations in texts that no rule was written from when they were first read (tests/data/unseen).

    python -m bench.unseen [--misses]

For each set: how many firm relations are found (any verdict), how many of the inconsistent ones are told, and how
many of those told are annotated. Partial relations that need not exhaust their whole, and optional ones, count
neither way.
Exit 0, whatever the figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.places import ROOT
from bench.tally import Measured, show
from kpi.documents import read_text
from kpi.relations import read

SETS = ROOT / "tests" / "data" / "unseen"
Key = tuple[str, frozenset[str]]


def _kind(name: str) -> str:
    return "sum" if name == "partial" else name


def found(text: Path, gold: dict[str, Any]) -> dict[Key, str]:
    """What the engine tells of a text: its relations by type and gold members, with their verdicts."""
    reading = read(read_text(text), text.stem)
    spans = {one.id: (one.start, one.end) for one in (*reading.quantities, *reading.printed)}
    named: dict[str, str] = {}
    for quantity, (start, end) in spans.items():
        for one in gold["quantities"]:
            if min(end, one["end"]) > max(start, one["start"]):
                named[quantity] = one["id"]
                break
    told: dict[Key, str] = {}
    for relation in reading.relations:
        members = frozenset(named.get(member, f"?{spans[member][0]}") for member in relation.members)
        told[_kind(relation.type.value), members] = relation.verdict.value
    return told


def measure(folder: Path) -> Iterator[Measured]:
    """(figure, whether it holds, what it is about) of every text of a set."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        told = found(path.with_suffix(".txt"), gold)
        texts = {one["id"]: one["text"] for one in gold["quantities"]}
        wrong: set[Key] = set()
        for relation in gold["relations"]:
            key = (_kind(relation["type"]), frozenset(relation["members"]))
            what = f"{path.stem} {relation['type']} {[texts[member] for member in relation['members']]}"
            if relation["verdict"] == "inconsistent":
                wrong.add(key)
            if relation.get("optional") or relation["verdict"] == "incomplete":
                continue
            yield "relations found", key in told, what
            if relation["verdict"] == "inconsistent":
                yield "contradictions told", told.get(key) == "inconsistent", what
        for key, verdict in told.items():
            if verdict == "inconsistent":
                what = f"{path.stem} {key[0]} {[texts.get(member, member) for member in sorted(key[1])]}"
                yield "contradictions told that are annotated", key in wrong, what


def main(arguments: list[str]) -> int:
    for folder in sorted(path for path in SETS.iterdir() if path.is_dir()):
        show(measure(folder), "--misses" in arguments, f"{folder.name}: ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
