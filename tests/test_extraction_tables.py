"""Numbers of a table take their unit from the column's heading, a unit column or the title."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from extraction_support import figures

from kpi.extraction import extract
from kpi.model import Measure, PeriodKind
from kpi.relations import read


def test_a_unit_column_and_a_heading_with_its_unit() -> None:
    heading = "表2 主要产品产量\n产品名称 | 计量单位 | 2025年 | 比上年增长（%）"
    found = figures(f"平稳。\n{heading}\n水泥 | 万吨 | 73.5 | -2.9\n#汽车 | 辆 | 2013 | 5.0\n")
    assert [(q.value, q.unit, q.subject.text, q.subject.measure) for q in found] == [
        (Decimal("735000"), "吨", "水泥", Measure.LEVEL),
        (Decimal("-2.9"), "%", "水泥增长", Measure.GROWTH),
        (Decimal("2013"), "辆", "汽车", Measure.LEVEL),
        (Decimal("5.0"), "%", "汽车增长", Measure.GROWTH),
    ]


def test_the_unit_in_the_title_holds_for_all_columns() -> None:
    heading = "平稳。\n表1 价格涨跌幅度（单位：%）\n指标名称 | 2024年 | 2025年\n"
    found = figures(heading + "一、食品 | 9.4 | 1.4\n二、衣着 | 2.4 | 1.0")
    said = [(q.unit, q.subject.text) for q in found]
    assert said == [("%", "食品"), ("%", "食品"), ("%", "衣着"), ("%", "衣着")]


def test_a_bar_in_running_text_is_no_table() -> None:
    assert figures("分享 | 打印 | 字号 12") == []


def test_rows_below_a_total_are_its_parts_until_the_next_total() -> None:
    rows = "出口额 | 39.9 | 17.4\n其中：一般贸易 | 31.1 | 23.4\n加工贸易 | 6.8 | -5.6\n进口额 | 23.7 | 22.4"
    found = figures(f"平稳。\n指标 | 金额（亿元） | 比上年增长（%）\n{rows}\n")
    assert [q.subject.text for q in found[::2]] == ["出口额", "出口额一般贸易", "出口额加工贸易", "进口额"]


def test_cells_on_lines_of_their_own_take_the_unit_of_the_caption_that_their_column_names() -> None:
    cells = ["乡镇", "户数", "人数", "甲镇", "128", "241", "乙乡", "97", "183"]
    found = figures("平稳。\n附表 低保情况\n单位：户、人\n" + "\n".join(cells) + "\n")
    assert [(q.text, q.unit) for q in found] == [("128", "户"), ("241", "人"), ("97", "户"), ("183", "人")]


def test_signs_and_groups_of_digits() -> None:
    rows = "床位 | 张 | 31 460 | (0.3)\n机构 | 家 | 1,205 | −9.9\n"
    found = figures(f"平稳。\n指标 | 单位 | 本年 | 增减（%）\n{rows}")
    assert [(q.text, q.value) for q in found] == [
        ("31 460", Decimal(31460)),
        ("0.3", Decimal("-0.3")),
        ("1,205", Decimal(1205)),
        ("−9.9", Decimal("-9.9")),
    ]


def test_the_unit_may_be_told_in_the_text_beside_the_table() -> None:
    found = figures(
        "类别 | 2024年 | 2025年\n社会组织 | 3,102 | 3,145\n基金会 | 23 | 26\n\n全市登记社会组织3,145个。"
    )
    assert {q.unit for q in found} == {"个"} and len(found) == 5


def test_parts_count_in_the_unit_of_the_total_before_them_and_years_are_no_figures() -> None:
    found = figures(
        "平稳。\n年份 | 社会组织总数（个） | 社会团体 | 基金会\n2024 | 1203 | 1180 | 23\n2025 | 1220 | 1194 | 26\n"
    )
    assert [q.unit for q in found] == ["个"] * 6
    assert {q.text for q in found} & {"2024", "2025"} == set()


def test_serial_numbers_and_ranks_are_no_figures() -> None:
    found = figures("平稳。\n序号 | 县区 | 户数 | 位次\n1 | 甲县 | 312 | 2\n2 | 乙县 | 268 | 1\n")
    assert [(q.text, q.unit) for q in found] == [("312", "户"), ("268", "户")]


def test_the_column_of_last_year_has_its_own_time() -> None:
    found = figures("平稳。\n指标 | 单位 | 本年 | 上年\n机构 | 家 | 212 | 205\n床位 | 张 | 3146 | 3027\n")
    assert [q.period.text for q in found] == ["", "2024", "", "2024"]


def test_a_caption_in_lines_of_one_width_stays_apart_from_its_table() -> None:
    wrapped = (
        "全县深入推进社会救助扩围增效工作并且持续提升养老服\n务质量和儿童福利水平以及慈善事业社会工作等各项事业\n"
        * 10
    ) + "全部完成。\n"
    table = "编制部门:清禾县某某街道办事处(部门)单位:元\n项目 | 预算数\n收入 | 2,932,700\n支出 | 1,633,000\n"
    figures = extract(wrapped + table, "a").quantities
    assert [(q.text, q.unit) for q in figures] == [("2,932,700", "元"), ("1,633,000", "元")]


def test_words_with_a_figure_in_a_cell_are_read_by_themselves() -> None:
    rows = ("镇 | 床位 | 备注", "甲镇 | 12 | 新建食堂3所", "乙镇 | 30 | 改造敬老院2所，投入50万元", "合计 | 42 |")
    text = "\n".join(("表1 情况（单位：张）", *rows))
    found = {quantity.text: quantity.subject.text for quantity in extract(text, "a").quantities}
    assert found == {
        "12": "甲镇床位",
        "3所": "新建食堂",
        "30": "乙镇床位",
        "2所": "改造敬老院",
        "50万元": "改造敬老院投入",
        "42": "合计床位",
    }


def test_words_with_a_number_beside_a_number_alone_are_read_as_words() -> None:
    found = figures("甲类共100件。分类如下：\n重点：\t68件\t占68.0%\n一般：\t32件\t占32.0%\n")
    assert [(q.text, q.unit) for q in found] == [
        ("100件", "件"),
        ("68件", "件"),
        ("68.0%", "%"),
        ("32件", "件"),
        ("32.0%", "%"),
    ]


def test_a_unit_with_two_multipliers_is_no_number() -> None:
    found = figures("平稳。\n产品 | 单位 | 产量\n发电量 | 亿千瓦时 | 96.42\n组件 | 万千瓦 | 412.0\n")
    assert [(q.text, q.unit) for q in found] == [("96.42", "千瓦时"), ("412.0", "千瓦")]


def test_words_and_arrows_of_a_cell_are_its_sign() -> None:
    rows = "用电量 | 万千瓦时 | 980 | ↓3.1%\n失业率 | % | 3.1 | 下降0.2个百分点\n出口 | 亿元 | 4.1 | 增长2.0%\n"
    found = figures(f"平稳。\n指标 | 单位 | 本年 | 同比\n{rows}")
    assert [(q.value, q.unit) for q in found[1::2]] == [
        (Decimal("-3.1"), "%"),
        (Decimal("-0.2"), "个百分点"),
        (Decimal("2.0"), "%"),
    ]


def test_what_a_cell_says_of_its_number_in_brackets_is_no_part_of_it() -> None:
    found = figures("平稳。\n类别 | 总数（个） | 民办（个）\n社会团体 | 120（含新增5） | 12\n民非 | 80 | 60\n")
    assert [(q.text, q.subject.text) for q in found] == [
        ("120", "社会团体总数"),
        ("12", "社会团体民办"),
        ("80", "民非总数"),
        ("60", "民非民办"),
    ]


def test_one_month_in_a_heading_is_a_part_of_the_year() -> None:
    head = "云溪县2025年工作总结\n平稳。\n指标 | 6月销售额（亿元） | 1-6月销售额（亿元） | 12月末存款（亿元）\n"
    found = figures(head + "零售 | 2.5 | 12.5 | 9.1\n批发 | 8.1 | 45.1 | 7.2\n")
    assert [q.period.text for q in found[:3]] == ["6月", "1-6月", ""]


@pytest.mark.parametrize(
    "line",
    ["表1 部门收支总表", "附件2 部分街道情况", "附件2部分街道情况", "专栏3 家庭养老床位", "公开02表", "财决03表",
     "表2-3 个人缴费情况", "表3.1 人员情况", "专栏三 家庭养老床位", "（附表2 部门人员）", "见附件2 部分街道情况"],
)  # fmt: skip
def test_what_names_a_table_or_an_annex_counts_nothing(line: str) -> None:
    assert figures(f"{line}\n") == [] == figures(f"概况\n{line}\n")


@pytest.mark.parametrize("line", ["附件3份：", "案例5个入选名单。", "附2张照片。", "全年印发工作报表3张。"])
def test_how_many_annexes_there_are_is_a_count(line: str) -> None:
    assert len(figures(f"{line}\n")) == 1


@pytest.mark.parametrize(
    "rows",
    [
        {"2024年11月": date(2024, 11, 1), "2025年3月": date(2025, 3, 1)},
        {"1月": date(2025, 1, 1), "2月份": date(2025, 2, 1)},
        {"一季度": date(2025, 1, 1), "上半年": date(2025, 1, 1)},
    ],
)
def test_a_row_named_after_months_tells_when_and_not_of_what(rows: dict[str, date]) -> None:
    lines = "\n".join(f"{name} | 46 | 43" for name in rows)
    found = figures(f"平稳。\n单位：人\n时间 | 编制人数 | 在职人数\n{lines}\n")
    assert {q.period.text: q.period.start for q in found} == rows
    assert {q.subject.text for q in found} == {"编制人数", "在职人数"}


def test_a_month_whose_year_nothing_tells_has_no_days_and_a_sum_of_months_is_none_of_them() -> None:
    header = "单位：人\n月份 | 救助人数 | 累计人数\n"
    month, summed, *_ = read(f"{header}1月 | 46 | 46\n2月 | 43 | 89\n", "a").quantities
    assert (month.period.kind, month.period.start, month.period.text) == (PeriodKind.PART, None, "1月")
    assert summed.period.kind is PeriodKind.PERIOD
