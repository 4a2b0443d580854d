"""The ledger: a decision about a finding holds as long as its evidence does, and the file stays people's own."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from small_workspace import FILES, LATER, PLAN, TARGETS, make, make_audited, only, replace, write
from waiting_support import LIMIT

from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult, FindingResult
from kpi.cli.app import run
from kpi.ledger import Entry, Status, stand
from kpi.ledger.book import Book
from kpi.ledger.entries import read_ledger

BURIAL = "target-missed"
SUITES = only("arithmetic", "ledger", "targets")
OTHER = "  - {id: beds, indicator: 新增养老床位, add: 60张, quote: 新增养老床位60张}\n"


@pytest.fixture(autouse=True)
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "LOGNAME", "USER"):
        monkeypatch.setenv(name, "tester")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_audited(tmp_path / "workspace", kpi_yml=FILES["kpi.yml"] + SUITES)


def found(root: Path, check: str = BURIAL) -> FindingResult | None:
    """The finding of a check that counts."""
    return next((one for one in audit(root).findings if one.expectation == check), None)


def known(root: Path, check: str = BURIAL) -> FindingResult:
    finding = found(root, check)
    assert finding is not None
    return finding


def ledger(root: Path, *arguments: str) -> int:
    return run(["ledger", *arguments, "-w", str(root), "--lang", "en"])


def entries(root: Path) -> str:
    return (root / "ledger.yml").read_text(encoding="utf-8")


# --- where a finding stands -----------------------------------------------------------------------


class Finding:
    fingerprint = "f1"
    evidence = "missed|76.5"


@pytest.mark.parametrize(
    ("entry", "status", "again"),
    [
        (None, Status.NEW, ""),
        (Entry("f1", Status.NEW, "c", evidence="missed|76.5"), Status.NEW, ""),
        (Entry("f1", Status.CONFIRMED, "c", evidence="missed|76.5"), Status.CONFIRMED, ""),
        (Entry("f1", Status.DISMISSED, "c", evidence="missed|76.5"), Status.DISMISSED, ""),
        (Entry("f1", Status.CLOSED, "c", evidence="missed|76.5"), Status.CLOSED, ""),
        (Entry("f1", Status.DISMISSED, "c", evidence="missed|75.0"), Status.NEW, "changed"),
        (Entry("f1", Status.CONFIRMED, "c", evidence="uncertain|76.5"), Status.NEW, "changed"),
        (Entry("f1", Status.CLOSED, "c", evidence="missed|75.0"), Status.NEW, "changed"),
        (Entry("f1", Status.RECTIFIED, "c", evidence="missed|76.5"), Status.NEW, "returned"),
        (Entry("f1", Status.DISMISSED, "c", expires=date(2026, 7, 31)), Status.DISMISSED, ""),
        (Entry("f1", Status.DISMISSED, "c", expires=date(2026, 7, 30)), Status.NEW, "expired"),
    ],
)
def test_a_decision_holds_as_long_as_its_evidence(entry: Entry | None, status: Status, again: str) -> None:
    standing = stand(Finding(), {entry.fingerprint: entry} if entry else {}, date(2026, 7, 31))
    assert (standing.status, standing.again) == (status, again)
    assert standing.counts == (status in (Status.NEW, Status.CONFIRMED))
    assert standing.known == (entry is not None and not again)


# --- in an audit ----------------------------------------------------------------------------------


def test_a_dismissed_finding_does_not_fail(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for finding in audit(root).findings:
        if finding.severity == "critical":
            assert ledger(root, "dismiss", finding.fingerprint[:8], "--why", "口径不同") == 0
    assert run(["audit", "-w", str(root), "--fail-on", "critical", "--lang", "en"]) == 0
    assert "2 findings count no more by the ledger" in capsys.readouterr().out
    result = audit(root)
    assert {one.expectation for one in result.settled} == {BURIAL, "sum-inconsistent"}
    assert "who: tester" in entries(root) and "why: 口径不同" in entries(root)


def test_changed_evidence_brings_it_back(root: Path) -> None:
    assert ledger(root, "dismiss", known(root).fingerprint, "--why", "已核实") == 0
    assert found(root) is None
    replace(root, "reports/2023.txt", "76.5%", "75.5%")
    back = known(root)
    assert (back.standing.status, back.standing.again) == (Status.NEW, "changed")
    assert back.standing.entry is not None and back.standing.entry.why == "已核实"
    assert audit(root).exit_code == 1


def test_an_expired_dismissal_counts_again(root: Path) -> None:
    assert ledger(root, "dismiss", known(root).fingerprint, "--why", "待核", "--expires", "2024-06-30") == 0
    assert known(root).standing.again == "expired"  # today is later
    write(root, "kpi.yml", f"{FILES['kpi.yml']}as_of: 2024-06-30\n{SUITES}")
    assert found(root) is None
    write(root, "kpi.yml", f"{FILES['kpi.yml']}as_of: 2024-07-01\n{SUITES}")
    assert known(root).standing.again == "expired"


def test_fingerprints_survive_moved_lines_renamed_files_and_second_drafts(root: Path) -> None:
    before = {one.expectation: one.fingerprint for one in audit(root).findings}
    assert {BURIAL, "sum-inconsistent"} <= before.keys()
    lines = LATER.split("\n\n")
    write(root, "reports/2023.txt", "\n\n".join([lines[0], "现将有关情况报告如下。", *lines[1:]]))
    (root / "reports/2023-h1.txt").unlink()
    write(root, "reports/上半年.txt", PLAN.replace("上半年，共有", "上半年，全县工作平稳有序。\n\n全县共有"))
    replace(root, "targets/yunxi.yml", "reports/2023-h1.txt", "reports/上半年.txt")
    replace(root, "targets/yunxi.yml", "id: burial", "id: t-1")
    (root / "targets/yunxi.yml").rename(root / "targets/下半年.yml")
    after = {one.expectation: one.fingerprint for one in audit(root).findings}
    assert after[BURIAL] == before[BURIAL]
    moved = {name for name in before if after.get(name) != before[name]}
    assert moved <= {"sum-inconsistent"}  # its sentence was changed in the same go, by 全县


def test_a_paragraph_before_leaves_a_contradiction_the_same(root: Path) -> None:
    before = known(root, "sum-inconsistent").fingerprint
    replace(root, "reports/2023-h1.txt", "上半年，共有", "工作平稳有序，群众满意。\n\n上半年，共有")
    after = known(root, "sum-inconsistent")
    assert (after.fingerprint, after.line) == (before, 5)


def test_another_number_is_the_same_finding_with_other_evidence(root: Path) -> None:
    before = known(root, "sum-inconsistent")
    replace(root, "reports/2023-h1.txt", "民办11家", "民办12家")
    after = known(root, "sum-inconsistent")
    assert after.fingerprint == before.fingerprint
    assert after.evidence != before.evidence


def test_what_a_corrected_text_mends_is_rectified_by_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fingerprint = known(root, "sum-inconsistent").fingerprint
    assert ledger(root, "confirm", fingerprint) == 0
    replace(root, "reports/2023-h1.txt", "民办11家", "民办10家")
    (mended,) = audit(root).rectified
    assert (mended.entry.fingerprint, mended.by) == (fingerprint, "reports/2023-h1.txt")
    assert run(["audit", "-w", str(root), "--lang", "en"]) == 1
    assert "rectified by reports/2023-h1.txt" in capsys.readouterr().out
    assert ledger(root, "sync") == 0
    assert "status: rectified" in entries(root) and "by: reports/2023-h1.txt" in entries(root)
    replace(root, "reports/2023-h1.txt", "民办10家", "民办11家")
    assert known(root, "sum-inconsistent").standing.again == "returned"


def test_what_a_later_report_answers_is_rectified_by_that_report(root: Path) -> None:
    later = (root / "reports/2023.txt").read_text(encoding="utf-8")
    (root / "reports/2023.txt").unlink()
    assert known(root, "target-not-judged").subject == "yunxi/burial"
    assert ledger(root, "sync") == 0
    write(root, "reports/2023.txt", later)
    mended = [(one.entry.check, one.by) for one in audit(root).rectified]
    assert mended == [("target-not-judged", "reports/2023.txt")]


@pytest.mark.parametrize("taken", ["targets", "report", "check"])
def test_what_is_taken_away_is_not_mended(root: Path, taken: str) -> None:
    assert ledger(root, "sync") == 0
    if taken == "targets":
        write(root, "targets/yunxi.yml", TARGETS.split("  - id")[0] + OTHER)
    elif taken == "report":
        (root / "reports/2023-h1.txt").unlink()
        replace(root, "targets/yunxi.yml", "plan: reports/2023-h1.txt\n", "")
    else:
        write(root, "kpi.yml", "suites:\n  - {name: targets, off: 试}\n  - {name: arithmetic, off: 试}\n")
    gone = {"targets": BURIAL, "report": "sum-inconsistent", "check": BURIAL}[taken]
    result = audit(root)
    assert gone not in {one.expectation for one in result.findings}
    assert gone not in {one.entry.check for one in result.rectified}


# --- only what is new -----------------------------------------------------------------------------


def test_only_new_counts_what_the_ledger_does_not_know(root: Path) -> None:
    assert run(["audit", "-w", str(root), "--only-new"]) == 1
    assert ledger(root, "sync") == 0
    assert run(["audit", "-w", str(root), "--only-new"]) == 0
    assert run(["audit", "-w", str(root)]) == 1
    replace(root, "reports/2023.txt", "发放低保金1200万元", "共有特困人员100人，其中男性70人、女性40人")
    assert run(["audit", "-w", str(root), "--only-new"]) == 1


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.invalid"]
    command = ["git", "-C", str(root), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)


def test_since_counts_what_is_not_found_at_a_git_ref(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "office" / "audit", kpi_yml=FILES["kpi.yml"] + SUITES)
    git(tmp_path / "office", "init", "-q")
    git(tmp_path / "office", "add", ".")
    git(tmp_path / "office", "commit", "-qm", "as it was")
    assert run(["audit", "-w", str(root), "--since", "HEAD"]) == 0
    replace(root, "reports/2023.txt", "发放低保金1200万元", "共有特困人员100人，其中男性70人、女性40人")
    capsys.readouterr()
    assert run(["audit", "-w", str(root), "--since", "HEAD", "--format", "json"]) == 1
    assert '"check": "target-missed"' not in capsys.readouterr().out
    assert run(["audit", "-w", str(root), "--since", "nowhere", "--lang", "en"]) == 2
    assert "cannot get 'nowhere' from git" in capsys.readouterr().err
    status = ["git", "-C", str(root), "status", "--short"]
    assert subprocess.check_output(status, text=True, timeout=LIMIT).split() == ["M", "reports/2023.txt"]


def test_zero_checks_stay_2_whatever_is_new(root: Path) -> None:
    names = ("arithmetic", "deadlines", "formulas", "ledger", "numerals", "reading", "reports", "targets")
    write(root, "kpi.yml", "suites:\n" + "".join(f"  - {{name: {name}, off: 试}}\n" for name in names))
    assert run(["audit", "-w", str(root), "--only-new", "--fail-on", "never"]) == 2


# --- the file -------------------------------------------------------------------------------------


def test_comments_order_and_a_persons_own_words_survive(root: Path) -> None:
    assert ledger(root, "sync") == 0
    text = entries(root)
    edited = text.replace("findings:\n", "findings:\n  # 一季度例会\n").replace(
        f"check: {BURIAL}", f"check: {BURIAL}   # 张三跟进"
    )
    edited = edited.rstrip("\n") + "\n    note: '我们的“备注”'\n# 完\n"
    write(root, "ledger.yml", edited)
    assert ledger(root, "dismiss", known(root).fingerprint, "--why", "口径: 不同", "--who", "李四") == 0
    after = entries(root).splitlines()
    left = [line for line in edited.splitlines() if line not in after]
    assert all("status: new" in line or "check: target-missed" in line for line in left)
    assert any("# 张三跟进" in line for line in after)
    assert "  # 一季度例会" in after and "# 完" in after and "    note: '我们的“备注”'" in after
    assert found(root) is None


def test_what_is_wrong_with_it_is_said_at_once_with_its_lines(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "ledger.yml", (
        "findings:\n"
        "  - {fingerprint: fa, status: dismissed, check: a}\n"
        "  - {fingerprint: fb, status: dismised, check: a}\n"
        "  - {fingerprint: fa, status: new, check: a, wen: 2024-01-01}\n"
        "  - {fingerprint: fc, status: new, check: a, when: 一月}\n"
    ))  # fmt: skip
    assert run(["audit", "-w", str(root), "--lang", "en"]) == 2
    err = capsys.readouterr().err
    for line in (
        "ledger.yml:2: 'who' is missing", "ledger.yml:2: 'why' is missing", "ledger.yml:3: 'status: dismised'",
        "ledger.yml:4: the finding fa stands twice, first in line 2", "ledger.yml:4: unknown key 'wen'",
        "ledger.yml:5: 'when: 一月' is not a date",
    ):  # fmt: skip
        assert line in err


def test_an_empty_ledger_decides_nothing(root: Path) -> None:
    write(root, "ledger.yml", "findings: []\n")
    assert known(root).standing.known is False
    assert ledger(root, "confirm", known(root).fingerprint) == 0
    assert "status: confirmed" in entries(root)


def test_commands_say_what_they_need(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger(root, "dismiss", "f", "--expires", "soon") == 2
    err = capsys.readouterr().err
    assert "a dismissal needs a reason" in err and "'--expires: soon' is not a date" in err
    assert ledger(root, "confirm") == 2
    assert "name the findings" in capsys.readouterr().err
    assert ledger(root, "confirm", "zzzz") == 2
    assert "no finding has a fingerprint that begins with 'zzzz'" in capsys.readouterr().err
    assert ledger(root, "confirm", "f") == 2
    assert "stands for several findings" in capsys.readouterr().err
    assert not (root / "ledger.yml").exists()


def test_the_list_filters(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fingerprint = known(root).fingerprint
    assert ledger(root, "confirm", fingerprint, "--why", "属实") == 0
    capsys.readouterr()
    assert ledger(root, "list", "--status", "confirmed") == 0
    out = capsys.readouterr().out
    assert fingerprint in out and "属实" in out and "1 finding." in out
    assert ledger(root, "list", "--check", "sum-inconsistent", "--format", "json") == 0
    out = capsys.readouterr().out
    assert '"kpi-ledger/1"' in out and fingerprint not in out and '"status": "new"' in out
    assert ledger(root, "reopen", fingerprint) == 0
    assert "confirmed" not in entries(root)


def test_confirmed_long_ago_is_a_finding_of_the_ledgers_own_suite(root: Path) -> None:
    assert ledger(root, "confirm", known(root).fingerprint) == 0
    today = date.today().isoformat()
    assert found(root, "confirmed-too-long") is None
    write(root, "ledger.yml", entries(root).replace(f"when: {today}", "when: 2023-01-01"))
    assert known(root, "confirmed-too-long").severity == "info"


def test_an_audit_without_a_ledger_writes_none(root: Path) -> None:
    result: AuditResult = audit(root)
    assert result.settled == result.rectified == ()
    assert not (root / "ledger.yml").exists()


def test_entries_that_share_a_day_stand_each_for_itself(tmp_path: Path) -> None:
    """One value given to two entries: no anchor in the first that deleting it would take from the second."""
    book, day = Book(tmp_path / "ledger.yml"), date(2026, 11, 28)
    for fingerprint in ("one", "other"):
        book.put(fingerprint, {"status": "confirmed", "check": "c", "who": "李某", "when": day})
    book.save()
    text = (tmp_path / "ledger.yml").read_text(encoding="utf-8")
    assert text.count("when: 2026-11-28\n") == 2 and not set("&*") & set(text.split("findings:")[1])
    (tmp_path / "ledger.yml").write_text("findings:\n  - " + text.split("\n  - ")[2], encoding="utf-8")
    assert [entry.when for entry in read_ledger(tmp_path / "ledger.yml", "ledger.yml")[0]] == [day]


def test_marks_that_turn_or_hide_what_an_editor_shows_are_written_as_escapes(tmp_path: Path) -> None:
    book = Book(tmp_path / "ledger.yml")
    book.put("f1", {"check": "x", "what": '完成\u202e率\u200f: "76.5%"', "why": "无"})
    book.save()
    text = entries(tmp_path)
    assert "\u202e" not in text and "\\u202e" in text and "why: 无" in text
    (entry,), problems = read_ledger(tmp_path / "ledger.yml", "ledger.yml")
    assert entry.fingerprint == "f1" and not [one for one in problems if one.code == "yaml_syntax"]
    again = Book(tmp_path / "ledger.yml")
    assert again.text() == text
