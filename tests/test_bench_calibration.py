"""The model that is held against the gates: what it is fitted to, and that it is fitted."""

from __future__ import annotations

import re

import numpy as np
import pytest

from bench.calibration import CSV, Row, by_chance, chance, fit, left_out, read


def _row(use: str, body: str, answers: bool, value: float) -> Row:
    right = frozenset({"met" if answers else "not_reported"})
    return Row(use, body, right, "needs_review", "met", answers, (value, 1.0))


def test_fit_finds_the_weights_that_made_the_rows() -> None:
    draw = np.random.default_rng(3)
    values = np.column_stack([np.ones(8000), draw.normal(size=(8000, 2))])
    answers = (draw.random(8000) < chance(values, np.array([0.5, 2.0, -1.0]))).astype(float)
    assert fit(values, answers, ridge=0.1) == pytest.approx([0.5, 2.0, -1.0], abs=0.2)


def test_a_body_is_judged_by_a_model_that_has_not_seen_it() -> None:
    # In town c everything is the other way round: only rows of other towns can say so little of it.
    rows = [_row("fixing", body, n % 2 == 0, float(n % 2)) for body in "ab" for n in range(40)]
    rows += [_row("fixing", "c", n % 2 == 1, float(n % 2)) for n in range(40)]
    found = left_out(rows)
    wrong = [found[n] > 0.5 for n, row in enumerate(rows) if row.body == "c" and not row.answers]
    assert all(wrong)


def test_held_out_rows_teach_nothing() -> None:
    rows = [_row("fixing", body, n % 2 == 0, float(n % 2)) for body in "ab" for n in range(40)]
    more = [*rows, *(_row("held_out", "d", n % 2 == 1, float(n % 2)) for n in range(400))]
    assert left_out(more)[: len(rows)] == pytest.approx(left_out(rows), abs=0.1)


def test_missed_asks_for_more_than_met() -> None:
    row = _row("fixing", "a", True, 1.0)
    missed = Row("fixing", "a", row.right, "missed", "missed", True, row.values)
    assert by_chance(row, 0.75, (0.7, 0.9)) == "met"
    assert by_chance(missed, 0.75, (0.7, 0.9)) == "needs_review"
    assert by_chance(missed, 0.95, (0.7, 0.9)) == "missed"


def test_rows_hold_numbers_and_names_but_no_words() -> None:
    names, rows = read()
    assert len(rows) > 1000
    assert {len(row.values) for row in rows} == {len(names)}
    assert not re.search(r"[\u4e00-\u9fff]", CSV.read_text(encoding="utf-8"))
