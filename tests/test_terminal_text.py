"""Chinese and English set into terminal cells: wrapping, excerpts, numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from kpi.presenting.numbers import demand, json_number, plain, scaled
from kpi.presenting.text import clip, clip_around, excerpt, wrap

MIXED = st.text(alphabet="全年发放，。；“”《》（）123.5%万元abc xyz-/", min_size=1, max_size=80)


def lines_of(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Text(text), width)]


def test_a_line_never_begins_with_closing_punctuation() -> None:
    assert lines_of("发放低保金一二，农村低保金", 14) == ["发放低保金一", "二，农村低保金"]


def test_a_number_is_not_torn_apart() -> None:
    assert lines_of("发放城市低保金2001.62万元", 18) == ["发放城市低保金", "2001.62万元"]


def test_an_opening_mark_goes_with_what_it_opens() -> None:
    assert lines_of("出台地方《办法》", 10) == ["出台地方", "《办法》"]


def test_a_word_longer_than_the_line_is_torn_where_the_line_ends() -> None:
    assert lines_of("https://example.org/a", 10) == ["https://ex", "ample.org/", "a"]


@given(MIXED, st.integers(min_value=4, max_value=40))
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_styles_stay_on_their_words() -> None:
    text = Text("全年发放低保金3880万元")
    text.stylize("bold", 7, 11)
    second = wrap(text, 14)[1]
    assert second.plain == "3880万元"
    assert [(span.start, span.end) for span in second.spans] == [(0, 4)]


def test_an_excerpt_takes_whole_clauses_around_the_words() -> None:
    sentence = "殡葬改革扎实推进，全年办理412例，节地生态安葬率为76.5%，较上年提高2.1个百分点，满意度提升。"
    start = sentence.index("76.5%")
    part = excerpt(sentence, start, start + 5, 44)
    assert part.text == "…全年办理412例，节地生态安葬率为76.5%…"
    assert part.text[part.start : part.end] == "76.5%"


def test_an_excerpt_leaves_room_for_the_mark_of_its_cut_side() -> None:
    assert cell_len(excerpt("1111《《《《《《《。1", 0, 1, 20).text) <= 20


@given(MIXED, st.data(), st.integers(min_value=20, max_value=60))
def test_an_excerpt_always_holds_its_words(text: str, data: st.DataObject, cells: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 6)))
    part = excerpt(text, start, end, cells)
    assert part.text[part.start : part.end] == text[start:end]
    assert cell_len(part.text) <= cells


def test_thousands_commas_do_not_end_a_clause() -> None:
    assert excerpt("发放1,234元,其中", 2, 7, 12).text == "发放1,234元…"


def test_an_excerpt_looks_no_further_than_it_can_show() -> None:
    """A sentence of 20,000 numbers, of which each is shown: minutes, were the whole of it read for each."""
    listed = "、".join(f"救助{n}人" for n in range(20_000))
    for at in range(1000, len(listed) - 1000, 100):
        assert excerpt(listed, at, at + 2, 40).text == excerpt(listed[at - 100 : at + 100], 100, 102, 40).text


def test_control_codes_of_a_report_never_reach_the_terminal() -> None:
    assert excerpt("发放\x1b[31m低保金\r\n12万元", 13, 17, 40).text == "…12万元"
    assert excerpt("发放\x1b[31m低保金12万元", 10, 14, 40).text == "发放 [31m低保金12万元"


def test_clipping_counts_cells() -> None:
    assert clip("养老服务设施", 7) == "养老服…"
    assert clip("养老", 4) == "养老"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("12000000", "1200万人"), ("208900", "20.89万人"), ("1390000000000", "1.39万亿人"), ("123456", "123456人"),
     ("80.00", "80人"), ("-3.5", "−3.5人"), ("0", "0人"), ("9000", "9000人")],
)  # fmt: skip
def test_numbers_are_shown_as_reports_print_them(value: str, shown: str) -> None:
    assert scaled(Decimal(value), "人") == shown


def test_demands_in_signs() -> None:
    assert demand(">=", Decimal(80), None, "%") == "≥80%"
    assert demand("range", Decimal(6), Decimal("6.5"), "%") == "6–6.5%"
    assert demand("~", Decimal(5), None, "%") == "≈5%"
    assert demand("done", None, None, "") == ""


def test_numbers_in_json_are_whole_where_they_are_whole() -> None:
    assert (json_number(Decimal("80.0")), json_number(Decimal("37.1")), json_number(None)) == (80, 37.1, None)
    assert isinstance(json_number(Decimal("80.0")), int)
    assert plain(Decimal("0.50")) == "0.5"


def test_a_sentence_that_is_quoted_for_a_number_is_not_cut_before_it() -> None:
    sentence = (
        "全年深入推进社会救助改革，" * 12 + "推进12021年编号工程，新增床位20张。" + "其他工作有序开展，" * 12
    )
    said = f"“12021年”未读作数据，请核对原句：{sentence}"
    shown = clip_around(said, "12021年", "：", 120)
    assert shown.startswith("“12021年”未读作数据，请核对原句：…") and shown.count("12021年") == 2
    assert cell_len(shown) <= 122
    assert clip_around("短句：12021年", "12021年", "：", 120) == "短句：12021年"
    assert clip_around("没有引文" * 40, "12021年", "：", 20) == clip("没有引文" * 40, 20)
