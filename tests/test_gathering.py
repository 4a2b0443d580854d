"""A result holds what is wanted of the warehouse, and says what it does not hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rich.text import Text
from terminal_cases import audit as hand_made

from kpi.auditing.gathering import Wanted, gather
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.presenting.audit_view import CONTRADICTIONS, audit_lines
from kpi.presenting.card import CARDS
from kpi.relations import read
from kpi.warehouse.store import open_warehouse


@pytest.fixture
def whole(sample_dir: Path) -> AuditResult:
    return audit(sample_dir)


def text(result: AuditResult) -> str:
    return Text("\n").join(audit_lines(result, "en", 80)).plain


def test_the_terminal_shows_the_same_of_a_part(sample_dir: Path, whole: AuditResult) -> None:
    part = audit(sample_dir, wanted=Wanted(contradictions=CONTRADICTIONS))
    assert whole.tally is None
    assert 0 < len(part.relations) < len(whole.relations)
    assert part.relation_counts == whole.relation_counts == Counter((r.type, r.verdict) for r in whole.relations)
    assert text(replace(part, read=whole.read)) == text(whole)


def test_no_more_contradictions_than_wanted_the_first_ones(sample_dir: Path, whole: AuditResult) -> None:
    wrong = [relation for relation in whole.relations if relation.verdict == "inconsistent"]
    with open_warehouse(sample_dir) as warehouse:
        part = gather(warehouse, "never", 1, Wanted(contradictions=2))
        one = gather(warehouse, "never", 1, Wanted(doc=wrong[0].doc, contradictions=2))
    assert part.relations == tuple(wrong[:2]) and len(wrong) > 2
    assert one.relations == tuple(r for r in whole.relations if r.doc == wrong[0].doc)
    assert one.tally is None


def test_texts_come_only_where_they_are_wanted(sample_dir: Path, whole: AuditResult) -> None:
    with open_warehouse(sample_dir) as warehouse:
        found = gather(warehouse, "never", 1, Wanted(texts=True)).evidence
    assert whole.evidence is None
    assert found is not None and set(found.texts) == {report.doc for report in whole.reports}


def test_places_of_findings_count_lines_and_columns_from_one(sample_dir: Path, whole: AuditResult) -> None:
    placed = [finding for finding in whole.findings if finding.start is not None and finding.end is not None]
    assert len(placed) > 10
    for finding in placed:
        said = (sample_dir / finding.doc).read_text(encoding="utf-8")
        before = said[: finding.start]
        assert finding.line == before.count("\n") + 1
        assert finding.column == len(before) - (before.rfind("\n") + 1) + 1
        assert finding.text == said[finding.start : finding.end]


def test_a_long_list_ends_with_how_many_more_there_are() -> None:
    one = hand_made()
    missed = next(target for target in one.targets if target.latest and target.latest.verdict == "missed")
    wrong = next(relation for relation in one.relations if relation.verdict == "inconsistent")
    shown = text(replace(one, targets=(missed,) * (CARDS + 7), relations=(wrong,) * (CONTRADICTIONS + 9)))
    assert shown.count("and 7 more, see --format json") == 1
    assert shown.count("and 9 more, see --format json") == 1
    assert f"{CARDS + 7} missed" in shown and f"{CONTRADICTIONS + 9} contradictions" in shown


def test_a_contradiction_carries_the_slips_that_would_mend_it(sample_dir: Path, whole: AuditResult) -> None:
    told = {relation.key: relation for relation in whole.relations if relation.mends}
    assert told and {relation.verdict for relation in told.values()} == {"inconsistent"}
    doc = next(iter(told.values())).doc
    own = read((sample_dir / doc).read_text(encoding="utf-8"), doc).relations
    expected = {f"{doc}#{n}": relation.mends for n, relation in enumerate(own, start=1) if relation.mends}
    assert {key: relation.mends for key, relation in told.items() if relation.doc == doc} == expected
