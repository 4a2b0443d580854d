"""Lines that a page broke: pages set in lines, numbers torn from their units, sentences that go on."""

from __future__ import annotations

import pytest

from kpi.extraction.wrapping import FEWEST_TORN, join_hard_wraps

TORN = "年末全县城市低保对象3860人,比\n上年末减少310人。"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("改造敬老院118\n家,完成家庭床位8740张。", "改造敬老院118 家,完成家庭床位8740张。"),
        ("社区养老床位29.25\n万张,增长3.9%。", "社区养老床位29.25 万张,增长3.9%。"),
        ("附件2\n家庭床位清单。", "附件2\n家庭床位清单。"),  # no unit
        ("养老床位 | 118\n家, 其他 | 3", "养老床位 | 118\n家, 其他 | 3"),  # rows of a table
    ],
)
def test_a_number_is_joined_to_its_unit(text: str, joined: str) -> None:
    assert join_hard_wraps(text) == joined


def test_sentences_that_go_on_are_joined_on_a_page_that_is_torn_so() -> None:
    text = "\n".join([TORN] * FEWEST_TORN)
    assert join_hard_wraps(text) == text.replace(",比\n", ",比 ")


def test_a_few_lines_without_a_stop_are_headings() -> None:
    text = f"完善制度,全年新增床位300张\n一是加强管理。\n{TORN}"
    assert join_hard_wraps(text) == text


def test_offsets_stay() -> None:
    text = "\n".join([TORN] * FEWEST_TORN)
    assert len(join_hard_wraps(text)) == len(text)
