"""What is no quantity: the rule behind each, by small literal cases."""

from __future__ import annotations

import pytest
from extraction_support import figures

from kpi.extraction import extract


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年3月1日起实行。",
        "服务站设在阳光小区1单元601室。",
        "住3栋2单元301室。",
        "事项编码370911002006GB。",
        "1-6月运行平稳。",
        "规划期为2021—2035年。",
        "6月21日和9月26日召开会议。",
        "印发文件(六办发〔2021〕8号)。",
        "见鄂民办发[2019]7号。",
        "开通12349社会救助服务专线。",
        "推进“211项目”建设。",
        "构建“8+1+N”救助格局。",
        "新建“1+8+X”体系。",
        "建设5G基站和3A级场所。",
        "客机C919投入运营。",
        "推进益园2.0版建设。",
        "发布《养老服务设施规划(2021—2035年)》。",
        "第3批名单公布。",
        "成立100周年。",
        "五年来成效明显。",
        "优化三次产业结构。",
        "改造国道331线。",
        "9:30开会。",
        "培育世界500强企业。",
        "3·15期间开展宣传。",
    ],
)
def test_measures_nothing(sentence: str) -> None:
    assert [q.text for q in figures(sentence)] == []


def test_ordinals_of_headings_are_no_quantities() -> None:
    assert figures("1.救助工作。2、养老工作。(3)儿童工作。") == []


def test_a_number_beside_an_excluded_one_is_still_read() -> None:
    assert [q.text for q in figures("2023年1-6月救助537户,办结率100%。")] == ["537户", "100%"]


def test_a_note_goes_on_in_the_lines_that_are_numbered_on_from_it() -> None:
    told = "床位5张。\n注：1.含临时6张。\n②另有7张。\n2.再含8张。\n1.新建9张。\n"
    assert [q.text for q in figures(told)] == ["5张", "9张"]
    assert [q.text for q in figures("床位5张。\n注释：\n1.含临时6张。\n新建9张。\n")] == ["5张", "9张"]


def test_what_is_explained_below_a_table_may_be_told_of_things() -> None:
    assert [q.text for q in figures("床位5张。\n说明：迁建床位300张。\n说明：1.含6张。\n")] == ["5张", "300张"]


def test_a_time_to_the_second_behind_a_day_is_no_ratio() -> None:
    assert [q.text for q in figures("县局 2005-7-14 9:32:18 点击：486 次")] == []
    assert [q.text for q in figures("三次产业结构为9:32:59。")] == ["9", "32", "59"]


def test_an_annex_is_numbered_before_its_year() -> None:
    assert figures("附件：1．2025年主要指标\n") == []


def test_a_note_tells_figures_where_it_does_not_define() -> None:
    text = (
        "全年救助310人。\n注：65岁以上的救助120人，占38.7%；人数为年末口径，含临时救助51人次。\n"
        "指标解释：低收入指人均2000元以下。\n"
    )
    found = [quantity.text for quantity in extract(text, "a").quantities]
    assert "120人" in found
    assert "38.7%" in found
    assert "51人次" not in found
    assert "2000元" not in found
