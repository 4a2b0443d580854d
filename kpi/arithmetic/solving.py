"""A small constraint problem: numbers of which only the digits are left, and what they must obey together.

One reading or none: a solution counts only if there is no other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi.arithmetic.intervals import add, exceeds
from kpi.arithmetic.laws import product_holds, share_holds, sum_holds
from kpi.model import Interval

MOST_TRIED = 20000  # readings; past it nothing is said

Reading = Mapping[Hashable, Interval]


@dataclass(frozen=True, slots=True)
class Constraint:
    """`members`, by name, must obey a law: sum (the whole first), share, at_most, or a product's formula."""

    law: str
    members: tuple[Hashable, ...]

    def holds(self, numbers: Reading) -> bool:
        """Whether they obey it as far as they are known; a sum whose known parts pass the whole never will."""
        known = [numbers[name] for name in self.members if name in numbers]
        if len(known) < len(self.members):
            whole = numbers.get(self.members[0])
            passed = self.law == "sum" and whole is not None and exceeds(add(known[1:]), whole)
            return not passed
        if self.law == "sum":
            return sum_holds(known)
        if self.law == "share":
            return share_holds(known)
        if self.law == "at_most":
            return not exceeds(known[0], known[1])
        return product_holds(self.law, known)


def only_solution(
    unknown: Sequence[Sequence[Reading]], known: Reading, constraints: Sequence[Constraint]
) -> tuple[Reading, ...] | None:
    """One reading for each of `unknown` so that all constraints hold; None where none or several do."""
    found: list[tuple[Reading, ...]] = []
    budget = MOST_TRIED
    for solution in _search(unknown, dict(known), constraints):
        budget -= 1
        if solution is not None:
            found.append(solution)
        if len(found) > 1 or not budget:
            return None
    return found[0] if found else None


def _search(
    unknown: Sequence[Sequence[Reading]], numbers: dict[Hashable, Interval], constraints: Sequence[Constraint]
) -> Iterator[tuple[Reading, ...] | None]:
    """Every solution; None for each reading that was tried in vain, so that the caller can count."""
    if not unknown:
        yield ()
        return
    for reading in unknown[0]:
        now = {**numbers, **reading}
        touched = [one for one in constraints if any(name in reading for name in one.members)]
        if not all(one.holds(now) for one in touched):
            yield None
            continue
        for rest in _search(unknown[1:], now, constraints):
            yield (reading, *rest) if rest is not None else None
