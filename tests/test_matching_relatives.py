"""Relative targets are answered by the report's words or by both numbers; not reported where nothing is told."""

from __future__ import annotations

import pytest

from tests.matching_support import outcome
from tests.matching_support import rehearsed as rehearsed

STEP = "居民收入增长与经济增长同步。"
PEERS = "进出口增速快于全国2个百分点。"


@pytest.mark.parametrize(
    ("plan", "report", "verdict", "answer"),
    [
        (STEP, "居民收入增速高于经济增速。", "met", "居民收入增速高于经济增速"),
        (STEP, "居民人均可支配收入增长5%，与经济增长同步。", "met", "居民人均可支配收入增长5%，与经济增长同步"),
        (STEP, "居民收入增长与经济增长基本同步。", "uncertain", "居民收入增长与经济增长基本同步"),
        (STEP, "地区生产总值增长5%，居民人均可支配收入增长5.3%。", "met", "5.3%"),
        (STEP, "地区生产总值增长5%，居民人均可支配收入增长4.8%。", "uncertain", "4.8%"),
        (STEP, "地区生产总值增长5%，居民收入增长3%。", "missed", "3%"),
        (STEP, "居民收入增长5%。", "not_comparable", "5%"),
        (STEP, "地区生产总值增长5%。", "not_reported", ""),
        (STEP, "地区生产总值增长5%，居民收入稳步提高。", "needs_review", ""),
        (STEP, "地区生产总值增长5%，农村居民收入增长3%。", "not_comparable", "3%"),
        (STEP, "地区生产总值增长5%，农村居民收入增长6%。", "not_comparable", "6%"),
        (STEP, "地区生产总值增长5%，城镇居民、农村居民收入分别增长5.1%、6%。", "met", "5.1%"),
        (STEP, "地区生产总值增长5%，城镇居民、农村居民收入分别增长4.5%、6%。", "not_comparable", "4.5%"),
        (STEP, "地区生产总值增长5%。居民收入从2万元增加到3万元。", "not_comparable", "3万元"),
        (STEP, "过去几年居民收入年均增速高于经济增速。", "needs_review", ""),
        (PEERS, "进出口增速快于全国3个百分点。", "met", "进出口增速快于全国3个百分点"),
        (PEERS, "对韩进出口增速快于全国3个百分点。", "not_comparable", "对韩进出口增速快于全国3个百分点"),
        (PEERS, "进出口增速快于全国1个百分点。", "needs_review", "进出口增速快于全国1个百分点"),
        (PEERS, "进出口总额增长8%。", "not_comparable", "8%"),
        (PEERS, "上半年进出口增速快于全国3个百分点。", "needs_review", ""),
        ("减少污染支出增长快于经济增长。", "减少污染支出增长8%。地区生产总值增长6%。", "met", "8%"),
        ("民生支出增速不低于上年。", "民生支出增长2%。", "not_comparable", "2%"),
        # Compared in other words: for a person to read.
        ("脱贫地区农村居民收入增速高于全省水平。", "脱贫县农民收入增速快于全省平均水平。", "needs_review", ""),
        ("慈善捐赠收入不低于上年。", "县慈善会接收社会捐赠412万元，同比下降5.2%。", "needs_review", ""),
    ],
)  # fmt: skip
def test_the_verdict_on_a_relative_target(plan: str, report: str, verdict: str, answer: str) -> None:
    assert outcome(plan, report) == (verdict, answer)
