"""Whose report it is, of when, and when its plan falls due."""

from __future__ import annotations

from datetime import date

import pytest

from kpi.model import Report
from kpi.reading import due_at, read_report

WORK_REPORT = """政 府 工 作 报 告
——{held}在临川县第十七届人民代表大会第三次会议上
临川县人民政府县长　李明
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、过去一年工作回顾
全县生产总值达到120亿元，增长6%。
二、{plan}
生产总值增长6.5%以上。
"""


def read(text: str) -> Report:
    return read_report(text, "report.txt")


def period(report: Report) -> str:
    return f"{report.period_start}..{report.period_end}"


def test_a_work_report_reviews_the_year_before_it_was_delivered() -> None:
    report = read(WORK_REPORT.format(held="2014年2月19日", plan="2014年工作安排"))
    assert (report.title, report.body) == ("政府工作报告", "临川县人民政府")
    assert (report.published, period(report)) == (date(2014, 2, 19), "2013-01-01..2013-12-31")
    assert report.plan_due == date(2014, 12, 31)


def test_dates_in_chinese_numerals_are_dates() -> None:
    report = read(WORK_REPORT.format(held="二〇二六年一月二十七日", plan="今年工作安排"))
    assert (report.published, report.plan_due) == (date(2026, 1, 27), date(2026, 12, 31))


def test_a_report_on_five_years_covers_them() -> None:
    report = read("各位代表：\n一、过去五年工作回顾\n修路800公里。\n二、2018年工作建议\n修路90公里。\n")
    assert period(report) == "2013-01-01..2017-12-31"
    report = read("各位代表：\n一、“十四五”时期工作回顾\n修路800公里。\n二、2026年重点工作\n修路90公里。\n")
    assert period(report) == "2021-01-01..2025-12-31"


@pytest.mark.parametrize(
    ("title", "expected", "due"),
    [
        ("临江市民政局2022年上半年工作总结及下半年工作安排", "2022-01-01..2022-06-30", date(2022, 12, 31)),
        ("临江市民政局2022年工作总结和2023年工作思路", "2022-01-01..2022-12-31", date(2023, 12, 31)),
        ("2023年前三季度临江市民政局工作总结", "2023-01-01..2023-09-30", date(2023, 12, 31)),
        ("临江市民政局2023年1-5月工作总结", "2023-01-01..2023-05-31", date(2023, 12, 31)),
    ],
)
def test_the_title_names_body_and_period(title: str, expected: str, due: date) -> None:
    report = read(f"{title}\n一、工作完成情况\n救助120人。\n二、下一步工作打算\n新增床位100张。\n")
    assert (report.title, report.body, period(report), report.plan_due) == (title, "临江市民政局", expected, due)


def test_a_report_on_its_own_year_reaches_to_the_day_of_publication() -> None:
    report = read(
        "临江市民政局2021年度重点工作完成情况\n来源：市民政局　发布时间：2021-06-02 16:01\n"
        "一、进展情况\n截至目前，保障1200人。\n二、下一步工作打算\n新增床位100张。\n"
    )
    assert (period(report), report.published) == ("2021-01-01..2021-06-02", date(2021, 6, 2))
    assert report.plan_due == date(2021, 12, 31)


def test_a_plan_alone_reviews_nothing_and_falls_due_in_its_own_year() -> None:
    report = read("临江市民政局2024年工作要点\n一、总体要求\n坚持稳中求进。\n二、重点任务\n新增床位20张。\n")
    assert (report.period_start, report.period_end, report.plan_due) == (None, None, date(2024, 12, 31))
    assert report.plan_start == report.text.index("一、")


def test_a_quarter_s_plan_falls_due_when_the_quarter_ends() -> None:
    report = read("临江市民政局2023年一季度工作总结\n一、工作情况\n救助12人。\n二、二季度工作计划\n救助20人。\n")
    assert (period(report), report.plan_due) == ("2023-01-01..2023-03-31", date(2023, 6, 30))


def test_the_year_comes_from_the_text_where_the_title_has_none() -> None:
    report = read("上半年工作总结\n上半年，我局编制项目。\n一、养老\n2023年上半年建成床位20张，2023年共40张。\n")
    assert period(report) == "2023-01-01..2023-06-30"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("2024年上半年民政局工作总结\n一、工作情况\n救助12人。\n", "民政局"),
        ("上半年工作总结\n上半年，我局按照市民政局工作部署，救助12人。\n", ""),
        ("各位代表：\n现在，我代表市人民政府，向大会报告工作。\n一、2023年工作回顾\n", ""),
        ("各位代表：\n现在，我代表国务院，向大会作政府工作报告。\n一、2023年工作回顾\n", "国务院"),
        ("2025年南岭省政府工作报告\n各位代表：\n我代表省人民政府报告工作。\n", "南岭省人民政府"),
        ("2022年国民经济统计公报\n临江市统计局\n2023年3月\n2022年，全市平稳。\n一、综合\n", "临江市统计局"),
    ],
)
def test_a_body_is_named_only_as_far_as_the_text_names_it(text: str, body: str) -> None:
    assert read(text).body == body


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云溪县水务局2024年工作总结", "云溪县水务局"),
        ("云溪市市场监督管理局2024年工作总结", "云溪市市场监督管理局"),
        ("云溪县卫健委2024年工作总结", "云溪县卫健委"), ("中共云溪县委宣传部2024年工作总结", "云溪县委宣传部"),
        ("临江市海滨区林业局2024年工作总结", "临江市海滨区林业局"),
        ("云溪县人民政府办公室2024年工作总结", "云溪县人民政府办公室"),
        ("石鼓镇民政办2024年工作总结", "石鼓镇民政办"), ("清河街道办事处2024年工作总结", "清河街道办事处"),
        ("石鼓镇人民政府2024年工作总结", "石鼓镇人民政府"), ("云溪县人民法院工作报告", "云溪县人民法院"),
        ("关于云溪县公安局2024年工作总结的报告", "云溪县公安局"), ("县水务局2024年工作总结", "水务局"),
        ("全市各区县局2024年工作总结", ""), ("全县民政局2024年工作总结", ""), ("云溪县2024年统计公报", ""),
        ("云溪县干部教育2024年工作总结", ""), ("云溪县构建发展新格局2024年工作总结", ""),
        ("云溪县村民委员会换届选举工作总结", ""), ("云溪县养老服务中心建设情况报告", ""),
        ("云溪县第十八届人民代表大会第三次会议2024年工作总结", ""), ("云溪县政府采购监管2024年工作总结", ""),
    ],
)  # fmt: skip
def test_an_office_is_known_by_its_place_and_its_kind(title: str, body: str) -> None:
    assert read(f"{title}\n一、工作情况\n救助12人。\n").body == body


def test_who_prints_a_report_is_not_who_reports() -> None:
    text = "2024年工作总结\n来源:{name} 发布时间:2024-12-31\n一、工作情况\n救助12人。\n"
    assert read(text.format(name="云溪县水务局")).body == "云溪县水务局"
    assert read(text.format(name="云溪县融媒体中心")).body == ""


def test_the_word_bureau_of_a_higher_level_is_not_the_body() -> None:
    assert read("工作总结\n在省民政厅和临江市委领导下，我局救助12人。\n").body == ""


def test_a_chapter_on_a_coming_five_year_plan_falls_due_when_that_plan_ends() -> None:
    text = (
        "各位代表：\n一、2025年工作回顾\n救助12人。\n二、“十五五”时期主要目标任务\n（一）养老。床位达到900张。\n"
        "三、2026年重点工作\n今年是“十五五”开局之年。床位达到300张。\n"
    )
    report = read(text)
    assert due_at(report, text.index("900张")) == date(2030, 12, 31)
    assert due_at(report, text.index("300张")) == date(2026, 12, 31)


def test_nothing_is_due_where_nothing_is_planned() -> None:
    report = read("2022年社会服务统计公报\n一、综合\n救助12人。\n二、养老\n床位900张。\n")
    assert (report.plan_start, report.plan_due, due_at(report, 30)) == (None, None, None)


def test_a_title_below_the_links_of_its_page_is_found() -> None:
    report = read(
        "当前位置：\n首页\n>\n政务信息\n2026年南岭省政府工作报告\n"
        "发表时间：\n2026-02-09 09:45:30\n来源：\n南岭日报\n"
        "——2026年2月3日在南岭省第十三届人民代表大会第四次会议上\n省长 张三\n各位代表：\n"
        "现在，我代表省人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n救助12人。\n"
    )
    assert (report.title, report.body) == ("2026年南岭省政府工作报告", "南岭省人民政府")
    assert (report.published, period(report)) == (date(2026, 2, 9), "2025-01-01..2025-12-31")


def test_the_congress_is_not_who_speaks() -> None:
    report = read(
        "2026年2月3日在南岭省第十四届人民代表大会\n第五次会议上\n南岭省人民政府省长　李四\n各位代表：\n"
        "现在，我代表省人民政府，向大会报告工作。\n一、2025年工作回顾\n救助12人。\n"
    )
    assert report.body == "南岭省人民政府"


def test_a_work_report_without_headings_reviews_the_year_that_it_opens_with() -> None:
    report = read(
        "各位代表：现在，我代表市人民政府，向大会报告工作，请予审议。2023年是全面发展的一年，救助12人。\n"
        "2024年，新增床位20张。\n"
    )
    assert (period(report), report.plan_due) == ("2023-01-01..2023-12-31", date(2024, 12, 31))


@pytest.mark.parametrize(
    ("top", "title", "first", "last"),
    [
        ("2025年云溪市交通运输行业\n发展统计公报\n", "2025年云溪市交通运输行业发展统计公报", 1, 12),
        (
            "云溪市人力资源和社会保障局\n关于2025年工作情况和下一步安排的报告\n",
            "云溪市人力资源和社会保障局关于2025年工作情况和下一步安排的报告",
            1,
            12,
        ),
        (
            "云溪市人民政府公报\n2026年3月31日 第3号（总第268号）\n云溪市2025年统计公报\n",
            "云溪市2025年统计公报",
            1,
            12,
        ),
        ("云溪县2025年上半年医疗服务情况分析\n", "云溪县2025年上半年医疗服务情况分析", 1, 6),
        ("云溪县2025年住房公积金归集情况表\n", "云溪县2025年住房公积金归集情况表", 1, 12),
    ],
)
def test_titles_over_two_lines_below_a_masthead_and_of_tables(top: str, title: str, first: int, last: int) -> None:
    report = read(f"{top}云溪市统计局\n2026年4月1日\n一、总体情况\n救助120人。\n")
    assert report.title == title
    assert report.period_start and report.period_end
    months = (report.period_start.year, report.period_start.month, report.period_end.month)
    assert months == (2025, first, last)


def test_two_titles_are_not_one() -> None:
    assert read("2025年工作总结\n2026年工作计划\n救助120人。\n").title == "2025年工作总结"


def test_a_period_that_somebody_gives_holds_only_where_the_text_tells_none() -> None:
    given = "2024年上半年"
    silent, told = "清禾县民政局工作总结\n\n新增床位300张。\n", "清禾县民政局2023年工作总结\n\n新增床位300张。\n"
    assert read_report(silent, "a", period=given).period_end == date(2024, 6, 30)
    assert read_report(told, "a", period=given) == read_report(told, "a")
