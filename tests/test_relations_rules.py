"""Rules that go by where figures stand: wholes and parts, levels compared, shares of one base."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

HOUSEHOLDS = (
    "全市共有城乡低保对象13472户24655人，支出4618.3万元，"
    "其中城镇4279户8924人，支出2581.6万元，乡村9193户15731人，支出"
)


@pytest.mark.parametrize(
    ("text", "kind", "members"),
    [
        (f"{HOUSEHOLDS}2036.7万元。", "sum", ("4618.3万元", "2581.6万元", "2036.7万元")),
        (f"{HOUSEHOLDS}2036.7万元。", "sum", ("24655人", "8924人", "15731人")),
        (
            "全年收到捐款92.7万元。按来源列出：\n\n1.企业捐款58.4万元\n\n2.个人捐款21.6万元\n\n3.网络募捐12.7万元",
            "sum",
            ("92.7万元", "58.4万元", "21.6万元", "12.7万元"),
        ),
        (
            "全年帮扶1482户、3906人次。\n\n按时段分，上半年621户1588人次，下半年861户2318人次。",
            "sum",
            ("3906人次", "1588人次", "2318人次"),
        ),
        (
            "城市发放低保金1264.8万元，标准790元；农村发放3977.5万元，标准560元。两项合计发放5242.3万元。",
            "sum",
            ("5242.3万元", "1264.8万元", "3977.5万元"),
        ),
        (
            "登记社会组织412家（市本级86家），其中社会团体178家（39家）、民办非企业单位234家（47家）。",
            "sum",
            ("86家", "39家", "47家"),
        ),
        (
            "全县共有社会团体1.64万个，较上年的1.66万个减少0.02万个，增长率为-1.20%。",
            "rise",
            ("1.66万个", "1.64万个", "-1.20%"),
        ),
        ("6月末在册低保对象1846人；12月末1790人，比6月末减少56人。", "rise", ("1846人", "1790人", "56人")),
        (
            "全区老年人口18.46万人。\n\n高龄老人2.71万人，占14.7%；失能老人0.83万人，占4.5%；空巢老人5.92万人，占32.1%。",
            "share",
            ("5.92万人", "18.46万人", "32.1%"),
        ),
        (
            "1154人实现就业，占劳动年龄残疾人（0.87万人）的13.26%。",
            "share",
            ("1154人", "0.87万人", "13.26%"),
        ),
    ],
)
def test_read_as_one_relation(text: str, kind: str, members: tuple[str, ...]) -> None:
    assert (kind, "consistent", members) in found(text)
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "kind", "members"),
    [
        # One measure adds up, so the list is closed, and the others have to.
        (f"{HOUSEHOLDS}2063.7万元。", "sum", ("4618.3万元", "2581.6万元", "2063.7万元")),
        (
            "累计救助3528户、9046人次，其中支出型2107户、5318人次，急难型1421户、3782人次。",
            "sum",
            ("9046人次", "5318人次", "3782人次"),
        ),
        (
            "全年帮扶1482户、3906人次。\n\n按时段分，上半年621户1588人次，下半年861户2381人次。",
            "sum",
            ("3906人次", "1588人次", "2381人次"),
        ),
        (
            "登记社会组织412家（市本级86家），其中社会团体178家（39家）、民办非企业单位234家（74家）。",
            "sum",
            ("86家", "39家", "74家"),
        ),
        (
            "全年收到捐款92.7万元。按来源列出：\n\n1.企业捐款58.4万元\n\n2.个人捐款26.1万元\n\n3.网络募捐12.7万元",
            "sum",
            ("92.7万元", "58.4万元", "26.1万元", "12.7万元"),
        ),
        ("6月末在册低保对象1846人；12月末1790人，比6月末减少65人。", "rise", ("1846人", "1790人", "65人")),
        (
            "全区老年人口18.46万人。\n\n高龄老人2.71万人，占14.7%；失能老人0.83万人，占4.5%；空巢老人5.92万人，占23.1%。",
            "share",
            ("5.92万人", "18.46万人", "23.1%"),
        ),
        (
            "1154人实现就业，占劳动年龄残疾人（0.87万人）的18.26%。",
            "share",
            ("1154人", "0.87万人", "18.26%"),
        ),
    ],
)
def test_one_digit_off_is_told(text: str, kind: str, members: tuple[str, ...]) -> None:
    assert (kind, "inconsistent", members) in found(text)
    assert len(contradictions(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        # Figures side by side that are no parts of one whole.
        "全市有社工站86个，服务老人1523人次、儿童2210人次，开展活动318场。",
        # Shares of different wholes.
        "全区老年人口18.46万人。\n\n高龄老人2.71万人，占14.7%；户籍人口8.30万人，占全市的5.1%。",
        # The growth of another thing.
        "火化遗体176具，较上年的160具增加16具，慈善信托增长16.1%。",
        # Some parts of a whole, which need not exhaust it.
        "累计救助3528户，其中支出型872户，急难型1264户，并建立台账。",
        # A level before without a change of its own.
        "登记社会组织152家，较上年158家减少6家，下降3.8%。",
    ],
)
def test_nothing_is_said_against(text: str) -> None:
    assert contradictions(text) == set()
