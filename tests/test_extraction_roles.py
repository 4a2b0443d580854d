"""What a number is in its sentence: words near it first, its section only where they are silent."""

from __future__ import annotations

import pytest
from extraction_support import figures, one

from kpi.model import Measure, PeriodKind, Role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("发放低保金300万元。", Role.ACTUAL),
        ("拟投入100万元。", Role.TARGET),
        ("全年任务数410户。", Role.TARGET),
        ("争取到国家专项资金1691万元。", Role.ACTUAL),
        ("实施“百日提升计划”,全年培训2500人次。", Role.ACTUAL),
        ("城市低保标准为716元/人·月。", Role.STANDARD),
        ("对通过验收的村给予40万元奖励。", Role.STANDARD),
        ("殡仪馆占地315亩。", Role.OTHER),
        ("为80岁老人体检。", Role.OTHER),
        ("另3家慈善组织拟办理登记。", Role.TARGET),
    ],
)
def test_role_in_a_review(sentence: str, role: Role) -> None:
    assert one(sentence).role is role


def test_the_old_value_of_a_rise_is_before() -> None:
    old, new = figures("城镇低保从870元/月提高到910元/月。")
    assert (old.role, new.role) == (Role.BEFORE, Role.STANDARD)


def test_the_time_base_said_once_holds_for_both_values_of_a_rise() -> None:
    old, new = figures("特困供养标准由每人每月1740元提高至1820元。")
    assert (old.unit, new.unit) == ("元/人·月", "元/人·月")


def test_a_plan_asks_and_may_mention_what_is_done() -> None:
    asked, done = figures("平稳。", "新增床位100张。在去年建成20家的基础上巩固提升。")
    assert (asked.role, done.role) == (Role.TARGET, Role.ACTUAL)


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("地区生产总值同比增长10.1%。", Measure.GROWTH),
        ("低保对象比上年减少300人。", Measure.CHANGE),
        ("护理型床位占比58%。", Measure.SHARE),
        ("参检率达98%。", Measure.RATE),
        ("共有床位300张。", Measure.LEVEL),
        ("低保标准提高到910元/月。", Measure.LEVEL),
    ],
)
def test_measure(sentence: str, measure: Measure) -> None:
    assert one(sentence).subject.measure is measure


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("五年来新增床位300张。", PeriodKind.MULTI_YEAR),
        ("“十四五”以来新建站点30个。", PeriodKind.MULTI_YEAR),
        ("财政收入年均增长6%。", PeriodKind.AVERAGE),
        ("2019年床位为300张。", PeriodKind.YEAR),
        ("一季度发放300万元。", PeriodKind.PART),
        ("2025年发放300万元。", PeriodKind.PERIOD),
        ("全年发放300万元。", PeriodKind.PERIOD),
    ],
)
def test_a_total_of_several_years_is_never_taken_for_a_years(sentence: str, kind: PeriodKind) -> None:
    assert one(sentence).period.kind is kind


def test_a_size_that_qualifies_a_noun_is_other_and_the_count_behind_it_is_not() -> None:
    size, count = figures("实施500万元以上技改项目302个。")
    assert (size.role, count.role) == (Role.OTHER, Role.ACTUAL)


def test_what_is_shut_down_is_measured_by_its_size() -> None:
    assert one("关停5000万千瓦小火电机组。").role is Role.ACTUAL


@pytest.mark.parametrize("sentence", ["全年预计粮食总产65万吨。", "争取专项债券项目32个。", "力争的工作完成3项。"])
def test_weak_words_of_intent_make_no_target_in_a_review(sentence: str) -> None:
    assert figures(sentence)[0].role is Role.ACTUAL


def test_every_member_of_a_list_of_growths_is_growth() -> None:
    found = figures("财政支出比上年增长29.2%、39.4%和23.9%。")
    assert {q.subject.measure for q in found} == {Measure.GROWTH}
