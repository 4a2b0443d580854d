"""Thirteen invented reports in varied style, annotated by gold/GUIDE.md before the engine read them.

A number to check stands as {name|printed}; behind `----` stand the relations, a type, a verdict and names a line.
Three have no annotations: all their numbers fit. They were written to find faults and rules were mended on them:
what is found in them says little of a report that nobody has seen (docs/accuracy.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kpi.model import Reading
from kpi.relations import read

FOLDER = Path(__file__).parent / "data" / "invented_relations"
REPORTS = sorted(FOLDER.glob("*.txt"))
MARK = re.compile(r"\{(\d+)\|([^{}]*)\}")
Key = tuple[str, frozenset[str]]


@cache
def read_marked(path: Path) -> tuple[Reading, dict[Key, str]]:
    """What is read of a report, and the verdict of each annotated relation, by type and ids of its members."""
    marked, _, annotated = path.read_text(encoding="utf-8").partition("\n----\n")
    places: dict[str, int] = {}
    text, last = "", 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        places[match[1]] = len(text)
        text += match[2]
        last = match.end()
    reading = read(f"{text}{marked[last:]}\n", path.stem)
    ids = {quantity.start: quantity.id for quantity in reading.quantities}
    relations: dict[Key, str] = {}
    for line in filter(None, annotated.split("\n")):
        kind, verdict, *names = line.split()
        relations[family(kind), frozenset(ids.get(places[name], name) for name in names)] = verdict
    return reading, relations


def family(kind: str) -> str:
    return "sum" if kind == "partial" else kind


def found_in(reading: Reading) -> dict[Key, str]:
    return {(family(one.type), frozenset(one.members)): one.verdict.value for one in reading.relations}


def outcomes() -> Iterator[tuple[str, str | None]]:
    """(annotated verdict, ours) of every relation that a scorer counts."""
    for path in REPORTS:
        reading, annotated = read_marked(path)
        found = found_in(reading)
        for key, verdict in annotated.items():
            if key in found or verdict != "incomplete":
                yield verdict, found.get(key)


def test_most_of_what_a_careful_auditor_checks_is_found() -> None:
    pairs = list(outcomes())
    assert len(pairs) > 180
    found = [pair for pair in pairs if pair[1] is not None]
    assert len(found) >= 0.86 * len(pairs)
    assert sum(verdict == ours for verdict, ours in found) >= 0.97 * len(found)
    assert {ours for verdict, ours in pairs if verdict == "inconsistent"} == {"inconsistent"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_nobody_is_accused_falsely(path: Path) -> None:
    reading, annotated = read_marked(path)
    wrong = {key for key, verdict in found_in(reading).items() if verdict == "inconsistent"}
    assert wrong == {key for key, verdict in annotated.items() if verdict == "inconsistent"}
