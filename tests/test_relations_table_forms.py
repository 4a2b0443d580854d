"""Totals and parts that the form of a table tells: ordinals, groups of rows, empty last cells, measures."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

from kpi.model import Quantity
from kpi.numbers.plain import normalise
from kpi.outline.tables import grids
from kpi.relations import read


def sums(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for kind, verdict, members in found(text) if kind == "sum"}


def figures(text: str) -> dict[str, Quantity]:
    return {quantity.text: quantity for quantity in read(text, "a").quantities}


AREAS = """表1 分乡镇主要指标
乡镇 | 人口（人） | 产量（吨）
全县合计 | 6,704 | 3,306
| 东片小计 | 3,302 |  |
青石镇 | 2,101 | 903
| 其中：城区 | 804 |  |
白河镇 | 1,201 | 602
| 西片小计 | 3,402 |  |
柳林镇 | 2,001 | 1,102
| 开发区 | {area} |  |
松坡镇 | 880 | 699
"""


def test_bars_around_a_row_set_it_in_no_further_than_the_others() -> None:
    (grid,) = grids(normalise(AREAS.format(area="521")))
    assert {row.indent for row in grid.rows} == {0}
    assert [row.label for row in grid.rows if row.parent >= 0 and not row.loose] == ["城区"]


def test_rows_behind_a_subtotal_are_no_part_of_what_an_among_above_it_is_part_of() -> None:
    told = sums(AREAS.format(area="521"))
    assert ("consistent", ("3,302", "2,101", "1,201")) in told
    assert ("consistent", ("3,402", "2,001", "521", "880")) in told
    assert contradictions(AREAS.format(area="521")) == set()


HEADS = """表1 居民人均收支
指标 | 全体居民（元） | 增长（%） | 城镇居民（元） | 农村居民（元）
人均可支配收入 | 46,218 | 5.2 | 52,904 | {rural}
（一）工资性收入 | 36,107 | 5.6 | 39,535 | 28,042
（二）经营净收入 | 6,237 | 4.0 | 8,043 | 2,989
（三）转移净收入 | 3,874 | 1.8 | 5,326 | 845
人均消费支出 | 12,847 | 4.9 | 13,475 | 11,934
（一）食品烟酒 | 8,912 | 3.6 | 9,758 | 7,098
（二）衣着 | 3,935 | -1.2 | 3,717 | 4,836
"""


def test_ordinals_that_begin_below_a_row_without_one_are_its_parts_also_a_head() -> None:
    told = sums(HEADS.format(rural="31,876"))
    assert ("consistent", ("46,218", "36,107", "6,237", "3,874")) in told
    assert ("consistent", ("31,876", "28,042", "2,989", "845")) in told
    assert ("consistent", ("11,934", "7,098", "4,836")) in told


def test_an_amount_a_head_that_is_off_is_told_where_the_others_fit() -> None:
    assert ("inconsistent", ("31,976", "28,042", "2,989", "845")) in sums(HEADS.format(rural="31,976"))


def test_an_amount_a_head_alone_accuses_nobody() -> None:
    text = "指标 | 绝对值（元）\n人均消费支出 | 39118\n（一）食品 | 30187\n（二）衣着 | 8932\n"
    assert contradictions(text) == set()


GROUPS = """表1 主要业务指标
类别 | 项目 | 单位 | 2023年 | 2024年
养老服务 | 养老机构总数 | 个 | 38 | 41
养老服务 | 其中：公办 | 个 | 14 | 14
养老服务 | 民办 | 个 | 24 | 27
养老服务 | 床位总数 | 张 | 5,216 | 5,604
儿童福利 | 孤儿 | 人 | 57 | 52
儿童福利 | 事实无人抚养儿童 | 人 | 183 | 176
儿童福利 | 合计 | 人 | 240 | {children}
"""


@pytest.mark.parametrize(("children", "verdict"), [("228", "consistent"), ("238", "inconsistent")])
def test_a_total_is_of_the_rows_that_share_its_first_name(children: str, verdict: str) -> None:
    told = sums(GROUPS.format(children=children))
    assert ("consistent", ("240", "57", "183")) in told
    assert (verdict, (children, "52", "176")) in told


def test_what_an_among_opens_makes_a_row_that_is_called_a_total() -> None:
    told = sums(GROUPS.format(children="228"))
    assert {("consistent", ("38", "14", "24")), ("consistent", ("41", "14", "27"))} <= told


def test_a_measure_may_stand_before_the_word_of_its_total() -> None:
    text = (
        "表1 低保情况\n"
        "乡镇 | 城市人数（人） | 城市金额（万元） | 农村人数（人） | 农村金额（万元） | 金额合计（万元）\n"
        "甲镇 | 803 | 604.18 | 1,676 | 775.40 | 1,379.58\n乙镇 | 471 | 351.22 | 2,187 | 1,011.85 | 1,363.07\n"
        "丙镇 | 339 | 258.06 | 2,402 | 1,111.30 | 1,369.36\n"
    )
    assert ("consistent", ("1,363.07", "351.22", "1,011.85")) in sums(text)


BUDGET = """表1 项目支出预算（单位：元）
项目 | 2024年预算数 | 2024年执行数 | 2025年预算数 | 比上年预算增减金额 | 比上年预算增减幅度（%）
提升行动 | 3,200,000 | 3,186,500 | 3,800,000 | 600,000 | 18.8
公墓补助 | 450,000 | 440,000 | 360,000 | -90,000 | -20.0
工作站 | 1,200,000 | 1,190,000 | 1,500,000 | 300,000 | 25.0
"""


def test_a_change_of_an_amount_beside_its_rate_has_the_unit_of_the_amounts() -> None:
    told = figures(BUDGET)
    assert (told["600,000"].unit, told["18.8"].unit) == ("元", "%")
    members = ("3,200,000", "3,800,000", "600,000")
    assert any(one[1] == "consistent" and set(one[2]) == set(members) for one in found(BUDGET))


def test_a_sentence_above_a_table_may_say_its_unit() -> None:
    text = (
        "2024年度民政资金（单位：万元）。预算执行率99.4%。\n"
        "资金来源 | 预算数 | 执行数\n中央资金 | 1,240.00 | 1,238.50\n省级资金 | 860.00 | 860.00\n"
        "合计 | 2,100.00 | 2,098.50\n"
    )
    assert figures(text)["1,240.00"].value == 12_400_000
    assert ("consistent", ("2,098.50", "1,238.50", "860.00")) in sums(text)


def test_a_column_of_totals_is_of_the_columns_of_its_own_measure() -> None:
    text = """表1 保障情况
乡镇 | 低保户数（户） | 低保人数（人） | 特困人数（人） | 保障人数小计（人）
城关街道 | 312 | 486 | 38 | 524
东关街道 | 275 | 421 | 29 | 450
桃源镇 | 638 | 1073 | 117 | {}"""
    assert ("sum", "consistent", ("1190", "1073", "117")) in found(text.format("1190"))
    assert contradictions(text.format("1170")) == {("sum", "inconsistent", ("1170", "1073", "117"))}


def test_the_first_column_of_money_is_of_the_others_of_money() -> None:
    text = """表1 改造资金
乡镇 | 床位（张） | 总投资（万元） | 省级补助（万元） | 县级配套（万元） | 乡镇自筹（万元）
清塘镇 | 60 | 182.0 | 90 | 72 | 20
石湾镇 | 48 | 145.5 | 72 | 58 | 15.5
莲花乡 | 80 | 236.0 | 120 | 96 | {}"""
    assert ("sum", "consistent", ("236.0", "120", "96", "20")) in found(text.format("20"))
    assert contradictions(text.format("26")) == {("sum", "inconsistent", ("236.0", "120", "96", "26"))}


FORM = """表1 支出月报
指标 | 单位 | 本期 | 上期
（一）事业费支出 | 万元 | 1,527.8 | {total}
1.社会福利 | 万元 | 304.8 | 264.9
2.社会救助 | 万元 | 1,109.4 | 966.7
3.其他支出 | 万元 | 113.6 | 100.5
"""


def test_a_column_that_is_off_is_told_where_the_same_rows_make_up_another() -> None:
    assert contradictions(FORM.format(total="1,332.1")) == set()
    (off,) = contradictions(FORM.format(total="1,341.7"))
    assert off[2] == ("1,341.7", "264.9", "966.7", "100.5")


def test_each_year_has_its_total() -> None:
    heads = "街道 | 2023年低保 | 2023年特困 | 2023年合计 | 2024年低保 | 2024年特困 | 2024年合计"
    rows = "东街 | 1166 | 113 | 1279 | 1188 | 116 | 1304\n南街 | 83 | 9 | 92 | 84 | 9 | 93"
    text = f"表1 救助人数（人）\n{heads}\n{rows}\n西街 | 667 | 32 | 699 | 670 | 37 | {{last}}\n"
    told = sums(text.format(last="707"))
    assert ("consistent", ("699", "667", "32")) in told and ("consistent", ("707", "670", "37")) in told
    assert ("inconsistent", ("717", "670", "37")) in sums(text.format(last="717"))


BARE = """低保发放情况
镇 | 户数 | 人数 | 低保金 | 高龄补贴 | 合计
龙镇 | 164 | 291 | 176150 | 1000 | 177150
浔镇 | 159 | 278 | 170634 | 900 | {total}
盖镇 | 308 | 500 | 325719 | 2000 | 327719
总计 | 631 | 1069 | 672503 | 3900 | 676403
"""


def test_numbers_of_a_table_that_says_no_unit_add_up_and_are_no_facts() -> None:
    told = figures(BARE.format(total="171534"))
    assert (told["176150"].unit, told["176150"].optional) == ("", True)
    assert ("consistent", ("676403", "177150", "171534", "327719")) in sums(BARE.format(total="171534"))
    wrong = {members for verdict, members in sums(BARE.format(total="171543")) if verdict == "inconsistent"}
    assert wrong == {("171543", "170634", "900"), ("676403", "177150", "171543", "327719")}


def test_numbers_without_a_unit_that_add_up_to_nothing_are_left_out() -> None:
    told = figures("镇 | 人数 | 编码值\n龙镇 | 291 | 176150\n浔镇 | 278 | 170634\n盖镇 | 500 | 325719\n")
    assert "176150" not in told


BY_AGE = """分岁数老年人（人）
岁数 | 合计 | 男 | 女 | 好小计 | 好男 | 好女 | 差小计 | 差男 | 差女
总数 | 34155 | 16368 | 17787 | 30097 | 14666 | 15431 | 4058 | 1702 | 2356
60-64岁 | 11210 | 5720 | 5490 | 10775 | {men} | 5273 | 435 | 218 | 217
65-69岁 | 22945 | 10648 | 12297 | 19322 | 9164 | 10158 | 3623 | 1484 | 2139
"""


def test_groups_of_columns_add_up_to_the_first_group() -> None:
    fits = sums(BY_AGE.format(men="5502"))
    assert ("consistent", ("34155", "30097", "4058")) in fits
    assert ("consistent", ("17787", "15431", "2356")) in fits
    assert ("inconsistent", ("5720", "5520", "218")) in sums(BY_AGE.format(men="5520"))


FREIGHT = """表6 运输
指标 | 单位 | 数量
货物运输总量 | 万吨 | 45758.32
公路 | 万吨 | 20834.34
水运 | 万吨 | 19455.58
铁路 | 万吨 | 600.20
管道 | 万吨 | 4868.20
货物周转量 | 万吨公里 | 38487473.37
公路 | 万吨公里 | 2898163.06
水运 | 万吨公里 | 35087424.48
铁路 | 万吨公里 | -
管道 | 万吨公里 | {last}
"""


def test_rows_below_a_second_row_are_all_of_it_where_the_same_rows_are_all_of_a_first() -> None:
    assert not contradictions(FREIGHT.format(last="501885.83"))
    assert len(contradictions(FREIGHT.format(last="501855.83"))) == 1


TORN = """
              1990年末(户)     1991年末(户)     1992年末(户)
总计          21200          21300          21405
东片          12951          13289          13310
西片           8249           8011           8090
外来户{last}
"""


def test_a_row_that_was_not_placed_leaves_totals_open() -> None:
    assert not contradictions(TORN.format(last="                         5"))
    assert contradictions(TORN.format(last="              0              0              50"))


PAIRED = """发放标准：生活补贴80元/人·月，护理补贴90元/人·月

          生活补贴           护理补贴            小　计
          人数     金额      人数     金额      人数     金额
青石镇      326    26080      541    48690      867    74770
白河镇      214    17120      387    34830      601    51950
柳林镇      158    12640      276    24840      434    37480
松坪乡       97     7760      165    14850      262    {last}
合　计      795    63600     1369   123210     2164   186810
"""


@pytest.mark.parametrize(("last", "verdict"), [("22610", "consistent"), ("22160", "inconsistent")])
def test_names_over_columns_whose_corner_was_left_out(last: str, verdict: str) -> None:
    told = sums(PAIRED.format(last=last))
    assert (verdict, (last, "7760", "14850")) in told
    assert ("consistent", ("867", "326", "541")) in told


def test_a_standard_told_beside_the_table_times_its_heads() -> None:
    products = [one for one in found(PAIRED.format(last="22610")) if one[0] == "product"]
    assert ("product", "consistent", ("326", "80元/人·月", "26080")) in products
    assert len(products) == 10


MONTHLY = """月份 | 救助总人次 | 站内救助 | 站外救助 | 护送返乡
1月 | 186 | 141 | 45 | 77
2月 | 152 | 118 | 34 | 83
3月 | 173 | 127 | 46 | 69
4月 | 164 | 121 | 43 | 58
"""


def test_persons_and_times_of_persons_add_up_along_the_rows() -> None:
    assert {("consistent", ("186", "141", "45")), ("consistent", ("164", "121", "43"))} <= sums(MONTHLY)


QUARTERS = """指标 | 单位 | 一季度 | 二季度
临时救助 | 人次 | 614 | 537
城市低保人数 | 人 | 2381 | 2354
农村低保人数 | 人 | 7842 | 7861
低保人数合计 | 人 | 10223 | 10215
"""


def test_a_total_is_of_the_rows_that_bear_its_name() -> None:
    assert ("consistent", ("10223", "2381", "7842")) in sums(QUARTERS)


CODES = """单位：万元
科目编码 | 科目名称 | 合计 | 基本支出
305 | 水务支出 | {water} | 70.9
30502 | 渠道维护 | 88.1 | 50.4
3050201 | 清淤 | 88.1 | 50.4
30506 | 堤防维护 | 36.3 | 20.5
307 | 路灯支出 | 52.2 | 31.7
|  | 合计 | {total} | 102.6
"""


def test_only_rows_whose_codes_are_of_the_first_rank_make_up_a_total() -> None:
    told = sums(CODES.format(water="124.4", total="176.6"))
    assert {("consistent", ("176.6", "124.4", "52.2")), ("consistent", ("124.4", "88.1", "36.3"))} <= told
    assert contradictions(CODES.format(water="124.4", total="176.6")) == set()


def test_a_total_of_rows_with_codes_that_is_off_is_told() -> None:
    assert contradictions(CODES.format(water="124.4", total="178.6")) == {
        ("sum", "inconsistent", ("178.6", "124.4", "52.2"))
    }


def test_rows_below_a_code_are_together_no_more_than_its_row() -> None:
    lines = "305 | 水务支出 | {}\n30502 | 渠道维护 | 88.1\n30506 | 堤防维护 | 36.3\n"
    text = "单位：万元\n科目编码 | 科目名称 | 金额\n" + lines
    assert contradictions(text.format("121.1")) == {("partial", "inconsistent", ("121.1", "88.1", "36.3"))}
    assert contradictions(text.format("150.0")) == set()  # a code may be left out
    begins_anew = text.format("88.1").replace("30506", "|  | 乙局 |  |\n30506")
    assert contradictions(begins_anew) == set()


ROWS = "乡镇 户数 人数\n青石镇 312 521\n白河镇 287 466\n云台乡 145 233\n合计 744 1220"


@pytest.mark.parametrize("between", [" | ", " "])
def test_a_whole_table_on_one_line(between: str) -> None:
    line = between.join(ROWS.split())
    told = {members for kind, verdict, members in found(f"低保情况表\n{line}\n") if verdict == "consistent"}
    assert {("744", "312", "287", "145"), ("1220", "521", "466", "233")} <= told


@pytest.mark.parametrize(
    "line",
    [
        "全县 共有 低保 312 户 其中 城市 120 户 农村 192 户 全年 发放 低保金 84.6 万元",
        "低保 户数 312 户 人数 521 人 特困 户数 120 户 人数 133 人 孤儿 户数 14 户 人数 19 人",
    ],
)
def test_a_line_of_prose_with_many_blanks_is_no_table(line: str) -> None:
    assert grids(normalise(f"{line}\n")) == ()


def test_rows_cut_at_blanks_begin_with_a_serial_number() -> None:
    rows = "序号 乡镇 户数 人数 金额\n1 青石镇 312 521 84.6\n2 白河镇 287 466 75.2\n3 云台乡 145 233 38.9\n"
    told = {one[2] for one in found(f"低保情况表（单位：万元）\n{rows}合计 744 1220 198.7\n")}
    assert ("744", "312", "287", "145") in told


def test_a_column_of_changes_needs_no_unit() -> None:
    rows = (
        "指标 | 本年 | 上年 | 增减额\n结婚 | 3702 | 4215 | -513\n离婚 | 1616 | 1659 | -43\n补领 | 912 | 880 | 32\n"
    )
    assert ("rise", "consistent", ("880", "912", "32")) in found(f"婚姻登记情况\n{rows}")
    assert ("rise", "inconsistent", ("880", "912", "23")) in found(f"婚姻登记情况\n{rows.replace('| 32', '| 23')}")


def test_a_change_told_beside_its_cell() -> None:
    rows = "指标 | 本年 | 上年 | 增长（%）\n火灾起数 | 312 | 323 | -3.40\n损失 | 486.7 | 473.3 | 2.83\n"
    text = f"与去年同期比，火灾起数下降3.40%，损失上升2.83%。\n{rows}"
    assert ("restated", "consistent", ("3.40%", "-3.40")) in found(text)


NOTED = """学院 | 团支部 | 团员
城建学院 | 56 | 2160
理学院 | 33 | 1290
机械学院 | 79 | 2640
社团工委 | 24 | 993(注2)
总计 | 192 | 6090"""


def test_a_cell_with_a_note_may_be_left_out_of_the_total() -> None:
    assert ("consistent", ("6090", "2160", "1290", "2640")) in sums(NOTED)
    assert contradictions(NOTED) == set()


def test_a_total_that_misses_without_the_noted_cell_too_is_told() -> None:
    assert {one[0] for one in contradictions(NOTED.replace("6090", "6190"))} == {"sum"}
