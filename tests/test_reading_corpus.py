"""The plan boundaries of the real reports, each read by eye; skipped where the corpus is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from kpi.reading import read_report, read_text

CORPUS = Path(os.environ.get("KPI_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
BOUNDARIES = yaml.safe_load((Path(__file__).parent / "data" / "plan_boundaries.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")


def test_every_plan_begins_where_a_reader_says_it_does() -> None:
    wrong = {}
    for doc, expected in BOUNDARIES.items():
        text = read_text(CORPUS / f"{doc}.txt")
        start = read_report(text, doc).plan_start
        found = None if start is None else [start, text[start : start + len(expected[1] if expected else "")]]
        if found != expected:
            wrong[doc] = (found, expected)
    assert wrong == {}


def test_every_text_of_the_corpus_has_been_looked_at() -> None:
    assert {path.stem for path in CORPUS.glob("*.txt")} == set(BOUNDARIES)
