"""Small numbers told twice: consistent and inconsistent alike, only where it is one thing beyond doubt."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


def restated(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for kind, verdict, members in found(text) if kind == "restated"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("探索建立了{}家“时间银行”，专人负责，目前{}个社区的“时间银行”均运转顺畅。", ("2家", "3个")),
        ("项目共计开展{}期入户照护服务，防疫宣导2次。{}期照护工作累计服务950人次。", ("8期", "6期")),
        ("全县现有养老机构{}家，运转良好。\n\n截至6月底，全县{}家养老机构入住率45%。", ("23家", "24家")),
        ("全区现有低保对象{}人。开展培训3期。全区登记在册低保对象{}人。", ("8652人", "8562人")),
        ("全市{}个县（市、区）建成中心。指导全市{}个县（市、区）开展工作。", ("14个", "15个")),
        ("组织开展养老机构消防安全检查{}次。慰问老人50名。全年组织开展养老机构消防安全检查{}次。", ("6次", "7次")),
    ],
)
def test_one_thing_told_twice(text: str, numbers: tuple[str, str]) -> None:
    first, other = numbers
    digits = ["".join(char for char in number if char.isdigit()) for number in numbers]
    same = f"{digits[0]}{other.lstrip('0123456789')}"
    assert restated(text.format(digits[0], digits[0])) == {("consistent", (first, same))}
    assert restated(text.format(*digits)) == {("inconsistent", (first, other))}


@pytest.mark.parametrize(
    "text",
    [
        "建成社区食堂35个。其中12个社区食堂均实现智能化。",
        "在全区8个街道开展服务项目。指导全区12个街道做好换届。",
        "新建社区食堂5个。今年上半年，改建社区食堂3个。",
        "获得省级资金120万元，用于示范项目。获得省级资金430万元，用于设施改造。",
        "全县新增养老机构3家。全县现有养老机构23家。",
        "2024年底，全县现有养老机构23家。2025年6月底，全县现有养老机构24家。",
        "开展巡查12次。开展巡查8次。",
    ],
)
def test_what_may_be_another_thing_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()
