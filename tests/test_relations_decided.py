"""What structure decides is told where it does not fit; the same figures without that structure accuse nobody."""

from __future__ import annotations

import pytest
from relations_support import Found, contradictions

TABLE = (
    "表1 登记情况（单位：对）\n地区{} | 离婚\n合计{} | 2214\n城东区{} | 806\n城西区{} | 655\n螺川县{} | 487\n"
    "望溪县{} | 275\n"
    "注：涉外登记本表未列。"
)
TOLD: dict[str, tuple[str, Found]] = {
    "nobody is counted in two places": (
        "全区走访老年人8436人，其中北关街道2318人、南浦街道1965人、新桥镇2407人、白沙镇1893人。",
        ("partial", "inconsistent", ("8436人", "2318人", "1965人", "2407人", "1893人")),
    ),
    "a sentence says how the whole before it is split": (
        "全县死亡2318人，火化遗体2247具，火化率96.9%。分季度看，一季度火化1203具，二季度1064具。",
        ("sum", "inconsistent", ("2247具", "1203具", "1064具")),
    ),
    "all of it is listed, and a point moved": (
        "接受物资折价93.6万元，全部为棉被21.6万元、米面粮油28.5万元和药品器械4.35万元。",
        ("sum", "inconsistent", ("93.6万元", "21.6万元", "28.5万元", "4.35万元")),
    ),
    "what there was and what came stands between": (
        "帐篷年初结存320顶，当年购入150顶，可用量470顶，调出218顶，年末结存225顶。",
        ("sum", "inconsistent", ("470顶", "218顶", "225顶")),
    ),
    "one measure of bare lines adds up, the other by a slip": (
        "已整改302条、追回资金68.17万元。按乡镇列：\n城厢镇89条19.60万元\n桥头镇74条17.05万元\n大坪乡68条15.42万元\n龙泉乡71条11.60万元",
        ("sum", "inconsistent", ("68.17万元", "19.60万元", "17.05万元", "15.42万元", "11.60万元")),
    ),
    "one of two shares fits": (
        "上半年一共卖出47.6万份。80岁以上老人吃掉18.1万份，占38.0%；另有9.4万份送上门，占29.7%。",
        ("share", "inconsistent", ("9.4万份", "47.6万份", "29.7%")),
    ),
    "a bare rate behind the levels of two years": (
        "2022年补助1260万元，2023年增加到1575万元，增长28.0%。",
        ("rise", "inconsistent", ("1260万元", "1575万元", "28.0%")),
    ),
    "a 万 was lost, to the digit": (
        "给2.4万户困难家庭送去慰问金，每户500元，合计1200元。",
        ("product", "inconsistent", ("2.4万户", "500元", "1200元")),
    ),
    "names up to the comma end with what is counted": (
        "设有5支冠名基金：春晖助学基金、同心助医基金、桑榆敬老基金、和风济困基金，本金由冠名单位分年到账。",
        ("list_count", "inconsistent", ("5支",)),
    ),
    "names below, as announced": (
        "对整改不力的4家机构责令停业整顿，名单如下：康宁公寓（望东区）、松鹤敬老院（江口区）、福寿养老院（城西区）。",
        ("list_count", "inconsistent", ("4家",)),
    ),
    "two digits of an amount changed places": (
        "在岗人员稳定在1860人，按每人每月1200元给予岗位补贴，1至6月共发放1393.2万元。",
        ("product", "inconsistent", ("1860人", "1200元", "1393.2万元")),
    ),
    "an account whose numbers stand behind colons": (
        "（一）期初余额：386214.50元。\n（二）本季度收入158760元。\n（三）本季度支出121935元。\n（四）期末余额：465039.50元。",
        ("sum", "inconsistent", ("465039.50元", "386214.50元", "158760元", "121935元")),
    ),
    "what was spent of what was set aside": (
        "年中追加资金342万元，全年预算数5202万元。实际支出5046.8万元，预算执行率98.4%，结余155.2万元。",
        ("share", "inconsistent", ("5046.8万元", "5202万元", "98.4%")),
    ),
    "parts of whole numbers and tenths": (
        "全村流转土地712.6亩，其中一组218.4亩，二组196.5亩，三组156.2亩，四组132.5亩。",
        ("sum", "inconsistent", ("712.6亩", "218.4亩", "196.5亩", "156.2亩", "132.5亩")),
    ),
    "quoted names with nothing between them": (
        "重点实施5个项目：“春风送暖”“圆梦学子”“幸福晚年”“光明心愿”“童心港湾”“爱心厨房”，受益约2.6万人次。",
        ("list_count", "inconsistent", ("5个",)),
    ),
    "a 万 that a part of 亿 lost": (
        "累计投入公墓建设资金1.24亿元，其中中央投资3600万元、省级补助1900万元、市县配套6900元。",
        ("sum", "inconsistent", ("1.24亿元", "3600万元", "1900万元", "6900元")),
    ),
    "the rate of a part by the end of its name": (
        "建成幸福院812个，其中常年正常运行的571个，农闲时节间歇运行的163个，基本停摆的78个，正常运行率为72.4%。",
        ("share", "inconsistent", ("571个", "812个", "72.4%")),
    ),
    "one closing balance in the sentence of its opening": (
        "上年末资金结余1286.43万元，本年资金收入2914.75万元，本年资金支出2790.36万元，年末资金结余1401.82万元。结余中含定向资金682.50万元。",
        ("sum", "inconsistent", ("1401.82万元", "1286.43万元", "2914.75万元", "2790.36万元")),
    ),
    "those at work and those retired": (
        "职工养老保险参保61.84万人，其中在职职工43.61万人，离退休人员18.68万人。",
        ("sum", "inconsistent", ("61.84万人", "43.61万人", "18.68万人")),
    ),
    "a rate on the base of this year": (
        "收入完成63450万元，为预算90000万元的70.5%，同比减收21820万元，下降34.4%。",
        ("rise", "inconsistent", ("63450万元", "21820万元", "34.4%")),
    ),
    "rows that the note leaves out would be missed in every column": (
        TABLE.format(" | 结婚", " | 4836", " | 1692", " | 1405", " | 1048", " | 691"),
        ("sum", "inconsistent", ("2214", "806", "655", "487", "275")),
    ),
}
SILENT = {
    "groups may hold the same people": "全区走访老年人8436人，其中独居2318人、空巢1965人、失能2407人。",
    "two places of many": "全区走访老年人8436人，其中北关街道2318人、新桥镇2407人。",
    "another way of looking": "火化遗体2247具，火化率96.9%。同时，一季度火化1203具，二季度1064具。",
    "some of it is listed": "接受物资折价93.6万元，包括棉被21.6万元、米面粮油28.5万元和药品器械4.35万元等。",
    "two shares and neither fits": "上半年一共卖出47.6万份。老人吃掉18.1万份，占48.0%；还有9.4万份上门，占29.7%。",
    "two years and a rate of something else": "2022年补助1260万元，2023年增加到1575万元，受助人数增长28.0%。",
    "another size and other digits": "给2.4万户困难家庭送去慰问金，每户500元，首批1300元。",
    "names of other things behind the comma": "设有5支基金：春晖基金、同心基金等，下辖桑榆站、和风站。",
    "heads that change over the months": "享受补贴1860人，按每人每月1200元，1至6月共发放1396.5万元。",
    "an aside behind names below": "对整改不力的4家机构责令停业整顿，其中名单如下：康宁公寓等。",
    "one measure fits before the numbers and not across them": (
        "在册低保对象9126户14583人，其中城市低保1384户2067人，农村低保7742户12516人；上半年新纳入612户，清退389户。"
    ),
    "a quarter has three months": "生活补贴18人，每人每月80元，季度发放4320元。",
    "a level of the month before": (
        "3月末，全区在册救助对象5906人，比2月末净减25人。变动原因：2月末在册救助对象5931人，3月新纳入48人，退出73人。"
    ),
    "a table of some rows": TABLE.format("", "", "", "", "", ""),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(name: str) -> None:
    text, expected = TOLD[name]
    assert expected in contradictions(text)


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert contradictions(SILENT[name]) == set()
