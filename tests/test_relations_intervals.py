"""Interval arithmetic: printed numbers as the values that print alike."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.arithmetic.intervals import add, cut_interval, divide, exceeds, judge, meets, multiply, subtract
from kpi.model import Bound, Interval, RelationVerdict

D = Decimal
NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2)


def span(low: str | None, high: str | None) -> Interval:
    return Interval(None if low is None else D(low), None if high is None else D(high))


def test_sum_adds_both_ends_and_an_open_end_stays_open() -> None:
    assert add([span("1", "2"), span("3", "5")]) == span("4", "7")
    assert add([span("1", None), span("3", "5")]) == span("4", None)


def test_difference_turns_the_interval_round() -> None:
    assert subtract(span("10", "12"), span("1", "2")) == span("8", "11")


def test_quotient_is_open_above_where_the_divisor_reaches_zero() -> None:
    assert divide(span("1", "2"), span("4", "5")) == span("0.2", "0.5")
    assert divide(span("1", "2"), span("0", "5")) == span("0.2", None)


def test_product_of_at_least_has_no_upper_end() -> None:
    assert multiply(span("2", None), span("3", "4")) == span("6", None)


@pytest.mark.parametrize(
    ("computed", "verdict"),
    [
        (span("37.12", "37.14"), RelationVerdict.CONSISTENT),
        (span("37.16", "37.17"), RelationVerdict.TRUNCATED),
        (span("37.20", "37.21"), RelationVerdict.INCONSISTENT),
        (span("37.04", "37.045"), RelationVerdict.INCONSISTENT),
    ],
)
def test_37_1_percent_is_rounded_cut_or_wrong(computed: Interval, verdict: RelationVerdict) -> None:
    assert judge(computed, span("37.05", "37.15"), span("37.1", "37.2")) is verdict


@pytest.mark.parametrize(
    ("computed", "verdict"),
    [
        (span("-3.404", "-3.403"), RelationVerdict.CONSISTENT),
        (span("-3.4056", "-3.4055"), RelationVerdict.TRUNCATED),
        (span("-3.42", "-3.41"), RelationVerdict.INCONSISTENT),
        (span("-3.394", "-3.393"), RelationVerdict.INCONSISTENT),
    ],
)
def test_a_negative_number_is_cut_towards_nought(computed: Interval, verdict: RelationVerdict) -> None:
    cut = cut_interval(D("-3.40"), D("0.01"), Bound.EXACT)
    assert cut == span("-3.41", "-3.40")
    assert judge(computed, span("-3.405", "-3.395"), cut) is verdict


def test_a_part_exceeds_only_when_its_least_is_more_than_the_most() -> None:
    assert exceeds(span("11", "12"), span("9", "10"))
    assert not exceeds(span("10", "12"), span("9", "10"))
    assert not exceeds(span("11", "12"), span("9", None))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_sum_holds_every_sum_of_its_members(a: D, b: D, c: D, d: D) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert meets(add([one, other]), Interval(a + c, a + c))
    assert meets(multiply(one, other), Interval(b * d, b * d))
