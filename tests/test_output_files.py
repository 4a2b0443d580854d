"""Where an audit goes: formats by suffix, several at once, whole files or none, and never a stale one."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, get_args

import pytest
from output_cases import finding, judged, nasty, settled, stopped

from kpi.auditing.gathering import Wanted
from kpi.auditing.result import AuditResult
from kpi.cli import delivery
from kpi.cli.app import run
from kpi.cli.delivery import AuditFormat, deliver, plan_delivery, repository_folder
from kpi.cli.session import Session
from kpi.errors import KpiError
from kpi.presenting.audit_view import CONTRADICTIONS
from kpi.presenting.lang import Lang
from kpi.presenting.outputs import OUTPUTS, for_file, named
from kpi.presenting.outputs.writing import write_files


def session(lang: Lang = "en") -> Session:
    return Session(lang=lang)


def sent(result: AuditResult, *files: Path, shown: AuditFormat = AuditFormat.TABLE) -> None:
    deliver(plan_delivery(shown, files), result, session())


def codes(caught: pytest.ExceptionInfo[KpiError]) -> list[tuple[str, str]]:
    return [(found.code, Path(found.file).name) for found in caught.value.problems]


# --- formats --------------------------------------------------------------------------------------


def test_every_format_of_the_registry_can_be_asked_for() -> None:
    assert {"table", *(output.name for output in OUTPUTS)} == set(AuditFormat)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("a.json", "json"), ("A.XML", "junit"), ("a.sarif", "sarif"), ("a.sarif.json", "sarif"), ("a.md", "markdown"),
     ("a.b.xlsx", "xlsx"), ("a.html", "html"), ("A.HTM", "html"), ("a.txt", None), ("json", None)],
)  # fmt: skip
def test_a_suffix_names_the_format(name: str, meant: str | None) -> None:
    found = for_file(Path("out") / name)
    assert (found.name if found else None) == meant


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_the_same_audit_gives_the_same_bytes(output: delivery.Output, lang: Lang) -> None:
    for make in (lambda: judged(finding()), nasty, settled, stopped):
        assert output.render(make(), lang, "x") == output.render(make(), lang, "x")


def test_no_format_takes_a_result_that_holds_only_a_part() -> None:
    for output in OUTPUTS:
        with pytest.raises(ValueError, match="every relation"):
            output.render(replace(judged(finding()), tally=()), "en")


def test_a_page_without_the_reports_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="texts"):
        named("html").render(replace(judged(finding()), evidence=None), "en")


def test_what_the_outputs_need_is_gathered_and_no_more() -> None:
    assert plan_delivery(AuditFormat.TABLE, []).wanted() == Wanted(contradictions=CONTRADICTIONS)
    assert plan_delivery(AuditFormat.TABLE, [Path("a.md")]).wanted("a.txt") == Wanted("a.txt")
    assert plan_delivery(AuditFormat.JSON, [Path("a.html")]).wanted() == Wanted(texts=True)
    assert plan_delivery(AuditFormat.HTML, []).wanted() == Wanted(texts=True)


# --- files ----------------------------------------------------------------------------------------


def test_several_files_in_one_run_their_folders_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("a.json", "a.xml", "a.sarif", "a.md", "a.xlsx", "a.html")
    files = [tmp_path / "new" / "deep" / name for name in names]
    sent(judged(finding()), *files)
    shown = capsys.readouterr()
    assert [path.name for path in sorted(files[0].parent.iterdir())] == sorted(path.name for path in files)
    assert shown.err.count("wrote ") == 6
    assert "6 targets" in shown.out


def test_standard_output_holds_the_format_alone(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for output in OUTPUTS:
        if not output.binary:
            sent(judged(finding()), tmp_path / "a.json", shown=AuditFormat(output.name))
            out, err = capfdbinary.readouterr()
            assert out == output.render(judged(finding()), "en")
            assert err.startswith(b"wrote ")


def test_binary_needs_a_file_and_takes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KpiError) as caught:
        plan_delivery(AuditFormat.XLSX, [tmp_path / "a.json"])
    assert codes(caught) == [("output_needs_file", "")]
    sent(judged(finding()), tmp_path / "a.xlsx", shown=AuditFormat.XLSX)
    assert capsys.readouterr().out == ""
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_all_that_is_wrong_with_the_files_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(KpiError) as caught:
        plan_delivery(AuditFormat.TABLE, [Path("a.docx"), Path("b.md"), Path("./b.md"), Path("c")])
    assert codes(caught) == [("output_suffix", "a.docx"), ("output_twice", "b.md"), ("output_suffix", "c")]


def test_one_file_that_cannot_be_written_keeps_no_other_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken.json").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KpiError) as caught:
        sent(judged(finding()), tmp_path / "taken.json", tmp_path / "file" / "a.md", tmp_path / "a.xml")
    assert codes(caught) == [("cannot_write", "taken.json"), ("cannot_write", "a.md")]
    assert "6 targets" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xml", "file", "taken.json"]


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"before")

    def full(handle: int, mode: str) -> BinaryIO:
        os.write(handle, b"aft")
        os.close(handle)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(KpiError) as caught:
        write_files([(path, b"after")])
    assert caught.value.problems[0].fields == {"reason": "No space left on device"}
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_others_may_read_the_file(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    link.symlink_to(real)
    before = os.umask(0o022)
    try:
        write_files([(link, b"x")])
    finally:
        os.umask(before)
    assert link.is_symlink()
    assert real.read_bytes() == b"x"
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


# --- what stops an audit --------------------------------------------------------------------------


def told(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(arguments)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_stopped_audit_replaces_the_files_of_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, page = tmp_path / "a.json", tmp_path / "a.html"
    old.write_text('{"exit_code": 0}', encoding="utf-8")
    page.write_text("all is well", encoding="utf-8")
    where = ["--workspace", str(tmp_path / "none"), "--lang", "en", "-o", str(old), "-o", str(page)]
    code, out, err = told(["audit", *where], capsys)
    assert (code, out) == (2, "")
    assert "no kpi.yml" in err
    assert json.loads(old.read_text(encoding="utf-8"))["problems"][0]["code"] == "no_workspace"
    told_there = page.read_text(encoding="utf-8")
    assert "The audit could not run" in told_there and "no kpi.yml" in told_there and "well" not in told_there


def test_a_stopped_check_says_so_in_the_format_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(["check", str(tmp_path / "no.txt"), "--format", "github", "--lang", "en"], capsys)
    assert code == 2
    assert out.startswith("::error file=")
    assert "no such report" in err


def test_an_unknown_suffix_is_told_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(["audit", "-w", str(tmp_path / "none"), "-o", "a.pdf", "--lang", "en"], capsys)
    assert (code, out) == (2, "")
    assert err.startswith("a.pdf: the suffix names no format")
    assert "kpi.yml" not in err


# --- GitHub's step summary, places in a repository --------------------------------------------------


def test_the_step_summary_is_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    sent(judged(finding()))
    assert summary.read_text(encoding="utf-8") == "before\n"
    sent(judged(finding()), shown=AuditFormat.GITHUB)
    assert summary.read_text(encoding="utf-8").startswith("before\n<!-- kpi-audit -->\n### ")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(KpiError):
        sent(judged(finding()), shown=AuditFormat.GITHUB)
    assert capsys.readouterr().out.count("::error ") == 2


def test_places_are_below_the_root_of_the_repository(tmp_path: Path) -> None:
    office = tmp_path / "a" / "office"
    office.mkdir(parents=True)
    assert repository_folder(office) == ""
    (tmp_path / ".git").mkdir()
    assert repository_folder(office) == "a/office"
    (office / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert repository_folder(office) == ""
