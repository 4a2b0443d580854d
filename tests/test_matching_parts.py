"""Milestones that name several things: all told done, some of them, or none."""

from __future__ import annotations

import pytest

from tests.matching_support import only
from tests.matching_support import rehearsed as rehearsed

PLAN = "推动青石码头、云岭隧道、东湖泵站等项目建成投用。"


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ("青石码头建成投用。云岭隧道和东湖泵站投用。", "met"),
        ("青石码头建成投用。", "partly"),
        ("云岭隧道正在加快建设。", "in_progress"),
        ("新建养老服务中心3个。", "not_reported"),
    ],
)
def test_what_is_told_of_the_named_things(report: str, verdict: str) -> None:
    assert only(PLAN, report).verdict == verdict


def test_the_clause_on_one_of_them_is_the_evidence() -> None:
    answer = only(PLAN, "加快项目建设。东湖泵站建成投用，排涝能力提高。").answer
    assert answer is not None
    assert answer.text == "东湖泵站建成投用"


def test_a_thing_may_be_told_without_its_class_or_hold_a_light_character() -> None:
    plan = "确保云顶酒店、百福楼酒店、发达广场投入运营。"
    assert only(plan, "百福楼等一批酒店竣工运营。").verdict == "partly"
    assert only(plan, "发达广场项目进展顺利。").verdict == "in_progress"


def test_the_name_before_and_others_is_enough() -> None:
    assert only("开工建设引云济湖等重大水利工程。", "引云济湖工程启动建设。").verdict == "met"


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ("出台加快发展养老服务的意见。", "met"),  # 加快 is of the document's name
        ("养老服务发展典型经验入选全国案例。", "not_reported"),  # no verb, and no word of a document
    ],
)
def test_document(report: str, verdict: str) -> None:
    assert only("制定发展养老服务的意见。", report).verdict == verdict


def test_a_document_for_two_matters_is_one_thing() -> None:
    assert only("制定湿地保护和损害赔偿办法。", "东湖湿地保护成效通过验收。").verdict != "partly"


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("建成白川、安岭两座抽水蓄能电站。", "白川抽水蓄能电站首批机组投产发电。", "partly"),
        ("建成白川、安岭两座抽水蓄能电站。", "白川、安岭抽水蓄能电站建成投产。", "met"),
        ("建成白川、安岭两座抽水蓄能电站。", "两座抽水蓄能电站建成投产。", "met"),
        (
            "市养护院二期、市照护中心年内投入使用。",
            "市养护院二期9月开门迎客，市照护中心通过竣工验收，设施设备正在采购。",
            "partly",
        ),
        ("完成龙岗、石门两处公益性公墓建设。", "龙岗公益性公墓6月投入使用。", "partly"),
        ("完成东昌县、南岭县公共就业服务中心建设。", "南岭县公共就业服务中心建成。", "partly"),
    ],
)
def test_one_of_a_kind_in_each_of_several_places(plan: str, report: str, verdict: str) -> None:
    assert only(plan, report).verdict == verdict
