"""The plan boundaries of the real reports, each read by eye; skipped where the corpus is not there."""

from __future__ import annotations

from pathlib import Path

import yaml

from kpi.documents import read_text
from kpi.reading import read_report

BOUNDARIES = yaml.safe_load((Path(__file__).parent / "data" / "plan_boundaries.yml").read_text(encoding="utf-8"))


def test_every_plan_begins_where_a_reader_says_it_does(corpus_dir: Path) -> None:
    wrong = {}
    for doc, expected in BOUNDARIES.items():
        text = read_text(corpus_dir / f"{doc}.txt")
        start = read_report(text, doc).plan_start
        found = None if start is None else [start, text[start : start + len(expected[1] if expected else "")]]
        if found != expected:
            wrong[doc] = (found, expected)
    assert wrong == {}


def test_every_text_of_the_corpus_has_been_looked_at(corpus_dir: Path) -> None:
    assert {path.stem for path in corpus_dir.glob("*.txt")} == set(BOUNDARIES)
