"""The noun behind a number: past its bound, behind a verb, behind an attribute, with its threshold."""

from __future__ import annotations

import pytest
from extraction_support import figures, targets

from kpi.model import Role


def subjects(sentence: str) -> list[str]:
    return [q.subject.text for q in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推进80个以上文旅重点项目。", ["文旅重点项目"]),
        ("培育9家以上骨干企业、12家左右示范合作社。", ["骨干企业", "示范合作社"]),
        ("设立6亿元县级引导基金。", ["县级引导基金"]),
        ("启动3万亩蔬菜基地建设。", ["蔬菜基地建设"]),
        ("严守40万亩耕地红线。", ["耕地红线"]),
        ("解决700人的安全饮水问题。", ["安全饮水问题"]),
        ("建成1所以失能照护为主的养护院。", ["养护院"]),
        ("在60%政府举办的基层医疗机构推行新办法。", ["基层医疗机构推行新办法"]),
        ("完成东部9个县(市、区)水源替换。", ["县(市、区)水源替换"]),
        ("拟投入30万元对50户困难群众进行帮扶。", ["拟投入", "困难群众"]),
        ("保障老人90人以上。", ["保障老人"]),
        ("将滞站受助人员9名按政策安置。", ["滞站受助人员"]),
        ("出台13条支持措施。", ["支持措施"]),
        ("规上企业100%使用绿色电力。", ["规上企业使用绿色电力"]),
        ("30个乡镇全部实现通达水泥路。", ["乡镇全部实现通达水泥路"]),
    ],
)
def test_the_noun_behind(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("新签约3亿元以上项目25个。", "新签约3亿元以上项目"),
        ("形成5个产值超80亿元的产业集群。", "产值超80亿元的产业集群"),
        ("6个超20亿元项目动工。", "超20亿元项目"),
        ("建成2个5万吨级泊位。", "5万吨级泊位"),
    ],
)
def test_a_threshold_belongs_to_the_noun_that_is_counted(sentence: str, subject: str) -> None:
    counted = next(q for q in figures(sentence) if q.unit == "个")
    size = next(q for q in figures(sentence) if q.unit != "个")
    assert (counted.subject.text, size.role) == (subject, Role.OTHER)


def test_people_are_counted_by_their_age() -> None:
    assert subjects("惠及5万65岁以上老年人。")[0] == "惠及65岁以上老年人"


def test_each_of_a_list_has_its_own_threshold() -> None:
    found = figures("其中3亿元以上项目不少于5个、8亿元以上项目不少于2个。")
    assert [q.subject.text for q in found if q.unit == "个"] == ["3亿元以上项目", "8亿元以上项目"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("存款余额五年增长3倍。", "存款余额增长"),
        ("用两年时间将筹资标准由50元提高到100元。", "筹资标准"),
        ("优良率连续三年保持在90%。", "优良率"),
    ],
)
def test_a_duration_keeps_the_noun_before_it_and_has_none_of_its_own(sentence: str, subject: str) -> None:
    assert figures(sentence)[-1].subject.text == subject


def test_the_clause_of_a_target_holds_the_noun_behind_the_bound() -> None:
    assert [t.text for t in targets("打造3个以上示范集群。")] == ["打造3个以上示范集群"]
