"""Heads × rate × months, and totals with their averages."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found, relations

from kpi.arithmetic.notation import written


@pytest.mark.parametrize(
    ("amount", "verdict"), [("44.06万元", "consistent"), ("46.5万元", "plausible"), ("64.04万元", "inconsistent")]
)
def test_a_monthly_rate_paid_for_half_a_year(amount: str, verdict: str) -> None:
    text = f"按照每人每月120元的标准，上半年为612名失能老年人发放护理补贴{amount}。"
    kinds = {one[1] for one in found(text) if one[0] == "product"}
    assert kinds == {verdict}


def test_the_computation_is_spelled_out_with_its_months() -> None:
    text = "按照每人每月120元的标准，全年为612名失能老年人发放护理补贴64.04万元。"
    (relation,) = [one for one in relations(text) if one.type == "product"]
    assert written(relation.computation) == "612名 × 120元 × 12 = 88.128 ≠ 64.04万元 (Δ 24.088万元, −27.3%)"


def test_two_groups_with_a_rate_each() -> None:
    text = (
        "现有孤儿62名，其中集中养育23名、社会散居39名，基本生活标准分别为每人每月1900元、1450元，"
        "上半年发放孤儿基本生活费60.15万元。"
    )
    members = ("23名", "1900元", "39名", "1450元", "60.15万元")
    assert [one for one in found(text) if one[0] == "product"] == [("product", "consistent", members)]


def test_an_average_against_its_total_and_heads() -> None:
    text = "服务对象为50名重度残疾人。累计服务950余人次，人均受益次数8次。"
    assert ("product", "inconsistent", ("50名", "8次", "950余人次")) in found(text)


def test_a_rate_that_began_within_the_period_accuses_nobody() -> None:
    assert not contradictions("按照每人每月120元的标准，自5月起为612名老年人发放护理补贴12.5万元。")


@pytest.mark.parametrize(("level", "verdict"), [("975元", "consistent"), ("957元", "inconsistent")])
def test_a_level_may_stand_before_the_multiple_and_its_base_has_the_likest_name(level: str, verdict: str) -> None:
    text = f"城市低保标准每人每月750元，农村低保标准每人每月600元。特困标准{level}，为城市低保标准的1.3倍。"
    assert ("product", verdict, ("750元", "1.3倍", level)) in found(text)
