"""One report in several files: named by its folder, each place with its file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter
from documents_support import docx_bytes, p, written
from known_support import known

from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.documents import read_document, read_together
from kpi.errors import KpiError
from kpi.presenting.where import where
from kpi.relations.opened import read_reading
from kpi.workspace.config import load_config
from kpi.workspace.reports import list_reports

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "reports/qinghe/2025"


def sheet(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("收支")
    for row, cells in enumerate([["项目", "金额(万元)"], ["救助", 120.5], ["养老", 80.25]]):
        page.write_row(row, 0, cells)
    book.close()
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, one of whose reports is a text and a workbook."""
    root = tmp_path_factory.mktemp("together")
    for name in ("reports", "targets", "checks"):
        shutil.copytree(ROOT / name, root / name)
    settings = (ROOT / "kpi.yml").read_text(encoding="utf-8")
    (root / "kpi.yml").write_text(f"{settings}\ntogether:\n  - {FOLDER}\n", encoding="utf-8")
    text = root / f"{FOLDER}.txt"
    (root / FOLDER).mkdir()
    shutil.move(text, root / FOLDER / "工作总结.txt")
    sheet(root / FOLDER / "附表.xlsx")
    for path in (root / "targets").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace(f"{FOLDER}.txt", FOLDER), encoding="utf-8")
    return root


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def test_texts_come_before_workbooks_and_places_name_their_file(tmp_path: Path) -> None:
    text = written(tmp_path, "b.docx", docx_bytes(p("清禾县民政局2025年工作总结") + p("新增床位300张。")))
    found = read_together([text, sheet(tmp_path / "a.xlsx")], "reports/2025")
    assert found.text.splitlines()[1:4] == ["新增床位300张。", "项目 | 金额(万元)", "救助 | 120.5"]
    told = [where(place, "zh") for place in found.places]
    assert told[1] == "b.docx 第2段" and "a.xlsx 工作表收支 第2行" in told
    assert [place.start for place in found.places] == sorted(place.start for place in found.places)


def test_lines_of_a_text_among_other_files_are_its_paragraphs(tmp_path: Path) -> None:
    found = read_together([written(tmp_path, "a.txt", "一\n二\n三")], "reports/2025")
    assert [(found.text[place.start], place.paragraph) for place in found.places] == [
        ("一", 1),
        ("二", 2),
        ("三", 3),
    ]


def test_a_folder_is_one_report_where_the_settings_say_so(workspace: Path) -> None:
    sheetless = read_reading(read_document(workspace / FOLDER / "工作总结.txt"), "2025")
    files = list_reports(load_config(workspace))
    (own,) = [file for file in files if file.doc == FOLDER]
    assert [path.name for path in own.parts] == ["工作总结.txt", "附表.xlsx"]
    result = audit(known(workspace))
    figures = {report.doc: report.quantities for report in result.reports}
    assert figures[FOLDER] == len(sheetless.printed) + 2
    assert any(
        found.place and found.place.file == "工作总结.txt" for found in result.findings if found.doc == FOLDER
    )
    assert audit(workspace).read == ()  # nothing changed, nothing is read again


def test_every_file_that_cannot_be_read_is_named(workspace: Path) -> None:
    written(workspace / FOLDER, "a.docx", b"PK\x03\x04")
    written(workspace / FOLDER, "b.pdf", b"%PDF-1.4")
    with pytest.raises(KpiError) as caught:
        audit(workspace)
    assert {found.file for found in caught.value.problems} == {f"{FOLDER}/a.docx", f"{FOLDER}/b.pdf"}


def test_a_folder_that_is_not_there_is_told(workspace: Path) -> None:
    shutil.rmtree(workspace / FOLDER)
    with pytest.raises(KpiError) as caught:
        load_config(workspace)
    assert [(found.code, found.fields["found"]) for found in caught.value.problems] == [("folder_missing", FOLDER)]


@pytest.mark.parametrize("command", ["text", "extract", "draft", "check"])
def test_commands_take_the_folder_that_is_one_report(
    workspace: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, str(workspace / FOLDER)]) < 2
    assert "清禾县民政局" in capsys.readouterr().out


def test_a_folder_is_compared_with_a_later_report(workspace: Path) -> None:
    later = str(workspace / "reports/qinghe/2026-h1.txt")
    assert run(["compare", str(workspace / FOLDER), later, "--format", "json"]) < 2


def test_a_folder_that_is_no_report_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["text", str(workspace / "reports/qinghe"), "--lang", "en"]) == 2
    assert "together" in capsys.readouterr().err


def test_code_hosts_are_told_the_file_of_a_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["audit", "-w", str(known(workspace)), "--format", "github"])
    told = capsys.readouterr().out
    assert f"file={FOLDER}/工作总结.txt" in told and f"file={FOLDER}," not in told
    run(["audit", "-w", str(workspace), "--format", "sarif"])
    assert f'"uri": "{FOLDER}"' not in capsys.readouterr().out


def test_a_report_in_several_files_is_checked_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shadowed = written(workspace, "reports/qinghe/2026-h1.docx", docx_bytes(p("清禾县民政局2026年上半年工作总结")))
    (workspace / "reports/qinghe/2026-h1.txt").unlink()
    written(workspace, "reports/qinghe/2026-h1.xlsx", sheet(workspace / "other.xlsx").read_bytes())
    run(["watch", str(workspace / "reports"), "-w", str(workspace), "--once", "--every", "0.05", "--lang", "en"])
    results = sorted(path.relative_to(workspace).as_posix() for path in workspace.rglob("*.kpi.json"))
    assert results == ["reports/qinghe/2025-h1.kpi.json", f"{FOLDER}.kpi.json", "reports/qinghe/2026-h1.kpi.json"]
    assert f"reports/qinghe/2026-h1.xlsx: not read: reports/qinghe/{shadowed.name}" in capsys.readouterr().err
