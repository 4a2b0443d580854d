"""Two drafts of one report: which figures, relations and targets changed from the one to the other.

A figure of the new draft is one of the old where its sentence says the same but for its numbers, else where it
measures the same in the same order; what is left on either side is new or gone. A relation goes with its figures.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from kpi.model import Quantity, Reading, Relation, RelationVerdict, Target

_DIGITS = re.compile(r"[0-9０-９][0-9０-９.．,，]*")
_SPACE = re.compile(r"\s+")
Item = TypeVar("Item")


RelationKey = tuple[str, tuple[str, ...], str]


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
    wordings = _wordings(old), _wordings(new)
    for way in _WAYS:
        taken = {one.id for one in found.values()}
        left = [one for one in before if one.id not in taken]
        right = [one for one in after if one.id not in found]
        for was, now in _paired(
            left, right, partial(way, wordings=wordings[0]), partial(way, wordings=wordings[1])
        ):
            if way is not _valued or _related(was, now):
                found[now.id] = was
    taken = {one.id for one in found.values()}
    gone = [(one, None) for one in before if one.id not in taken]
    return [*((found.get(one.id), one) for one in after), *gone]


Wordings = dict[str, Hashable]  # of each figure


def _worded(one: Quantity, wordings: Wordings) -> Hashable:
    return wordings[one.id]


def _measured(one: Quantity, wordings: Wordings) -> Hashable:
    subject = one.subject
    return subject.text, one.unit, one.role, subject.measure, subject.flow, subject.place


def _valued(one: Quantity, wordings: Wordings) -> Hashable:
    return one.value, one.unit, one.role


Way = Callable[..., Hashable]  # of a figure and the wordings of its draft
# By what figures of two drafts are one, each tried on what is left by those before; first where the number stands.
_WAYS: tuple[Way, ...] = (
    lambda one, wordings: (_worded(one, wordings), one.value),
    _worded,
    lambda one, wordings: (_measured(one, wordings), one.value),
    _measured,
    _valued,
)


def _related(one: Quantity, other: Quantity) -> bool:
    """Whether the words for what is measured have two characters in common that stand together."""
    a, b = ("".join(quantity.subject.text.split()) for quantity in (one, other))
    return bool({a[at : at + 2] for at in range(len(a) - 1)} & {b[at : at + 2] for at in range(len(b) - 1)})


def _paired(
    left: Sequence[Item], right: Sequence[Item], one: Callable[[Item], Hashable], other: Callable[[Item], Hashable]
) -> Iterator[tuple[Item, Item]]:
    """Pairs of one key; where it occurs again, in the order of both."""
    waiting: defaultdict[Hashable, deque[Item]] = defaultdict(deque)
    for item in left:
        waiting[one(item)].append(item)
    for item in right:
        if known := waiting.get(other(item)):
            yield known.popleft(), item


def _wordings(reading: Reading) -> Wordings:
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
    pairs = _paired(old.relations, new.relations, lambda one: _key(one, _members(one, ids)), _own_key)
    met = {id(now): was for was, now in pairs}
    for now in new.relations:
        was = met.get(id(now))
        if _wrong(now) or _wrong(was):
            yield RelationChange(was, now)
    kept = {id(was) for was in met.values()}
    yield from (RelationChange(one, None) for one in old.relations if _wrong(one) and id(one) not in kept)


def _members(relation: Relation, ids: dict[str, str]) -> list[str]:
    return [ids.get(member, f"-{member}") for member in relation.members]


def _key(relation: Relation, members: Iterable[str]) -> Hashable:
    return relation.type, tuple(sorted(members))


def _own_key(relation: Relation) -> Hashable:
    return _key(relation, relation.members)


def same_thing(relation: Relation) -> RelationKey:
    """What tells a relation from the others of its report."""
    return relation.type.value, relation.members, relation.formula


def _wrong(relation: Relation | None) -> bool:
    return relation is not None and relation.verdict is RelationVerdict.INCONSISTENT


def _targets(old: Reading, new: Reading, ids: dict[str, str]) -> Iterator[TargetChange]:
    """Targets that are new, gone, or ask for something else, or for the same by another day."""
    pairs = _paired(old.targets, new.targets, lambda one: _promise(one, _renamed(one, ids)), _promise)
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
