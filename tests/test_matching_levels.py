"""Growth that two levels tell, groups by a limit, and what a number's own verb says of it."""

from __future__ import annotations

import pytest

from tests.matching_support import only, outcome
from tests.matching_support import rehearsed as rehearsed

OTHERS = "发放补贴30万元。走访困难群众120户。新聘社工15人。举办培训班8期。修缮祠堂2座。植树6万株。"


def test_two_levels_of_a_sentence_tell_the_growth_that_was_asked_for() -> None:
    judgement = only("农村低保标准提高5%。", f"{OTHERS}农村低保标准由每人每月780元提高到830元。")
    assert (judgement.verdict, judgement.note) == ("met", "830元 / 780元 - 1 = 6.4% > 5%")


def test_nobody_is_accused_by_two_levels() -> None:
    told = "农村低保标准由每人每月780元提高到800元。"
    assert outcome("农村低保标准提高5%。", f"{OTHERS}{told}")[0] == "not_comparable"


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("村集体收入10万元以上的村占比达到70%。", "村集体收入10万元以上的村占比达到86%。", "met"),
        ("村集体收入10万元以上的村占比达到70%。", "村集体收入5万元以上的村占86%。", "not_comparable"),
        ("高新技术企业突破6500家。", "高新技术企业净增872家、达到6732家。", "met"),
        ("争取上级资金20亿元以上。", "争取上级资金23.7亿元。", "met"),
        ("安排县级重点项目112个。", "实施县级重点项目115个，完成投资138亿元，完成年度计划的95.1%。", "met"),
        ("地区生产总值增长7%以上。", "地区生产总值迈上3300亿元台阶、增长6.2%。", "missed"),
        ("建设家庭养老床位1200张。", "全市家庭养老床位累计3460张。", "not_comparable"),
        ("换发社会保障卡12万张。", "社会保障卡累计换发41.2万张。", "not_comparable"),
        ("换发社会保障卡12万张。", "全年累计换发社会保障卡13.2万张。", "met"),
        ("城乡居民养老保险参保率达到98%。", "城乡居民养老保险待遇发放率100%。", "needs_review"),
    ],
)
def test_the_number_is_judged_by_what_it_says_itself(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, f"{OTHERS}{report}")[0] == verdict


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("建成区级灾害多点触发监测预警平台。", "灾害多点触发监测预警平台建成并接入市级平台。", "met"),
        ("青岭大峡谷创建国家5A级旅游景区。", "青岭大峡谷通过国家5A级景区景观质量评审。", "needs_review"),
        ("青岭大峡谷创建国家5A级旅游景区。", "白鹭湖通过国家5A级景区景观质量评审。", "not_reported"),
    ],
)
def test_a_deliverable_is_known_by_its_compound_or_by_its_name(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, f"{OTHERS}{report}")[0] == verdict


TABLE = """
指标 | 2024年目标值 | 2024年完成值 | 完成率
水质达标率（%） | 95 | {} | {}
新建幸福院（个） | 45 | 41 | 91.1%

"""


@pytest.mark.parametrize(
    ("plan", "report", "verdict", "answer"),
    [
        ("水质达标率达到95%以上。", TABLE.format("93.8", "98.7%"), "missed", "93.8"),
        ("水质达标率达到95%以上。", TABLE.format("95.8", "100.8%"), "met", "95.8"),
        ("新建幸福院45个。", "新建幸福院目标45个，实际完成新建幸福院48个。", "met", "48个"),
        ("新建幸福院45个。", "新建幸福院45个。", "met", "45个"),
    ],
)
def test_what_the_report_says_was_asked_is_no_answer(plan: str, report: str, verdict: str, answer: str) -> None:
    assert outcome(plan, f"{OTHERS}{report}") == (verdict, answer)


YEARS = """
年份 | 养老机构（个） | 入住率（%）
2022 | 28 | 46.1
2023 | 31 | 49.0
2024 | 33 | {}

"""


@pytest.mark.parametrize(("told", "verdict"), [("52.7", "missed"), ("56.2", "met")])
def test_rows_of_other_years_are_no_answer(told: str, verdict: str) -> None:
    assert outcome("入住率达到55%。", f"{OTHERS}{YEARS.format(told)}") == (verdict, told)
