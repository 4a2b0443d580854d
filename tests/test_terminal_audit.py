"""The terminal reports at 80 columns, in both languages, in a terminal and in a pipe."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.text import Text
from terminal_cases import audit, comparison, reading, target, verdict

from kpi.auditing.result import AuditResult
from kpi.errors import problem
from kpi.presenting.audit_view import audit_lines, summary, target_card
from kpi.presenting.card import counts
from kpi.presenting.compare_view import compare_lines
from kpi.presenting.console import make_console
from kpi.presenting.extract_view import extract_lines
from kpi.presenting.lang import Lang
from kpi.presenting.relation_view import Place, sentences

Maker = Callable[[Lang, int], Sequence[Text]]
VIEWS: dict[str, Maker] = {
    "audit": lambda lang, width: audit_lines(audit(), lang, width),
    "compare": lambda lang, width: compare_lines(comparison(), lang, width),
    "extract": lambda lang, width: extract_lines(reading(), (), lang, width),
}


def shown(lines: Sequence[Text]) -> str:
    return "\n".join(line.plain for line in lines)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", sorted(VIEWS))
def test_no_line_is_wider_than_the_terminal(view: str, lang: Lang, width: int) -> None:
    lines = VIEWS[view](lang, width)
    assert [line.plain for line in lines if cell_len(line.plain) > width] == []


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_style_is_known(view: str) -> None:
    """rich leaves text plain, without a word, where it does not know a style."""
    console = make_console(io.StringIO())
    for line in VIEWS[view]("zh", 80):
        for style in [line.style, *(span.style for span in line.spans)]:
            console.get_style(style)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_no_escape_codes_and_no_boxes_in_a_pipe(view: str) -> None:
    stream = io.StringIO()
    console = make_console(stream)
    for line in VIEWS[view]("zh", 80):
        console.print(line, soft_wrap=True)
    assert console.width == 80
    assert "\x1b" not in stream.getvalue()
    assert not any("\u2500" <= character <= "\u257f" for character in stream.getvalue())
    assert stream.getvalue().rstrip("\n") == shown(VIEWS[view]("zh", 80))


def test_columns_sets_the_width_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert make_console(io.StringIO()).width == 100


def test_the_summary_is_a_sentence_to_quote() -> None:
    assert summary(audit(), "zh") == (
        "6 项目标：完成 1，未完成 1，进度滞后 1，未报告 1，待复核 1，待后续报告 1；发现 1 处数据矛盾。"
    )
    assert summary(audit(), "en") == (
        "6 targets: 1 met, 1 missed, 1 behind, 1 not reported, 1 needs review, 1 awaiting a report; "
        "1 contradiction in the figures."
    )


def test_a_missed_target_shows_margin_and_both_quotes_with_their_places() -> None:
    assert """\
未完成 1  已到期，报告的结果低于（或超出）所定目标
 ✗ 节地生态安葬率                                                2023-12-31 到期
   目标 ≥80%   实际 76.5%   差额 −3.5 个百分点
   计划  节地生态安葬率达80%以上                    reports/yunxi/2023-h1.txt:40
   结果  惠民殡葬扎实推进，全年办理生态安葬412例，全县节地生态安葬率为76.5%，较
         上年提高2.1个百分点…                          reports/yunxi/2023.txt:12
""" in shown(audit_lines(audit(), "zh", 80))


def test_pace_is_told_for_what_is_not_yet_due() -> None:
    assert "   target ≥240户   actual 60户   25% done, 50% of the time gone\n" in shown(
        audit_lines(audit(), "en", 80)
    )


def test_open_questions_list_their_candidates() -> None:
    assert """\
待复核 1  有几个可能的答案或把握不足，请人工认定
 ? 家庭养老床位                                                  2023-12-31 到期
   目标 ≥120张
   计划  建成家庭养老床位120张                      reports/yunxi/2023-h1.txt:40
   候选  新增养老床位160张。                           reports/yunxi/2023.txt:14
   候选  建成家庭养老床位145张。                       reports/yunxi/2023.txt:15
   说明  两个数据都可能是答案
""" in shown(audit_lines(audit(), "zh", 80))


def test_met_targets_take_a_line_each() -> None:
    assert """\
完成 1
 ✓ 每万名老年人拥有持证护理员        ≥30人/万老年人  32.4人  …/yunxi/2023.txt:13
""" in shown(audit_lines(audit(), "zh", 80))


def test_candidates_that_a_gate_shut_out_are_not_offered() -> None:
    question = audit().targets[2]
    first, second = question.verdicts[0].candidates
    judged = replace(question.verdicts[0], candidates=(first, replace(second, reason="unit")))
    text = shown(audit_lines(replace(audit(), targets=(replace(question, verdicts=(judged,)),)), "zh", 80))
    assert "新增养老床位160张" in text
    assert "建成家庭养老床位145张" not in text


def test_only_the_narrower_of_two_modifiers_is_shown() -> None:
    found = verdict("missed", modifiers=("revised", "revised_down"))
    text = shown(audit_lines(replace(audit(), targets=(target("t", "床位", "床位", found),)), "en", 80))
    assert "[revised down]" in text
    assert "[revised]" not in text


def test_contradictions_spell_the_computation_out() -> None:
    assert """\
数据矛盾 1  报告自身的数字对不上；哪个数有误由人判断
 ✗ 合计  2001.62 + 1880.36 = 3881.98 ≠ 3880.98 万元
   原文  全年发放城市低保金2001.62万元、农村低保金1880.36万元，合计发放低保金
         3880.98万元。                                  reports/yunxi/2023.txt:9

核对无误  2 处勾稽关系相符：占比 1，合计 1；另 1 处仅截尾一致。
""" in shown(audit_lines(audit(), "zh", 80))


def test_findings_and_the_reason_of_the_exit_code_close_the_report() -> None:
    assert shown(audit_lines(audit(), "en", 80)).endswith("""\
3 findings: 2 critical, 1 warning  11 expectations evaluated
 critical  A due target was missed                                            1×
 critical  Figures contradict each other                                      1×
 warning   Unknown unit                                                       1×
           -  unit 枚 is not in the table               reports/yunxi/2023.txt:1
Exit 1: 2 findings at or above “critical” (change with --fail-on).""")


def test_worst_verdicts_come_first() -> None:
    text = shown(audit_lines(audit(), "zh", 80))
    heads = [
        "\n未完成 1",
        "\n进度滞后 1",
        "\n未报告 1",
        "\n待复核 1",
        "\n完成 1",
        "\n待后续报告 1",
        "\n数据矛盾 1",
    ]
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)


def test_an_audit_without_anything_says_what_to_do() -> None:
    text = shown(audit_lines(AuditResult(exit_code=2), "en", 120))
    assert "no targets, so only the figures were checked." in text
    assert "Exit 2: nothing was checked." in text


def test_warnings_are_shown_under_the_summary_and_many_are_cut_short() -> None:
    warnings = [problem("body_without_report", "targets/a.yml", n, found="某局", expected="") for n in range(1, 8)]
    text = shown(audit_lines(replace(audit(), warnings=tuple(warnings)), "zh", 80))
    assert "注意：targets/a.yml:1: " in text
    assert "targets/a.yml:6" not in text
    assert "另有 2 条" in text


def test_many_findings_of_one_kind_are_cut_short() -> None:
    last = audit().findings[-1]
    many = tuple(replace(last, fingerprint=str(n), line=n) for n in range(1, 30))
    text = shown(audit_lines(replace(audit(), findings=many), "en", 80))
    assert text.count("unit 枚 is not in the table") == 10
    assert "and 19 more, see --format json" in text


def test_a_verdict_that_this_version_does_not_know_is_counted_all_the_same() -> None:
    odd = replace(audit(), targets=(target("odd", "护理型床位占比", "达到62%", verdict("brand_new")),))
    assert counts([target_card(found) for found in odd.targets]) == {"brand_new": 1}
    assert "brand_new 1" in summary(odd, "zh")


def test_a_pinned_answer_says_who_and_why() -> None:
    missed = audit().targets[0]
    marked = tuple(replace(found, modifiers=("pinned",)) for found in missed.verdicts)
    pinned = replace(missed, pinned_by="王某 2024-01-05", pinned_why="现场核实", verdicts=marked)
    text = shown(audit_lines(replace(audit(), targets=(pinned,)), "zh", 80))
    assert "   认定  王某 2024-01-05: 现场核实\n" in text


def test_amounts_show_their_margin_with_its_share() -> None:
    found = verdict("missed", value="160", unit="人次", margin=Decimal(-40), margin_share=-0.2)
    short = target("training", "培训", "培训200人次", found, value=Decimal(200), unit="人次")
    assert "差额 −40人次 (−20%)" in shown(audit_lines(replace(audit(), targets=(short,)), "zh", 80))


def test_compare_shows_quotes_from_both_reports() -> None:
    assert (
        shown(compare_lines(comparison(), "en", 80))
        == """\
云溪县民政局: 2023-h1 → 2023

2 targets: 1 missed, 1 not reported.

Missed 1  due, and the reported result falls short of the target
 ✗ 节地生态安葬率                                                 due 2023-12-31
   target ≥80%   actual 76.5%   margin −3.5 points
   plan    节地生态安葬率达80%以上…                                    2023-h1:2
   report  惠民殡葬扎实推进，全年办理生态安葬412例，全县节地生态安葬率为76.5%，
           较上年提高2.1个百分点，群众满意度持续提升。                    2023:2

Not reported 1  due, the later report was read, and it says nothing of it
 ✗ 培训养老护理员                                                 due 2023-12-31
   target ≥200人次
   plan    …培训养老护理员200人次以上。                                2023-h1:2"""
    )


def test_extract_shows_every_figure_with_its_sentence() -> None:
    assert shown(extract_lines(reading(), (), "zh", 80)).startswith("""\
云溪县民政局2023年工作总结
单位      云溪县民政局
报告期    文中未写明
发布      文中未写明
计划部分  文中未写明

3 个数据，1 处勾稽关系，0 项目标

行  数据         性质  指标                  原文
 1  2001.62万元  完成  发放城市低保金        全年发放城市低保金2001.62万元、农村
                                             低保金1880.36万元…
""")


def test_the_figure_is_highlighted_in_its_sentence() -> None:
    marked = [
        line.plain[span.start : span.end]
        for line in extract_lines(reading(), (), "zh", 80)
        for span in line.spans
        if span.style == "mark"
    ]
    assert marked == ["2001.62万元", "1880.36万元", "3880.98万元"]


def test_a_contradiction_over_two_sentences_quotes_both() -> None:
    wrong = audit().relations[0]
    other = "另发放农村低保金1880.36万元。"
    moved = replace(wrong.members[2].quote, sentence=other, sentence_start=900, start=908, end=917, line=11)
    split = replace(wrong, members=(*wrong.members[:2], replace(wrong.members[2], quote=moved)))
    assert """\
   原文  全年发放城市低保金2001.62万元、农村低保金1880.36万元，合计发放低保金
         3880.98万元。                                  reports/yunxi/2023.txt:9
         另发放农村低保金1880.36万元。                 reports/yunxi/2023.txt:11
""" in shown(audit_lines(replace(audit(), relations=(split,)), "zh", 80))


def test_all_numbers_of_a_contradiction_are_highlighted() -> None:
    marked = [
        line.plain[span.start : span.end]
        for line in audit_lines(audit(), "zh", 120)
        for span in line.spans
        if span.style == "bold red" and "万元" in line.plain and "≠" not in line.plain
    ]
    assert marked == ["2001.62万元", "1880.36万元", "3880.98万元"]


def test_sentences_that_start_alike_in_two_reports_stay_two() -> None:
    one = Place(0, 3, "120户。", 0, "reports/2023.txt", "reports/2023.txt:1")
    other = Place(0, 3, "210户。", 0, "reports/2024.txt", "reports/2024.txt:1")
    found = sentences([one, other, replace(one, start=3, end=4)], 60)
    assert [(words.sentence, words.place, words.marks) for words in found] == [
        ("120户。", "reports/2023.txt:1", ((0, 3), (3, 4))),
        ("210户。", "reports/2024.txt:1", ((0, 3),)),
    ]


def test_a_standard_that_changed_is_told_apart_and_counted_as_no_contradiction() -> None:
    shown = audit()
    (wrong,) = [relation for relation in shown.relations if relation.verdict == "inconsistent"]
    risen = replace(wrong, type="standard", key="other")
    both = replace(shown, relations=(*shown.relations, risen))
    assert (both.contradictions, both.changes) == (1, 1)
    lines = [line.plain for line in audit_lines(both, "zh", 80)]
    heads = [line for line in lines if line.startswith(("数据矛盾", "标准变动"))]
    assert [head.split()[:2] for head in heads] == [["数据矛盾", "1"], ["标准变动", "1"]]
    assert summary(both, "zh").endswith("发现 1 处数据矛盾。")
