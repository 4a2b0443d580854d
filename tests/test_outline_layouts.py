"""One table tells the same, however its cells are set: bars, tabs, one blank or many, a line for each cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from relations_support import found

Rows = list[list[str]]


def table(text: str) -> Rows:
    return [line.split("/") for line in text.split()]


TOWNS = table("乡镇/男/女/小计 青石镇/128/241/369 白河镇/497/128/625 柳林镇/36/331/367 合计/661/700/1361")
COUNTED = table(
    "序号/乡镇/城市低保/农村低保/低保合计 1/青石镇/128/241/369 2/白河镇/497/128/625 3/柳林镇/536/331/867 "
    "/合计/1161/700/1861"
)
FIRST = [COUNTED[0], COUNTED[-1], *COUNTED[1:-1]]
GROUPED = table(
    "乡镇/城市低保//农村低保//合计/ /户数/人数/户数/人数/户数/人数 青石镇/145/276/137/852/282/1128 "
    "白河镇/375/554/121/470/496/1024 柳林镇/315/480/126/522/441/1002 合计/835/1310/384/1844/1219/3154"
)
MEASURED = table(
    "指标/单位/城市/农村/合计 低保户数/户/971/936/1907 低保人数/人/361/133/494 特困人数/人/961/789/1750"
)
TURNED = table(
    "项目/青石镇/白河镇/柳林镇/合计 城市户数/791/987/438/2216 农村户数/482/308/869/1659 "
    "合计户数/1273/1295/1307/3875"
)
EMPTY = table("乡镇/敬老院/养老院/日间照料/合计 青石镇//// 白河镇//18/12/30 柳林镇/11/14//25 合计/11/32/12/55")
PLAIN = {"towns": TOWNS, "counted": COUNTED, "first": FIRST, "measured": MEASURED, "turned": TURNED}


def bars(rows: Rows) -> str:
    return "\n".join("|".join(row) for row in rows)


def markdown(rows: Rows) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" * len(rows[0]) + "|", *others])


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def blank(rows: Rows) -> str:
    return "\n".join(" ".join(filter(None, row)) for row in rows)


def blanks(rows: Rows) -> str:
    return "\n".join("    ".join(filter(None, row)) for row in rows)


def lines(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row if cell)


LAYOUTS: list[Callable[[Rows], str]] = [markdown, tabs, blank, blanks]


def told(rows: Rows, layout: Callable[[Rows], str]) -> set[tuple[str, str, tuple[str, ...]]]:
    return found(f"2024年各乡镇情况表（单位：人）\n{layout(rows)}\n")


@pytest.mark.parametrize("layout", [*LAYOUTS, lines])
@pytest.mark.parametrize("name", PLAIN)
def test_each_layout_tells_what_bars_do(name: str, layout: Callable[[Rows], str]) -> None:
    assert told(PLAIN[name], layout) == told(PLAIN[name], bars)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_so_does_a_heading_of_two_lines(layout: Callable[[Rows], str]) -> None:
    assert told(GROUPED, layout) == told(GROUPED, bars)


@pytest.mark.parametrize(
    ("rows", "sums"), [(TOWNS, 7), (COUNTED, 7), (FIRST, 7), (GROUPED, 14), (MEASURED, 3), (TURNED, 7)]
)
def test_bars_tell_every_total(rows: Rows, sums: int) -> None:
    relations = told(rows, bars)
    assert {verdict for _, verdict, _ in relations} == {"consistent"}
    assert sum(kind == "sum" for kind, _, _ in relations) == sums


@pytest.mark.parametrize("layout", [markdown, tabs])
def test_empty_cells_stay_where_they_are(layout: Callable[[Rows], str]) -> None:
    assert told(EMPTY, layout) == told(EMPTY, bars)
    assert ("sum", "consistent", ("30", "18", "12")) in told(EMPTY, bars)


def test_tabs_that_only_set_columns_are_one_gap() -> None:
    set_apart = "乡镇\t\t男\t女\t合计\n青石镇\t\t128\t241\t369\n白河镇街道\t497\t128\t625\n合计\t\t625\t369\t994\n"
    assert ("sum", "consistent", ("369", "128", "241")) in found(set_apart)
    assert ("sum", "consistent", ("994", "369", "625")) in found(set_apart)


def test_a_row_of_another_scheme_is_no_part() -> None:
    rows = table("项目/人数 特困供养/1970 残疾补贴/515 农村低保/1400 城市低保/1395 合计/5280")
    assert {verdict for _, verdict, _ in told(rows, bars)} == {"consistent"}
