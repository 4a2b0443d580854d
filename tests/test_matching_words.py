"""Words, measures and times: what matching reads around a number."""

from __future__ import annotations

from collections import Counter

import duckdb
import pytest

from kpi.language import language_data
from kpi.matching.features import dimension_of
from kpi.matching.measures import measure_of
from kpi.matching.times import time_of
from kpi.matching.words import canonical, content, is_lower_better, kind_of, whole_words
from kpi.warehouse.sql import read_sql


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("完成棚户区改造", "棚户区改造"),
        ("中央财政安排专项资金", "专项"),
        ("全年实现国内生产总值", "生产总值"),
        ("城镇失业人员实现再就业", "再就业"),
        ("投资", ""),
    ],
)
def test_boilerplate_weighs_nothing(phrase: str, words: str) -> None:
    assert content(canonical(phrase)) == words


def test_a_name_is_of_one_thing_and_stays_what_it_is_written_as() -> None:
    """Each name of synonyms.yml stands in one group, and what is written as the first is not written again."""
    names = [(name, first) for first, others in language_data("synonyms").items() for name in {first, *others}]
    assert [name for name, count in Counter(name for name, _ in names).items() if count > 1] == []
    assert [(name, first) for name, first in names if canonical(name) != canonical(first)] == []
    assert [first for _, first in names if canonical(canonical(first)) != canonical(first)] == []


@pytest.mark.parametrize("words", ["提高企业开办效率", "落实未保障对象", "所占比重"])
def test_a_short_form_within_other_words_is_none(words: str) -> None:
    """提|高企|业 holds no 高新技术企业, 未保|障 no 未成年人保护."""
    assert canonical(words) == words


def test_a_word_cut_in_two_is_made_whole() -> None:
    assert whole_words("就业", "实现再就业") == "再就业"
    assert whole_words("就业", "新增就业") == "就业"


@pytest.mark.parametrize(
    ("unit", "subject", "clause", "expected"),
    [
        ("%", "地区生产总值增长", "地区生产总值增长", ("growth", 1)),
        ("%", "固定资产投资下降", "固定资产投资下降", ("growth", -1)),
        ("%", "森林覆盖率", "森林覆盖率提高到", ("rate", 1)),
        ("%", "居民收入", "城镇、农村居民收入分别增长6.5%、", ("growth", 1)),
        ("%", "经济增长预期目标", "经济增长预期目标为", ("growth", 1)),
        ("元/月", "养老金标准提高", "养老金标准提高", ("change", 1)),
        ("元", "低保标准", "低保标准提高到", ("level", 1)),
        ("个百分点", "城镇化率提高", "城镇化率提高", ("points", 1)),
    ],
)
def test_measure(unit: str, subject: str, clause: str, expected: tuple[str, int]) -> None:
    measure = "change" if expected[0] == "change" else "level"
    assert measure_of(unit, measure, subject, clause, canonical(subject)) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("地区生产总值增长", "year"),
        ("五年来，新增就业", "several"),
        ("五年来成绩显著。2024年，新增就业", "year"),
        ("2022年，新增就业", "other"),
        ("上半年，新增就业", "part"),
        ("失业率从上半年5.5%降到", "year"),
    ],
)
def test_time(lead: str, expected: str) -> None:
    assert time_of("period", "review", "主要工作", lead, lead.rpartition("。")[2], 2024) == expected


def test_section_of_several_years_is_left_where_the_year_is_named() -> None:
    assert time_of("period", "multi_year", "", "新增就业", "新增就业", 2024) == "several"
    assert time_of("period", "multi_year", "", "2024年，新增就业", "2024年，新增就业", 2024) == "year"


def test_polarity() -> None:
    assert is_lower_better("城镇调查失业率")
    assert not is_lower_better("空气优良天数")


def test_share_of_something_is_a_kind_of_its_own() -> None:
    assert kind_of("海洋生产总值占地区生产总值比重") == "share_of"
    assert kind_of("地区生产总值") == "output"


def test_unknown_unit_is_its_own_dimension() -> None:
    assert dimension_of("元/人·月") == ("money", "人·月", 1.0)
    assert dimension_of("蒲式耳") == ("蒲式耳", "", 1.0)


@pytest.mark.parametrize("numbers", range(9, 150, 7))
def test_a_word_of_three_numbers_is_rare_however_many_there_are(numbers: int) -> None:
    """Worths are rounded; what they are compared with is, too."""
    macro = next(line for line in read_sql("links", "kpi.matching").splitlines() if "MACRO rare" in line)
    with duckdb.connect() as connection:
        connection.execute(macro)
        worth = "round(1e6 * ln(1 + ? / ?))"
        said = connection.execute(
            f"SELECT rare({worth}, ?), rare({worth}, ?)", [numbers, 3, numbers, numbers, 4, numbers]
        )
        assert said.fetchone() == (True, False)
