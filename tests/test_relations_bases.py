"""Where the base of a share may stand: within its phrase, in a bracket, before it or behind it."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


def shares(text: str) -> set[tuple[str, ...]]:
    return {members for kind, verdict, members in found(text) if (kind, verdict) == ("share", "consistent")}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("识别重点村456个，占全市1857个行政村总数的24.6%。", ("456个", "1857个", "24.6%")),
        ("456家养老机构达到二级以上，占全市1857家养老机构的24.6%。", ("456家", "1857家", "24.6%")),
        ("受理未成年人案件44件65人，分别占同期案件737件1164人的6.0%和5.6%。", ("65人", "1164人", "5.6%")),
        ("全市1857家养老机构，其中24.6%（456家）达到二级以上。", ("456家", "1857家", "24.6%")),
        ("全市1857家养老机构中，24.6%达到二级以上，共456家。", ("456家", "1857家", "24.6%")),
        ("老年人1857人，其中女性1456人（78.4%）、男性401人（21.6%）。", ("401人", "1857人", "21.6%")),
        ("年初预算安排1857万元，全年支出1456万元，预算执行率78.4%。", ("1456万元", "1857万元", "78.4%")),
        (
            "办结94件，作出维持决定的26件，占已审结总数的27.7%；终止决定的16件，占已审结总数的17%。",
            ("16件", "94件", "17%"),
        ),
        (
            "服务类投诉364件。\n排名前三的依次为餐饮类85件、美容类47件、文娱类40件，"
            "分别占服务类投诉总量的23.4%、12.9%、11.0%。",
            ("40件", "364件", "11.0%"),
        ),
    ],
)
def test_the_base_of_a_share(text: str, members: tuple[str, ...]) -> None:
    assert members in shares(text)


def test_a_given_base_that_the_share_is_not_of() -> None:
    text = "识别重点村456个，占全市1857个行政村总数的26.4%。"
    assert contradictions(text) == {("share", "inconsistent", ("456个", "1857个", "26.4%"))}


def test_a_base_that_only_a_later_line_tells_accuses_nobody() -> None:
    text = (
        "受理信访举报71件。\n从被反映人看，科级8件，占信访总量的17%；农村31件，占信访总量的66%；"
        "社区5件，占信访总量的11%；其他3件，占信访总量的6%。\n其中业务范围内检举控告47件。"
    )
    assert ("8件", "47件", "17%") in shares(text)
    assert not contradictions(text)


def test_shares_that_rounding_lets_end_too_early_are_summed_with_all_of_them() -> None:
    text = "检举控告47件。科级8件，占17%；干部2件，占4%；农村31件，占66%；社区5件，占11%；其他1件，占2%。"
    assert ("sum", "consistent", ("47件", "8件", "2件", "31件", "5件", "1件")) in found(text)
    assert not contradictions(text)


def test_a_rate_of_two_numbers_together_is_not_of_one_before_them() -> None:
    text = "普通犯罪受理40人，经济犯罪受理4人。经审查，共逮捕25人，不捕24人，不捕率为48.98%。"
    assert not contradictions(text)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "全年支出1974.16万元，其中公益事业支出1861.21万元，管理费用112.95万元。\n公益项目明细：\n"
            "助医512.36万元，占公益事业支出的27.5%；\n助学438.20万元，占公益事业支出的22.2%；\n助老366.75万元，占19.7%。",
            ("438.20万元", "1861.21万元", "22.2%"),
        ),
        (
            "养老床位4180张，其中公办1512张，民办2668张。入住老人2257人；入住老人中失能老人1038人，占入住老人的24.8%。",
            ("1038人", "2257人", "24.8%"),
        ),
    ],
)
def test_a_share_that_names_its_base_and_was_computed_on_another(text: str, members: tuple[str, ...]) -> None:
    assert ("share", "inconsistent", members) in found(text)
