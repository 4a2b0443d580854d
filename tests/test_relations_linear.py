"""Odd texts stay linear: twice the text takes about twice the time, and nothing raises."""

from __future__ import annotations

import time

import pytest
from relations_support import OPENING

from kpi.extraction import extract
from kpi.reading.normalise import normalise
from kpi.relations import find_relations

SIZE = 24_000


def seconds(unit: str, size: int) -> float:
    text = OPENING + "共有100人," + unit * (size // len(unit))
    reading = extract(text, "x")
    scanned = normalise(text)
    start = time.process_time()
    find_relations(reading.report, scanned, reading.quantities)
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        "其中1人",
        "(其中1人",
        "((",
        "合计3人,2人",
        "3人,占5%,",
        "3个县(甲、乙、",
        "其中",
        "总额12人 | 1234 | 12\n",
        "发放低保金1234.56万元。",
        "由12人增加到13人,增加1人,增长8.3%。",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    seconds(unit, 1000)
    small, large = seconds(unit, SIZE // 4), seconds(unit, SIZE)
    assert large < 12 * small + 0.3
