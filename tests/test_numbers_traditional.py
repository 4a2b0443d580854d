"""A text in traditional characters is read as the same text in simplified ones; its evidence stays as printed."""

from __future__ import annotations

import pytest

from kpi.language import language_data
from kpi.numbers.plain import normalise
from kpi.relations import read

PRINTED = "全縣現有殘疾人3.2萬人，其中持證殘疾人1.6萬人，占總數的50.0%，較上年增長8.0%。"
SIMPLIFIED = "全县现有残疾人3.2万人，其中持证残疾人1.6万人，占总数的50.0%，较上年增长8.0%。"


def told(text: str) -> list[tuple[str, str, tuple[int, ...]]]:
    reading = read(text, "case")
    places = {one.id: one.start for one in reading.quantities}
    return [(one.rule, one.verdict.value, tuple(places[m] for m in one.members)) for one in reading.relations]


def test_it_says_what_the_simplified_text_says() -> None:
    assert normalise(PRINTED) == normalise(SIMPLIFIED)
    assert told(PRINTED) == told(SIMPLIFIED) != []


def test_quantities_keep_what_is_printed() -> None:
    quantity = read(PRINTED, "case").quantities[0]
    assert (quantity.text, int(quantity.value), quantity.unit) == ("3.2萬人", 32000, "人")


@pytest.mark.parametrize("text", ["张乾、李著参加，3人到场。", "覆盖率达98%，於某某等5人获奖。"])
def test_a_simplified_text_stays_as_it_is(text: str) -> None:
    assert normalise(text).replace(",", "，").replace("%", "%") == text


def test_each_character_has_one_and_none_of_its_own_kind() -> None:
    pairs = [pair for row in language_data("traditional")["pairs"] for pair in row.split()]
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
    first = [pair[0] for pair in pairs]
    assert len(set(first)) == len(first) and not set(first) & {pair[1] for pair in pairs}
    assert set(language_data("traditional")["marks"]) <= set(first)
