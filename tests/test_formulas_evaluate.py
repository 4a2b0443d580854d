"""Formulas over whole reports: what holds, what does not, and above all what is not said."""

from __future__ import annotations

import pytest

from kpi.arithmetic.notation import written
from kpi.extraction.catalogue import builtin_catalogue
from kpi.relations import read
from kpi.relations.formulas import Outcome, names_of, parse, relation_of, with_formulas

CATALOGUE = builtin_catalogue()
NAMES = names_of(CATALOGUE)
KINDS = "社会组织 = 社会团体 + 民办非企业单位 + 基金会"
URBAN = "低保对象 = 城市低保对象 + 农村低保对象"
SHARE = "护理型床位占比 = 护理型床位 ÷ 机构养老床位"
OPENING = "某县民政局2024年工作总结\n\n一、2024年工作情况\n\n"


def outcomes(text: str, *formulas: str, opening: str = OPENING) -> list[Outcome]:
    parsed = [parse(f"f{number}", formula, NAMES).formula for number, formula in enumerate(formulas)]
    assert None not in parsed
    known = [one for one in parsed if one is not None]
    return list(with_formulas(read(opening + text, "x"), known, CATALOGUE)[1])


def result(text: str, formula: str) -> str:
    """Verdict, or the reason why there is none; "" where no figure stands there."""
    found = outcomes(text, formula)
    return (found[0].why or str(found[0].verdict)) if found else ""


def note(text: str, formula: str) -> str:
    parsed = parse("mine", formula, NAMES).formula
    assert parsed is not None
    (outcome,) = with_formulas(read(OPENING + text, "x"), [parsed], CATALOGUE)[1]
    relation = relation_of(outcome)
    assert (relation.type.value, relation.formula) == ("formula", "mine")
    return written(relation.computation)


def test_figures_sentences_apart_are_held_against_each_other() -> None:
    text = "年末全县共有社会组织312家。\n工作有序推进。全县现有社会团体140家，民办非企业单位165家，基金会{}家。"
    assert result(text.format(7), KINDS) == "consistent"
    assert result(text.format(9), KINDS) == "inconsistent"
    assert note(text.format(9), KINDS) == "140家 + 165家 + 9家 = 314家 ≠ 312家 (Δ 2家)"


def test_text_against_table() -> None:
    table = "指标 | 单位 | 数量\n社会团体 | 家 | 140\n民办非企业单位 | 家 | 165\n基金会 | 家 | 7\n"
    assert result(f"年末全县共有社会组织312家。\n{table}", KINDS) == "consistent"
    assert result(f"年末全县共有社会组织321家。\n{table}", KINDS) == "inconsistent"


def test_rounded_numbers_are_intervals() -> None:
    assert result("全县共有低保对象5.84万人，其中城市3.17万人、农村2.67万人。", URBAN) == "consistent"
    assert result("全县共有低保对象5.84万人，其中城市3.17万人、农村2.76万人。", URBAN) == "inconsistent"
    text = "全市共有养老机构床位5000张。其中护理型床位1858张，护理型床位占比达{}%。"
    assert result(text.format("37.2"), SHARE) == "consistent"
    assert result(text.format("37.1"), SHARE) == "truncated"
    assert result(text.format("31.7"), SHARE) == "inconsistent"
    assert note(text.format("31.7"), SHARE) == "1858张 ÷ 5000张 = 37.16% ≠ 31.7% (Δ 5.46%)"


def test_bounded_and_approximate_numbers() -> None:
    assert result("全县共有低保对象9800余人，其中城市1200人、农村8650人。", URBAN) == "consistent"
    assert result("全县共有低保对象约9000人，其中城市1200人、农村8650人。", URBAN) in ("about", "missing")


@pytest.mark.parametrize(
    "text",
    [
        "年末全县共有社会组织312家。对12家社会团体开展抽查，现有民办非企业单位165家，基金会7家。",
        "年末全县共有社会组织312家。新登记社会团体40家，现有民办非企业单位165家，基金会7家。",
        "年末全县共有社会组织312家。象山镇社会团体40家，现有民办非企业单位165家，基金会7家。",
        "年末全县共有社会组织312家。上年末，全县有社会团体40家；现有民办非企业单位165家，基金会7家。",
        "年末全县共有社会组织312家。象山镇工作扎实，全镇现有社会团体40家。现有民办非企业单位165家，基金会7家。",
        "年末全县共有社会组织312家。参加年检的社会组织90家，其中社会团体40家、民办非企业单位45家、基金会5家。",
        "年末全县共有社会组织312家。市本级社会组织90家，社会团体40家、民办非企业单位45家、基金会5家。",
    ],
)
def test_other_numbers_of_the_same_words_are_not_taken(text: str) -> None:
    assert result(text, KINDS) in ("missing", "scope")


def test_an_indicator_with_two_values_is_not_evaluated() -> None:
    text = "年末全县共有社会组织312家。现有社会团体140家，民办非企业单位165家，基金会7家。"
    assert result(f"{text}\n年末全县共有社会组织310家。", KINDS) == "ambiguous"


def test_one_value_printed_finer_is_the_same() -> None:
    text = "全县共有低保对象0.98万人。年末全县共有低保对象9842人，其中城市1192人、农村8650人。"
    assert result(text, URBAN) == "consistent"


def test_plans_and_earlier_years_are_not_taken() -> None:
    plan = "\n\n二、2025年工作计划\n\n2025年，全县低保对象控制在9000人以内。"
    assert result(f"全县共有低保对象9842人，其中城市1192人、农村8650人。{plan}", URBAN) == "consistent"
    assert (
        result("2022年，全县有低保对象9000人。现有城市低保对象1192人。现有农村低保对象8650人。", URBAN)
        == "missing"
    )


def test_cumulative_is_not_held_against_what_is_not() -> None:
    text = "累计发放低保资金1200万元。发放城市低保资金300万元。发放农村低保资金800万元。"
    assert result(text, "低保资金 = 城市低保资金 + 农村低保资金") == "time"


def test_bounds_of_parts() -> None:
    assert result("全县现有养老床位3000张。全县现有护理型床位3300张。", "护理型床位 <= 养老床位") == "inconsistent"
    assert result("全县现有养老床位3000张，其中护理型床位1300张。", "护理型床位 <= 养老床位") == "consistent"
    assert (
        note("全县现有养老床位3000张。全县现有护理型床位3300张。", "护理型床位 <= 养老床位") == "3300张 > 3000张"
    )


def test_units_are_converted() -> None:
    people = "低保对象 >= 低保户数 × 1[人/户]"
    assert result("全县现有低保对象6218户9864人。", people) == "consistent"
    assert result("全县现有低保对象6218户5864人。", people) == "inconsistent"
    rates = "城市低保标准 >= 农村低保标准"
    assert result("城市低保标准为每人每月800元，农村低保标准为每人每年7200元。", rates) == "consistent"
    assert result("城市低保标准为每人每月800元，农村低保标准为每人每年10800元。", rates) == "inconsistent"


def test_a_divisor_of_0_says_nothing() -> None:
    text = "全县现有特困人员0人，其中集中供养0人、分散供养0人，特困人员集中供养率为60%。"
    assert result(text, "特困人员集中供养率 = 集中供养特困人员 ÷ 特困人员") in ("zero", "missing", "scope")


def test_a_formula_without_figures_is_nothing() -> None:
    assert outcomes("全县共有低保对象9842人。", KINDS) == []
    assert result("全县共有低保对象9842人。", URBAN) == "missing"
    assert outcomes("", URBAN, opening="") == []


def test_a_part_is_all_only_of_a_whole_that_holds_all() -> None:
    within = "残疾人两项补贴发放人数 <= 残疾人"
    text = "全县现有残疾人两项补贴对象5000人。全县现有低保对象9842人，其中残疾人1200人。"
    assert result(text, within) == "scope"
    beds = "全县现有养老床位3000张，其中护理型床位1300张。新增护理型床位1400张。"
    assert result(beds, "新增护理型床位 <= 护理型床位") == "scope"
    found = outcomes(beds, "新增护理型床位 <= 护理型床位", "护理型床位 <= 养老床位")
    assert [str(one.verdict) for one in found] == ["inconsistent", "consistent"]


def test_what_the_text_itself_relates_is_told_once() -> None:
    parsed = parse("mine", KINDS, NAMES).formula
    assert parsed is not None
    text = "全县现有社会组织314家，其中社会团体140家、民办非企业单位165家、基金会9家。"
    reading = with_formulas(read(OPENING + text, "x"), [parsed], CATALOGUE)[0]
    assert [one.type.value for one in reading.relations] == ["sum"]
