"""Lost characters are repaired where exactly one reading is left, and marked; else they stay as printed."""

from __future__ import annotations

from extraction_support import figures

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
