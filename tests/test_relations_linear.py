"""Odd texts stay linear: twice the text takes about twice the steps, and nothing raises."""

from __future__ import annotations

import pytest
from work_support import assert_linear, steps

from bench.linear import ATTACKS, relating
from kpi.relations import read

ODD = ATTACKS["relations"]
SIZE = 8_400  # characters at most
LEAST = 40  # times: what looks back so many figures looks less far near the beginning
DEEP = 1_050  # times at most: every bracket that never closes is then deeper than the interpreter may nest


@pytest.mark.parametrize("piece", ODD.pieces)
def test_work_grows_with_the_text(piece: str) -> None:
    assert_linear(lambda size: ODD.run(piece, size), max(1000, LEAST * len(piece)))


@pytest.mark.parametrize("piece", ODD.pieces)
def test_a_long_odd_text_relates_numbers_that_it_has(piece: str) -> None:
    reading = read(piece * min(SIZE // len(piece), DEEP), "odd")
    known = {quantity.id for quantity in reading.quantities}
    assert {member for relation in reading.relations for member in relation.members} <= known


def table(columns: int) -> str:
    """Heads of persons, money and money a head in turn, and eight rows that fit in no product."""
    names = "人数(人)", "金额(元)", "人均(元)"
    rows = [["县区", *(f"第{n // 3}类{names[n % 3]}" for n in range(columns))]]
    rows += [
        [f"第{r}县", *(str((420 + r, 1965600 + 7 * r, 4680)[n % 3]) for n in range(columns))] for r in range(8)
    ]
    return "表1 情况\n" + "".join(" | ".join(row) + "\n" for row in rows)


def test_work_grows_with_the_columns_of_a_table() -> None:
    """Of so few columns that the ones at both ends, with fewer neighbours, count: one of 60 is not read."""
    relating(table(12))()
    assert steps(relating(table(48))) < 2.6 * steps(relating(table(24)))


def test_a_loop_within_a_loop_is_seen() -> None:
    def pairs(size: int) -> int:
        return sum(1 for _ in range(size) for _ in range(size))

    assert_linear(lambda size: lambda: sum(1 for _ in range(size)), 200)
    assert steps(lambda: pairs(200)) > 3.5 * steps(lambda: pairs(100))
    with pytest.raises(AssertionError, match="steps for 200"):
        assert_linear(lambda size: lambda: pairs(size), 200)
