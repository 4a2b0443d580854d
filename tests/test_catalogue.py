"""The indicator catalogue: valid as it ships, clear about what it resolves, extended by a workspace."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import kpi.language
from kpi.errors import KpiError, Problem
from kpi.extraction.catalogue import builtin_catalogue, dimension_of, wordings
from kpi.model import Flow, Measure
from kpi.workspace.indicators import indicators_problems, known_unit, load_catalogue, read_catalogue

ROOT = Path(__file__).parent.parent
SHIPPED = Path(kpi.language.__file__).parent / "indicators.yml"
LEVEL, GROWTH, SHARE, RATE = Measure.LEVEL, Measure.GROWTH, Measure.SHARE, Measure.RATE
CATALOGUE = builtin_catalogue()


# --- as it ships ----------------------------------------------------------------------------------


def test_the_shipped_catalogue_passes_the_validation_of_workspaces() -> None:
    catalogue, problems = read_catalogue(SHIPPED, SHIPPED.name)
    assert problems == []
    assert catalogue.indicators == CATALOGUE.indicators
    assert catalogue.domains == CATALOGUE.domains


def test_it_holds_the_civil_affairs_and_headline_indicators() -> None:
    groups = Counter(CATALOGUE.domains[one.domain].group for one in CATALOGUE.indicators.values())
    assert groups["civil"] >= 150
    assert groups["headline"] >= 60


def test_no_wording_names_two_indicators_of_one_unit_and_measure() -> None:
    named: dict[tuple[str, tuple[str, bool]], set[str]] = {}
    for word, key, indicator in wordings(CATALOGUE.indicators):
        named.setdefault((word, key), set()).add(indicator.id)
    assert {place: ids for place, ids in named.items() if len(ids) > 1} == {}


def test_an_indicator_is_complete_and_its_name_resolves_to_it() -> None:
    for name, one in CATALOGUE.indicators.items():
        assert name == one.id
        assert one.english.isascii() and one.english and one.name not in one.aliases, name
        assert all(known_unit(unit) for unit in (one.unit, *one.also)), name
        assert (one.unit == "%") >= (one.measure in (GROWTH, SHARE)), name
        assert CATALOGUE.resolve(one.name, one.unit, one.measure) == name


def test_domains_stay_together() -> None:
    domains = [one.domain for one in CATALOGUE.indicators.values()]
    ends = [here for here, after in zip(domains, [*domains[1:], ""], strict=True) if here != after]
    assert sorted(ends) == sorted(CATALOGUE.domains)


# --- what resolves --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "unit", "measure", "expected"),
    [
        ("城镇登记失业率", "%", RATE, "unemployment-registered"),
        ("城镇调查失业率", "%", RATE, "unemployment-surveyed"),
        ("地区生产总值", "元", LEVEL, "gdp"),
        ("全市GDP", "元", LEVEL, "gdp"),
        ("gdp", "元", LEVEL, "gdp"),
        ("国内生产总值增长", "%", GROWTH, "gdp-growth"),
        ("GDP增速", "%", RATE, "gdp-growth"),
        ("人均GDP", "元", LEVEL, "gdp-per-head"),
        ("单位GDP能耗下降", "%", GROWTH, "energy-intensity-growth"),
        ("农村低保标准", "元/月", LEVEL, "dibao-standard"),
        ("农村低保标准", "元/年", LEVEL, "dibao-standard"),
        ("农村低保标准", "元", LEVEL, "dibao-standard"),
        ("农村低保对象", "人", LEVEL, "dibao-recipients"),
        ("农村低保对象", "户", LEVEL, "dibao-households"),
        ("农村低保", "元", LEVEL, "dibao-funds"),
        ("发放农村低保金", "元", LEVEL, "dibao-funds"),
        ("城乡低保标准提高", "%", GROWTH, "dibao-standard-growth"),
        ("护理型床位", "张", LEVEL, "nursing-beds"),
        ("护理型床位占比", "%", SHARE, "nursing-beds-share"),
        ("新增护理型床位", "张", LEVEL, "nursing-beds-added"),
        ("保障农村、城市特困供养人员", "人", LEVEL, "tekun-recipients"),
        ("高龄津贴发放总金额", "元", LEVEL, "old-age-allowance-funds"),
        ("象山县节地生态安葬率", "%", RATE, "eco-burial-rate"),
        ("每万名老年人拥有持证护理员", "人/万老年人", LEVEL, "carers-ratio"),
        ("新增国家级专精特新“小巨人”企业", "家", LEVEL, "little-giants-added"),
        ("进出口总额", "美元", LEVEL, "trade"),
        ("居民消费价格涨幅", "%", GROWTH, "cpi"),
        ("PM2.5平均浓度", "微克/立方米", LEVEL, "pm25"),
    ],
)
def test_a_subject_that_clearly_matches_resolves(subject: str, unit: str, measure: Measure, expected: str) -> None:
    assert CATALOGUE.resolve(subject, unit, measure) == expected


@pytest.mark.parametrize(
    ("subject", "unit", "measure"),
    [
        ("制造业技改投资", "家", LEVEL),  # another unit
        ("护理型床位", "%", SHARE),  # a share of what, the words do not say
        ("人均GDP", "%", SHARE),
        ("新增低保标准", "元/月", LEVEL),  # 新增 makes another thing of it
        ("脱贫地区农村居民人均可支配收入", "元", LEVEL),  # a part that the catalogue does not know
        ("开发区固定资产投资增长", "%", GROWTH),
        ("农村居民人均纯收入和城镇居民人均可支配收入增长", "%", GROWTH),  # two things at once
        ("低保增长", "%", GROWTH),  # recipients, households or funds
        ("常住人口城镇化率提高", "个百分点", GROWTH),  # the change of a rate is no growth
        ("养老机构", "类", LEVEL),  # kinds are not institutions
        ("经营主体净增", "户", Measure.CHANGE),
        ("", "人", LEVEL),
        ("人", "人", LEVEL),
        ("地区生产总值" * 100_000, "元", LEVEL),
    ],
)
def test_a_subject_that_does_not_keeps_its_own_words(subject: str, unit: str, measure: Measure) -> None:
    assert CATALOGUE.resolve(subject, unit, measure) == ""


def test_a_stock_mentioned_in_passing_does_not_resolve() -> None:
    assert CATALOGUE.resolve("社会组织", "家", LEVEL, Flow.STOCK) == "organisations"
    assert CATALOGUE.resolve("社会组织", "家", LEVEL, Flow.NONE) == ""
    assert CATALOGUE.resolve("孤儿", "人", LEVEL, Flow.SPENT) == ""
    assert CATALOGUE.resolve("孤儿", "元", LEVEL, Flow.SPENT) == "orphan-funds"


def test_dimensions_keep_apart_what_shares_an_indicator() -> None:
    assert CATALOGUE.split("农村低保标准", "dibao-standard") == ("农村",)
    assert CATALOGUE.split("城市低保标准提高", "dibao-standard-growth") == ("城市",)
    assert CATALOGUE.split("地区生产总值", "gdp") == ()
    assert CATALOGUE.split("低保标准", "") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("元/人·月", "元/年"), ("人/万老年人", "名/万名老人"), ("个", "家"), ("斤", "吨"), ("%", "‰")],
)
def test_units_of_one_dimension_agree(one: str, other: str) -> None:
    assert dimension_of(one) == dimension_of(other)


# --- in a workspace -------------------------------------------------------------------------------


def problems_of(folder: Path, text: str) -> dict[tuple[str, int], Problem]:
    (folder / "indicators.yml").write_text(text, encoding="utf-8")
    return {(found.code, found.line): found for found in indicators_problems(folder)}


def test_the_example_of_the_documentation_extends_the_catalogue(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "indicators.yml"
    path.write_text(example, encoding="utf-8")
    catalogue = load_catalogue(path)
    assert catalogue.resolve("海岛低保线", "元/月") == "dibao-standard"
    assert catalogue.resolve("农村低保标准", "元/月") == "dibao-standard"
    assert catalogue.resolve("智能手环", "人") == "bracelet-users"
    assert catalogue.resolve("智能手环佩戴老年人增长", "%", GROWTH) == "bracelet-users-growth"
    assert CATALOGUE.resolve("海岛低保线", "元/月") == ""


def test_a_workspace_without_the_file_uses_the_catalogue_as_it_ships(tmp_path: Path) -> None:
    assert load_catalogue() is CATALOGUE
    assert indicators_problems(tmp_path) == []


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    found = problems_of(tmp_path, """\
indicators:
  - {id: gdp, polarty: more}
  - {id: gdp, english: again}
  - {id: A B, name: 甲, unit: 张, measure: level, polarity: more, domain: economy}
  - {id: new-one, name: 乙, unit: 章, measure: levl, polarity: up, domain: ekonomy}
  - {id: half-one, name: 丙}
  - {id: own-beds, name: 护理型床位, unit: 张, measure: level, polarity: more, domain: elderly-care}
  - {id: own-growth, name: 丁增速, unit: '%', measure: growth, polarity: more, domain: economy, of: gpd}
""")  # fmt: skip
    assert set(found) == {
        ("unknown_key", 2), ("duplicate_id", 3), ("bad_indicator_id", 4), ("unknown_indicator_unit", 5),
        ("unknown_choice", 5), ("missing_key", 6), ("duplicate_alias", 7), ("unknown_choice", 8),
    }  # fmt: skip
    assert found["unknown_key", 2].fields["nearest"] == "polarity"
    assert found["duplicate_id", 3].fields["first"] == "indicators.yml:2"
    assert found["duplicate_alias", 7].fields | {"found": "护理型床位", "other": "nursing-beds"} == (
        found["duplicate_alias", 7].fields
    )
    assert found["unknown_choice", 8].fields["nearest"] == "gdp"


def test_measures_polarities_and_domains_are_each_told(tmp_path: Path) -> None:
    text = "indicators:\n  - {id: x, name: 乙, unit: 张, measure: levl, polarity: les, domain: ekonomy}\n"
    (tmp_path / "indicators.yml").write_text(text, encoding="utf-8")
    told = {found.fields["key"]: found.fields["nearest"] for found in indicators_problems(tmp_path)}
    assert told == {"measure": "level", "polarity": "less", "domain": "economy"}


def test_loading_a_wrong_file_raises_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yml"
    path.write_text("indicators:\n  - {name: 甲}\n  - {id: b}\n", encoding="utf-8")
    with pytest.raises(KpiError) as raised:
        load_catalogue(path)
    assert {found.line for found in raised.value.problems} == {2, 3}
