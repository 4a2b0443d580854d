"""The pull-request comment: short at the top, folded below, and no text of a report formats anything."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from output_cases import finding, judged, nasty, settled, stopped

from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.outputs import markdown, named


def text(result: AuditResult, lang: Lang = "en", folder: str = "") -> str:
    return named("markdown").render(result, lang, folder).decode()


def tokens(source: str) -> list[Token]:
    parser = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
    return [inner for token in parser.parse(source) for inner in [token, *(token.children or [])]]


def test_a_sentence_then_the_worst_then_what_is_folded(audited_sample: AuditResult) -> None:
    shown = text(audited_sample, "zh", "office")
    head, *folded = shown.split("<details>")
    assert shown.startswith("<!-- kpi-audit -->\n### ❌ 指标审计\n")
    assert re.search(r"\*\*\d+ 项目标：完成 \d+", head)
    assert head.count("| 🔴 严重 |") + head.count("| 🟡 警告 |") == 10
    assert "目标未完成" in head
    assert "office/reports/qinghe/" in head
    assert len(folded) == 3
    assert shown.count("<details>") == shown.count("</details>")


def test_both_quotes_of_a_missed_target_are_there() -> None:
    assert "节地生态安葬率达80%以上 (reports/yunxi/2023-h1.txt:40) → 76.5% (reports/yunxi/2023.txt:12)" in text(
        judged(finding())
    )


def test_contradictions_show_their_computation() -> None:
    assert "2001.62 + 1880.36 = 3881.98 ≠ 3880.98 万元" in text(judged(finding()))


def test_no_text_of_a_report_formats_anything() -> None:
    plain, hostile = tokens(text(judged(finding()))), tokens(text(nasty()))
    kinds = [token.type for token in hostile]
    assert kinds == [token.type for token in plain]
    assert not {"image", "link_open", "code_inline"} & set(kinds)
    assert not any("script" in token.content for token in hostile if token.type.startswith("html"))
    assert any("<script>alert(1)</script>" in token.content for token in hostile if token.type == "text")


def test_nobody_is_mentioned_and_nothing_linked() -> None:
    assert not re.search(r"@\w|#\d|://\w", text(nasty()).replace("<!-- kpi-audit -->", ""))


def test_a_long_comment_is_cut_by_rows_and_says_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    many = judged(*(finding(n=n, message=("长" * 290, "x" * 290)) for n in range(400)))
    shown = text(many)
    assert len(shown) <= 65_536
    assert re.search(r"and \d+ more", shown)
    assert shown.count("<details>") == shown.count("</details>")
    monkeypatch.setattr(markdown, "MOST", 1_000_000)
    assert "x" * 290 in shown
    assert "more" not in text(many)


def test_what_stopped_the_audit_is_listed() -> None:
    shown = text(stopped())
    assert "The audit could not run:" in shown
    assert shown.count("\n- ") == 2


def test_a_sound_audit_has_no_table_of_findings() -> None:
    assert "| severity |" not in text(judged(exit_code=0))


def test_what_the_ledger_settled_and_what_was_mended_is_said() -> None:
    shown = text(settled())
    assert "1 finding counts no more by the ledger" in shown
    assert "- rectified by reports/yunxi/2024.txt: 老问题" in shown
