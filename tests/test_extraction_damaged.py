"""Lost characters are repaired where exactly one reading is left, and marked; else they stay as printed."""

from __future__ import annotations

from extraction_support import figures
from hypothesis import given, settings
from hypothesis import strategies as st

LOST = "202515月,全县运行平稳。"


def pairs(sentence: str) -> list[tuple[int, str, bool]]:
    return [(int(q.value), q.unit, q.damaged) for q in figures(sentence)]


def test_totals_of_heads_and_money_leave_one_split() -> None:
    found = pairs(f"{LOST}共保障3000人,发放资金66万元。其中:城市100022万元;农村200044万元。")
    assert found[2:] == [(1000, "人", True), (220000, "元", True), (2000, "人", True), (440000, "元", True)]


def test_totals_that_fit_no_split_leave_the_run_as_printed_and_say_so() -> None:
    found = figures(f"{LOST}共保障3001人,发放资金66万元。其中:城市100022万元;农村200044万元。")[2:]
    assert [(int(q.value), q.damaged) for q in found] == [(1000220000, True), (2000440000, True)]
    assert "唯一读法" in found[0].note


def test_persons_and_households_leave_one_split() -> None:
    assert pairs(f"{LOST}排查低收入人口8161061人。") == [(816, "户", True), (1061, "人", True)]


def test_a_long_count_in_a_sound_text_is_a_count() -> None:
    assert pairs("发放高龄津贴8161061人。") == [(8161061, "人", False)]


def test_no_month_is_the_650th() -> None:
    (quantity,) = figures("城市低保标准650月。")
    assert (quantity.value, quantity.unit, quantity.text, quantity.damaged) == (650, "元/月", "650月", True)


def test_two_rates_side_by_side() -> None:
    found = figures("参保率分别达到86%70%。")
    assert [(int(q.value), q.text) for q in found] == [(86, "86%70%"), (70, "86%70%")]


def test_the_missing_part_of_a_whole_gets_its_unit() -> None:
    assert (144, "人", True) in pairs(f"{LOST}共有儿童149人(其中:散养儿童144集中供养5人)。")


def test_a_range_that_lost_its_dash_is_bounded_by_the_whole() -> None:
    found = figures(f"{LOST}全县共16个乡镇。选取34个乡镇试点。")
    assert [(int(q.value), q.bound) for q in found[1:]] == [(3, ">="), (4, "<=")]


def test_the_repair_says_why() -> None:
    note = figures(f"{LOST}排查低收入人口8161061人。")[0].note
    assert "8161061人" in note
    assert "户均" in note


def test_a_total_of_which_the_unit_is_lost_is_the_sum_of_its_parts() -> None:
    found = pairs(f"{LOST}共有低保对象41266893人,其中城市812户1207人,农村3314户5686人。")
    assert found[:2] == [(4126, "户", True), (6893, "人", True)]


def test_households_and_persons_of_a_list_need_no_other_damage_to_be_told() -> None:
    found = pairs("共有低保对象4126户6893人,其中城市8121207人,农村33145686人。")
    assert found[2:] == [(812, "户", True), (1207, "人", True), (3314, "户", True), (5686, "人", True)]


def test_amounts_with_decimals() -> None:
    found = pairs(f"{LOST}共救助600人,发放资金120.5万元。其中:城市20040.2万元;农村40080.3万元。")
    assert found[2:] == [(200, "人", True), (402000, "元", True), (400, "人", True), (803000, "元", True)]


def test_an_average_leaves_one_split() -> None:
    found = pairs(f"{LOST}实施临时救助38677.2万元,人均2000元。")
    assert found[:2] == [(386, "人", True), (772000, "元", True)]


def test_a_percentage_of_the_whole_leaves_one_split() -> None:
    found = figures(f"{LOST}总床位41199张,其中护理型床位3464384%。")
    assert [(q.value, q.unit) for q in found[1:]] == [(34643, "张"), (84, "%")]


def test_what_two_readings_fit_stays_as_printed() -> None:
    found = pairs(f"{LOST}实施临时救助38677.2万元。")
    assert [value for value, _, _ in found] == [386772000]


PAIRS = st.lists(
    st.integers(11, 4000).flatmap(lambda heads: st.tuples(st.just(heads), st.integers(heads, heads * 6))),
    min_size=2,
    max_size=4,
)


@given(PAIRS, st.data())
@settings(max_examples=150)
def test_numbers_whose_unit_is_lost_come_back_as_they_were_or_not_at_all(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    lost = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    names = ("城市", "农村", "牧区", "林区")
    told = ";".join(
        f"{name}{heads}{'' if gone else '户'}{persons}人"
        for name, (heads, persons), gone in zip(names, parts, lost, strict=False)
    )
    heads, persons = sum(one for one, _ in parts), sum(one for _, one in parts)
    found = [q for q in figures(f"{LOST}共有低保对象{heads}户{persons}人。其中:{told}。") if q.damaged]
    true = {(name, unit) for pair in parts for name, unit in zip(pair, ("户", "人"), strict=True)}
    runs = {int(f"{one}{other}") for one, other in parts}
    assert all((int(q.value), q.unit) in true or int(q.value) in runs for q in found)


AMOUNTS = st.lists(st.tuples(st.integers(11, 9000), st.integers(11, 3000)), min_size=2, max_size=4)


@given(AMOUNTS, st.data())
@settings(max_examples=150)
def test_heads_and_money_whose_unit_is_lost_come_back_as_they_were_or_not_at_all(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    lost = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    names = ("城市", "农村", "牧区", "林区")
    told = ";".join(
        f"{name}{heads}{'' if gone else '人'}{money}万元"
        for name, (heads, money), gone in zip(names, parts, lost, strict=False)
    )
    heads, money = sum(one for one, _ in parts), sum(one for _, one in parts)
    found = [q for q in figures(f"{LOST}共保障{heads}人,发放资金{money}万元。其中:{told}。") if q.damaged]
    true = {(one, "人") for one, _ in parts} | {(other * 10000, "元") for _, other in parts}
    runs = {int(f"{one}{other}") * 10000 for one, other in parts}
    assert all((int(q.value), q.unit) in true or int(q.value) in runs for q in found)
