"""Report files, the bodies their folders imply, and clashing periods."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from workspace_support import KPI_YML, codes, problems_of, workspace

from kpi.workspace.reports import check_bodies, check_periods, list_reports, untaken_reports


def test_reports_are_listed_by_path_with_the_body_of_their_folder(tmp_path: Path) -> None:
    config = workspace(tmp_path, KPI_YML + "  - name: 象山县民政局\n")
    for name in ("b.md", "a.txt", "README.md", "notes.pptx", ".hidden.txt", "象山县民政局/x.TXT", ".git/c.txt"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("文", encoding="utf-8")
    assert [(found.doc, found.body) for found in list_reports(config)] == [
        ("reports/a.txt", ""),
        ("reports/b.md", ""),
        ("reports/qinghe/2025.txt", "清禾县民政局"),
        ("reports/象山县民政局/x.TXT", "象山县民政局"),
    ]
    assert list_reports(config)[0].path == tmp_path / "reports/a.txt"


def test_what_is_no_report_of_the_audit_is_told_with_its_reason(tmp_path: Path) -> None:
    config = workspace(tmp_path, KPI_YML)
    for name in ("a.pdf", "a.docx", "a.xlsx", "b.txt", "b.md", "c.pptx", "d.png", "e", "x.kpi.json", ".f.pdf"):
        (tmp_path / "reports" / name).write_text("文", encoding="utf-8")
    docs = [found.doc for found in list_reports(config) if "qinghe" not in found.doc]
    assert docs == ["reports/a.docx", "reports/b.md", "reports/b.txt"]
    told = [
        (one.code, one.file, one.fields.get("found") or one.fields["reason"]) for one in untaken_reports(config)
    ]
    assert sorted(told, key=lambda one: one[1]) == [
        ("file_not_taken", "reports/.f.pdf", "hidden"),
        ("report_shadowed", "reports/a.pdf", "reports/a.docx"),
        ("report_shadowed", "reports/a.xlsx", "reports/a.docx"),
        ("report_not_read", "reports/c.pptx", ".pptx"),
        ("report_not_read", "reports/d.png", ".png"),
        ("report_not_read", "reports/e", "e"),
        ("file_not_taken", "reports/x.kpi.json", "result"),
    ]


def test_without_the_reports_folder_it_says_so(tmp_path: Path) -> None:
    config = workspace(tmp_path, "reports: texts\n")
    assert codes(problems_of(lambda: list_reports(config))) == [("no_reports_folder", 0)]


def test_two_reports_of_one_body_for_one_period_clash() -> None:
    year = (date(2025, 1, 1), date(2025, 12, 31))
    rows = [
        ("reports/b.txt", "甲局", *year),
        ("reports/a.txt", "甲局", *year),
        ("reports/c.txt", "乙局", *year),
        ("reports/d.txt", "甲局", date(2025, 1, 1), date(2025, 6, 30)),
        ("reports/e.txt", "", *year),
        ("reports/f.txt", "", *year),
        ("reports/g.txt", "甲局", None, None),
        ("reports/h.txt", "甲局", None, None),
    ]
    (found,) = check_periods(rows)
    assert (found.code, found.file) == ("two_reports_one_period", "reports/b.txt")
    assert found.fields["found"] == "reports/a.txt, reports/b.txt"


def test_a_body_with_targets_but_without_report_is_named_once_a_file() -> None:
    targets = [("targets/a.yml", 4, "甲局"), ("targets/b.yml", 4, "乙局"), ("targets/b.yml", 9, "乙局")]
    found = check_bodies(targets, {"甲局"})
    assert [(one.code, one.file, one.line) for one in found] == [("body_without_report", "targets/b.yml", 4)]
