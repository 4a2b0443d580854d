"""How often each rule speaks over the texts in shared/ (corpus, gold/relations, cities).

    python -m bench.rules [--silent]

One line a rule: how often it decided, in how many texts. `--silent` shows only those that never spoke; what
justifies them are their examples (`kpi rules ID`). Exit 0, whatever the figures.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.places import absent, shared
from kpi.documents import read_text
from kpi.extraction.accounting import numerals
from kpi.extraction.omitted import omitted
from kpi.relations import read
from kpi.rules import families
from kpi.rules.spoken import spoken

FOLDERS = ("corpus", "gold/relations", "cities")


def texts() -> Iterator[Path]:
    for name in FOLDERS:
        yield from sorted((shared() / name).glob("*.txt"))


def counted(paths: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """How often each rule speaks, and in how many of the texts."""
    times: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for path in paths:
        reading = read(read_text(path), path.stem)
        here = Counter(one.rule for one in spoken(reading, numerals(reading)))
        here += Counter(one.rule for one in omitted(reading) if one.rule.startswith(("omitted.", "guard.")))
        times += here
        places.update(here.keys())
    return times, places


def main(arguments: list[str]) -> int:
    paths = list(texts())
    if not paths:
        print(absent(shared() / "corpus"))
        return 0
    times, places = counted(paths)
    for family, rules in families():
        never = sum(not times[rule.id] for rule in rules)
        print(f"{family.name}: {len(rules)} rules, {never} never spoke in {len(paths)} texts")
        for rule in rules:
            if not times[rule.id] or "--silent" not in arguments:
                print(f"  {rule.id:32} {times[rule.id]:7} {places[rule.id]:5}  {rule.en}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
