"""Contradictions between two reports of one body, by short pairs of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi.auditing.pipeline import audit
from kpi.between import between, told_of
from kpi.relations import read
from kpi.workspace.starter import init_workspace

YEAR = "某县民政局{year}年工作总结\n\n一、{year}年工作情况\n\n"
HALF = "某县民政局{year}年上半年工作总结\n\n一、上半年工作情况\n\n"


def found(earlier: str, later: str) -> list[tuple[str, tuple[str, ...]]]:
    """(type, printed numbers, the later report's first) of what contradicts itself between two texts."""
    old, new = told_of(read(earlier, "earlier")), told_of(read(later, "later"))
    assert old is not None
    assert new is not None
    return [(one.type.value, tuple(member.text for member in one.members)) for one in between(old, new)]


def years(earlier: str, later: str) -> list[tuple[str, tuple[str, ...]]]:
    return found(YEAR.format(year=2023) + earlier, YEAR.format(year=2024) + later)


def half_and_year(half: str, year: str) -> list[tuple[str, tuple[str, ...]]]:
    return found(HALF.format(year=2024) + half, YEAR.format(year=2024) + year)


def test_growth_that_does_not_fit_the_level_printed_a_year_ago() -> None:
    assert years("全年募集慈善款物500.5万元。", "全年募集慈善款物600.6万元，比上年增长50.0%。") == [
        ("growth", ("600.6万元", "500.5万元", "50.0%"))
    ]
    assert years("年末注册志愿者人数5.21万人。", "年末注册志愿者人数6.10万人，比上年增加1.50万人。") == [
        ("growth", ("6.10万人", "5.21万人", "1.50万人"))
    ]


@pytest.mark.parametrize(
    "later",
    [
        "全年募集慈善款物600.6万元，比上年增长20.0%。",
        "全年募集慈善款物600.6万元，比上年增长20.9%。",  # last year's level was revised by less than 1 %
        "全年募集慈善款物600.6万元，按可比口径增长50.0%。",
        "全年募集慈善款物600.6万元，五年累计增长50.0%。",
    ],
)
def test_growth_that_fits_a_small_revision_and_other_terms_accuse_nobody(later: str) -> None:
    assert years("全年募集慈善款物500.5万元。", later) == []


@pytest.mark.parametrize(
    ("half", "year"),
    [
        ("发放特困供养金512.6万元。", "全年支出特困供养金480.9万元。"),
        ("办理结婚登记1312对。", "全年办理结婚登记1289对。"),
        ("新增养老床位150张。", "全年新增养老床位130张。"),
        ("完成适老化改造120户。", "全年完成适老化改造110户。"),
        ("培训养老护理员260名。", "全年培训养老护理员206名。"),
    ],
)
def test_what_was_done_by_june_cannot_be_more_than_what_was_done_by_december(half: str, year: str) -> None:
    assert [kind for kind, _ in half_and_year(half, year)] == ["cumulative"]
    assert half_and_year(year.replace("全年", ""), half) == []


@pytest.mark.parametrize(
    ("half", "year"),
    [
        ("截至6月底，全县低保对象6893人。", "截至12月底，全县低保对象6721人。"),
        ("为4200名高龄老人提供服务。", "为3900名高龄老人提供服务。"),
        ("慈善资金余额863万元。", "慈善资金余额836万元。"),
    ],
)
def test_what_is_kept_may_go_down_within_the_year(half: str, year: str) -> None:
    assert half_and_year(half, year) == []


def test_a_stock_that_leaps_within_the_year() -> None:
    assert half_and_year("全县现有社会组织218家。", "全县现有社会组织2310家。") == [("leap", ("2310家", "218家"))]


def test_what_was_told_of_last_year_is_told_differently() -> None:
    assert years("节地生态安葬率达到46.1%。", "节地生态安葬率由上年的46.9%提高到48.2%。") == [
        ("retold", ("46.9%", "46.1%"))
    ]
    assert years("节地生态安葬率达到46.1%。", "节地生态安葬率由2023年的46.9%提高到48.2%。") == [
        ("retold", ("46.9%", "46.1%"))
    ]
    assert years("养老服务机构数为29个。", "2023年养老服务机构数由40个减少到29个。") == []
    assert years("节地生态安葬率达到46.9%。", "节地生态安葬率由上年的46.9%提高到48.2%。") == []


def test_a_sum_of_the_year_so_far_cannot_fall() -> None:
    assert half_and_year("累计发放临时救助资金180.5万元。", "累计发放临时救助资金108.5万元。") == [
        ("cumulative", ("108.5万元", "180.5万元"))
    ]
    assert half_and_year("累计发放临时救助资金108.5万元。", "累计发放临时救助资金180.5万元。") == []
    assert half_and_year("保障农村特困人员750人。", "保障农村特困人员738人。") == []


def test_a_standard_that_changed_and_nobody_says_so() -> None:
    silent = "为城市低保对象按标准发放补助金，城市低保标准为每人每月740元。"
    assert years("城市低保标准为每人每月700元。", silent) == [("standard", ("740元", "700元"))]
    assert years("城市低保标准为每人每月700元。", "城市低保标准由每人每月700元提高到740元。") == []
    assert years("城市低保标准为每人每月740元。", silent) == []


def test_a_lost_unit_of_ten_thousand() -> None:
    assert years("年末注册志愿者人数5.21万人。", "年末注册志愿者人数5.83人。") == [
        ("leap", ("5.83人", "5.21万人"))
    ]
    assert years("年末注册志愿者人数5.21万人。", "年末注册志愿者人数7.83万人。") == []


def test_a_thing_told_with_two_numbers_is_left_alone() -> None:
    later = "全年募集慈善款物600.6万元，比上年增长50.0%。\n全年募集慈善款物88.1万元。"
    assert years("全年募集慈善款物500.5万元。", later) == []


def test_an_audit_shows_them_as_findings_with_both_reports(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    init_workspace(root)
    folder = root / "reports" / "somewhere"
    folder.mkdir(parents=True)
    (folder / "2023.txt").write_text(YEAR.format(year=2023) + "全年募集慈善款物500.5万元。", "utf-8")
    (folder / "2024.txt").write_text(
        YEAR.format(year=2024) + "全年募集慈善款物600.6万元，比上年增长50.0%。", "utf-8"
    )
    result = audit(root)
    (finding,) = [one for one in result.findings if one.expectation == "growth-off-last-year"]
    assert finding.doc == "reports/somewhere/2024.txt"
    (relation,) = [one for one in result.relations if one.type == "growth"]
    assert [member.quote.doc for member in relation.members] == [
        "reports/somewhere/2024.txt",
        "reports/somewhere/2023.txt",
        "reports/somewhere/2024.txt",
    ]
    assert [(mend.printed, mend.instead) for mend in relation.mends] == [("500.5", "400.5"), ("50.0", "20.0")]
    assert audit(root).relations == result.relations
