"""Where the review ends and the plan begins, and what else stands in a report."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from work_support import assert_linear

from bench.linear import ATTACKS
from kpi.model import SectionKind
from kpi.reading import read_report

BUREAU = """临江市民政局2022年工作总结和2023年工作思路
一、2022年工作成效
（一）社会救助。
1.低保。保障1200人。
一是动态管理。新增30人。
二、存在的问题
（一）设施不足。缺床位40张。
三、2023年工作计划
（一）养老服务。
1.设施。新增床位100张。
"""


def kinds(text: str) -> dict[str, str]:
    """The kind of the section in which each number stands."""
    sections = read_report(text, "").sections
    assert "".join(text[section.start : section.end] for section in sections) == text
    found = {}
    for section in sections:
        for word in text[section.start : section.end].replace("。", " ").replace("，", " ").split():
            digits = "".join(character for character in word if character.isdigit())
            if digits and word[-1] in "张人":
                found[digits] = section.kind.value
    return found


def plan_of(text: str) -> str:
    start = read_report(text, "").plan_start
    return "" if start is None else text[start:].split("\n", 1)[0]


def test_chapters_are_review_problems_and_plan_and_the_plan_starts_at_its_heading() -> None:
    assert kinds(BUREAU) == {"1200": "review", "30": "review", "40": "problems", "100": "plan"}
    assert plan_of(BUREAU) == "三、2023年工作计划"


def test_a_list_behind_dashes_below_the_title_is_text() -> None:
    listed = (
        "枫林县殡仪馆工作总结\n——火化业务平稳。火化4926人。\n——惠民政策落实。减免4611人，\n——墓位增加120张。\n"
    )
    assert kinds(listed) == {"4926": "review", "4611": "review", "120": "review"}


def test_one_line_behind_a_dash_below_the_title_is_no_text() -> None:
    held = "政府工作报告\n——2021年1月20日在县第3届代表120人的会议上\n各位代表：\n保障1200人。\n"
    assert kinds(held) == {"1200": "review"}


def test_headings_keep_their_level_and_lose_their_numbers() -> None:
    sections = read_report(BUREAU, "").sections
    assert [(section.level, section.heading) for section in sections[1:5]] == [
        (1, "2022年工作成效"),
        (2, "社会救助"),
        (3, "低保"),
        (4, "动态管理"),
    ]


def test_the_last_words_of_a_heading_decide() -> None:
    text = "工作总结\n一、2022年工作计划完成情况\n救助12人。\n二、2023年工作计划\n救助20人。\n"
    assert kinds(text) == {"12": "review", "20": "plan"}


def test_last_year_s_tasks_are_a_review_and_this_year_s_a_plan() -> None:
    text = "各位代表：\n奋力完成2023年发展的各项任务\n救助12人。\n全力实现2024年发展的奋斗目标\n救助20人。\n"
    assert kinds(text) == {"12": "review", "20": "plan"}


def test_chapters_that_say_nothing_go_on_with_the_plan() -> None:
    text = "各位代表：\n一、2023年工作回顾\n救助12人。\n二、2024年工作安排\n救助20人。\n三、改进作风\n培训30人。\n"
    assert kinds(text)["30"] == "plan"


def test_a_plan_without_a_heading_starts_where_the_year_ahead_is_named() -> None:
    text = (
        "各位代表：\n一、1999年工作回顾\n救助12人。\n我们清醒地看到，还有不少困难，缺床位7张。\n"
        "2000年是重要的一年。救助20人。\n二、扩大就业\n培训30人。\n"
    )
    assert kinds(text) == {"12": "review", "7": "problems", "20": "plan", "30": "plan"}
    assert plan_of(text) == "2000年是重要的一年。救助20人。"


def test_a_chapter_that_says_nothing_is_the_plan_when_its_text_sets_the_year_s_aims() -> None:
    text = (
        "2025年南岭省政府工作报告\n各位代表：\n一、牢记嘱托，取得新成效\n救助12人。\n二、奋勇争先，谱写新篇章\n"
        "南岭山清水秀。\n今年经济社会发展的主要预期目标是：新增就业20人。\n"
    )
    assert plan_of(text) == "二、奋勇争先，谱写新篇章"
    assert kinds(text) == {"12": "review", "20": "plan"}


def test_half_a_year_turns_at_its_second_half() -> None:
    text = "上半年工作总结\n一、救助\n2023年上半年，救助 12人。\n下半年工作计划\n一、养老\n新增床位20张。\n"
    assert kinds(text) == {"12": "review", "20": "plan"}
    assert plan_of(text) == "下半年工作计划"


def test_a_chapter_that_says_nothing_sets_the_aims_before_the_chapter_of_tasks() -> None:
    text = """临江市政府工作报告（2024年）
一、2023年工作回顾
新增床位300张。
二、在为民服务中走在前
2024年是关键一年，今年政府工作的总体要求是坚持稳中求进。
今年的主要预期目标是：新增床位500张。
三、2024年重点工作
新增食堂20张。
"""
    assert kinds(text) == {"300": "review", "500": "plan", "20": "plan"}
    assert plan_of(text) == "二、在为民服务中走在前"


def test_the_second_half_of_a_year_that_is_over_is_no_plan() -> None:
    text = "各位代表：\n一、2011年工作回顾\n下半年，形势变化，救助12人。\n二、2012年工作安排\n救助20人。\n"
    assert kinds(text) == {"12": "review", "20": "plan"}


def test_a_paragraph_behind_a_table_opens_afresh_and_its_rows_do_not() -> None:
    table = "项目 | 年度任务 | 上半年\n下半年开工 | 8张 | 5张\n下一步要改造 | 60张 | 33张\n"
    text = f"临江市2025年上半年民政工作总结\n上半年，供养 12人。\n{table}下半年计划：新增 150张。\n"
    assert kinds(text) == dict.fromkeys(["12", "8", "5", "60", "33"], "review") | {"150": "plan"}


def test_a_word_on_what_comes_next_is_a_plan_within_the_review() -> None:
    text = (
        "2023年上半年工作总结\n一、工作情况\n（一）养老\n建成床位12张。\n下一步，将新增床位15张。\n（二）救助\n救助18人。\n"
        "二、下半年工作安排\n新增床位20张。\n"
    )
    assert kinds(text) == {"12": "review", "15": "plan", "18": "review", "20": "plan"}
    assert plan_of(text) == "二、下半年工作安排"


def test_a_look_back_within_the_plan_ends_where_it_turns_ahead() -> None:
    text = (
        "各位代表：\n一、2023年工作回顾\n救助12人。\n二、2024年工作安排\n救助20人。\n"
        "过去一年，双拥工作慰问 5人。新的一年，要慰问 8人。\n培训9人。\n"
    )
    assert kinds(text) == {"12": "review", "20": "plan", "5": "review", "8": "plan", "9": "plan"}


def test_a_sentence_within_a_paragraph_can_turn() -> None:
    text = (
        "各位代表：\n一、2010年工作回顾\n救助 12人。同时，我们也清醒认识到，还缺床位 7张。\n二、2011年的工作\n"
        "今年救助 20人。过去一年，慰问 5人。今年还要培训 9人。\n"
    )
    assert kinds(text) == {"12": "review", "7": "problems", "20": "plan", "5": "review", "9": "plan"}


def test_years_and_the_year_are_told_apart_under_one_heading() -> None:
    text = (
        "各位代表：\n一、2025年和“十四五”时期工作回顾\n2025年是收官之年。救助12人。\n五年来，救助 60人。\n"
        "刚刚过去的2025年，慰问 8人。\n二、“十五五”时期主要目标\n救助70人。\n三、2026年重点工作\n救助20人。\n"
    )
    assert kinds(text) == {"12": "review", "60": "multi_year", "8": "review", "70": "plan", "20": "plan"}


def test_the_year_just_past_ends_a_review_of_several_years() -> None:
    text = (
        "各位代表：\n一、“十四五”时期工作回顾\n五年来，救助 60人。\n刚刚过去的2025年，慰问 8人。\n培训 9人。\n"
        "五年来，走访 50人。\n二、2026年重点工作\n救助20人。\n"
    )
    assert kinds(text) == {"60": "multi_year", "8": "review", "9": "review", "50": "multi_year", "20": "plan"}


def test_the_last_year_of_a_plan_named_first_may_open_the_five_years() -> None:
    text = (
        "各位代表：\n一、2025年及“十四五”时期工作回顾\n救助12人。\n2025年是“十四五”收官之年。五年来，救助 60人。\n"
        "二、2026年重点工作\n救助20人。\n"
    )
    assert kinds(text) == {"12": "review", "60": "multi_year", "20": "plan"}


def test_a_mixed_chapter_turns_from_the_past_to_the_coming_years() -> None:
    text = (
        "各位代表：\n一、2020年工作回顾\n救助12人。\n二、“十三五”时期发展成就和“十四五”时期主要目标任务\n"
        "过去五年，救助 60人。\n“十四五”时期是关键时期，救助 70人。\n三、2021年重点工作\n救助20人。\n"
    )
    assert kinds(text) == {"12": "review", "60": "multi_year", "70": "plan", "20": "plan"}
    assert plan_of(text).startswith("“十四五”时期是")


def test_topics_deep_in_the_outline_are_not_plans() -> None:
    text = "工作总结\n一、2022年工作情况\n（一）做好节日工作安排\n救助12人。\n（二）落实目标任务\n救助15人。\n"
    assert set(kinds(text).values()) == {"review"}


def test_annexes_with_this_year_s_tasks_are_plans_and_glossaries_are_glossaries() -> None:
    text = BUREAU + "附件1\n2023年十件民生实事\n一、养老\n新增床位500张。\n附件2 名词解释\n1.三社：共3人。\n"
    assert kinds(text)["500"] == "plan"
    assert read_report(text, "").sections[-1].kind is SectionKind.GLOSSARY


def test_an_annex_under_the_plan_that_lists_the_year_s_deeds_is_a_plan() -> None:
    text = BUREAU + "附件：2023年民生实事项目\n1.新增床位500张。\n"
    assert kinds(text)["1500"] == "plan"


def test_a_communique_has_no_plan() -> None:
    text = "2022年社会服务统计公报\n一、综合\n救助12人。\n二、养老\n床位900张。\n注释\n[1]共3人。\n"
    assert read_report(text, "").plan_start is None


def test_the_page_around_the_article_is_furniture() -> None:
    page = "欢迎访问临江市民政局\n" + BUREAU + "打印 关闭\n上一篇：2021年工作总结\n关联附件\n"
    sections = read_report(page, "").sections
    assert (sections[0].kind, sections[-1].kind) == (SectionKind.FURNITURE, SectionKind.FURNITURE)
    assert page[sections[-1].start :].startswith("打印 关闭")


LONG = "".join(f"（{n}）开展活动{n}00场，" + "服务城乡困难群众和老年人儿童" * 6 + "。\n" for n in range(1, 9))


def test_an_article_that_stands_twice_is_read_once() -> None:
    article = BUREAU + LONG
    page = "信息公开\n" + article + "扫码查看\n" + "信息公开\n" + article
    sections = read_report(page, "").sections
    assert sections[-1].kind is SectionKind.DUPLICATE
    assert page[sections[-1].start :] == "信息公开\n" + article
    assert sum(section.kind is SectionKind.PLAN for section in sections) == sum(
        section.kind is SectionKind.PLAN for section in read_report(article, "").sections
    )


def test_a_text_on_one_line_is_cut_at_its_numbering() -> None:
    filler = "开展工作，" * 400
    text = f"2022年工作总结 一、2022年工作情况 救助12人。{filler}结束。二、2023年工作计划 救助20人。{filler}"
    report = read_report(text, "")
    assert report.plan_start == text.index("二、")


def test_a_hard_wrapped_paragraph_does_not_turn_in_the_middle() -> None:
    text = "各位代表：\n一、2003年工作回顾\n针对\n五年来存在的问题，救助12人。\n二、2004年工作安排\n救助20人。\n"
    assert kinds(text) == {"12": "review", "20": "plan"}


PIECES = ["民政", "其中", "（", "一、", "。一、", "\n", "\r\n", "1.", "7", "今年", "2023年", " "]
PIECES += ["下一步", "工作计划", "政府工作报告", "各位代表", "上一篇", "\u3000", "\ufeff", "|", "-"]
PIECES += ["二〇二六年", "“十四五”", "五年来，", "附件", "："]


@example("民政\n附件\n政府工作报告")
@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_text_makes_reading_raise_and_sections_cover_it(text: str) -> None:
    sections = read_report(text, "").sections
    assert "".join(text[section.start : section.end] for section in sections) == text
    assert all(section.start < section.end for section in sections)


ODD = ATTACKS["reading"]


@pytest.mark.parametrize("piece", ODD.pieces)
def test_a_megabyte_of_anything_is_covered_by_its_sections(piece: str) -> None:
    """An expression that backtracks over all of it would not come back."""
    text = piece * (1_000_000 // len(piece))
    assert "".join(text[section.start : section.end] for section in read_report(text, "").sections) == text


@pytest.mark.parametrize("piece", ODD.pieces)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    assert_linear(lambda size: ODD.run(piece, size), 6000)


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("主办：临江市人民政府办公室", True),
        ("承办单位：临江市大数据中心", True),
        ("承办人大代表建议8件、政协提案6件", False),  # a report of what was handled
    ],
)
def test_who_runs_the_page_is_furniture_and_what_was_handled_is_not(line: str, furniture: bool) -> None:
    sections = read_report(BUREAU + line + "\n", "").sections
    assert (sections[-1].kind is SectionKind.FURNITURE) is furniture
