"""Relations that arithmetic proposes among figures that stand near, and those that structure makes sure of."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        # a total behind its parts, in whatever words
        (
            "站内安置173人次，街面就地给予食物41人次，一并计为214人次。",
            ("partial", ("214人次", "173人次", "41人次")),
        ),
        # what brackets hold adds up as the figures before them do
        (
            "在册6284户、10917人。城市1152户（1836人），农村5132户（9081人）。",
            ("sum", ("10917人", "1836人", "9081人")),
        ),
        # what is left closes the list
        ("全县公墓23处，经营性的仅5处，其余18处皆为公益性质。", ("sum", ("23处", "5处", "18处"))),
        # a whole at the end of its sentence, its parts in the next
        (
            "登记留守儿童5316人。祖辈照看的4467人；亲戚照看的612人；父母一方在家的237人。",
            ("sum", ("5316人", "4467人", "612人", "237人")),
        ),
        # a share of a total told in between
        (
            "院内托底418人，分散照料1045人，两类相加1463人，集中供养率算得28.6%。",
            ("share", ("418人", "1463人", "28.6%")),
        ),
        # shares in turn, of one whole
        (
            "户籍人口312.6万人。60岁以上71.84万人，65岁以上54.17万人。两个年龄段比重为23.0%和17.3%。",
            ("share", ("54.17万人", "312.6万人", "17.3%")),
        ),
        # the levels of two times and what is between them
        ("12月在册17971人，年初还是18742人，一进一出净少771人。", ("rise", ("18742人", "17971人", "771人"))),
        (
            "上年同期办理1257人次。今年办理1386人次，添了129人次，即上浮10.3%。",
            ("rise", ("1257人次", "1386人次", "10.3%")),
        ),
        # heads times a rate
        ("给当月在册的17935人每人加发60元，一共107.61万元。", ("product", ("17935人", "60元", "107.61万元"))),
        (
            "实施救助1386人次，支出276.4万元。\n\n摊到每人次是1994元。",
            ("product", ("1386人次", "1994元", "276.4万元")),
        ),
        # the same amount again
        (
            "抽查四个科目的补助资金2846.31万元。\n\n整改要求：就本次抽查的2,846.31万元补齐公示资料。",
            ("restated", ("2846.31万元", "2,846.31万元")),
        ),
    ],
)
def test_what_fits_is_found(text: str, relation: tuple[str, tuple[str, ...]]) -> None:
    kind, members = relation
    assert (kind, "consistent", members) in found(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("站内安置173人次，街面就地给予食物41人次，一并计为284人次。", ("sum", ("284人次", "173人次", "41人次"))),
        ("全县公墓23处，经营性的仅4处，其余18处皆为公益性质。", ("sum", ("23处", "4处", "18处"))),
        (
            "交来报告书的1702家。结论分三档：合格1588家、基本合格71家、不合格43家；合格率93.8%。",
            ("share", ("1588家", "1702家", "93.8%")),
        ),
        (
            "60周岁及以上71.84万人（含80周岁及以上9.63万人）。\n\n80周岁及以上老人中，领到津贴的94173人，覆盖面98.7%。",
            ("share", ("94173人", "9.63万人", "98.7%")),
        ),
        ("12月在册17971人，年初还是18742人，一进一出净少471人。", ("rise", ("18742人", "17971人", "471人"))),
        ("全年销售4.37亿元，较上年多卖0.25亿元，涨了8.1%。", ("rise", ("4.37亿元", "0.25亿元", "8.1%"))),
        (
            "月均在册孤儿62人，每人每月1500元，半年发放生活费65.8万元。",
            ("product", ("62人", "1500元", "65.8万元")),
        ),
        (
            "孤儿和事实无人抚养儿童1697人建档。\n\n前述1497名儿童实现一人一档。",
            ("restated", ("1697人", "1497名")),
        ),
        (
            "12月在册低保对象17971人。\n\n12月在册的17791名低保对象已纳入管理。",
            ("restated", ("17971人", "17791名")),
        ),
        ("全年支出2984万元，助学1106万元，助医1274万元，其他604万元。\n\n助学占全年支出的39.7%。", None),
        ("当前有四个难点：一是亏本运转；二是流动快；三是难度大。", ("list_count", ("四个",))),
    ],
)
def test_a_slip_is_told(text: str, relation: tuple[str, tuple[str, ...]] | None) -> None:
    told = contradictions(text)
    if relation is None:
        assert {kind for kind, _, _ in told} == {"share"}
    else:
        assert (relation[0], "inconsistent", relation[1]) in told


@pytest.mark.parametrize(
    "text",
    [
        # a rate of something else behind two counts
        "完成营造林26.3万亩，治理水土流失189万亩，森林覆盖率45.6%。",
        # a share of a whole that is not told
        "培训2500人次，其中护理员2200人次，占总培训计划38%。",
        "新增就业6.1万人、占全区31.8%，创业8.4万人。",
        # growth over several years
        "2015年人均可支配收入30788元，比2010年增加13480元，年均递增12.2%。",
        # the growth of another thing behind a level and its difference
        "财政收入3.93万亿元，比上年增加7694亿元；企业实现利润增长31%。",
        # two digits swapped in figures of two things
        "清洁能源装机容量达到1325万千瓦。\n\n加快1235万千瓦海上光伏基地开发。",
        # a total without all of its parts
        "市场主体159.08万户。内资6.40万户；外资0.99万户；私营55.57万户；个体95.7万户。",
        # longer lists than the first nine numerals
        "办好十二件实事：一是甲；二是乙；三是丙；四是丁；五是戊；六是己；七是庚；八是辛；九是壬；十是癸；十一是子；十二是丑。",
    ],
)
def test_nothing_is_said_against(text: str) -> None:
    assert contradictions(text) == set()
