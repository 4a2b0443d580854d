"""Announced counts and the names around them."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("对丹东街道、爵溪街道、西周镇3个镇乡进行督查。", "3个"),
        ("打造花城社区、鑫桥社区等2个示范典型。", "2个"),
        ("完成绿城百合、宏润花园,丹桂花园等3个小区创建。", "3个"),
        ("2个示范社区（花城社区、长墩堤社区）挂牌。", "2个"),
        ("在河北街社区和营里社区探索建立2家时间银行。", "2家"),
    ],
)
def test_as_many_as_announced(text: str, count: str) -> None:
    assert ("list_count", "consistent", (count,)) in found(text)


def test_one_name_too_few() -> None:
    assert contradictions("新建5个社工示范点（云溪镇、石门镇、白沙镇、柳林乡）。") == {
        ("list_count", "inconsistent", ("5个",))
    }
    assert contradictions("实施助老、助困、助残、助学、助医、助孤7项慈善项目。") == {
        ("list_count", "inconsistent", ("7项",))
    }


@pytest.mark.parametrize(
    "text",
    [
        "新认证绿色食品、有机农产品、地理标志农产品60个。",
        "在云溪镇、石门镇等12个乡镇开展试点。",
        "建成敬老院、养老驿站和老年食堂5个。",
        "新建5个示范点（云溪镇、石门镇等）。",
    ],
)
def test_examples_and_things_counted_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("对{}家供应商负责人作出提醒谈话：丰禾源、百味斋、绿野仓、顺康行。", "4", "9"),
        ("{}个重点时段加密巡查——春节、清明、冬至——共出动人员210人次。", "3", "5"),
        ("年初定下的{}项指标——床位、食堂、改造、培训，均已完成。", "4", "6"),
        ("评出示范小区{}个：柳岸小区、东关小区、锦屏小区、桥南小区。", "4", "8"),
        ("约谈{}家单位（市茶叶协会、市建材商会、市晨光学校、市乐跑俱乐部、市书画研究会）。", "5", "2"),
        ("存在{}个短板：一是人手少；二是经费紧；三是设备旧。", "三", "八"),
    ],
)
def test_a_closed_list_has_as_many_as_its_count_says(text: str, right: str, wrong: str) -> None:
    verdicts = [
        [verdict for kind, verdict, _ in found(text.format(number)) if kind == "list_count"]
        for number in (right, wrong)
    ]
    assert verdicts == [["consistent"], ["inconsistent"]]


def test_a_clause_may_stand_before_the_list() -> None:
    assert ("list_count", "consistent", ("3个",)) in found(
        "选出3个街道先行先试，名单如下：东湖街道、西山街道、北塘街道。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "检查3家食堂，发现的问题有：台账不全、留样不足、标识不清、通道堵塞。",
        "对5家机构负责人集中约谈：福禄苑、长乐居、松鹤院等。",
        "派出检查组6个，分片区看：\n1.东片检查18家；\n2.西片检查25家；\n3.南片检查21家。",
        "抽查12个乡镇——其中山区乡镇、库区乡镇、湖区乡镇各有侧重。",
    ],
)
def test_a_list_of_something_else_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()
