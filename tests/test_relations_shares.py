"""Part, whole and percentage in one, two or three clauses."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found, relations

from kpi.arithmetic.notation import explained


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "总床位41199张，其中护理型床位15311张，护理型床位占比达37.1%。",
            ("truncated", "15311张", "41199张", "37.1%"),
        ),
        ("拟改造19家供养机构，已经完成13所，完成率68%。", ("consistent", "13所", "19家", "68%")),
        ("应检社会组织205家，已参检164家，参检率82.0%。", ("inconsistent", "164家", "205家", "82.0%")),
        ("床位仅建成88张，完成全年目标120张的73.3%。", ("consistent", "88张", "120张", "73.3%")),
        ("入户复核6120户，退出不符合条件的413户，占7.6%。", ("inconsistent", "413户", "6120户", "7.6%")),
        (
            "特困人员1036人，其中集中供养286人、分散供养750人，集中供养率27.6%。",
            ("consistent", "286人", "1036人", "27.6%"),
        ),
    ],
)
def test_share(text: str, expected: tuple[str, ...]) -> None:
    verdict, *members = expected
    assert ("share", verdict, tuple(members)) in found(text)


def test_the_whole_may_stand_in_an_earlier_sentence() -> None:
    text = "反馈问题线索共计1072条。其中农村低保235条。经核实，查实问题线索共计488条，查实率为45.5%。"
    assert ("share", "consistent", ("488条", "1072条", "45.5%")) in found(text)


def test_the_note_says_that_no_whole_number_gives_the_percentage() -> None:
    text = "发现并报告困境儿童197人；已解除失联121人，占报告总数的60.7%。"
    (relation,) = [one for one in relations(text) if one.type == "share"]
    assert relation.verdict == "inconsistent"
    assert explained(relation.computation) == "121 / 197 = 61.421% ≠ 60.7% (Δ 0.72); ∄ n ∈ ℕ: n / 197 ≈ 60.7%"


def test_the_note_names_the_count_that_would_fit() -> None:
    (relation,) = [one for one in relations("应检205家，已参检164家，参检率82.0%。") if one.type == "share"]
    assert "82.0% ⇐ 168 / 205" in explained(relation.computation)


@pytest.mark.parametrize(
    "text",
    [
        "注册志愿者12.8万人，其中女性8.1万人，占全省志愿者总数的14%。",
        "出口总额120.5亿元，其中机电产品40.2亿元，占全国的5%。",
        "开展培训2500人次，其中护理员2200人次，占总培训计划38%。",
        "养老机构256所，其中社会化运营141所，增长84%。",
        "发放高龄津贴136771人，低收入补贴36845人，覆盖率达80%。",
    ],
)
def test_a_share_of_something_else_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()


def test_percentages_of_a_whole_cannot_pass_a_hundred() -> None:
    assert contradictions("抽检产品合格率达101.2%。") == {("share", "inconsistent", ("101.2%",))}
    assert contradictions("全年完成率达123%。") == set()
    assert contradictions("城镇占45%、农村占40%、其他占25%。") == {
        ("partial", "inconsistent", ("45%", "40%", "25%"))
    }
