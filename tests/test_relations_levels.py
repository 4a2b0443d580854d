"""Growth against an earlier level that is printed too, and several changes of one rise."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("接收捐赠863万元，同比增长15.1%，上年为750万元。", ("750万元", "863万元", "15.1%")),
        ("办理结婚登记2186对，去年同期2310对，下降5.4%。", ("2310对", "2186对", "5.4%")),
        ("持证社工378人，比上年的325人增加53人，增长16.3%。", ("325人", "378人", "53人")),
        ("持证社工378人，比上年的325人增加53人，增长16.3%。", ("325人", "378人", "16.3%")),
        ("去年发放低保金1800万元，今年发放1980万元，增长10%。", ("1800万元", "1980万元", "10%")),
        ("火化率95.6%，比上年93.2%提高2.4个百分点。", ("93.2%", "95.6%", "2.4个百分点")),
        ("标准由每年5880元提高到6240元，提高360元，增长6.1%。", ("5880元", "6240元", "6.1%")),
        (
            "城市标准由690元提高到726元，农村标准由5640元提高到6012元，分别增长5.2%、6.6%。",
            ("5640元", "6012元", "6.6%"),
        ),
    ],
)
def test_levels_and_their_change(text: str, members: tuple[str, ...]) -> None:
    assert ("rise", "consistent", members) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "接收捐赠863万元，同比增长16.1%，上年为750万元。",
        "婚姻登记量1312对，较去年同期1402对增长6.4%。",
        "流浪救助同比下降12.5%，由去年同期的280人次增加到315人次。",
        "标准由每年5880元提高到6240元，提高360元，增长6.5%。",
        "城市标准由690元提高到726元，农村标准由5640元提高到6012元，分别增长5.2%、7.6%。",
    ],
)
def test_a_change_that_does_not_fit(text: str) -> None:
    assert [kind for kind, _, _ in contradictions(text)] == ["rise"]


def test_growth_of_another_thing_accuses_nobody() -> None:
    assert contradictions("接收捐赠863万元，慈善信托增长16.1%，上年末结余750万元。") == set()


def test_what_came_or_went_is_no_level_of_a_net_change() -> None:
    assert contradictions("全年退休538人，调出、辞职等162人，净增226人，即上年末为18201人。") == set()
