"""Odd texts stay linear: twice the text takes about twice the steps, and nothing raises."""

from __future__ import annotations

import pytest
from work_support import assert_linear, steps

from bench.linear import ATTACKS
from kpi.relations import read

ODD = ATTACKS["relations"]
SIZE = 8_400  # every bracket that never closes is then deeper than the interpreter may nest


@pytest.mark.parametrize("piece", ODD.pieces)
def test_work_grows_with_the_text(piece: str) -> None:
    assert_linear(lambda size: ODD.run(piece, size), 2000)


@pytest.mark.parametrize("piece", ODD.pieces)
def test_a_long_odd_text_relates_numbers_that_it_has(piece: str) -> None:
    reading = read(piece * (SIZE // len(piece)), "odd")
    known = {quantity.id for quantity in reading.quantities}
    assert {member for relation in reading.relations for member in relation.members} <= known


def test_a_loop_within_a_loop_is_seen() -> None:
    def pairs(size: int) -> int:
        return sum(1 for _ in range(size) for _ in range(size))

    assert_linear(lambda size: lambda: sum(1 for _ in range(size)), 200)
    assert steps(lambda: pairs(200)) > 3.5 * steps(lambda: pairs(100))
    with pytest.raises(AssertionError, match="steps for 200"):
        assert_linear(lambda size: lambda: pairs(size), 200)
