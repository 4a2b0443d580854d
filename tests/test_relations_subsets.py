"""Those looked at and those of them of whom more is said; what is left; what came, went and stayed."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    "text",
    [
        "共排查低收入人口3200人，符合条件纳入低保3450人。",
        "接到求助120件，办结135件。",
        "应参加培训人员230人，实际参加培训245人。",
        "报名参加考试412人，考试通过456人。",
        "发放问卷500份，回收有效问卷520份。",
        "发现安全隐患86处，完成整改91处。",
    ],
)
def test_more_than_there_were(text: str) -> None:
    assert [kind for kind, _, _ in contradictions(text)] == ["partial"]


@pytest.mark.parametrize(
    "text",
    [
        "共排查低收入人口3200人，符合条件纳入低保450人。",
        "接到求助120件，办结135件（含上年结转20件）。",
        "排查养老机构36家，累计整改隐患58处。",
        "受理申请120件；全市办结135件。",
    ],
)
def test_fewer_or_others(text: str) -> None:
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("全年任务200户，已完成120户，剩余80户。", ("200户", "120户", "80户")),
        ("改造项目12个，已完工9个，在建3个。", ("12个", "9个", "3个")),
        ("新登记社会组织96家，注销38家，年末实有1568家，比上年末净增58家。", ("96家", "38家", "58家")),
        ("特困供养对象1043人，集中供养318人、分散供养725人。", ("1043人", "318人", "725人")),
        ("建成农村幸福院386所、社区养老设施142个，养老服务设施总数达528个。", ("528个", "386所", "142个")),
        (
            "办理结婚登记1312对，离婚登记406对，补领证288件，合计办理业务2006件。",
            ("2006件", "1312对", "406对", "288件"),
        ),
        (
            "办理婚姻登记2.18万件，其中结婚登记1.31万对、离婚登记0.52万对、补领证件0.35万件。",
            ("2.18万件", "1.31万对", "0.52万对", "0.35万件"),
        ),
        (
            "现有孤儿318人，较上年底的336人减少18人；其中集中养育42人，分散养育276人。",
            ("318人", "42人", "276人"),
        ),
        ("核实符合条件213户，新纳入低保176户、特困37户。", ("213户", "176户", "37户")),
        (
            "低保对象2.37万户3.91万人（城市0.46万户0.68万人，农村1.91万户3.23万人）。",
            ("2.37万户", "0.46万户", "1.91万户"),
        ),
    ],
)
def test_all_of_it_without_a_word_that_says_so(text: str, members: tuple[str, ...]) -> None:
    assert {("sum", "consistent", members), ("partial", "consistent", members)} & found(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年任务200户，已完成120户，剩余90户。",
        "新登记社会组织96家，注销38家，净增68家。",
        "特困供养对象1043人，集中供养318人、分散供养735人。",
        "办理婚姻登记2.18万件，其中结婚登记1.31万对、离婚登记0.62万对、补领证件0.35万件。",
    ],
)
def test_one_digit_off(text: str) -> None:
    assert {kind for kind, _, _ in contradictions(text)} & {"sum", "partial"}
