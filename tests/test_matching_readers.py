"""Verdicts on real pairs stay as careful readers found them: no accusation that is wrong, few that are lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.readers import measure, rows


def test_rows_are_whole() -> None:
    judged = rows()
    assert len({(row.plan, row.number) for row in judged}) == len(judged) > 1000
    assert {row.use for row in judged} == {"fixing", "held_out"}
    assert {row.verdict for row in judged} == {
        "met", "missed", "uncertain", "not_reported", "not_comparable", "not_due", "",
    }  # fmt: skip
    assert all(row.answer is not None for row in judged if row.verdict in ("met", "missed", "uncertain"))


@pytest.fixture(scope="module")
def measured(corpus_dir: Path) -> list[tuple[str, bool, str]]:
    judged = rows()
    accused = {row.plan for row in judged if row.verdict == "missed"}
    return list(measure(row for row in judged if row.plan in accused))


@pytest.mark.parametrize("use", ["fixing", "held_out"])
def test_no_accusation_is_wrong(measured: list[tuple[str, bool, str]], use: str) -> None:
    assert [what for name, holds, what in measured if name == f"{use}: missed precision" and not holds] == []


LEAST = [("missed recall", 0.7), ("verdict accuracy", 0.75), ("met precision", 0.97)]


@pytest.mark.parametrize(("name", "least"), LEAST)
def test_figures_do_not_fall(measured: list[tuple[str, bool, str]], name: str, least: float) -> None:
    counts = Counter(holds for figure, holds, _ in measured if figure.endswith(name))
    assert counts[True] >= least * counts.total() > 0
