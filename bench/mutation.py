"""One digit changed, one report read again: is the slip seen? `python -m bench.mutation`.

Every consistent sum, share, restated and rise relation of the corpus is taken. In each of its members each digit
in turn is replaced by the next one (d + 1, else d + 2, … modulo 10) with which the relation's own arithmetic no
longer holds, rounded or cut; a digit for which there is none (a rise still rises) is left out. The whole text is
read again. The slip counts as seen where some relation over the number at that place is inconsistent.

Left out besides: truncated relations, numbers recovered from lost characters (they were read so because they fit),
numbers in words, and, unless `--fits` is given, relations that only their fit tells (ids in `.fit`):
those the engine shows and does not vouch for.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.places import absent, shared
from kpi.arithmetic.notation import written
from kpi.model import Quantity, Reading, Relation, RelationType, RelationVerdict
from kpi.relations import read
from kpi.relations.check import holds, moved

TYPES = (RelationType.SUM, RelationType.SHARE, RelationType.RESTATED, RelationType.RISE)
GOAL = 0.99
ROLES = {
    RelationType.SUM: ("whole", "part"),
    RelationType.SHARE: ("part", "whole", "percentage"),
    RelationType.RESTATED: ("first", "again"),
    RelationType.RISE: ("before", "after", "change"),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """`at` is the offset of the digit that becomes `digit`; `place` counts digits from the first, 0."""

    doc: str
    kind: RelationType
    member: int
    place: int
    last: bool
    at: int
    digit: str
    span: tuple[int, int]
    note: str


def mutants(reading: Reading, fits: bool = False) -> Iterator[Mutant]:
    quantities = {quantity.id: quantity for quantity in reading.quantities}
    for relation in reading.relations:
        if relation.rule.endswith(".fit") and not fits:
            continue
        if relation.type not in TYPES or relation.verdict is not RelationVerdict.CONSISTENT:
            continue
        members = [quantities[member] for member in relation.members]
        if any(member.damaged for member in members):
            continue
        for number in range(len(members)):
            yield from _of_member(reading, relation, members, number)


def _of_member(reading: Reading, relation: Relation, members: Sequence[Quantity], number: int) -> Iterator[Mutant]:
    member, text = members[number], reading.report.text
    note = written(relation.computation)
    digits = [at for at in range(member.start, member.end) if text[at].isdecimal()]
    for place, at in enumerate(digits):
        for step in range(1, 10):
            digit = (int(text[at]) + step) % 10
            if digit == 0 and place == 0:
                continue
            changed = _changed(member, [int(text[one]) if one != at else digit for one in digits])
            if changed is None:
                break
            if not holds(relation, [*members[:number], changed, *members[number + 1 :]], cut=True):
                yield Mutant(
                    reading.report.doc, relation.type, number, place, at == digits[-1], at,
                    chr(ord(text[at]) - int(text[at]) + digit), (member.start, member.end), note,
                )  # fmt: skip
                break


def _changed(member: Quantity, digits: Sequence[int]) -> Quantity | None:
    """The quantity as it would be read with other digits; None where its number is not simply its digits."""
    printed = "".join(char for char in member.text if char.isdecimal())
    if not printed or not int(printed):
        return None
    return moved(member, member.value / int(printed) * int("".join(map(str, digits))))


def seen(text: str, mutant: Mutant) -> bool:
    """Whether a relation over the number at the changed place is inconsistent once the text is read again."""
    reading = read(text[: mutant.at] + mutant.digit + text[mutant.at + 1 :], mutant.doc)
    there = {one.id for one in reading.quantities if one.start < mutant.span[1] and one.end > mutant.span[0]}
    return any(
        relation.verdict is RelationVerdict.INCONSISTENT and there.intersection(relation.members)
        for relation in reading.relations
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    counts: Counter[tuple[str, str, bool]]
    missed: tuple[str, ...]
    relations: Counter[str]
    wrong: int


def examine(path: Path, fits: bool = False) -> Outcome:
    text = path.read_bytes().decode("utf-8")
    reading = read(text, path.stem)
    again = read(text, path.stem)
    if again.relations != reading.relations:
        raise AssertionError(f"{path.stem}: the same text was read differently")
    counts: Counter[tuple[str, str, bool]] = Counter()
    missed: list[str] = []
    taken: dict[str, set[str]] = {}
    for mutant in mutants(reading, fits):
        found = seen(text, mutant)
        roles = ROLES[mutant.kind]
        role = roles[min(mutant.member, len(roles) - 1)]
        digit = "first digit" if mutant.place == 0 else "last digit" if mutant.last else "digits between"
        counts[mutant.kind.value, role, found] += 1
        counts[mutant.kind.value, digit, found] += 1
        counts[mutant.kind.value, "", found] += 1
        taken.setdefault(mutant.kind.value, set()).add(mutant.note)
        if not found:
            missed.append(f"{mutant.doc} {mutant.kind.value} {role} {digit} → {mutant.digit}: {mutant.note}")
    wrong = sum(relation.verdict is RelationVerdict.INCONSISTENT for relation in reading.relations)
    return Outcome(counts, tuple(missed), Counter({kind: len(notes) for kind, notes in taken.items()}), wrong)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    counts: Counter[tuple[str, str, bool]] = Counter()
    relations: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(outcome.counts)
        relations.update(outcome.relations)
    yield f"{'type':<10} {'changed':<16} {'seen':>6} {'of':>6} {'share':>8}"
    all_seen = all_of = 0
    for kind in TYPES:
        for what in ("", *ROLES[kind], "first digit", "digits between", "last digit"):
            hit, miss = counts[kind.value, what, True], counts[kind.value, what, False]
            if hit + miss:
                name = kind.value if not what else ""
                label = what or f"({relations[kind.value]} relations)"
                yield f"{name:<10} {label:<16} {hit:>6} {hit + miss:>6} {hit / (hit + miss):>8.2%}"
            if not what:
                all_seen, all_of = all_seen + hit, all_of + hit + miss
    label = f"({relations.total()} relations)"
    yield f"{'all':<10} {label:<16} {all_seen:>6} {all_of:>6} {all_seen / max(all_of, 1):>8.2%}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="change one digit of each consistent relation and read again")
    parser.add_argument("--missed", action="store_true", help="list the slips that were not seen")
    parser.add_argument("--fits", action="store_true", help="take relations too that only their fit tells")
    chosen = parser.parse_args(arguments)
    corpus = shared() / "corpus"
    if not corpus.is_dir():
        print(absent(corpus), file=sys.stderr)
        return 2
    with ProcessPoolExecutor() as pool:
        outcomes = list(pool.map(partial(examine, fits=chosen.fits), sorted(corpus.glob("*.txt"))))
    for line in table(outcomes):
        print(line)
    print(f"inconsistent in the {len(outcomes)} texts as they are: {sum(one.wrong for one in outcomes)}")
    if chosen.missed:
        for outcome in outcomes:
            print(*outcome.missed, sep="\n", end="\n" if outcome.missed else "")
    total = Counter[bool]()
    for outcome in outcomes:
        for (_, what, found), count in outcome.counts.items():
            if not what:
                total[found] += count
    return 0 if total[True] >= GOAL * total.total() else 1


if __name__ == "__main__":
    sys.exit(main())
