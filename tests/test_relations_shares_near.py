"""Shares that no 其中 introduces: whole, part and percentage side by side, called alike, or of another unit."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("发现问题38个，整改{}个，整改率92.1%。", ("35个", "38个", "92.1%")),
        ("应参加年检205家，实际参检{}家，参检率96.6%。", ("198家", "205家", "96.6%")),
        ("婚姻家庭辅导680人次，成功劝和{}对，劝和率22.5%。", ("153对", "680人次", "22.5%")),
        ("改造项目12个，已完工{}个，在建3个，完工率75%。", ("9个", "12个", "75%")),
        ("全市社会组织1426个。抽查社会组织{}个，抽查比例5%。", ("71个", "1426个", "5%")),
        ("养老床位2860张，护理型床位1690张。入住老人{}人，入住率45%。", ("1287人", "2860张", "45%")),
        ("常住人口31.5万人，60周岁以上老年人{}万人，老龄化率24%。", ("7.56万人", "31.5万人", "24%")),
        ("接收捐赠款物3860万元，其中捐款3215万元；支出{}万元，支出率80.9%。", ("3124万元", "3860万元", "80.9%")),
        ("完成适老化改造{}户，完成年度任务200户的60%。", ("120户", "200户", "60%")),
        ("特困人员7214人，其中城市426人、农村{}人，农村特困人员占94.1%。", ("6788人", "7214人", "94.1%")),
    ],
)
def test_a_share_that_fits_and_a_slip_in_it(text: str, members: tuple[str, ...]) -> None:
    number = members[0].rstrip("人家个户对万元")
    assert ("share", "consistent", members) in found(text.format(number))
    slipped = f"{(int(number[0]) + 4) % 9 + 1}{number[1:]}"
    wrong = (f"{slipped}{members[0][len(number) :]}", *members[1:])
    assert ("share", "inconsistent", wrong) in found(text.format(slipped))


@pytest.mark.parametrize(
    "text",
    [
        "新建养老机构20家，改造敬老院15家，覆盖率50%。",
        "开展检查36家次，整改隐患58处，整改率100%。",
        "举办培训38场，参加2000人，参训率98%。",
        "养老床位2860张。入住失能老人320人，护理率92%。",
    ],
)
def test_other_things_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "全年受理5400件。市政府受理1031件，占受理总数的19.1%；区政府受理1455件，占26.9%；市级部门受理1540件，"
            "占28.5%；区级部门受理1374件，占25.5%，同期转办1377件。",
            ("1374件", "5400件", "25.5%"),
        ),
        (
            "发布信息1642件。在发布的信息中，机构类18条，占总体的比例为1.11%；法规类3条，占总体的比例为0.18%；"
            "规划类6条，占总体的比例为0.37%；业务类1615条，占总体的比例为98.4%。",
            ("18条", "1642件", "1.11%"),
        ),
        ("全年用水4216.5亿m3，其中生活用水641.3亿m3，占15.3%。", ("641.3亿m3", "4216.5亿m3", "15.3%")),
        (
            "应急救助8.6万起。\n全年处置落水事故1.9万起，占应急救助出动总量的20.6%。",
            ("1.9万起", "8.6万起", "20.6%"),
        ),
    ],
    ids=[
        "padded so that all make a hundred",
        "units of one family",
        "a unit with a digit",
        "a name with a word more",
    ],
)
def test_a_share_of_a_known_base_is_told(text: str, members: tuple[str, ...]) -> None:
    assert contradictions(text) == {("share", "inconsistent", members)}


def test_a_share_that_names_its_whole_by_a_noun_is_told() -> None:
    text = (
        "全县共发生火灾事故212起，其中城区发生45起，占总火灾起数{}%；集镇发生28起，占总火灾起数{}%；"
        "乡村发生139起，占总火灾起数{}%。"
    )
    assert contradictions(text.format("21.2", "13.2", "65.6")) == set()
    told = contradictions(text.format("21.5", "13.4", "65.1"))  # none of them fits
    assert {members[0] for kind, _, members in told if kind == "share" and members[1] == "212起"} >= {
        "45起",
        "139起",
    }


def test_a_share_of_what_was_the_year_before_is_none_of_this_year() -> None:
    text = "本会公益支出2057.93万元，占上年总收入的97.8%；管理费用41.2万元，占全年总支出2099.13万元的1.96%。"
    assert contradictions(text) == set()


def test_what_exceeds_a_task_is_not_what_was_done_of_it() -> None:
    text = "目标任务300户，实际完成328户，超额完成28户，完成率109.3%。"
    assert contradictions(text) == set()
    assert ("share", "consistent", ("328户", "300户", "109.3%")) in found(text)
    assert ("sum", "consistent", ("328户", "300户", "28户")) in found(text)
