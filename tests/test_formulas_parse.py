"""Formulas are parsed by Python's own parser and never run; what is wrong is said with the nearest name."""

from __future__ import annotations

import pytest

from kpi.extraction.catalogue import builtin_catalogue
from kpi.presenting.problems import problem_texts
from kpi.relations.formulas import Formula, names_of, parse
from kpi.relations.formulas.expression import Number, Operation
from kpi.relations.formulas.units import kind_of, shown

NAMES = names_of(builtin_catalogue())


def formula(text: str) -> Formula:
    parsed = parse("x", text, NAMES)
    assert parsed.faults == () and parsed.formula is not None
    return parsed.formula


def faults(text: str) -> list[tuple[str, dict[str, str]]]:
    found = parse("x", text, NAMES).faults
    assert {fault.code for fault in found} <= problem_texts().keys()
    return [(fault.code, dict(fault.values)) for fault in found]


def terms(text: str) -> list[tuple[str, str, str]]:
    return [(n.term.indicator, "·".join(sorted(n.term.dimensions)), n.term.time) for n in formula(text).names]


def test_names_are_indicators_split_by_words_at_times() -> None:
    assert terms("低保对象 = 城市低保对象 + 农村低保对象") == [
        ("dibao-recipients", "", ""), ("dibao-recipients", "城市", ""), ("dibao-recipients", "农村", ""),
    ]  # fmt: skip
    assert terms("社会组织 ＝ 年初社会组织 ＋ 新增社会组织 － 注销撤销社会组织") == [
        ("organisations", "", ""), ("organisations", "", "年初"), ("organisations-added", "", ""),
        ("organisations-closed", "", ""),
    ]  # fmt: skip
    assert terms("福利彩票销售额 ≥ 上年同期福利彩票销售额")[1] == ("lottery-sales", "", "上年同期")
    assert terms("乡镇(街道)养老服务中心 <= 养老服务设施")[0][0] == "elderly-service-centres-town"
    assert terms("60岁及以上老年人口 <= 常住人口")[0][0] == "elderly-population"
    assert terms("婚姻登记“跨省通办” <= 婚姻登记")[0][0] == "marriage-cross-region"


def test_dimension_words_of_one_meaning_are_one() -> None:
    assert terms("城镇低保对象 <= 城乡低保对象") == [
        ("dibao-recipients", "城市", ""),
        ("dibao-recipients", "", ""),
    ]


def test_signs_bind_as_in_arithmetic() -> None:
    right = formula("低保资金 = (城市低保资金 + 农村低保资金) × 2 - 特困供养资金").right
    assert isinstance(right, Operation) and right.sign == "-"
    assert isinstance(right.left, Operation) and right.left.sign == "*"
    assert isinstance(right.left.left, Operation) and right.left.left.sign == "+"


@pytest.mark.parametrize(
    ("text", "value"), [("60%", 60), ("12个月", 12), ("1[人/户]", 1), ("1.5万", 15000), ("0.5", 0.5)]
)
def test_numbers_have_units(text: str, value: float) -> None:
    right = parse("x", f"低保户数 = 低保户数[户] × {text}", NAMES)
    assert right.formula is None  # 低保户数 on both sides, or other units: but the number was read
    assert not [fault for fault in right.faults if fault.code in ("formula_name", "formula_syntax")]
    found = formula("低保标准 <= 特困供养标准 × 60%").right
    assert isinstance(found, Operation) and isinstance(found.right, Number) and found.right.kind == kind_of("%")


def test_a_unit_chooses_among_indicators_of_one_wording() -> None:
    assert terms("临时救助[人次] >= 上半年临时救助[人次]")[0][0] == "temporary-aid-visits"
    assert faults("临时救助 = 3") == [
        ("formula_ambiguous", {"found": "临时救助", "expected": "人, 人次, 元, 户次"}),
    ]
    assert faults("临时救助[张] = 3[张]")[0] == (
        "formula_unit", {"found": "张", "name": "临时救助", "nearest": "人, 人次, 元, 户次"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("低保对象 = (", "formula_syntax"),
        ("低保对象 + 特困人员", "formula_syntax"),
        ("低保对象 = 特困人员 = 孤儿", "formula_syntax"),
        ("低保对象 < 社会救助对象", "formula_syntax"),
        ("低保对象 = 特困人员 ** 2", "formula_syntax"),
        ("低保对象 = 特困人员 // 2", "formula_syntax"),
        ("低保对象 = -特困人员", "formula_syntax"),
        ("低保对象 = ", "formula_syntax"),
        ("", "formula_syntax"),
        ("1 = 1", "formula_no_name"),
        ("低保对象 = 低保对象 + 1[人]", "formula_itself"),
        ("低保户数 = 低保对象", "formula_units"),
        ("养老床位 = 养老机构", "formula_units"),
        ("低保资金 = 低保对象 × 低保月人均补助水平", "formula_units"),
        ("低保标准 = 低保资金 ÷ (低保对象 - 特困人员) ÷ 12个月", "formula_zero"),
        ("低保对象 = 特困人员 ÷ 0", "formula_zero"),
        ("护理型床位占比 = 护理型床位占比 ÷ 低保标准增幅", "formula_zero"),
        ("低保对象 = " + " + ".join(["特困人员"] * 30), "formula_too_deep"),
        ("低保对象 = " + "(" * 20 + "特困人员" + ")" * 20, "formula_too_deep"),
        ("低保对象 = " + "特困人员" * 200, "formula_too_long"),
    ],
)
def test_what_is_no_formula_is_said(text: str, code: str) -> None:
    assert code in [found for found, _ in faults(text)]


def test_an_unknown_name_has_a_nearest_and_all_are_told_at_once() -> None:
    assert faults("低保对像 = 城市低保对象 + 特困人圆") == [
        ("formula_name", {"found": "低保对像", "name": "低保对像", "nearest": "低保对象"}),
        ("formula_name", {"found": "特困人圆", "name": "特困人圆", "nearest": "特困人员"}),
    ]


@pytest.mark.parametrize(
    "text",
    ["__import__('os').system('x') = 1", "低保对象 = exec(特困人员)", "低保对象 = 9**9**9", "[x for x in y] = 1"],
)
def test_nothing_is_run(text: str) -> None:
    assert faults(text)


def test_units_have_factors_and_dimensions() -> None:
    assert kind_of("元/人·月").dimensions == kind_of("元/人·年").dimensions
    assert kind_of("元/年").factor * 12 == kind_of("元/月").factor
    assert kind_of("张/千名老年人").factor * 1000 == 1
    assert kind_of("人/万老年人").dimensions == () == kind_of("%").dimensions
    assert kind_of("个") == kind_of("家") and kind_of("张") != kind_of("家")
    assert shown(kind_of("元/人·月").dimensions) == "元/人·月"
