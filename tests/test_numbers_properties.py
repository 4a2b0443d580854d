"""Any value, printed in any form of the grammar, is read back: value, unit and bound agree."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an
import pytest
from extraction_support import figures
from hypothesis import assume, given
from hypothesis import strategies as st

from bench.run import NUMBER
from kpi.model import Bound, Interval, Quantity
from kpi.numbers.arabic import ARABIC
from kpi.numbers.numerals import chinese_numeral
from kpi.numbers.written import ParsedValue, parse_value

COUNTED = st.sampled_from(["人", "户", "张", "名", "件", "家", "人次", "平方米", "公里", "吨", "元"])
# What numbers in words take: 里, 号 and the like make other words.
IN_WORDS = st.sampled_from(["人", "户", "张", "名", "件", "人次", "平方米", "公里", "吨", "元"])
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
# A quotient has the places that the warehouse keeps.
PLACES = Decimal("1E-8")
SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
scales = st.sampled_from(["", "万", "亿"])
bounds = st.sampled_from(
    [("", "", "="), ("", "以上", ">="), ("约", "", "~"), ("近", "", "近"), ("不超过", "", "<=")]
)


def decimals(low: int, high: int, places: int) -> st.SearchStrategy[Decimal]:
    """Whole numbers and decimals without noughts at the end."""
    return st.builds(
        lambda number, drop: (number / 10**drop).normalize(),
        st.integers(low, high * 10**places).map(Decimal),
        st.integers(0, places),
    ).filter(lambda number: low <= number <= high)


def the_one(sentence: str) -> Quantity:
    found = figures(sentence)
    assert len(found) == 1, (sentence, [quantity.text for quantity in found])
    return found[0]


def read_back(
    printed: str, value: Decimal, unit: str, bound: str = "=", carrier: str = "救助工作共计{}。"
) -> None:
    quantity = the_one(carrier.format(printed))
    assert (quantity.value, quantity.unit, quantity.bound) == (value, unit, Bound(bound)), quantity.text


def parsed(printed: str) -> ParsedValue:
    value = parse_value(printed)
    assert value is not None, printed
    return value


@given(decimals(1, 9999, 3), scales, COUNTED, bounds)
def test_arabic_digits_with_a_multiplier(
    number: Decimal, scale: str, unit: str, bound: tuple[str, str, str]
) -> None:
    before, after, meant = bound
    printed = f"{number:f}{scale}{unit}"
    read_back(f"{before}{printed}{after}", number * SCALES[scale], unit, meant)
    again = parsed(f"{before}{printed}{after}")
    assert (again.value, again.unit, again.bound) == (number * SCALES[scale], unit, Bound(meant))


@given(st.integers(1000, 10**12), COUNTED, st.sampled_from([",", " ", "，", "\u3000"]))
def test_groups_of_three_digits(number: int, unit: str, mark: str) -> None:
    printed = f"{number:,}".replace(",", mark)
    read_back(f"{printed}{unit}", Decimal(number), unit)


@given(decimals(1, 9999, 3), scales, COUNTED)
def test_full_width_digits(number: Decimal, scale: str, unit: str) -> None:
    read_back(f"{number:f}{scale}{unit}".translate(WIDE), number * SCALES[scale], unit)
    assert parsed(f"{number:f}{scale}{unit}".translate(WIDE)).value == number * SCALES[scale]


@given(st.integers(100, 10**12), IN_WORDS)
def test_whole_numbers_in_words(number: int, unit: str) -> None:
    words = cn2an.an2cn(number)
    assume(words.strip("百千万亿"))
    read_back(f"{words}{unit}", Decimal(number), unit)


@given(decimals(1, 9999, 3), st.sampled_from(["个百分点", "公里", "吨", "倍"]))
def test_decimals_in_words(number: Decimal, unit: str) -> None:
    assume(number != int(number))
    read_back(f"{cn2an.an2cn(f'{number:f}')}{unit}", number, unit)


@given(decimals(0, 100, 2), st.booleans())
def test_parts_per_hundred(number: Decimal, in_words: bool) -> None:
    over = cn2an.an2cn(f"{number:f}") if in_words else f"{number:f}"
    read_back(f"百分之{over}", number, "%", carrier="参检率为{}。")
    assert (parsed(f"百分之{over}").value, parsed(f"百分之{over}").unit) == (number, "%")


@given(decimals(1, 100, 1))
def test_parts_per_thousand(number: Decimal) -> None:
    for over in (f"{number:f}", cn2an.an2cn(f"{number:f}")):
        read_back(f"千分之{over}", number / 10, "%", carrier="发生率为{}。")
    read_back(f"{number:f}‰", number, "‰", carrier="发生率为{}。")


@given(st.integers(1, 99), st.integers(2, 99), st.sampled_from([":", "：", "∶", "比", " : "]))
def test_ratios(over: int, under: int, mark: str) -> None:
    printed = f"{over}{mark}{under}"
    read_back(printed, (Decimal(over) / under).quantize(PLACES), "比", carrier="护理员与老人配比为{}。")


@given(st.integers(1, 99), st.integers(1, 99))
def test_ratios_written_by_hand(over: int, under: int) -> None:
    again = parsed(f"{over}:{under}")
    assert (again.value, again.unit, again.bound) == ((Decimal(over) / under).quantize(PLACES), "比", Bound.EXACT)


@given(decimals(1, 99, 2), st.sampled_from(["-", "－", "−", "负"]), st.sampled_from(["%", "个百分点", "倍"]))
def test_negative_numbers(number: Decimal, sign: str, unit: str) -> None:
    read_back(f"{sign}{number:f}{unit}", -number, unit, carrier="募捐收入增速为{}。")
    assert parsed(f"{sign}{number:f}{unit}").value == -number


@given(decimals(1, 99, 1))
def test_negative_growth(number: Decimal) -> None:
    for words in ("负增长", "负增长了", "负增长为"):
        read_back(f"{words}{number:f}%", -number, "%", carrier="募捐收入{}。")


@given(
    st.integers(1, 9998),
    st.integers(1, 9999),
    scales,
    COUNTED,
    st.sampled_from(["-", "—", "–", "~", "～", "－", "至", "到"]),
)
def test_a_range_shares_its_multiplier_and_unit(low: int, more: int, scale: str, unit: str, mark: str) -> None:
    high = low + more
    assume(high < 10000)
    factor = SCALES[scale]
    found = figures(f"每次安排{low}{mark}{high}{scale}{unit}。")
    read = [(one.value, one.unit.partition("/")[0], one.bound) for one in found]
    assert read == [(low * factor, unit, Bound.AT_LEAST), (high * factor, unit, Bound.AT_MOST)]
    again = parsed(f"{low}{mark}{high}{scale}{unit}")
    assert (again.value, again.value_high, again.unit) == (low * factor, high * factor, unit)


@given(
    st.integers(1, 98),
    st.integers(1, 99),
    st.sampled_from(["万", "亿"]),
    st.sampled_from(["至", "到", "—"]),
    st.booleans(),
)
def test_a_range_in_words(low: int, more: int, scale: str, mark: str, twice: bool) -> None:
    high = min(99, low + more)
    lower = f"{cn2an.an2cn(low)}{scale if twice else ''}"
    found = figures(f"每次安排{lower}{mark}{cn2an.an2cn(high)}{scale}元。")
    read = [(one.value, one.bound) for one in found]
    assert read == [(low * SCALES[scale], Bound.AT_LEAST), (high * SCALES[scale], Bound.AT_MOST)]


@given(
    st.integers(1, 9999), st.integers(1, 9), st.sampled_from([("万", "千"), ("千", "百"), ("亿", "千万")]), COUNTED
)
def test_mixed_multipliers(number: int, rest: int, places: tuple[str, str], unit: str) -> None:
    high, low = places
    assume(number < 10 or high != "千")
    value = Decimal(number * SCALES[high] + rest * {"百": 100, **SCALES}[low])
    read_back(f"{number}{high}{rest}{low}{unit}", value, unit)


@given(st.integers(1, 9999), st.integers(1, 9999), COUNTED)
def test_hundred_millions_and_ten_thousands(number: int, rest: int, unit: str) -> None:
    read_back(f"{number}亿{rest}万{unit}", Decimal(number * 10**8 + rest * 10**4), unit)


@given(st.integers(1, 9), st.integers(0, 9), st.booleans())
def test_tenths(number: int, more: int, in_words: bool) -> None:
    words = cn2an.an2cn(number)
    printed = f"{words}成{cn2an.an2cn(more) if more else ''}" if in_words else f"{number}成"
    read_back(printed, Decimal(number * 10 + (more if in_words else 0)), "%", carrier="参检老人占{}。")


@given(st.integers(1, 4), st.booleans(), st.booleans())
def test_doublings(times: int, in_words: bool, perfective: bool) -> None:
    printed = f"翻{'了' if perfective else ''}{'一两三四'[times - 1] if in_words else times}番"
    read_back(printed, Decimal(2**times), "倍", carrier="募捐收入{}。")
    assert (parsed(printed).value, parsed(printed).unit) == (2**times, "倍")


@given(
    st.sampled_from("十百千万亿"), st.sampled_from(["", "万"]), st.sampled_from(["户", "人", "元", "张", "人次"])
)
def test_vague_amounts(place: str, scale: str, unit: str) -> None:
    assume(not (scale and place in "万亿"))
    value = {"十": Decimal(10), "百": Decimal(100), **SCALES}[place] * SCALES[scale]
    for before in ("数", "上"):
        assume(before == "数" or place != "十")
        quantity = the_one(f"救助工作惠及{before}{place}{scale}{unit}。")
        assert (quantity.value, quantity.unit, quantity.bound) == (value, unit, Bound.AT_LEAST)
        if before == "数":
            assert quantity.interval == Interval(value, value * 10 - 1)


@given(st.integers(1, 99), st.sampled_from(["余", "多", "来"]), st.sampled_from(["", "万", "亿"]))
def test_somewhat_more(tens: int, some: str, scale: str) -> None:
    bound = "~" if some == "来" else "余"
    value = Decimal(tens * 10 * SCALES[scale])
    read_back(f"{tens * 10}{some}{scale}元", value, "元", bound)
    if tens > 9:
        read_back(f"{cn2an.an2cn(tens * 10)}{some}{scale}元", value, "元", bound)


@given(st.integers(1, 10**12))
def test_cn2an_agrees_on_whole_numerals(number: int) -> None:
    assert chinese_numeral(cn2an.an2cn(number)) == number
    assert chinese_numeral(cn2an.an2cn(number, "up")) == number


@pytest.mark.parametrize(
    ("written", "value", "high", "unit", "bound"),
    [
        ("1:4", "0.25", None, "比", "="),
        ("1：4", "0.25", None, "比", "="),
        ("-3%", "-3", None, "%", "="),
        ("－3%", "-3", None, "%", "="),
        ("负增长3%", "-3", None, "%", "="),
        ("翻一番", "2", None, "倍", "="),
        ("翻两番", "4", None, "倍", "="),
        ("2—3万元", "20000", "30000", "元", "="),
        ("2到3万元", "20000", "30000", "元", "="),
        ("6%—6.5%", "6", "6.5", "%", "="),
        ("30人/万老年人", "30", None, "人/万老年人", "="),
        ("30人/万老年人以上", "30", None, "人/万老年人", ">="),
        ("1105元/人.月", "1105", None, "元/人·月", "="),
        ("1105元/人·月", "1105", None, "元/人·月", "="),
        ("1105元/月·人", "1105", None, "元/人·月", "="),
        ("百分之九十五以上", "95", None, "%", ">="),
        ("九成以上", "90", None, "%", ">="),
        ("一百零五万六千人次", "1056000", None, "人次", "="),
        ("不少于80张", "80", None, "张", ">="),
        ("3年半", "3.5", None, "年", "="),
        ("2万3千元", "23000", None, "元", "="),
        ("数十万元", "100000", None, "元", ">="),
        ("0.35‰", "0.35", None, "‰", "="),
        ("三分之一", "33.3", None, "%", "="),
    ],
)
def test_a_value_written_by_hand(written: str, value: str, high: str | None, unit: str, bound: str) -> None:
    again = parsed(written)
    assert (again.value, again.unit, again.bound) == (Decimal(value), unit, Bound(bound))
    assert again.value_high == (None if high is None else Decimal(high))
    assert again.known_unit


def test_what_holds_no_value_or_several_is_not_taken() -> None:
    assert [parse_value(written) for written in ("", "稳步提高", "3人、5户、7件")] == [None, None, None]


@given(st.text("01234567,.·%亿万 。;年", max_size=24))
def test_the_floor_of_the_benchmark_finds_the_numbers_that_the_grammar_finds(text: str) -> None:
    assert [one.span() for one in re.finditer(ARABIC, text)] == [one.span() for one in re.finditer(NUMBER, text)]
