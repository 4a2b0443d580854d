"""Verdicts that were read by eye stay as they were found: no accusation that was wrong comes back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.judged import measure, rows


def test_rows_are_whole() -> None:
    judged = rows()
    assert len({(row.plan, row.report, row.key) for row in judged}) == len(judged) > 100
    assert all(row.why for row in judged if not row.right)


@pytest.fixture(scope="module")
def measured(corpus_dir: Path) -> list[tuple[str, bool, str]]:
    accused = [row for row in rows() if row.key[2] == "missed"]
    return list(measure(accused))


def test_no_wrong_accusation_comes_back(measured: list[tuple[str, bool, str]]) -> None:
    assert [
        what for name, holds, what in measured if name == "missed: wrong ones that are gone" and not holds
    ] == []


def test_most_right_accusations_are_still_made(measured: list[tuple[str, bool, str]]) -> None:
    counts = Counter(holds for name, holds, _ in measured if name == "missed: right ones that stand")
    assert counts[True] >= 0.9 * counts.total()
