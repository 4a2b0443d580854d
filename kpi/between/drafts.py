"""Two drafts of one report: which figures, relations and targets changed from the one to the other.

A figure of the new draft is one of the old where its sentence says the same but for its numbers, else where it
measures the same in the same order; what is left on either side is new or gone. A relation goes with its figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from kpi.model import Quantity, Reading, Relation, RelationVerdict, Target

_DIGITS = re.compile(r"[0-9０-９][0-9０-９.．,，]*")
_SPACE = re.compile(r"\s+")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure before and after; None where a draft does not have it."""

    old: Quantity | None
    new: Quantity | None


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation that is a contradiction in at least one draft; None where a draft does not have it."""

    old: Relation | None
    new: Relation | None

    @property
    def kind(self) -> str:
        """`new`, `mended` (it holds now, or its figures are gone) or `remains`."""
        if not _wrong(self.new):
            return "mended"
        return "remains" if _wrong(self.old) else "new"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One target of the plan before and after; None where a draft does not promise it."""

    old: Target | None
    new: Target | None


def kind_of(change: FigureChange | TargetChange) -> str:
    """`changed`, `new` or `gone`."""
    if change.old is None:
        return "new"
    return "gone" if change.new is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed; `same` counts the figures that both drafts print alike."""

    old: Reading
    new: Reading
    figures: tuple[FigureChange, ...] = ()
    relations: tuple[RelationChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    same: int = 0


def differ(old: Reading, new: Reading) -> Difference:
    """All changes in the order of the new draft, what is gone behind it in that of the old."""
    pairs = _paired_figures(old, new)
    changed = [
        pair for pair in pairs if pair[0] is None or pair[1] is None or _printed(pair[0]) != _printed(pair[1])
    ]
    ids = {before.id: after.id for before, after in pairs if before and after}
    return Difference(
        old,
        new,
        tuple(FigureChange(*pair) for pair in changed),
        tuple(_relations(old, new, ids)),
        tuple(_targets(old, new, ids)),
        len(pairs) - len(changed),
    )


def _printed(one: Quantity) -> tuple[str, str, str]:
    return _SPACE.sub("", one.text), one.unit, one.bound.value


def _paired_figures(old: Reading, new: Reading) -> list[tuple[Quantity | None, Quantity | None]]:
    """Each figure of both once, with the one of the other draft that it is."""
    before, after = list(old.quantities), list(new.quantities)
    found: dict[str, Quantity] = {}  # id in the new draft → figure of the old
    words = {id(reading): _wordings(reading) for reading in (old, new)}
    ways: tuple[tuple[Callable[[Quantity], Hashable], Callable[[Quantity], Hashable]], ...] = (
        (lambda one: words[id(old)][one.id], lambda one: words[id(new)][one.id]),
        (_measured, _measured),
        (_valued, _valued),
    )
    for way, other in ways:
        taken = {one.id for one in found.values()}
        rest = [one for one in before if one.id not in taken], [one for one in after if one.id not in found]
        for left, right in _aligned(rest[0], rest[1], way, other):
            if way is not _valued or _related(left, right):
                found[right.id] = left
    taken = {one.id for one in found.values()}
    gone = [(one, None) for one in before if one.id not in taken]
    return [*((found.get(one.id), one) for one in after), *gone]


def _measured(one: Quantity) -> Hashable:
    subject = one.subject
    return subject.text, one.unit, one.role, subject.measure, subject.flow, subject.place


def _valued(one: Quantity) -> Hashable:
    return one.value, one.unit, one.role


def _related(one: Quantity, other: Quantity) -> bool:
    """Whether the words for what is measured have two characters in common that stand together."""
    a, b = ("".join(quantity.subject.text.split()) for quantity in (one, other))
    return bool({a[at : at + 2] for at in range(len(a) - 1)} & {b[at : at + 2] for at in range(len(b) - 1)})


def _aligned(
    left: Sequence[Item], right: Sequence[Item], way: Callable[[Item], Hashable], other: Callable[[Item], Hashable]
) -> Iterator[tuple[Item, Item]]:
    """Pairs of one key: those that stand in one order first, then of what moved the ones in their turn."""
    a, b = list(map(way, left)), list(map(other, right))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    met: tuple[set[int], set[int]] = (set(), set())
    for start, begin, size in matcher.get_matching_blocks():
        for step in range(size):
            met[0].add(start + step)
            met[1].add(begin + step)
            yield left[start + step], right[begin + step]
    moved: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, key in enumerate(a):
        if at not in met[0]:
            moved[key].append(at)
    for at, key in enumerate(b):
        if at not in met[1] and moved[key]:
            yield left[moved[key].pop(0)], right[at]


def _wordings(reading: Reading) -> dict[str, Hashable]:
    """Of each figure the words of its sentence without numbers, and its number within it."""
    sentences: defaultdict[tuple[int, int], list[Quantity]] = defaultdict(list)
    for one in reading.quantities:
        sentences[one.sentence].append(one)
    return {
        one.id: (words, place)
        for sentence, members in sentences.items()
        for words in (_wording(reading.report.text, sentence, members),)
        for place, one in enumerate(members)
    }


def _wording(text: str, sentence: tuple[int, int], members: Iterable[Quantity]) -> str:
    parts, at = [], sentence[0]
    for one in members:
        parts.append(text[at : max(at, one.start)])
        at = max(at, one.end)
    parts.append(text[at : sentence[1]])
    return _SPACE.sub("", _DIGITS.sub("#", "#".join(parts)))


def _relations(old: Reading, new: Reading, ids: dict[str, str]) -> Iterator[RelationChange]:
    """Every relation that one of the drafts contradicts, with what the other one makes of it."""
    before: defaultdict[Hashable, list[Relation]] = defaultdict(list)
    for one in old.relations:
        before[_key(one, _members(one, ids))].append(one)
    for now in new.relations:
        known = before[_key(now, now.members)]
        was = known.pop(0) if known else None
        if _wrong(now) or _wrong(was):
            yield RelationChange(was, now)
    for one in old.relations:
        if _wrong(one) and any(one is other for other in before[_key(one, _members(one, ids))]):
            yield RelationChange(one, None)


def _members(relation: Relation, ids: dict[str, str]) -> list[str]:
    return [ids.get(member, f"-{member}") for member in relation.members]


def _key(relation: Relation, members: Iterable[str]) -> Hashable:
    return relation.type, tuple(sorted(members))


def _wrong(relation: Relation | None) -> bool:
    return relation is not None and relation.verdict is RelationVerdict.INCONSISTENT


def _targets(old: Reading, new: Reading, ids: dict[str, str]) -> Iterator[TargetChange]:
    """Targets that are new, gone, or ask for something else, or for the same by another day."""
    pairs = _aligned(old.targets, new.targets, lambda one: _promise(one, _renamed(one, ids)), _promise)
    met = {after.id: before for before, after in pairs}
    for after in new.targets:
        before = met.get(after.id)
        if before is None or _demand(before) != _demand(after):
            yield TargetChange(before, after)
    kept = {before.id for before in met.values()}
    yield from (TargetChange(one, None) for one in old.targets if one.id not in kept)


def _promise(target: Target, figure: str = "") -> Hashable:
    """Its figure, in the new draft's name; of a task its words."""
    return figure or target.quantity or _SPACE.sub("", target.text)


def _renamed(target: Target, ids: dict[str, str]) -> str:
    """Its figure as the new draft names it; one that is gone has a name of its own."""
    return ids.get(target.quantity, f"-{target.quantity}") if target.quantity else ""


def _demand(target: Target) -> Hashable:
    return target.kind, target.op, target.value, target.value_high, target.unit, target.relative, target.due
