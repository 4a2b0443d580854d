"""Targets and milestones of a plan, and tasks inside a review with their progress."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from extraction_support import read, targets

from kpi.extraction import extract
from kpi.extraction.due import due_date
from kpi.model import Op, TargetKind, Verdict


@pytest.mark.parametrize(
    ("plan", "kind", "op", "value"),
    [
        ("节地生态安葬率达80%以上。", TargetKind.LEVEL, Op.AT_LEAST, "80"),
        ("新增床位100张。", TargetKind.AMOUNT, Op.AT_LEAST, "100"),
        ("登记失业率控制在4%以内。", TargetKind.LEVEL, Op.AT_MOST, "4"),
        ("地区生产总值增长5%左右。", TargetKind.LEVEL, Op.ABOUT, "5"),
        ("入园企业达到14家。", TargetKind.LEVEL, Op.AT_LEAST, "14"),
        ("慈善信托不低于200万元。", TargetKind.AMOUNT, Op.AT_LEAST, "2000000"),
    ],
)
def test_numeric_target(plan: str, kind: TargetKind, op: Op, value: str) -> None:
    (target,) = targets(plan)
    assert (target.kind, target.op, target.value) == (kind, op, Decimal(value))
    assert target.due == date(2026, 12, 31)


def test_a_range_is_one_target() -> None:
    (target,) = targets("农村居民收入增长6%-6.5%。")
    assert (target.op, target.value, target.value_high) == (Op.RANGE, Decimal("6"), Decimal("6.5"))


def test_growth_and_level_of_one_indicator_are_two_targets() -> None:
    growth, level = targets("地区生产总值增长11%,达到282亿元。")
    assert growth.subject.text == "地区生产总值增长"
    assert (level.subject.text, level.kind) == ("地区生产总值", TargetKind.LEVEL)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("6月底前建成", date(2026, 6, 30)),
        ("9月前完成", date(2026, 8, 31)),
        ("到2030年达到", date(2030, 12, 31)),
        ("上半年完成", date(2026, 6, 30)),
        ("三季度末前", date(2026, 9, 30)),
        ("“十五五”末达到", date(2030, 12, 31)),
        ("年内完成", date(2026, 12, 31)),
        ("10月15日前", date(2026, 10, 15)),
        ("10月份投入使用", date(2026, 10, 31)),
    ],
)
def test_due_date_from_the_words(words: str, due: date) -> None:
    assert due_date(words, date(2026, 12, 31)) == due


@pytest.mark.parametrize(
    ("plan", "texts"),
    [
        ("出台《养老服务实施意见》。", ["出台《养老服务实施意见》"]),
        ("印发《甲办法》《乙办法》等文件。", ["印发《甲办法》", "《乙办法》"]),
        ("完成新建东山敬老院项目,并投入运营。", ["完成新建东山敬老院项目"]),
        ("完成优秀社工评选、师徒结对、案例评选等活动。", ["完成优秀社工评选", "师徒结对", "案例评选"]),
        ("完成城东道路、供水等基础设施建设。", ["完成城东道路、供水等基础设施建设"]),
        ("在东街社区和西街社区完成居民会客厅创建。", ["在东街社区和西街社区完成居民会客厅创建"]),
        ("确保各项联检任务按期完成。", ["各项联检任务按期完成"]),
        ("城东隧道建成通车。", ["城东隧道建成通车"]),
        ("抢抓城东隧道建成通车机遇。", []),
        ("对二手房转让环节营业税给予优惠。", []),
        ("对养老机构照料安全进行全覆盖监管。", []),
        ("巩固国家卫生城镇创建成果。", []),
        ("执行修订后的《选举办法》。", []),
        ("继续深化移风易俗工作。", []),
        ("加强社会组织监管,推进改革。", []),
    ],
)
def test_milestones_name_a_deliverable(plan: str, texts: list[str]) -> None:
    assert [t.text for t in targets(plan)] == texts


def test_a_task_inside_a_review_is_held_against_its_own_progress() -> None:
    (target,) = read("启动居家适老化改造,全年任务数410户,已完成42户。").targets
    assert (target.value, target.actual, target.verdict) == (410, "q2", Verdict.BEHIND)


def test_a_milestone_is_due_at_its_own_time_not_at_its_neighbours() -> None:
    found = targets("确保城东泵站一季度开工建设,城西泵站10月份投入使用,城北泵站年内建成。")
    assert [t.due for t in found] == [date(2026, 3, 31), date(2026, 10, 31), date(2026, 12, 31)]


def test_years_of_a_plans_title_are_no_due_date() -> None:
    (target,) = targets("发布《布局专项规划(2021—2035年)》。")
    assert target.due == date(2026, 12, 31)


def test_a_document_that_a_review_says_is_to_come_is_a_milestone() -> None:
    (target,) = read("拟出台《公墓奖补细则》,印发了《工作要点》。").targets
    assert (target.text, target.due) == ("拟出台《公墓奖补细则》", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("plan", "subject"),
    [
        ("建立完善县级救助服务平台。", "县级救助服务平台"),
        ("开工建设残疾人康复中心。", "残疾人康复中心"),
        ("建成投用少儿图书馆新馆。", "少儿图书馆新馆"),
    ],
)
def test_the_second_verb_is_no_part_of_what_is_delivered(plan: str, subject: str) -> None:
    assert [t.subject.text for t in targets(plan)] == [subject]


def test_nothing_is_due_before_the_report_that_promises_it() -> None:
    text = "临江市民政局2023年工作总结\n一、工作情况\n圆满完成2023年底前50件实事任务。\n"
    text += "二、2024年工作计划\n新增床位20张。\n"
    assert [str(target.due) for target in extract(text, "a.txt").targets] == ["2024-12-31"]
