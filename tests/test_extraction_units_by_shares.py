"""Units that shares tell: a percentage that lost its sign, a count that lost its unit."""

from __future__ import annotations

import pytest
from extraction_support import figures


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("受理建议120件,办结72件,占总数的60。", ["件", "件", "%"]),
        ("受理建议120件,办结72件,占总数的60人。", ["件", "件", "人"]),  # it has a unit
        ("受理建议120件,行政处罚40,占33.3%。", ["件", "件", "%"]),
    ],
)
def test_a_share_tells_the_unit_that_was_lost(text: str, units: list[str]) -> None:
    assert [one.unit for one in figures(text)] == units


def test_a_bare_number_without_a_share_behind_it_has_no_unit() -> None:
    assert [one.text for one in figures("受理建议120件,行政处罚40,均已办结。")] == ["120件"]
