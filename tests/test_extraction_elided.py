"""Sums and measures whose matter stands behind them, in the clause before, or in the sentence before."""

from __future__ import annotations

import pytest
from extraction_support import figures


def subjects(sentence: str) -> list[str]:
    return [q.subject.text for q in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("投资8000万元实施9公里管网改造等项目。", "投资管网改造"),
        ("中央财政拟安排90亿元专项资金,主要用贴息方式支持企业技改。", "中央财政拟安排企业技改"),
        ("继续实施农村危房改造,县财政将投入6亿元。", "农村危房改造县财政将投入"),
        ("全年计划投资12亿元,实施重点商贸项目17个。", "投资重点商贸项目"),
        ("全力建设南山物流园区。全年完成投资3亿元。", "南山物流园区完成投资"),
        ("积极推行新型合作医疗制度。试点范围扩大到全省40%的县。", "新型合作医疗制度试点范围"),
        ("扩大免费救治病种。为此,中央财政增加支出28亿元。", "免费救治病种中央财政增加支出"),
        ("在高校建立健全助学金制度,为此县财政支出由上年8亿元增加到9亿元。", "助学金制度县财政支出"),
        ("推进保障性安居工程建设,在确保质量的前提下,基本建成50万套。", "保障性安居工程建设基本建成"),
        ("县财政支出8亿元。", "县财政支出"),
        # Why it changed is no word of what changed.
        ("固定资产投资受重大项目接续不足影响,同比下降1.7%。", "固定资产投资下降"),
        ("受疫情影响,旅游收入下降12%。", "旅游收入下降"),
        ("旅游收入因道路施工,同比下降3%。", "旅游收入下降"),
        ("发行9亿元建设债券。", "建设债券"),
    ],
)
def test_the_matter_of_a_bare_sum_or_measure(sentence: str, expected: str) -> None:
    assert subjects(sentence)[0] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实施省重点项目1550个、年度计划投资7150亿元。", ["实施省重点项目", "省重点项目年度计划投资"]),
        (
            "小麦播种面积7万亩、增长2%,总产量3万吨、增长1%。",
            ["小麦播种面积", "小麦播种面积增长", "小麦总产量", "小麦总产量增长"],
        ),
        ("企业产值4亿元,占规上产值比重56%,增长8%。", ["企业产值", "企业占规上产值比重", "企业产值增长"]),
        ("旅游收入69亿元,是上年的2.6倍。", ["旅游收入", "旅游收入"]),
        ("里程由1997年的15万公里增加到2002年的47万公里。", ["里程", "里程"]),
        ("现代服务业企业9家,共建园区2个。", ["现代服务业企业", "共建园区"]),
        ("各类学校8所,和美乡村3个。", ["各类学校", "和美乡村"]),
    ],
)
def test_what_is_carried_and_what_stays_whole(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected
