"""From A to B, by C: direction, difference, growth; several at once behind 分别."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


def test_each_of_several_rises_meets_its_own_growth() -> None:
    text = "城市、农村低保标准分别由每人每月740元、585元提高到775元、620元，分别增长4.7%、6.0%。"
    assert found(text) >= {
        ("rise", "consistent", ("740元", "775元", "4.7%")),
        ("rise", "consistent", ("585元", "620元", "6.0%")),
    }


@pytest.mark.parametrize(
    ("text", "verdict", "members"),
    [
        ("标准由每人每月970元提高到1010元，增长1.4%。", "inconsistent", ("970元", "1010元", "1.4%")),
        ("覆盖率由上年的78.9%提高到91.3%，提高14.2个百分点。", "inconsistent", ("78.9%", "91.3%", "14.2个百分点")),
        ("覆盖率由上年的78.9%提高到91.3%，提高12.4个百分点。", "consistent", ("78.9%", "91.3%", "12.4个百分点")),
        ("城镇低保从870元/月提高到910元/月，提高40元。", "consistent", ("870元/月", "910元/月", "40元")),
        ("办理时限由30个工作日缩减至22个工作日。", "consistent", ("30个工作日", "22个工作日")),
        ("发病人数由350人下降到280人，下降20%。", "consistent", ("350人", "280人", "20%")),
        ("床位由1820张增加到2116张，两年净增296张。", "consistent", ("1820张", "2116张", "296张")),
        ("床位由1820张增加到2116张，两年净增269张。", "inconsistent", ("1820张", "2116张", "269张")),
        ("标准由每人每月910元提高到870元。", "inconsistent", ("910元", "870元")),
    ],
)
def test_rise(text: str, verdict: str, members: tuple[str, ...]) -> None:
    assert ("rise", verdict, members) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "生产总值由80.5亿元增加到95.6亿元，增长6.1%。",
        "人均收入由2.1万元增加到3.3万元，年均增长9.4%。",
        "综合排名由40位提升至13位。",
        "办事效率由5天提高到2天。",
    ],
)
def test_real_terms_yearly_averages_and_ranks_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("全年救助1236人，同比增加206人（增长20.0%）。", ("1236人", "206人", "20.0%")),
        ("救助人数新增206人，达到1236人，增长20.0%。", ("1236人", "206人", "20.0%")),
    ],
)
def test_a_growth_in_a_bracket_or_behind_what_was_reached(text: str, members: tuple[str, ...]) -> None:
    assert ("rise", "consistent", members) in found(text)
    assert ("rise", "inconsistent", (*members[:2], "26.0%")) in found(text.replace("20.0%", "26.0%"))


def test_a_change_behind_the_parts_may_be_of_the_whole() -> None:
    text = "高龄老人2264人，其中男性905人，女性1359人；增加了148人，增长7.0%。"
    assert ("rise", "consistent", ("2264人", "148人", "7.0%")) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "去年发放高龄津贴1550万元，今年发放1860万元，是去年的1.2倍。",
        "今年发放高龄津贴1860万元，是去年的1.2倍，去年发放1550万元。",
    ],
)
def test_a_multiple_finds_the_level_of_the_time_that_it_names(text: str) -> None:
    assert ("rise", "consistent", ("1550万元", "1860万元", "1.2倍")) in found(text)
