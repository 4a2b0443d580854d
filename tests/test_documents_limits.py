"""Cells of tables whose number has a bound, a range or the mark of a note beside it are figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents_support import docx, p, tbl

from kpi.model import Bound, PeriodKind, Quantity, Reading, Role
from kpi.outline.shapes import is_limited, is_number, value_of
from kpi.relations.opened import read_reading

HEAD = ("指标", "单位", "2025年", "2026年目标")
TITLE = "清禾县民政局2025年工作总结和2026年工作计划"


def reading_of(folder: Path, *rows: tuple[str, ...], caption: str = "表1 主要指标") -> Reading:
    return read_reading(docx(folder, p(TITLE) + p(caption) + tbl(rows)), "a")


def only(reading: Reading, role: Role) -> list[Quantity]:
    return [quantity for quantity in reading.quantities if quantity.role is role]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("96以上", 96, Bound.AT_LEAST),
        ("不低于98", 98, Bound.AT_LEAST),
        ("超过20", 20, Bound.AT_LEAST),
        ("≥350", 350, Bound.AT_LEAST),
        ("5.5以内", Decimal("5.5"), Bound.AT_MOST),
        ("控制在5.5以内", Decimal("5.5"), Bound.AT_MOST),
        ("5左右", 5, Bound.ABOUT),
        ("约1,200", 1200, Bound.ABOUT),
        ("近520", 520, Bound.BELOW),
        ("1200余", 1200, Bound.ABOVE),
        ("1200余人", 1200, Bound.ABOVE),
        ("35*", 35, Bound.EXACT),
        ("1,900(注)", 1900, Bound.EXACT),
        ("1,900（注2）", 1900, Bound.EXACT),
    ],
)
def test_a_number_takes_the_bound_of_its_cell_and_the_unit_of_its_table(
    tmp_path: Path, text: str, value: Decimal, bound: Bound
) -> None:
    found = reading_of(tmp_path, HEAD, ("护理员", "人", "900", text), ("床位", "张", "800", "850"))
    told = only(found, Role.TARGET)[0]
    assert (told.value, told.unit, told.bound, told.subject.text) == (value, "人", bound, "护理员")
    assert told.period.kind is PeriodKind.LATER
    assert found.targets[0].value == value


def test_both_ends_of_a_range_in_a_cell(tmp_path: Path) -> None:
    found = reading_of(tmp_path, HEAD, ("培训", "人次", "300", "300-350"), ("床位", "张", "800", "850"))
    ends = only(found, Role.TARGET)[:2]
    assert [(end.value, end.bound) for end in ends] == [(300, Bound.AT_LEAST), (350, Bound.AT_MOST)]


def test_a_column_of_targets_alone_takes_the_year_of_the_line_above_it(tmp_path: Path) -> None:
    rows = [("满意度", "%", "96以上"), ("增长", "%", "5左右"), ("床位", "张", "800左右")]
    found = reading_of(tmp_path, ("指标", "单位", "目标值"), *rows, caption="表1 2026年目标")
    assert [target.value for target in found.targets] == [96, 5, 800]
    assert {quantity.period.text for quantity in found.quantities} == {"2026"}


@pytest.mark.parametrize("text", ["2024-2025", "2024-09", "0990-5550000", "1-2", "350-300", "80岁以上", "5起"])
def test_what_is_no_range_and_no_bound(text: str) -> None:
    assert not is_limited(text)


def test_ages_before_the_numbers_name_the_rows(tmp_path: Path) -> None:
    rows = [("60-69", "1200"), ("70-79", "800"), ("80以上", "300")]
    found = reading_of(tmp_path, ("年龄", "人数（人）"), *rows)
    assert [quantity.value for quantity in found.quantities] == [1200, 800, 300]


def test_a_bounded_number_is_none_for_sums() -> None:
    assert value_of("约1,200") is None and value_of("35*") == 35 and not is_number("约1,200")
