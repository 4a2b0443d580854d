"""Short passages with one fault each, the same without it, and harmless ones (tests/data/passages).

    python -m bench.passages [--misses]

A wrong passage is told where a contradiction names two or more of the figures annotated, or the one where only
one is (one that stands within the other is the same figure: 4318 and 4318户). A right or a harmless one is left
alone where no contradiction is told at all. Exit 0, whatever the figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.places import ROOT
from bench.tally import Measured, show
from kpi.relations import read

FOLDER = ROOT / "tests" / "data" / "passages"
_ENOUGH = 2  # of the figures that a relation has


def _bare(text: str) -> str:
    return "".join(text.split())


def contradictions(text: str) -> list[list[str]]:
    """The figures of every relation that the engine calls inconsistent, as they are printed."""
    reading = read(text, "x")
    printed = {one.id: _bare(one.text) for one in (*reading.quantities, *reading.printed)}
    wrong = [one for one in reading.relations if one.verdict.value == "inconsistent"]
    return [[printed[member] for member in one.members] for one in wrong]


def told(text: str, members: Sequence[str]) -> bool:
    """Whether a contradiction names the figures that do not fit, or two of them."""
    wanted = [_bare(one) for one in members]
    return any(
        sum(any(one in other or other in one for other in figures) for one in wanted) >= min(_ENOUGH, len(wanted))
        for figures in contradictions(text)
    )


def passages(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def accused(path: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    """(right or harmless, id, contradictions told of it) of every passage that nothing is wrong with."""
    held = passages(path)
    for one in held["pairs"]:
        yield "right", one["id"], contradictions(one["right"])
    for one in held["harmless"]:
        yield "harmless", one["id"], contradictions(one["text"])


def measure(path: Path) -> Iterator[Measured]:
    """(figure, whether it holds, what it is about) of every passage of a file."""
    for one in passages(path)["pairs"]:
        holds = told(one["wrong"], one["members"])
        what = f"{one['id']} {one['fault']} {one['members']}"
        yield "wrong ones told", holds, what
        yield f"wrong ones told, {one['kind']}", holds, what
    for name, known, figures in accused(path):
        yield f"{name} ones left alone", not figures, f"{known} {figures}"


def main(arguments: list[str]) -> int:
    for path in sorted(FOLDER.glob("*.json")):
        show(measure(path), "--misses" in arguments, f"{path.stem}: ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
