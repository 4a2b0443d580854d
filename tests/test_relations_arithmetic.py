"""Figures that only their numbers bring together: told where they fit beyond chance, silent with another digit."""

from __future__ import annotations

import pytest
from relations_support import Found, found

FUNDS = (
    "基金收入计1486.2亿元，比上年增长6.6%。\n"
    "养老保险基金收入1398.6亿元，基金支出1263.5亿元，经办服务不断完善。\n"
    "开展政策宣传。\n"
    "失业保险基金收入42.8亿元，基金支出51.6亿元，为12家企业返还资金。\n"
    "工伤保险基金收入{number}亿元，基金支出43.6亿元。"
)
HOUSEHOLDS = "全市共有14118户在保。\n开展政策宣传。\n经走访，平原乡镇的{number}户、山区乡镇的6884户均已建档。"
NAMED = "注册志愿者14.6万人，占全区常住人口{number}%。\n其他工作有序推进。\n年末全区常住人口91.3万人。"
LATER = "民生支出236.8亿元、占比{number}%，年度实事全部完成。\n推进改革。\n一般公共预算支出289.8亿元。"
COMPARED = "上级补助收入8.38万元，为开展业务活动取得的收入。较上年度决算数减少17.40万元，下降{number}%。"
EACH = "亿元以上项目302个、总投资{number}亿元，项目平均投资5.2亿元。"

CASES: list[tuple[str, str, str, Found]] = [
    (FUNDS, "44.8", "48.4", ("partial", "consistent", ("1486.2亿元", "1398.6亿元", "42.8亿元", "44.8亿元"))),
    (HOUSEHOLDS, "7234", "7254", ("partial", "consistent", ("14118户", "7234户", "6884户"))),
    (NAMED, "16.0", "18.0", ("share", "consistent", ("14.6万人", "91.3万人", "16.0%"))),
    (LATER, "81.7", "87.1", ("share", "consistent", ("236.8亿元", "289.8亿元", "81.7%"))),
    (COMPARED, "67.5", "66.5", ("rise", "consistent", ("8.38万元", "17.40万元", "67.5%"))),
    (EACH, "1570.4", "1970.4", ("product", "consistent", ("302个", "5.2亿元", "1570.4亿元"))),
]


def _with(text: str, number: str) -> str:
    return text.format(number=number)


@pytest.mark.parametrize(("text", "right", "other", "relation"), CASES)
def test_what_fits_beyond_chance_is_told(text: str, right: str, other: str, relation: Found) -> None:
    assert relation in found(_with(text, right))


@pytest.mark.parametrize(("text", "right", "other", "relation"), CASES)
def test_with_another_digit_it_is_silent(text: str, right: str, other: str, relation: Found) -> None:
    kind = relation[0]
    assert not {one for one in found(_with(text, other)) if one[0] == kind and len(one[2]) == len(relation[2])}


def test_short_numbers_are_not_looked_for_far_away() -> None:
    text = "全年新建站点17个。\n组织活动，培训社工。\n改造食堂9个。\n另有8个小区加装电梯。"
    assert not {one for one in found(text) if "17个" in one[2]}
