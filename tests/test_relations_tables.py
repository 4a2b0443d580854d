"""Totals in the rows of a table."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

from kpi.relations import read

TRANSPORT = """表1 2025年上半年货物运输情况
指标 | 计量单位 | 绝对量 | 比上年增长（%）
货物运输总量 | 万吨 | {total} | 2.6
公路 | 万吨 | 24418.67 | 3.4
水运 | 万吨 | {water} | 1.3
管道 | 万吨 | 5258.23 | 3.6
机场货邮吞吐量 | 万吨 | 35.91 | -7.8
"""
REGIONS = """表2 2025年上半年主要地区出口情况
地区 | 出口额（亿元） | 比上年增长（%）
合计 | {total} | 17.4
一、亚洲 | 1726.6 | 21.2
#日本 | 183.4 | 21.3
二、非洲 | 236.8 | 40.4
三、欧洲 | 863.0 | 9.5
"""


def sums(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for kind, verdict, members in found(text) if kind == "sum"}


def test_rows_right_below_a_total_that_add_up() -> None:
    members = ("48651.79", "24418.67", "18974.89", "5258.23")
    assert sums(TRANSPORT.format(total="48651.79", water="18974.89")) == {("consistent", members)}


@pytest.mark.parametrize(("total", "water"), [("48751.79", "18974.89"), ("48651.79", "18974.80")])
def test_one_digit_off(total: str, water: str) -> None:
    members = (total, "24418.67", water, "5258.23")
    assert sums(TRANSPORT.format(total=total, water=water)) == {("inconsistent", members)}


def test_numbered_rows_make_the_total_and_rows_of_which_do_not() -> None:
    assert sums(REGIONS.format(total="2826.4")) == {("consistent", ("2826.4", "1726.6", "236.8", "863.0"))}


@pytest.mark.parametrize(
    "text",
    [
        REGIONS.format(total="2839.7"),  # what is left may be elsewhere
        "指标 | 绝对值（元） | 增长（%）\n人均消费总支出 | 39118 | 1.1\n食品 | 30187 | 2.2\n衣着 | 8932 | 1.0\n",
    ],
)
def test_rows_left_out_and_averages_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()


TOWNS = """附表 低保情况（单位：户、人）
乡镇 | 户数 | 人数
甲镇 | 128 | 241
乙乡 | 97 | 183
丙乡 | 205 | 396
合计 | {households} | {people}
"""
SUPPLY = """表1 特困供养分布（单位：人）
县区 | 集中供养 | 分散供养 | 合计
东岸区 | 312 | {scattered} | 1057
西岸区 | 268 | 691 | 959
全市 | 580 | 1436 | 2016
"""
SPENDING = """|项目|金额（万元）|上年同期|增减（%）|占比（%）|
|---|---|---|---|---|
|支出合计|8071.0|7856.6|2.7|100|
|（一）低保|6204.6|5983.2|3.7|76.9|
|　　城市|1286.4|1352.7|-4.9|15.9|
|　　农村|4918.2|4630.5|6.2|60.9|
|（二）特困供养|1473.9|1405.3|{growth}|{share}|
|（三）临时救助|392.5|468.1|-16.2|4.9|
"""


def of(kind: str, text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for type_, verdict, members in found(text) if type_ == kind}


def test_a_total_below_its_rows_and_the_column_that_misses_it_beside_one_that_fits() -> None:
    fits = ("consistent", ("430", "128", "97", "205"))
    assert sums(TOWNS.format(households=430, people=820)) == {fits, ("consistent", ("820", "241", "183", "396"))}
    assert sums(TOWNS.format(households=430, people=840)) == {fits, ("inconsistent", ("840", "241", "183", "396"))}


def test_totals_down_and_along() -> None:
    assert {members for _, members in sums(SUPPLY.format(scattered=745))} == {
        ("1057", "312", "745"),
        ("959", "268", "691"),
        ("2016", "580", "1436"),
        ("580", "312", "268"),
        ("1436", "745", "691"),
        ("2016", "1057", "959"),
    }
    wrong = {("sum", "inconsistent", ("1057", "312", "754")), ("sum", "inconsistent", ("1436", "754", "691"))}
    assert contradictions(SUPPLY.format(scattered=754)) == wrong


def test_a_total_over_its_ordinals_and_these_over_their_parts() -> None:
    told = {members for _, members in sums(SPENDING.format(growth="4.9", share="18.3"))}
    assert ("8071.0", "6204.6", "1473.9", "392.5") in told
    assert ("6204.6", "1286.4", "4918.2") in told
    assert ("8071.0", "6204.6", "1286.4", "4918.2", "1473.9", "392.5") not in told


def test_growth_and_share_columns() -> None:
    text = SPENDING.format(growth="4.9", share="18.3")
    assert ("consistent", ("468.1", "392.5", "-16.2")) in of("rise", text)
    assert ("consistent", ("6204.6", "8071.0", "76.9")) in of("share", text)
    assert contradictions(text) == set()
    wrong = SPENDING.format(growth="6.9", share="13.8")
    assert contradictions(wrong) == {
        ("rise", "inconsistent", ("1405.3", "1473.9", "6.9")),
        ("share", "inconsistent", ("1473.9", "8071.0", "13.8")),
        ("sum", "inconsistent", ("100", "76.9", "13.8", "4.9")),
    }


def test_rows_of_years_grow_from_one_to_the_next() -> None:
    rows = "年份 | 销量（亿元） | 同比增长（%）\n2021 | 92.7 | 15.3\n2022 | 88.4 | -4.6\n"
    rows += "2023 | 103.5 | 17.1\n2024 | 121.8 | {}\n"
    assert ("consistent", ("88.4", "103.5", "17.1")) in of("rise", rows.format("17.7"))
    assert contradictions(rows.format("11.7")) == {("rise", "inconsistent", ("103.5", "121.8", "11.7"))}


def test_amounts_of_change_whose_heading_has_a_unit() -> None:
    text = "来源 | 2024年（万元） | 2025年（万元） | 增减额（万元）\n企业 | 1032.5 | 1186.3 | 153.8\n"
    text += "个人 | 428.6 | 392.4 | {}\n网络 | 611.2 | 702.9 | 91.7\n"
    assert ("rise", "consistent", ("428.6", "392.4", "-36.2")) in found(text.format("-36.2"))
    assert ("rise", "inconsistent", ("428.6", "392.4", "-39.2")) in contradictions(text.format("-39.2"))


def test_cells_of_per_cent_are_shares_whatever_their_column_is_called() -> None:
    text = "项目 | 总投资（万元） | 完成投资（万元） | 进度\n改造 | 1280 | 1152 | 90%\n食堂 | 360 | 360 | 100%\n"
    text += "公园 | 540 | 486 | {}\n其他 | 1080 | 936 | 87%\n"
    assert ("share", "consistent", ("486", "540", "90%")) in found(text.format("90%"))
    assert ("share", "inconsistent", ("486", "540", "80%")) in contradictions(text.format("80%"))


def test_people_by_places_are_told_where_all_rows_fit_but_one() -> None:
    text = "地区 | 床位（张） | 入住（人） | 入住率（%）\n甲 | 420 | 378 | 90.0\n"
    text += "乙 | 260 | 221 | {}\n丙 | 180 | 149 | 82.8\n丁 | 150 | 117 | 78.0\n"
    assert ("share", "consistent", ("221", "260", "85.0")) in found(text.format("85.0"))
    assert contradictions(text.format("35.0")) == {("share", "inconsistent", ("221", "260", "35.0"))}
    assert contradictions(text.format("35.0").replace("78.0", "87.0")) == set()


def test_a_whole_above_a_table_that_takes_in_all_the_rest_holds_once_another_column_fits() -> None:
    text = "总投入3260万元，年内支出{}万元。\n项目 | 投入（万元） | 支出（万元）\n改造 | 1280 | 1152\n"
    text += "食堂 | 360 | 360\n公园 | 540 | 486\n其他 | 1080 | 936\n"
    assert ("sum", "consistent", ("2934万元", "1152", "360", "486", "936")) in found(text.format(2934))
    assert ("sum", "inconsistent", ("2943万元", "1152", "360", "486", "936")) in contradictions(text.format(2943))


KINDS = "机构类别 | 机构数（个） | 床位数（张）\n总计 | 412 | {}\n医院 | 18 | 2926\n"
KINDS += "公立医院 | 7 | 2180\n民营医院 | 11 | 746\n"
KINDS += "基层机构 | 381 | 736\n疾控机构 | 13 | —\n"


def test_rows_named_after_the_one_above_are_its_parts_and_not_the_totals() -> None:
    text = KINDS.format(3662)
    assert ("sum", "consistent", ("412", "18", "381", "13")) in found(text)
    assert ("sum", "consistent", ("3662", "2926", "736")) in found(text)
    assert ("sum", "inconsistent", ("3652", "2926", "736")) in contradictions(KINDS.format(3652))


def test_half_of_the_shares_fit_and_a_slip_mends_each_of_the_others() -> None:
    text = "学历 | 人数 | 占比（%）\n研究生 | 218 | {}\n本科 | 1976 | 45.1\n大专 | 1655 | 37.8\n中专 | 529 | {}\n"
    text = "（单位：人）\n" + text + "合计 | 4378 | —\n"
    assert contradictions(text.format("5.0", "12.1")) == set()
    off = {members for kind, _, members in contradictions(text.format("8.0", "21.1")) if kind == "share"}
    assert off == {("218", "4378", "8.0"), ("529", "4378", "21.1")}


def test_subtotals_and_their_total() -> None:
    rows = "甲镇 | 128\n乙镇 | 97\n小计 | 225\n丙街道 | 64\n丁街道 | 51\n小计 | 115\n总计 | 340\n"
    assert {members for _, members in sums(f"镇街 | 户数\n{rows}")} >= {
        ("225", "128", "97"),
        ("340", "225", "115"),
    }


QUARTERS = """表2 登记情况
|项目|一季度|二季度|三季度|四季度|全年|
|---|---|---|---|---|---|
|结婚登记(对)|1382|1734|1271|1358|5745|
|收养登记(件)|11|8|14|9|42|
|补领证件(件)|418|436|402|391|{reissued}|
|期末登记员(人)|61|62|60|63|63|
"""
ACCOUNT = """附表 变动情况（单位：个）
类别 | 年初数 | 新登记 | 注销撤销 | 年末数
社会团体 | 458 | 41 | 37 | {left}
基金会 | 21 | 2 | 1 | 22
合计 | 479 | 43 | 38 | 484
"""


def test_quarters_make_the_year_and_a_stock_does_not() -> None:
    assert ("consistent", ("42", "11", "8", "14", "9")) in sums(QUARTERS.format(reissued=1647))
    assert contradictions(QUARTERS.format(reissued=1647)) == set()
    wrong = ("sum", "inconsistent", ("1674", "418", "436", "402", "391"))
    assert contradictions(QUARTERS.format(reissued=1674)) == {wrong}


def test_quarters_in_rows_with_the_half_year_between() -> None:
    rows = "一季度 | 1512\n二季度 | 1704\n上半年 | {}\n三季度 | 1388\n四季度 | 1470\n合计 | 6074\n"
    text = f"表6 分季情况（单位：对）\n时段 | 结婚\n{rows}"
    told = sums(text.format(3216))
    assert {
        ("consistent", ("3216", "1512", "1704")),
        ("consistent", ("6074", "1512", "1704", "1388", "1470")),
    } <= told
    assert contradictions(text.format(3261)) == {("sum", "inconsistent", ("3261", "1512", "1704"))}


def test_cumulative_months_are_no_parts() -> None:
    rows = "受理 | 310 | 655 | 1004 | 1390\n办结 | 301 | 640 | 990 | 1377\n"
    assert not sums(f"（单位：件）\n项目 | 1-3月 | 1-6月 | 1-9月 | 全年\n{rows}")


def test_a_total_column_before_its_parts_and_a_group_that_overlaps() -> None:
    text = "（单位：人）\n地区 | 合计 | 其中：城镇 | 农村 | 80岁以上\n甲县 | 8210 | 3105 | 5105 | 912\n"
    text += "乙县 | 6455 | 2210 | 4245 | 701\n丙县 | {} | 1310 | 2245 | 401\n"
    assert ("consistent", ("8210", "3105", "5105")) in sums(text.format(3555))
    assert contradictions(text.format(3655)) == {("sum", "inconsistent", ("3655", "1310", "2245"))}


def test_a_column_of_last_year_in_a_report_that_names_no_year() -> None:
    rows = read("项目 | 本期数（件） | 上年同期数（件）\n受理 | 310 | 287\n办结 | 301 | 280\n", "x")
    assert [quantity.value for quantity in rows.quantities] == [310, 287, 301, 280]


def test_years_make_their_total() -> None:
    text = "项目 | 2022年 | 2023年 | 2024年 | 三年合计\n"
    text += "改造（户） | 420 | 540 | 600 | {}\n培训（人次） | 310 | 275 | 402 | 987\n"
    assert ("consistent", ("1560", "420", "540", "600")) in sums(text.format(1560))
    assert contradictions(text.format(1650)) == {("sum", "inconsistent", ("1650", "420", "540", "600"))}


def test_each_measure_under_two_lines_of_a_header_has_its_total() -> None:
    text = "（单位：户、人）\n乡镇 | 城市 |  | 农村 |  | 合计 | \n | 户数 | 人数 | 户数 | 人数 | 户数 | 人数\n"
    text += "甲镇 | 757 | 6541 | 894 | 4690 | 1651 | 11231\n乙镇 | 381 | 5542 | 355 | 1642 | 736 | {}\n"
    told = sums(text.format(7184))
    assert {("consistent", ("1651", "757", "894")), ("consistent", ("7184", "5542", "1642"))} <= told
    assert contradictions(text.format(7148)) == {("sum", "inconsistent", ("7148", "5542", "1642"))}


def test_subtotals_with_a_name_over_their_rows() -> None:
    rows = "城区小计 | 2704\n甲镇 | 1501\n乙镇 | 1203\n郊县小计 | {}\n丙乡 | 5173\n丁乡 | 3343\n全市合计 | 11220\n"
    told = sums(f"（单位：人）\n地区 | 人数\n{rows.format(8516)}")
    assert {("consistent", ("8516", "5173", "3343")), ("consistent", ("11220", "2704", "8516"))} <= told
    wrong = contradictions(f"（单位：人）\n地区 | 人数\n{rows.format(8616)}")
    assert ("sum", "inconsistent", ("8616", "5173", "3343")) in wrong


def test_a_level_that_is_off_belies_two_years_of_growth() -> None:
    rows = "2021年 | 8146 | —\n2022年 | 9363 | 14.9\n2023年 | {} | 7.7\n2024年 | 9669 | -4.1\n"
    text = "年份 | 人数（人） | 增长（%）\n" + rows
    assert contradictions(text.format(10083)) == set()
    assert {members for _, _, members in contradictions(text.format(10983))} == {
        ("9363", "10983", "7.7"),
        ("10983", "9669", "-4.1"),
    }


def test_what_there_was_came_went_and_is_left() -> None:
    assert ("consistent", ("462", "458", "41", "37")) in sums(ACCOUNT.format(left=462))
    assert contradictions(ACCOUNT.format(left=426)) >= {("sum", "inconsistent", ("426", "458", "41", "37"))}
    turned = "项目 | 城市 | 农村\n年初数 | 1210 | 8034\n净增 | 58 | -112\n年末数 | 1268 | {}\n"
    assert ("consistent", ("7922", "8034", "-112")) in sums(f"（单位：人）\n{turned.format(7922)}")
    assert contradictions(f"（单位：人）\n{turned.format(7992)}") == {
        ("sum", "inconsistent", ("7992", "8034", "-112"))
    }


def test_a_movement_that_no_word_knows_takes_the_sign_that_fits() -> None:
    rows = "甲墓园 | 8620 | 1200 | 1536 | 8284\n乙墓园 | 3105 | 640 | 488 | 3257\n"
    text = f"（单位：个）\n墓园 | 年初存量 | 建成 | 安葬用去 | 年末存量\n{rows}"
    assert ("consistent", ("8284", "8620", "1200", "1536")) in sums(text)


def test_a_caption_behind_the_end_of_a_sentence_with_two_units() -> None:
    rows = "项目\t预算\t支出\t执行率\n低保\t8460\t8291\t98.0\n特困\t2915\t2857\t98.0\n临时\t640\t523\t{}\n"
    text = f"标准提高36元，增幅5.0%。资金执行情况（单位：万元、%）：\n\n{rows}合计\t12015\t11671\t97.1\n"
    assert ("consistent", ("523", "640", "81.7")) in of("share", text.format("81.7"))
    assert ("consistent", ("12015", "8460", "2915", "640")) in sums(text.format("81.7"))
    assert contradictions(text.format("87.1")) == {("share", "inconsistent", ("523", "640", "87.1"))}


def test_changes_in_units_of_their_own() -> None:
    rows = "床位（张） | 4120 | 4326 | 5.0%\n护理型占比 | 54.0% | 58.5% | 4.5个百分点\n机构（家） | 52 | 50 | {}\n"
    text = f"表8 指标\n指标 | 2023年末 | 2024年末 | 增减\n{rows}"
    assert contradictions(text.format(-2)) == set()
    assert {("consistent", ("52", "50", "-2")), ("consistent", ("4120", "4326", "5.0%"))} <= of(
        "rise", text.format(-2)
    )


def test_rates_of_two_columns_and_amounts_of_change() -> None:
    rows = "民政局 | 412 | 408 | 99.0\n残联 | 87 | 87 | 100.0\n老龄办 | 36 | 35 | {}\n"
    text = f"表1 许可（单位：件）\n部门 | 受理 | 办结 | 办结率（%）\n{rows}"
    assert ("consistent", ("35", "36", "97.2")) in of("share", text.format("97.2"))
    assert contradictions(text.format("92.7")) == {("share", "inconsistent", ("35", "36", "92.7"))}
    changes = (
        "指标 | 本年 | 上年 | 增减额\n结婚 | 3702 | 4215 | -513\n离婚 | 1616 | 1659 | {}\n补领 | 912 | 880 | 32\n"
    )
    assert contradictions(f"（单位：对）\n{changes.format(-43)}") == set()
    assert contradictions(f"（单位：对）\n{changes.format(43)}") != set()


def test_what_the_text_tells_of_a_cell() -> None:
    table = "指标 | 单位 | 本年 | 上年 | 增减（%）\n结婚登记 | 对 | 3702 | 4215 | -12.2\n"
    table += "离婚登记 | 对 | 1616 | 1659 | -2.6\n"
    assert ("consistent", ("3702对", "3702")) in of("restated", f"全年办理结婚登记3702对。\n{table}")
    assert ("inconsistent", ("3720对", "3702")) in of("restated", f"全年办理结婚登记3720对。\n{table}")
    assert of("restated", f"上年办理结婚登记4215对。\n{table}") == {("consistent", ("4215对", "4215"))}
    assert of("restated", f"办理结婚登记4215对。\n{table}") == set()
    table = table.replace("-12.2", "12.2").replace("4215", "3299")
    text = "全年办理结婚登记3702对，比上年增长{}%。\n" + table
    assert ("consistent", ("12.2%", "12.2")) in of("restated", text.format("12.2"))
    assert ("inconsistent", ("12.7%", "12.2")) in of("restated", text.format("12.7"))


def test_shares_of_a_whole_that_only_the_text_tells() -> None:
    text = "全县有1154人就业。\n表3 按岗位分\n岗位 | 甲 | 乙 | 丙\n人数 | 264 | 438 | 452\n"
    text += "占比（%） | 22.88 | 37.95 | 39.17\n"
    assert ("consistent", ("1154人", "264", "438", "452")) in sums(text)
    assert ("consistent", ("264", "1154人", "22.88")) in of("share", text)


@pytest.mark.parametrize(
    "text",
    [
        # parts that overlap, averages, standards, scores, growth in real terms, one region not told
        "类别 | 人数\n合计 | 8652\n城市 | 1207\n农村 | 7445\n女性 | 3911\n老年人 | 3012\n",
        # rows left out, as the note, the caption or the shares say; a note on rounding
        "（单位：人）\n县区 | 人数\n全市 | 5755\n甲县 | 2983\n乙县 | 1257\n丙县 | 1155\n注：仅列示重点县区。\n",
        "表1 重点县区情况（单位：人）\n县区 | 人数\n全市 | 5755\n甲县 | 2983\n乙县 | 1257\n丙县 | 1155\n",
        "（单位：人）\n县区 | 人数 | 占比\n全市 | 5755 | 100%\n甲县 | 2983 | 51.8%\n乙县 | 1257 | 21.8%\n"
        "丙县 | 1155 | 20.1%\n",
        "（单位：人）\n类别 | 人数\n总数 | 8274\n女性 | 6300\n党员 | 288\n大专以上 | 1677\n",
        "（单位：万元）\n县区 | 支出\n全市 | 53.98\n甲县 | 29.83\n乙县 | 12.57\n丙县 | 11.55\n"
        "注：部分数据因四舍五入，合计与分项之和略有出入。\n",
        "（单位：元）\n地区 | 城镇 | 农村\n甲区 | 48210 | 25640\n乙区 | 45120 | 24110\n全市 | 46870 | 24980\n",
        "（单位：元/人·月）\n县区 | 城市标准 | 农村标准 | 合计\n甲县 | 870 | 870 | 870\n乙县 | 820 | 780 | 790\n",
        "（单位：亿元）\n指标 | 2025年 | 2024年 | 增长（%）\n生产总值 | 1052.3 | 1001.8 | 5.8\n"
        "第一产业 | 102.4 | 101.1 | 4.0\n"
        "投资 | 388.2 | 366.0 | 6.1\n零售额 | 402.7 | 371.5 | 8.4\n",
        "地区 | 出口（亿元） | 进口（亿元）\n合计 | 2826.4 | 1928.7\n一、亚洲 | 1726.6 | 1304.5\n"
        "二、非洲 | 236.8 | 88.8\n"
        "三、欧洲 | 863.0 | 533.2\n",
    ],
)
def test_tables_that_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()


def test_letters_and_roman_numerals_are_ordinals_below_the_others() -> None:
    text = (
        "指标名称 | 单位 | 数量\n（1）最低生活保障 | 万元 | 3491.2\nA 城市低保支出 | 万元 | 851.1\n"
        "I 城市低保金 | 万元 | 844.4\nII 城市临时补助 | 万元 | {extra}\nB 农村低保支出 | 万元 | 2640.1\n"
        "（2）特困供养 | 万元 | 425.4\n"
    )
    whole = ("consistent", ("3491.2", "851.1", "2640.1"))
    assert {whole, ("consistent", ("851.1", "844.4", "6.7"))} <= sums(text.format(extra="6.7"))
    assert {whole, ("inconsistent", ("851.1", "844.4", "7.6"))} <= sums(text.format(extra="7.6"))
