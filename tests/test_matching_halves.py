"""A target over town and country, told of each by itself; and a report that says a thing in fewer words."""

from __future__ import annotations

import pytest

from tests.matching_support import judged, only, outcome
from tests.matching_support import rehearsed as rehearsed

BOTH = "城乡居民可支配收入增长8%。"
PLAN_OF_HALVES = "城镇、农村居民人均可支配收入分别增长5%和7%。"


@pytest.mark.parametrize(
    ("report", "verdict", "note"),
    [
        ("城镇居民可支配收入增长5%，农村居民可支配收入增长6.5%。", "missed", "5%, 6.5% < 8%"),
        ("城镇居民可支配收入增长8.2%，农村居民可支配收入增长9%。", "met", "8.2%, 9% > 8%"),
    ],
)
def test_both_halves_decide_the_whole(report: str, verdict: str, note: str) -> None:
    judgement = only(BOTH, report)
    assert (judgement.verdict, judgement.note) == (verdict, note)
    assert judgement.answer is not None


@pytest.mark.parametrize(
    "report",
    [
        "城镇居民可支配收入增长5%，农村居民可支配收入增长9%。",  # the whole may lie on either side
        "城镇居民可支配收入增长5%。",
        "城镇居民可支配收入增长5%，农村低保标准增长6%。",
    ],
)
def test_halves_that_disagree_or_lack_decide_nothing(report: str) -> None:
    assert outcome(BOTH, report)[0] not in ("met", "missed")


def test_a_number_of_the_whole_goes_before_its_halves() -> None:
    report = "城乡居民可支配收入增长8.5%，其中城镇居民可支配收入增长7%，农村居民可支配收入增长7.5%。"
    assert outcome(BOTH, report) == ("met", "8.5%")


def test_a_half_may_answer_its_own_target_too() -> None:
    plan = "城镇居民可支配收入增长6%。城乡居民可支配收入增长8%。"
    found = judged(plan, "城镇居民可支配收入增长6.5%，农村居民可支配收入增长7%。")
    assert [j.verdict.value for j in found] == ["met", "missed"]


def test_the_end_of_a_subject_tells_of_as_much_or_more() -> None:
    assert outcome("完成既有住宅节能改造50万平方米。", "完成住宅节能改造14万平方米。") == ("missed", "14万平方米")


def test_town_and_country_together_decide_neither() -> None:
    found = {one.target.text: one.verdict.value for one in judged(PLAN_OF_HALVES, "居民人均可支配收入增长6.1%。")}
    assert set(found.values()) == {"not_comparable"}
