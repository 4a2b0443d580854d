"""Periods as tables and warnings print them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpi.reading import read_report
from kpi.reading.printed import period_words

REPORT = read_report("云溪县民政局2023年工作总结\n", "x")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021—2025"),
        (date(2025, 1, 1), date(2025, 6, 30), "2025-01—06"),
        (date(2025, 2, 1), date(2025, 2, 28), "2025-02"),
        (date(2024, 7, 1), date(2025, 6, 30), "2024-07—2025-06"),
        (date(2025, 1, 1), date(2025, 11, 15), "2025-01-01—2025-11-15"),
        (date(2025, 3, 8), date(2025, 12, 31), "2025-03-08—2025-12-31"),
        (None, date(2025, 12, 31), "?"),
        (date(2025, 1, 1), None, "?"),
    ],
)
def test_whole_years_and_months_are_told_without_their_days(
    start: date | None, end: date | None, words: str
) -> None:
    assert period_words(replace(REPORT, period_start=start, period_end=end)) == words
