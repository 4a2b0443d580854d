"""Numbers of which only the digits are left: one reading that all laws allow, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi.arithmetic import solving
from kpi.arithmetic.solving import Constraint, Reading, only_solution
from kpi.model import Interval


def number(value: str) -> Interval:
    return Interval(Decimal(value), Decimal(value))


def readings(name: str, *values: str) -> list[Reading]:
    """What the digits of one number may stand for."""
    return [{name: number(value)} for value in values]


def known(**values: str) -> Reading:
    return {name: number(value) for name, value in values.items()}


SUM = Constraint("sum", ("whole", "a", "b"))


def test_the_reading_that_makes_the_sum() -> None:
    unknown = [readings("b", "320", "32000", "3200000")]
    assert only_solution(unknown, known(whole="520", a="200"), [SUM]) == ({"b": number("320")},)


def test_two_numbers_are_found_together() -> None:
    unknown = [readings("a", "20", "200"), readings("b", "30", "300")]
    found = only_solution(unknown, known(whole="230"), [SUM])
    assert found == ({"a": number("200")}, {"b": number("30")})


def test_two_solutions_are_none() -> None:
    unknown = [readings("a", "100", "200"), readings("b", "200", "100")]
    assert only_solution(unknown, known(whole="300"), [SUM]) is None


def test_no_solution_is_none() -> None:
    assert only_solution([readings("b", "3", "30")], known(whole="520", a="200"), [SUM]) is None


def test_without_laws_one_reading_is_the_one() -> None:
    assert only_solution([readings("a", "5")], {}, []) == ({"a": number("5")},)
    assert only_solution([readings("a", "5", "50")], {}, []) is None
    assert only_solution([], {}, []) == ()


def test_a_number_that_cannot_be_read_has_no_solution() -> None:
    assert only_solution([[]], {}, []) is None


def test_every_law_has_to_hold() -> None:
    unknown = [readings("b", "300", "320")]
    at_most = Constraint("at_most", ("b", "limit"))
    numbers = known(whole="520", a="200", limit="310")
    assert only_solution(unknown, numbers, [SUM]) == ({"b": number("320")},)
    assert only_solution(unknown, numbers, [SUM, at_most]) is None
    assert only_solution(unknown, numbers, [at_most]) == ({"b": number("300")},)


def test_a_law_without_the_unknown_is_not_asked() -> None:
    """What is known already may contradict itself: that is told elsewhere."""
    broken = Constraint("sum", ("x", "y", "z"))
    numbers = known(x="1", y="2", z="3", whole="520", a="200")
    assert only_solution([readings("b", "320", "3200")], numbers, [SUM, broken]) == ({"b": number("320")},)


@pytest.mark.parametrize(
    ("law", "members", "numbers", "values", "found"),
    [
        ("share", ("part", "whole", "rate"), {"part": "20", "rate": "40"}, ("50", "500"), "50"),
        ("each:1", ("heads", "rate", "total"), {"heads": "12", "total": "600"}, ("5", "50"), "50"),
    ],
)
def test_shares_and_products(
    law: str, members: tuple[str, ...], numbers: dict[str, str], values: tuple[str, ...], found: str
) -> None:
    (name,) = set(members) - set(numbers)
    solution = only_solution([readings(name, *values)], known(**numbers), [Constraint(law, members)])
    assert solution == ({name: number(found)},)


def test_a_rounded_whole_allows_what_prints_like_it() -> None:
    numbers = {"whole": Interval(Decimal("5150"), Decimal("5250")), "a": number("2000")}
    assert only_solution([readings("b", "320", "3200")], numbers, [SUM]) == ({"b": number("3200")},)


def test_a_sum_whose_known_parts_pass_the_whole_is_given_up_at_once() -> None:
    assert not SUM.holds(known(whole="100", a="101"))
    assert SUM.holds(known(whole="100", a="99"))
    assert SUM.holds(known(a="101", b="1"))  # the whole may be anything
    assert Constraint("share", ("part", "whole", "rate")).holds(known(part="101"))


def test_past_its_budget_it_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = [readings("b", "1", "2", "320")]
    numbers = known(whole="520", a="200")
    monkeypatch.setattr(solving, "MOST_TRIED", 4)
    assert only_solution(unknown, numbers, [SUM]) == ({"b": number("320")},)
    monkeypatch.setattr(solving, "MOST_TRIED", 2)
    assert only_solution(unknown, numbers, [SUM]) is None
