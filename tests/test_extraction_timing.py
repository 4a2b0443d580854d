"""Which words of time govern a target: its clause's own, those of an earlier clause, or the plan's."""

from __future__ import annotations

from datetime import date

import pytest
from extraction_support import targets

from kpi.extraction.due import due_date

PLAN = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("今后五年投入", 2030),
        ("用3—5年时间", 2030),
        ("用两年左右时间", 2027),
        ("三年内", 2028),
        ("五年统筹投入", 2030),
        ("今后一个时期", 2030),
        ("“十五五”期间", 2030),
        ("近三年新增", 2026),
        ("三年行动", 2026),
        ("第三年完成", 2026),
        ("尽快", 2026),
    ],
)
def test_spans_of_years_count_from_the_plans_first(words: str, year: int) -> None:
    assert due_date(words, PLAN) == date(year, 12, 31)


@pytest.mark.parametrize(("spoken", "year"), [(2026, 2027), (2025, 2026), (0, 2026)])
def test_next_year_depends_on_when_the_text_speaks(spoken: int, year: int) -> None:
    assert due_date("明年安排", PLAN, spoken) == date(year, 12, 31)


@pytest.mark.parametrize(
    ("plan", "years"),
    [
        ("用三年时间,改造桥梁30座、涵洞90处,新增车位500个。", [2028, 2028, 2028]),
        ("今后三年投入资金9000万元,其中市级投入3000万元,新建泵站2座。", [2028, 2028, 2026]),
        ("用三年时间,改造桥梁30座,今年完成10座。", [2028, 2026]),
        ("到2030年,绿道总长达到800公里;今年新建绿道60公里。", [2030, 2026]),
        ("今后五年的目标是:绿道达到800公里;公园达到90个。", [2030, 2030]),
        ("实施总额4亿元的两年投资计划,其中市级新增1亿元。", [2027, 2027]),
        ("三年完成投资7亿元,新建泵站2座。", [2028, 2026]),
        ("实施三年行动,新建泵站2座。", [2026]),
        ("今后三年每年新建泵站2座。", [2026]),
        ("今后三年继续提高待遇,人均每年提高100元。", [2026]),
        ("到2030年建成体系,全年新建泵站2座。", [2026]),
    ],
)
def test_a_time_holds_until_the_text_returns_to_this_year(plan: str, years: list[int]) -> None:
    assert [target.due.year for target in targets(plan) if target.value] == years


def test_next_year_is_later_where_the_plan_speaks_of_this_year() -> None:
    assert [t.due.year for t in targets("今年安排资金95万元,明年安排资金200万元。")] == [2026, 2027]
