"""Bodies that a cluster's workers cannot judge are left out whole and told; the others are judged as ever."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_workspace import THREE, make_counties

from bench.kill import tables
from kpi.auditing import making, pipeline, refreshing
from kpi.auditing.crew import Crew, Failed, attempt_all
from kpi.auditing.leaving import LeftOut
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.cli.app import run
from kpi.errors import KpiError, problem
from kpi.workspace.reports import ReportFile

BAD, BROKEN, NO_TEXT = "石桥县民政局", "reports/b001/2023.txt", b"\xff\xfe\xff\x00\x81"
STOOD = AuditResult(evaluated=3)
Tables = dict[str, list[tuple[Any, ...]]]


class Elsewhere(Crew):
    """Workers that fail at everything in which one word stands."""

    leaves_out = True

    def __init__(self, poison: str = "") -> None:
        super().__init__(1)
        self.poison = poison

    def attempt(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        for item in items:
            held = item.bodies if isinstance(item, making.Share) else [file.doc for file in item.files]
            bad = self.poison and any(self.poison in one for one in held)
            yield Failed("it hurts") if bad else function(item)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reports are given to others a few at a time, and all counties."""
    monkeypatch.setattr(making, "portions", lambda items, *_: [items])
    monkeypatch.setattr(refreshing, "MANY_FILES", 0)
    monkeypatch.setattr(refreshing, "MANY_BYTES", 0)
    monkeypatch.setattr(making, "FEW", 1)
    return make_counties(tmp_path / "w", counties=THREE)


def audit_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch, poison: str = "") -> AuditResult:
    @contextmanager
    def crew(*_: object) -> Iterator[Crew]:
        with Elsewhere(poison) as found:
            yield found

    monkeypatch.setattr(pipeline, "cluster_at", crew)
    return audit(root, on="tcp://somewhere:1")


def told(result: AuditResult) -> list[tuple[str, str, str]]:
    """Code, file and reason of what says that a body was not judged."""
    lines = [one for one in result.weakened if one.fields.get("body") == BAD]
    assert result.unjudged == len(lines)
    return [(one.code, one.file, one.fields.get("reason", "")) for one in lines]


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The rows of a plain audit of a workspace that has nothing of the county that is left out."""
    root = make_counties(tmp_path_factory.mktemp("others") / "w", counties=THREE)
    shutil.rmtree(root / BROKEN.rpartition("/")[0])
    (root / "targets/b001.yml").unlink()
    audit(root)
    return tables(root)


def test_a_body_with_a_report_that_cannot_be_read_is_told_and_the_rest_is_judged(
    root: Path, others: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / BROKEN).write_bytes(NO_TEXT)
    result = audit_elsewhere(root, monkeypatch)
    assert told(result) == [("body_unread", BROKEN, "")]
    assert [one.code for one in result.warnings if one.file == BROKEN] == [
        "report_unreadable_encoding",
        "body_unread",
    ]
    assert (result.exit_code, BAD in {report.body for report in result.reports}) == (2, False)
    left = tables(root)
    assert left["findings"]
    assert left == others


def test_a_body_at_which_workers_fail_is_told_and_the_rest_is_judged(
    root: Path, others: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = audit_elsewhere(root, monkeypatch, poison=BAD)
    assert told(result) == [("body_unfinished", "", "it hurts")]
    assert result.exit_code == 2
    assert tables(root) == others


def test_a_report_at_which_workers_fail_leaves_its_body_out(
    root: Path, others: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = audit_elsewhere(root, monkeypatch, poison=BROKEN)
    assert told(result) == [("body_unread", BROKEN, "")]
    assert [one.code for one in result.warnings if one.file == BROKEN] == ["cluster_gave_up", "body_unread"]
    assert tables(root) == others


def test_what_was_judged_before_is_not_shown_for_a_body_that_is_left_out_now(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (root / BROKEN).read_bytes()
    audit_elsewhere(root, monkeypatch)
    before = tables(root)
    (root / BROKEN).write_bytes(NO_TEXT)
    result = audit_elsewhere(root, monkeypatch)
    assert told(result) == [("body_unread", BROKEN, "")]
    assert not [row for row in tables(root)["findings"] if BAD in row]
    (root / BROKEN).write_bytes(text)
    mended = audit_elsewhere(root, monkeypatch)
    assert mended.unjudged == 0
    assert {doc.split("/")[1] for doc in mended.read} == {"b001"}
    assert tables(root) == before


def test_a_report_of_a_body_that_nobody_knows_stops_the_audit() -> None:
    files = [ReportFile("reports/a.txt", Path("a.txt")), ReportFile("reports/b/1.txt", Path("1.txt"), "乙县")]
    left_out = LeftOut()
    left_out.unread(files, {"reports/b/1.txt": [problem("not_utf8", "reports/b/1.txt")]})
    assert left_out.bodies == {"乙县"}
    with pytest.raises(KpiError) as caught:
        left_out.unread(files, {"reports/a.txt": [problem("not_utf8", "reports/a.txt")]})
    assert [found.code for found in caught.value.problems] == ["not_utf8"]


def test_without_a_cluster_no_body_is_left_out_for_one_report_that_cannot_be_read(root: Path) -> None:
    (root / BROKEN).write_bytes(NO_TEXT)
    result = audit(root)
    assert [(found.code, found.file) for found in result.unread] == [("report_unreadable_encoding", BROKEN)]
    assert result.exit_code == 2 and BROKEN not in {report.doc for report in result.reports}


@pytest.mark.parametrize("form", ["json", "junit", "sarif", "github", "markdown", "table"])
def test_every_output_names_the_body(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    result = replace(STOOD, warnings=(problem("body_unread", BROKEN, body=BAD),), exit_code=2)
    monkeypatch.setattr(pipeline, "audit", lambda *_, **__: result)
    assert run(["--lang", "en", "audit", "-w", str(root), "--on", "dask", "--format", form]) == 2
    assert BAD in capsys.readouterr().out


def test_only_the_piece_that_hurts_is_failed_and_each_is_there_once() -> None:
    class Some(Crew):
        def attempt(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
            yield from (Failed("no") if "x" in item else function(item) for item in items)

    made = dict(attempt_all(Some(1), str.upper, ["ab", "cxd", "e"], list))
    assert made == {"ab": "AB", "e": "E", "c": "C", "d": "D", "x": Failed("no")}
