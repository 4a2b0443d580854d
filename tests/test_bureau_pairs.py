"""Sixteen invented plans and the reports that answer them in other words (bench.bureaus)."""

from __future__ import annotations

import json

from bench.bureaus import PAIRS, measure
from kpi.documents import read_text


def test_every_promise_and_its_answer_stand_where_they_are_said_to() -> None:
    off = []
    for path in sorted(PAIRS.glob("*.json")):
        promises = json.loads(path.read_text(encoding="utf-8"))["promises"]
        plan, report = (read_text(PAIRS / f"{path.stem}-{which}.txt") for which in ("plan", "next"))
        for one in promises:
            answer = one["answer"]
            stands = plan[one["start"] : one["end"]] == one["text"]
            if not stands or (answer and report[answer["start"] : answer["end"]] != answer["text"]):
                off.append(one["id"])
    assert off == []


def test_nothing_that_was_kept_is_told_missed() -> None:
    told = [(holds, what) for name, holds, what in measure() if name == "missed precision"]
    assert [what for holds, what in told if not holds] == []
    assert len(told) >= 5
