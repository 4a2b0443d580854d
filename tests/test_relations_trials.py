"""Which slips would mend a relation, told from a few trials of each number: the same as from all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relations_support import OPENING
from work_support import steps

from kpi.arithmetic.laws import ALL
from kpi.model import Bound, Computation, Interval, Mend, Quantity, Relation, RelationType, RelationVerdict, Shape
from kpi.relations import read
from kpi.relations.check import holds, moved
from kpi.relations.explain import explained
from kpi.relations.slips import mends, slips_in
from kpi.relations.trials import Trial

(PATTERN,) = [one for one in read(OPENING + "养老床位4321张。", "x").quantities if one.text == "4321张"]
LAWS = (
    (RelationType.SUM, ""), (RelationType.SUM, "minus:1"), (RelationType.PARTIAL, ""), (RelationType.SHARE, ""),
    (RelationType.PRODUCT, "each:1"), (RelationType.PRODUCT, "each:1/12"), (RelationType.PRODUCT, "mean:1"),
    (RelationType.PRODUCT, "heads:12"), (RelationType.PRODUCT, "unknown"),
    (RelationType.RESTATED, ""), (RelationType.RESTATED, "fall"),
    *((RelationType.RISE, law) for law in ("move", "fall", "growth", "drop", "times", "fold", "increment",
                                           "decrement", "decline", "yearly:3", "yearly-since:3")),
)  # fmt: skip
PAIRS = (
    (RelationType.SHARE, ""), (RelationType.RESTATED, ""), (RelationType.RISE, "up"), (RelationType.RISE, "down"),
)  # fmt: skip
STEPS = 5_000  # to try every slip takes some 70,000
# As integers and a point: from an expression they take longer to make than to try.
NUMBERS = st.builds(
    lambda digits, places: f"{Decimal(digits).scaleb(-places):f}",
    st.integers(-99_999_999, 99_999_999).filter(bool), st.integers(0, 2),
)  # fmt: skip


def quantity(number: int, printed: str, bound: Bound) -> Quantity:
    value = Decimal(printed)
    half = Decimal(1).scaleb(-len(printed.partition(".")[2])) / 2 if "." in printed else Decimal(0)
    span = {
        Bound.AT_LEAST: Interval(value, None),
        Bound.AT_MOST: Interval(None, value),
    }.get(bound, Interval(value - half, value + half))
    return replace(PATTERN, id=f"q{number}", text=f"{printed}张", value=value, bound=bound, interval=span)


def relation(kind: RelationType, formula: str, members: Sequence[Quantity], of_all: bool = False) -> Relation:
    stated = ALL if of_all else members[-1].interval
    computation = Computation(Shape.SUM, (), "≠", (), "", members[0].interval, stated)
    ids = tuple(member.id for member in members)
    return Relation(kind, ids, RelationVerdict.INCONSISTENT, computation, formula)


def every_slip(told: Relation, members: Sequence[Quantity]) -> Iterator[tuple[Mend, Quantity]]:
    for at, member in enumerate(members):
        for mend, changed in slips_in(member):
            if holds(told, [*members[:at], changed, *members[at + 1 :]]):
                yield mend, changed


bounds = st.sampled_from([Bound.EXACT, Bound.EXACT, Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST])


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from([*((law, 3) for law in LAWS), *((law, 2) for law in PAIRS), (LAWS[0], 5), (LAWS[2], 5)]),
    st.lists(NUMBERS, min_size=5, max_size=5), st.lists(bounds, min_size=5, max_size=5), st.booleans(),
)  # fmt: skip
def test_a_few_trials_find_what_every_trial_finds(
    law: tuple[tuple[RelationType, str], int], printed: list[str], bound: list[Bound], of_all: bool
) -> None:
    (kind, formula), count = law
    members = [quantity(at, printed[at], bound[at]) for at in range(count)]
    told = relation(kind, formula, members, of_all and kind in (RelationType.SUM, RelationType.PARTIAL))
    one_digit = list(every_slip(told, members))
    found = list(mends(told, members))
    assert found[: len(one_digit)] == one_digit
    assert not one_digit or found == one_digit


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LAWS), st.lists(NUMBERS, min_size=3, max_size=3), st.lists(NUMBERS, min_size=1, max_size=9))
def test_the_values_that_fit_lie_where_they_are_looked_for(
    law: tuple[RelationType, str], printed: list[str], values: list[str]
) -> None:
    members = [quantity(at, one, Bound.EXACT) for at, one in enumerate(printed)]
    told = relation(*law, members)
    tried = sorted(map(Decimal, values))
    for at, member in enumerate(members):
        trial = Trial(told, [one.interval for one in members], at, member, Decimal(1))
        fitting = [place for place, value in enumerate(tried) if trial.holds(value)]
        assert list(trial.among(len(tried), tried.__getitem__)) == fitting
        assert not (fitting and trial.never(tried[0], tried[-1]))


def test_a_contradiction_takes_a_few_trials_of_each_number() -> None:
    """A share that is far off, in numbers of so many digits that hundreds of slips are thinkable."""
    members = [quantity(at, one, Bound.EXACT) for at, one in enumerate(("12345678", "98765432", "77.7"))]
    wrong = relation(RelationType.SHARE, "", members)
    assert list(mends(wrong, members)) == []  # and what is worked out once is
    assert steps(lambda: list(mends(wrong, members))) < STEPS


def test_one_number_in_hundreds_of_relations_is_held_against_those_beside_it() -> None:
    members = {f"q{at}": quantity(at, str(4321 + at % 7), Bound.EXACT) for at in range(600)}
    told = [relation(RelationType.RESTATED, "", [members["q0"], members[f"q{at}"]]) for at in range(1, 600)]
    found = explained(told, members)
    assert max(len(one.linked) for one in found) <= 100
    assert found[300].linked[0] > 200 and found[300].linked[-1] < 400


@pytest.mark.parametrize("digits", [1, 5, 16])
def test_what_is_asked_of_a_number_is_worked_out_in_its_order(digits: int) -> None:
    member = quantity(0, "9" * digits, Bound.EXACT)
    assert all(changed == moved(member, Decimal(mend.instead)) for mend, changed in slips_in(member))
