"""Other slips than a changed digit, in relations that are found: `python -m bench.slips [FOLDER …]`.

In every consistent firm relation of the annotated texts (tests/data/unseen, or FOLDER with NN.txt and NN.json)
that the engine tells as consistent, one number drawn at random loses a digit, has one struck twice, loses its 万,
has its point moved or becomes an old figure, a tenth or a fifth off. Noticed is a slip of which the engine tells a
contradiction with that number which it does not tell of the text as it was. It says nothing of relations that are
not found. Exit 0, whatever the figures.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.tally import Measured, show
from bench.unseen import SETS
from kpi.relations import read

FIRM = ("sum", "share", "product", "restated", "rise")
FITS = ("consistent", "truncated")
_NUMBER = re.compile(r"[\d,]*\d(?:\.\d+)?")
_TEN_THOUSAND = "万"
_LEAST = 3  # digits
Span = tuple[int, int]


class Told(NamedTuple):
    kind: str
    members: frozenset[Span]
    verdict: str


def told(text: str) -> list[Told]:
    reading = read(text, "x")
    spans = {one.id: (one.start, one.end) for one in (*reading.printed, *reading.quantities)}
    return [
        Told(
            "sum" if one.type.value == "partial" else one.type.value,
            frozenset(spans[member] for member in one.members),
            one.verdict.value,
        )
        for one in reading.relations
    ]


def slips(printed: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(kind, text instead) of one number with its unit."""
    found = _NUMBER.match(printed)
    if found is None:
        return
    number, unit = found[0], printed[found.end() :]
    if unit.startswith(_TEN_THOUSAND):
        yield "万 lost", number + unit[1:]
    digits = [place for place, char in enumerate(number) if char.isdigit()]
    if len(digits) >= _LEAST:
        place = chance.choice(digits[1:])
        if not (number[:place] + number[place + 1 :]).endswith("."):
            yield "digit lost", number[:place] + number[place + 1 :] + unit
        place = chance.choice(digits)
        yield "digit struck twice", number[:place] + number[place] + number[place:] + unit
        old = float(number.replace(",", "")) * chance.choice((0.8, 0.9, 1.1, 1.2)) * (1 + chance.random() * 0.03)
        yield "old figure", f"{old:.{len(number.partition('.')[2])}f}{unit}"
    point = number.find(".")
    if point > 1:
        flat = number.replace(".", "")
        yield "point moved", f"{flat[: point - 1]}.{flat[point - 1 :]}{unit}"


def measure(paths: Sequence[Path]) -> Iterator[Measured]:
    for path in paths:
        text = path.read_text(encoding="utf-8")
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        chance, before = random.Random(path.stem), told(text)
        known = _inconsistent(before)
        places = {one["id"]: (one["start"], one["end"]) for one in gold["quantities"]}
        for relation in gold["relations"]:
            members = [places[member] for member in relation["members"]]
            if not _is_told(relation, members, before):
                continue
            start, end = chance.choice(members)
            for kind, instead in slips(text[start:end], chance):
                now = _inconsistent(told(text[:start] + instead + text[end:]))
                noticed = any(_touches(one, (start, start + len(instead))) for one in now - known)
                yield f"{kind}: noticed", noticed, f"{path.parent.name} {path.stem} {text[start:end]} {instead}"


def _inconsistent(relations: Sequence[Told]) -> set[frozenset[Span]]:
    return {one.members for one in relations if one.verdict == "inconsistent"}


def _is_told(relation: dict[str, Any], members: Sequence[Span], before: Sequence[Told]) -> bool:
    """A firm relation that holds, and that the engine tells so, with all of its members and no other."""
    firm = relation["type"] in FIRM and relation["verdict"] == "consistent" and not relation.get("optional")
    return firm and any(
        one.kind == relation["type"]
        and one.verdict in FITS
        and len(one.members) == len(members)
        and all(_touches(one.members, member) for member in members)
        for one in before
    )


def _touches(members: frozenset[Span], span: Span) -> bool:
    return any(start < span[1] and end > span[0] for start, end in members)


def main(arguments: list[str]) -> int:
    named = [Path(one) for one in arguments if not one.startswith("-")]
    folders = named or sorted(one for one in SETS.iterdir() if one.is_dir())
    texts = (path for folder in folders for path in sorted(folder.glob("*.txt")))
    show(measure([path for path in texts if path.with_suffix(".json").is_file()]), "--misses" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
