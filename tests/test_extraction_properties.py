"""Rules that hold for any text: spans lie in it, nothing raises, work is linear, printing and reading agree."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work_support import assert_linear

from bench.linear import ATTACKS, BARE, NUMBERED
from kpi.extraction import extract
from kpi.numbers.numerals import chinese_numeral
from kpi.numbers.scanning import scan
from kpi.numbers.written import parse_value

PIECES = [
    *"。,、;:()“”《》年月日%万亿元人户个余近约—-％１．A+第号占 　\n\x00\U0001f600",
    *("一、", "(一)", "其中", "分别为", "达到", "增长", "由", "提高到", "每人每月", "低保", "标准", "以上"),
    *("三十", "下半年工作计划", "1", "23", "4.5", "2025"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300)
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    reading = extract(text, "odd")
    last = (0, 0)
    for quantity in reading.quantities:
        assert text[quantity.start : quantity.end] == quantity.text != ""
        assert quantity.start >= last[1] or (quantity.start, quantity.end) == last or quantity.damaged
        last = (quantity.start, quantity.end)
    for target in reading.targets:
        assert text[target.start : target.end] == target.text


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_no_text_raises(text: str) -> None:
    extract(text, "odd")


@given(
    st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["人", "元", "户", "%", "平方米", "元/月", "人次", "公里"]),
    st.sampled_from(["", "以上", "左右", "以内"]),
)
def test_printing_a_quantity_and_reading_it_again_agree(
    number: Decimal, scale: str, unit: str, bound: str
) -> None:
    scale = "" if unit == "%" else scale
    printed = f"{number.normalize():f}{scale}{unit}{bound}"
    parsed = parse_value(printed)
    assert parsed is not None
    assert parsed.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert parsed.unit == unit
    assert {"": "=", "以上": ">=", "左右": "~", "以内": "<="}[bound] == parsed.bound


@given(st.integers(min_value=1, max_value=99_999_999))
def test_chinese_numerals_agree_with_cn2an(number: int) -> None:
    assert chinese_numeral(cn2an.an2cn(number)) == number


@pytest.mark.parametrize("piece", BARE)
def test_a_megabyte_without_a_quantity_is_read_to_its_end(piece: str) -> None:
    """An expression that backtracks over all of it would not come back."""
    text = piece * (1_000_000 // len(piece.encode())) + "。新增床位20张。"
    assert [(one.start, one.text) for one in extract(text, "odd").quantities] == [(len(text) - 4, "20张")]


@pytest.mark.parametrize("piece", [*BARE, *NUMBERED])
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    assert_linear(lambda size: ATTACKS["extraction"].run(piece, size), 1000)


def test_numbers_do_not_overlap() -> None:
    found = scan("三分之一、1/3、3—4个、1.2万亿元、五成、9成、2×35万千瓦、86%70%")
    assert all(left.end <= right.start for left, right in pairwise(found))
