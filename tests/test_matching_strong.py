"""Answers as sure in other words: the same words alone, the same number, a part that reaches the whole."""

from __future__ import annotations

import pytest

from tests.matching_support import outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report", "answer"),
    [
        ("新建绿道130公里。", "新建绿道137公里、累计达到2136公里。", "137公里"),
        ("建设社区养老服务综合体30个。", "建成镇街养老服务综合体30个。", "30个"),
        ("完成家庭适老化改造1500户。", "完成困难家庭适老化改造1600户。", "1600户"),
        ("新增小学和初中学位7200个。", "新增初中学位8700多个。", "8700多个"),
        ("完成梧桐路、桂花巷等13处易积水点位改造。", "消除易积水点位13处。", "13处"),
        ("研发经费投入占比达到4.5%左右。", "研发经费投入占比达到4.5%左右。", "4.5%"),
        ("地区生产总值增长5%左右。", "地区生产总值增长5.2%左右。", "5.2%"),
    ],
)
def test_answer_in_other_words_is_met(plan: str, report: str, answer: str) -> None:
    assert outcome(plan, report) == ("met", answer)


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        # A part that falls short says nothing of the whole, …
        ("完成家庭适老化改造1500户。", "完成困难家庭适老化改造1400户。"),
        ("安排救助资金5000万元。", "安排救助资金、临时补助资金6000万元。"),  # … nor does a wider sum, …
        ("全县居民收入增长6%。", "企业退休居民收入增长7%。"),  # … nor the growth of a part
    ],
)
def test_part_or_wider_sum_does_not_decide(plan: str, report: str) -> None:
    assert outcome(plan, report)[0] not in ("met", "missed")
