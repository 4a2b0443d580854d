"""The same thing told twice."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


def test_equal_numbers_of_one_subject_agree() -> None:
    text = "全年累计发放低保金3880.98万元。\n开展走访活动。\n发放低保金3880.98万元，保障了基本生活。"
    assert ("restated", "consistent", ("3880.98万元", "3880.98万元")) in found(text)


def test_swapped_digits_of_one_stock_contradict_each_other() -> None:
    text = "登记农村留守儿童742名，建立台账。\n\n二、存在问题\n\n全县724名农村留守儿童中，隔代监护比例较高。"
    assert contradictions(text) == {("restated", "inconsistent", ("742名", "724名"))}


def test_more_of_a_kind_than_there_are() -> None:
    text = "为232人购买保险（其中：孤儿80人、事实无人抚养儿童152人）。\n目前全市共有事实无人抚养儿童149人。"
    assert ("partial", "inconsistent", ("149人", "152人")) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "登记农村留守儿童742名。\n新增农村留守儿童724名。",
        "2023年登记农村留守儿童742名。\n2024年登记农村留守儿童724名。",
        "登记农村留守儿童742名。\n城市留守儿童724名。",
        "农村留守儿童742名，农村留守儿童724名。",
        "建成老年助餐服务点46个。\n\n二、下半年工作计划\n\n老年助餐服务点达到64个。",
    ],
)
def test_another_time_place_kind_or_plan_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()
