"""Rates that no number tells: a part and its whole, or all of them."""

from __future__ import annotations

import pytest

from tests.matching_support import only, outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("社会组织年检率达到95%以上。", "应检社会组织186家，参检178家。", "met"),
        ("社区工作者持证率达到35%以上。", "现有社区工作者214人，其中76人取得社工师证书。", "met"),
        ("养老机构入住率达到55%。", "全县养老机构床位2460张，在院老人1386人。", "met"),
        # All of its words, and less than was asked for.
        ("社会组织年检率达到98%以上。", "应检社会组织186家，年检178家。", "missed"),
        # Some of them: a person has to read it, and nobody is told silent.
        ("养老机构消防验收合格率达到100%。", "23家养老机构中已有21家通过消防验收。", "needs_review"),
        ("社会组织年检率达到95.8%以上。", "应检社会组织186家，参检178家。", "needs_review"),
        # All of them, without a number.
        ("养老机构医养签约率达到100%。", "所有养老机构都与就近的医院签订了医养协议。", "met"),
        ("儿童主任培训覆盖率达到100%。", "160名儿童主任轮训一遍。", "met"),
        # Of something else, or not of all.
        ("社会组织年检率达到95%以上。", "应检养老院186家，参检178家。", "not_reported"),
        ("儿童主任培训覆盖率达到100%。", "儿童主任培训尚未全部开展。", "not_comparable"),
    ],
)
def test_rate_of_a_part_and_its_whole(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


def test_quotient_is_shown_with_its_numbers() -> None:
    judgement = only("社会组织年检率达到95%以上。", "应检社会组织186家，参检178家。")
    assert judgement.note == "178家 / 186家 = 95.7% > 95%"
    assert judgement.answer is not None
    assert judgement.answer.text == "178家"


def test_standard_of_a_year_answers_that_of_a_month() -> None:
    assert outcome("高龄津贴标准提高到每人每月60元。", "高龄津贴标准提高到每人每年720元。")[0] == "met"


def test_standard_raised_within_the_year_is_that_of_its_end() -> None:
    plan = "城市低保标准提高到每人每月740元以上。"
    assert outcome(plan, "自7月起提高救助标准，城市低保标准提高到每月750元。")[0] == "met"


def test_stock_of_another_size_rivals_no_answer() -> None:
    report = "新增养老机构床位260张。全县养老机构床位2460张。"
    assert outcome("新增养老机构床位300张。", report)[0] == "missed"


def test_one_of_two_things_asked_for_together_accuses_nobody() -> None:
    plan = "开展残疾人职业技能和农村实用技术培训350人次。"
    assert outcome(plan, "开展残疾人农村实用技术培训160人次。")[0] != "missed"


def test_rate_of_one_town_is_not_that_of_the_county() -> None:
    report = "石桥镇作为殡葬改革试点镇，节地生态安葬率达到81%。"
    assert outcome("节地生态安葬率达到50%。", report)[0] != "met"
