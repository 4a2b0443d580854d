"""Answers to be worked out: from a known base, from the report's own judgement, from words without digits."""

from __future__ import annotations

import pytest

from tests.matching_support import only, outcome

BEFORE = "轮作种植推广面积达到3800万亩。"


def test_stock_over_that_of_the_earlier_report_is_what_was_added() -> None:
    judgement = only("轮作种植面积新增200万亩。", "轮作种植面积达到4179万亩。", past=BEFORE)
    assert judgement.verdict == "met"
    assert judgement.note.startswith("4179万亩 - 3800万亩 = 379万亩 > 200万亩")


def test_stock_without_a_known_base_says_nothing_of_what_was_added() -> None:
    assert outcome("轮作种植面积新增200万亩。", "轮作种植面积达到4179万亩。")[0] == "not_comparable"


def test_rise_of_a_stock_tells_what_was_added() -> None:
    judgement = only("节水灌溉面积新增100万亩。", "节水灌溉面积达到1138万亩、增长61.2%。")
    assert judgement.verdict == "met"
    assert "432" in judgement.note


def test_rise_that_falls_short_accuses_nobody() -> None:
    judgement = only("轮作种植面积新增500万亩。", "轮作种植面积达到4179万亩。", past=BEFORE)
    assert judgement.verdict == "needs_review"


@pytest.mark.parametrize(
    ("report", "verdict"),
    [("城乡供水一体化投资完成年计划的118.2%。", "met"), ("城乡供水一体化投资完成年计划的82%。", "missed")],
)
def test_report_judges_itself_by_its_plan(report: str, verdict: str) -> None:
    assert outcome("完成城乡供水一体化投资30亿元。", report)[0] == verdict


def test_share_of_the_plan_is_worked_out() -> None:
    judgement = only("完成城乡供水一体化投资30亿元。", "城乡供水一体化投资完成年计划的118.2%。")
    assert judgement.note.startswith("118.2% × 30亿元 = 35.46亿元")


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("居民消费价格涨幅控制在2%左右。", "居民消费价格与上年持平。", "met"),
        ("行政村卫生室覆盖率达到100%。", "行政村卫生室实现全覆盖。", "met"),
        ("实施6个重大产业攻关专项。", "六大产业攻关专项深入实施。", "met"),
        # Fewer than asked for may be other ones; a flat year is no growth of 6%.
        ("实施8个重大产业攻关专项。", "六大产业攻关专项深入实施。", "not_comparable"),
        ("社会消费品零售总额增长6%。", "社会消费品零售总额与上年持平。", "needs_review"),
    ],
)
def test_number_without_digits(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ("发放惠民消费券超7900万张。", "missed"),  # 8000 would have been said
        ("发放惠民消费券超7000万张。", "uncertain"),
        ("发放惠民消费券超8000万张。", "met"),
    ],
)
def test_a_little_over_is_no_infinity(report: str, verdict: str) -> None:
    wanted = "7950" if verdict == "uncertain" else "8000"
    assert outcome(f"发放惠民消费券{wanted}万张。", report)[0] == verdict


def test_rate_that_rounds_to_about_what_was_asked_is_met() -> None:
    assert outcome("空气优良天数比例保持在93%左右。", "空气优良天数比例达到92.8%。") == ("met", "92.8%")


def test_prices_that_stay_below_are_met_and_say_by_how_much() -> None:
    judgement = only("居民消费价格涨幅2%左右。", "居民消费价格上涨0.1%。")
    assert judgement.verdict == "met"
    assert judgement.note == "0.1% < 2% (-1.9%)"
