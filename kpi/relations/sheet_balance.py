"""What there was, came, went and is left: 年初数 | 新登记 | 注销撤销 | 年末数 in columns or in rows.

The words of the rule sum.balance say which is which; a movement that no word knows takes the sign with which most
of the lines fit. 净增 is all that came less all that went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kpi.model import Relation, RelationVerdict
from kpi.outline.columns import Kind
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, significant
from kpi.relations.rules.balance import balance_of
from kpi.relations.sheets import Sheet
from kpi.relations.slips import near_miss

_UNKNOWN = 3  # movements whose sign is tried out
_TELLING = 3  # digits of what is left where a sign was tried out
_At = Callable[[int, int], Figure | None]  # (place on the axis of the movements, line) → figure
_Line = tuple[Relation, list[Figure]]


@dataclass(frozen=True, slots=True)
class _Account:
    """The places of one account; `moved`: 1 for what came, -1 for what went, 0 where no word says."""

    begin: int
    end: int
    moved: Mapping[int, int]
    net: int = -1

    @property
    def named(self) -> bool:
        """Whether words say what every movement is, both ways."""
        ways = set(self.moved.values())
        return 0 not in ways and (len(ways) > 1 or self.net in self.moved)


def balances(sheet: Sheet) -> Iterator[Relation]:
    """Every opening with its closing and all that moved between them, by columns and by rows."""
    columns, rows = sheet.grid.columns, sheet.rows
    moves = sorted([*sheet.of_kind(Kind.LEVEL), *sheet.of_kind(Kind.CHANGE)])
    names = {n: columns[n].name for n in moves if not (columns[n].inner or columns[n].total)}
    yield from _told(names, len(rows), lambda place, line: sheet.adds(line, place))
    top = min((row.rank for row in rows if row.rank), default=0)
    labels = {n: row.label for n, row in enumerate(rows) if row.rank == top and not (row.inner or row.total)}
    levels = sheet.of_kind(Kind.LEVEL)
    yield from _told(labels, len(levels), lambda place, line: sheet.adds(place, levels[line]))


def _told(names: Mapping[int, str], lines: int, at: _At) -> Iterator[Relation]:
    for account in _accounts(names):
        yield from _judged(_best(account, lines, at), account.named)
        came_and_went = account.net >= 0 and account.net not in account.moved and account.named
        if came_and_went:
            yield from _judged(_lines(account, account.moved, lines, at, net=True), True)


def _accounts(names: Mapping[int, str]) -> Iterator[_Account]:
    openings = [place for place, name in names.items() if _says("opening", name)]
    ends = [*openings[1:], max(names, default=0) + 1][: len(openings)]
    for begin, end in zip(openings, ends, strict=True):
        run = [place for place in names if begin < place < end or (len(openings) == 1 and place < begin)]
        closings = [place for place in run if _says("closing", names[place])]
        if len(closings) != 1:
            continue
        low, high = sorted((begin, closings[0]))
        moved = [place for place in run if low < place < high] or [place for place in run if place != closings[0]]
        net = next((place for place in moved if _says("net", names[place])), -1)
        ways = {place: _way(names[place]) for place in moved if place != net}
        yield _Account(begin, closings[0], ways or ({net: 1} if net >= 0 else {}), net)


def _says(what: str, name: str) -> bool:
    return listed("balance_rule", what).search(name) is not None and not listed("balance_rule", "planned").search(
        name
    )


def _way(name: str) -> int:
    came, went = _says("came", name), _says("went", name)
    return 0 if came == went else 1 if came else -1


def _best(account: _Account, lines: int, at: _At) -> list[_Line]:
    """The signs of the unknown movements with which most lines fit."""
    unknown = [place for place, way in account.moved.items() if not way]
    if len(unknown) > _UNKNOWN or not account.moved:
        return []
    tried = [dict(zip(unknown, ways, strict=True)) for ways in product((-1, 1, 0), repeat=len(unknown))]
    return max((_lines(account, {**account.moved, **ways}, lines, at) for ways in tried), key=_fitting)


def _lines(account: _Account, moved: Mapping[int, int], lines: int, at: _At, net: bool = False) -> list[_Line]:
    found = []
    for line in range(lines):
        told = [(one, way) for place, way in moved.items() if way and (one := at(place, line)) is not None]
        came, went = [one for one, way in told if way > 0], [one for one, way in told if way < 0]
        first, last = at(account.begin, line), at(account.net if net else account.end, line)
        if net and came:
            first, came = came[0], came[1:]
        if first is None or last is None or not (came or went):
            continue
        members = [last, first, *came, *went]
        if len({one.group for one in members}) == 1:
            found.append((balance_of(last, first, came, went), members))
    return found


def _fitting(reading: Sequence[_Line]) -> int:
    return sum(one.verdict is not RelationVerdict.INCONSISTENT for one, _ in reading)


def _judged(reading: Sequence[_Line], named: bool) -> Iterator[Relation]:
    """What fits; what does not where most lines fit, or where every movement is named and it is a near miss."""
    fits = _fitting(reading)
    most = fits > 1 and fits * 3 >= len(reading) * 2
    telling = any(significant(members[0]) >= _TELLING for _, members in reading)
    if not named and not (most and telling):
        return
    likely = named and (len(reading) == 1 or fits * 2 >= len(reading))
    for relation, members in reading:
        fit = relation.verdict is not RelationVerdict.INCONSISTENT
        if fit or most or (likely and near_miss(relation, [one.quantity for one in members])):
            yield relation
