"""A damaged report is named first and the rest is audited: exit 2, in every output."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_workspace import LATER, make_audited

from kpi.auditing.gathering import Wanted
from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.presenting.outputs import for_file

BROKEN = "reports/2022.docx"
SAID = "不是 zip 压缩格式"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_audited(tmp_path / "workspace")
    (root / BROKEN).write_bytes(b"PK\x03\x04 no archive")
    return root


def test_the_rest_is_audited_and_the_damaged_one_named_before_all(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", "-w", str(root), "--lang", "zh"]) == 2
    shown = capsys.readouterr().out
    assert shown.index("1 份报告读不出来") < shown.index(BROKEN) < shown.index("数据矛盾 1")
    assert "退出码 2：1 份报告没有读出，结果不全。" in shown


def test_nobody_is_told_silent_whose_answer_may_stand_in_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["audit", "-w", str(root), "--lang", "zh"])
    shown = capsys.readouterr().out
    assert "的目标未作判定：可能作答的报告没有读成" in shown and "未完成" not in shown and "未报告" not in shown
    (root / BROKEN).unlink()
    run(["audit", "-w", str(root), "--lang", "zh"])
    assert "未完成 1" in capsys.readouterr().out


def test_every_output_tells_it(root: Path) -> None:
    result = audit(root, wanted=Wanted(texts=True))
    assert result.exit_code == 2 and result.findings and [found.file for found in result.unread] == [BROKEN]
    for name in ("a.json", "a.xml", "a.sarif", "a.md", "a.html"):
        output = for_file(Path(name))
        assert output
        told = output.render(result, "zh").decode()
        assert BROKEN in told or BROKEN.rsplit("/", 1)[1] in told, name
        assert name == "a.json" or SAID in told, name


def test_what_is_new_or_known_makes_it_no_better(root: Path) -> None:
    run(["ledger", "sync", "-w", str(root)])
    assert run(["audit", "-w", str(root), "--only-new"]) == 2


def test_what_the_report_held_before_counts_no_more_and_comes_back_when_it_is_mended(root: Path) -> None:
    (root / BROKEN).unlink()
    later = root / "reports/2023.txt"
    assert audit(root).unread == ()
    later.write_bytes(b"\x00\x01\x02" * 40)
    damaged = audit(root)
    assert damaged.exit_code == 2 and [report.doc for report in damaged.reports] == ["reports/2023-h1.txt"]
    assert [found.file for found in audit(root).unread] == ["reports/2023.txt"]
    later.write_text(LATER, encoding="utf-8")
    assert audit(root).unread == () and audit(root).exit_code == 1


def test_the_report_that_is_asked_for_has_to_be_read(root: Path) -> None:
    with pytest.raises(KpiError):
        audit(root, wanted=Wanted(BROKEN))
    assert run(["check", str(root / BROKEN), "-w", str(root)]) == 2


def test_where_none_can_be_read_nothing_is_audited(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for report in (root / "reports").iterdir():
        report.write_bytes(b"\x00\x01\x02" * 40)
    assert run(["audit", "-w", str(root)]) == 2
    shown = capsys.readouterr()
    assert not shown.out and shown.err.count("reports/") == 3


def test_validate_names_what_cannot_be_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "-w", str(root), "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert f"{BROKEN}: " in told and SAID in told
    (root / BROKEN).unlink()
    assert run(["validate", "-w", str(root), "--lang", "zh"]) == 0


def test_a_lock_file_of_an_office_program_is_a_note(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / BROKEN).rename(root / "reports/~$2023.docx")
    assert run(["validate", "-w", str(root), "--lang", "zh"]) == 0
    assert "~$2023.docx: 没有读入" in capsys.readouterr().err
    assert audit(root).unread == ()


def test_two_reports_of_one_period_hide_no_other_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "reports/copy.txt").write_text(LATER, encoding="utf-8")
    (root / "reports/2022.pdf").write_bytes(b"%PDF-1.4")
    (root / "reports/scan.zip").write_bytes(b"PK\x03\x04")
    for command in (["audit"], ["check", str(root / "reports/2023.txt")]):
        assert run([*command, "-w", str(root), "--lang", "en"]) == 2
        told = capsys.readouterr()
        assert "more than one report for" in told.err
        assert all(name in told.err for name in (BROKEN, "2022.pdf", "scan.zip"))
