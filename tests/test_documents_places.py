"""Evidence by place: every output says page, paragraph, table and row of a document, and what was lost."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from documents_support import docx_bytes, p, r, tbl
from known_support import copied

from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.cli.app import run
from kpi.model import Place
from kpi.presenting.audit_view import audit_lines
from kpi.presenting.outputs import named
from kpi.presenting.where import place_json, spot, where

ROOT = Path(__file__).resolve().parent.parent
DOC = "reports/qinghe/2025.docx"


def turned(text: str) -> bytes:
    """A text as a Word document, a line a paragraph, with a hidden remark and a table behind."""
    lines = [line for line in text.splitlines() if line.strip()]
    hidden = p("完。", r("内部口径7.7%。", "<w:vanish/>"))
    table = tbl([["乡镇", "床位(张)"], ["甲镇", "140"], ["乙镇", "57"], ["合计", "209"]])
    return docx_bytes("".join(map(p, lines)) + table + hidden)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with one report as a Word file, beside it a page that it shadows and a file that nobody reads."""
    folder = tmp_path_factory.mktemp("places")
    for name in ("reports", "targets", "checks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "kpi.yml", folder / "kpi.yml")
    report = folder / "reports/qinghe/2025.txt"
    (folder / DOC).write_bytes(turned(report.read_text(encoding="utf-8")))
    report.unlink()
    (folder / "reports/qinghe/2025.html").write_text("<html></html>")
    (folder / "reports/qinghe/chart.png").write_bytes(b"x")
    for path in (folder / "targets").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("2025.txt", "2025.docx"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def result(workspace: Path) -> AuditResult:
    return audit(workspace)


def rendered(result: AuditResult, name: str) -> Any:
    return json.loads(named(name).render(result, "zh"))


def test_a_place_is_told_from_the_outside_in() -> None:
    assert where(Place(0, 3, 0, 2, 4, 1), "zh") == "第3页 表2 第4行"
    assert where(Place(0, 0, 12), "zh") == "第12段"
    assert where(Place(0, 0, 0, 1, 4, 2, "收支"), "en") == "sheet 收支 row 4"
    assert (
        spot("a.txt", 7, None, "zh") == "a.txt:7"
        and spot("a.docx", 7, Place(0, 0, 12), "en") == "a.docx paragraph 12"
    )
    assert place_json(None) is None and (place_json(Place(0, 3)) or {})["page"] == 3


def test_quotes_and_findings_carry_their_place(result: AuditResult) -> None:
    own = [member.quote for relation in result.relations for member in relation.members if member.quote.doc == DOC]
    assert own and all(quote.place and (quote.place.paragraph or quote.place.row) for quote in own)
    others = [
        member.quote for relation in result.relations for member in relation.members if member.quote.doc != DOC
    ]
    assert others and not any(quote.place for quote in others)
    assert any(found.place for found in result.findings if found.doc == DOC)


def test_what_was_lost_or_left_out_is_told_in_every_audit(workspace: Path) -> None:
    for _ in range(2):  # also where nothing is read again
        told = {(found.code, found.file) for found in audit(workspace).warnings}
        assert {
            ("document_hidden", DOC),
            ("report_shadowed", "reports/qinghe/2025.html"),
            ("report_not_read", "reports/qinghe/chart.png"),
        } <= told


def test_the_terminal_and_markdown_say_the_place(result: AuditResult) -> None:
    shown = "\n".join(line.plain for line in audit_lines(result, "zh", 160))
    assert f"{DOC} 第" in shown and f"{DOC}:" not in shown.replace(f"{DOC}: ", "")
    assert f"{DOC} 第" in named("markdown").render(result, "zh").decode()


def test_json_has_the_place_of_every_quote(result: AuditResult) -> None:
    document = rendered(result, "json")
    members = [m for relation in document["relations"] for m in relation["members"] if m["report"] == DOC]
    assert members and all(member["place"]["paragraph"] or member["place"]["row"] for member in members)


def test_sarif_has_a_region_of_the_flat_text_and_a_logical_location(result: AuditResult) -> None:
    (told,) = rendered(result, "sarif")["runs"]
    own = [
        location
        for found in told["results"]
        for location in found["locations"]
        if location["physicalLocation"]["artifactLocation"]["uri"] == DOC
    ]
    assert own and all("charOffset" in one["physicalLocation"]["region"] for one in own)
    assert all(DOC in one["logicalLocations"][0]["fullyQualifiedName"] for one in own)


def test_annotations_name_the_file_and_say_the_place(result: AuditResult) -> None:
    lines = named("github").render(result, "zh").decode().splitlines()
    own = [line for line in lines if f"file={DOC}" in line]
    assert own and all(",line=" not in line and ("段" in line or "表" in line) for line in own)


def test_the_workbook_has_the_place_beside_the_sentence(result: AuditResult) -> None:
    book = openpyxl.load_workbook(io.BytesIO(named("xlsx").render(result, "en")))
    places = [row[7].value for row in book["evidence"].iter_rows(min_row=2) if row[1].value == DOC]
    assert places and all(str(place).startswith(("paragraph", "table")) for place in places)


def test_the_page_shows_tables_as_tables(workspace: Path, tmp_path: Path) -> None:
    assert run(["--lang", "zh", "html", "--workspace", str(workspace), "-o", str(tmp_path / "page.html")]) == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    (table,) = re.findall(r'<table class="grid">.*?</table>', page, re.DOTALL)
    rows = [re.findall(r"<t[dh]>(.*?)(?=<t[dh]|\s*(?:<tr|</table>|$))", row) for row in table.split("<tr")[1:]]
    assert [[re.sub("<[^>]*>", "", cell) for cell in row[:2]] for row in rows] == [
        ["乡镇", "床位(张)"],
        ["甲镇", "140"],
        ["乙镇", "57"],
        ["合计", "209"],
    ]
    assert "甲镇 | 140" not in page and table.count("<th>") == 2


def test_kpi_text_and_extract_show_the_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "text", str(workspace / DOC)]) == 0
    told = capsys.readouterr()
    assert "表1 第2行" in told.out and "甲镇 | 140" in told.out and "内部口径" in told.err
    assert run(["text", "--plain", str(workspace / DOC)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("完。")
    assert run(["text", "--format", "json", str(workspace / DOC)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["kind"] == "docx" and document["places"][0]["paragraph"] == 1
    assert run(["--lang", "zh", "extract", "--format", "json", str(workspace / DOC)]) == 0
    figures = json.loads(capsys.readouterr().out)["quantities"]
    places = [one["place"] for one in figures if one["text"].startswith("140")]
    assert [(one["table"], one["row"], one["column"]) for one in places] == [(1, 2, 2)]


@pytest.mark.parametrize(
    "command", [["draft", DOC], ["compare", DOC, "reports/qinghe/2026-h1.txt"], ["check", DOC]]
)
def test_every_command_takes_a_document(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(workspace)
    assert run(["--lang", "zh", *command]) in (0, 1)
    assert "2025" in capsys.readouterr().out


def test_a_report_that_cannot_be_read_is_named_by_the_audit(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(workspace, tmp_path / "w")
    (tmp_path / "w/reports/qinghe/2024.docx").write_bytes(b"PK\x03\x04")
    assert run(["--lang", "en", "audit", "--workspace", str(tmp_path / "w")]) == 2
    assert "reports/qinghe/2024.docx: the file is damaged" in capsys.readouterr().out
