"""Lists whose items stand on lines of their own: their heads, what lies between items, where they end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kpi.outline.lists import listings


def told(text: str) -> list[tuple[str, list[str]]]:
    return [(text[slice(*one.head)], [text[slice(*item)] for item in one.items]) for one in listings(text)]


def test_a_list_goes_on_behind_the_list_within_its_item() -> None:
    text = "支出如下:\n1.救助\n(1)助医\n(2)助学\n2.活动\n年末结余"
    assert told(text) == [("支出如下:", ["1.救助", "2.活动"]), ("1.救助", ["(1)助医", "(2)助学"])]


def test_paragraphs_may_stand_between_items_that_count_on() -> None:
    text = "抓好三方面工作:\n(一)兜底\n应保尽保。\n动态管理。\n(二)养老\n扩面。\n(三)殡葬\n整治。"
    assert told(text) == [("抓好三方面工作:", ["(一)兜底", "(二)养老", "(三)殡葬"])]


def test_an_item_that_does_not_count_on_begins_another_list() -> None:
    text = "甲\n1.一\n2.二\n其间一段。\n又一段。\n1.子\n2.丑\n3.寅"
    assert told(text) == [("甲", ["1.一", "2.二"]), ("又一段。", ["1.子", "2.丑", "3.寅"])]


def test_a_list_ends_with_the_last_line_of_its_last_item() -> None:
    text = "支出如下:\n1.救助\n2.活动\n(1)助医\n(2)助学"
    outer, _ = listings(text)
    assert (outer.items[-1][1], outer.end) == (text.index("\n(1)"), len(text))


@given(
    st.lists(
        st.sampled_from(["1.", "2.", "3.", "(一)", "(二)", "(1)", "(2)", "一是", "——", "段。", "", "①", "列:"])
    )
)
def test_items_lie_in_order_behind_their_head_and_none_is_in_two_lists(pieces: list[str]) -> None:
    found = listings("\n".join(pieces))
    for one in found:
        ends = [one.head, *one.items, (one.end, one.end)]
        assert all(left[1] <= right[0] for left, right in pairwise(ends))
    items = [item for one in found for item in one.items]
    assert len(items) == len(set(items))
