"""PDF tables without rules whose names are folded: each line of a name belongs to its row, by its place alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from test_documents_pdf import FONT, LONG, SIZE, Draw, both, chinese_font, lines, read

from kpi.documents.unruled_folds import NONE, Column, folds_of
from kpi.relations.opened import read_reading

__all__ = ["chinese_font"]

PITCH = 15  # points between two lines of one cell
HEAD = ["序号", "项目", "预算数", "执行率", "科室"]
ROWS = [
    ["1", "困难群众救助补助/资金", "1,830.5", "87.5", "社会救助科"],
    ["2", "养老服务", "640", "91.9", "养老科"],
    ["3", "公益性公墓建设/及骨灰堂修缮/补助", "310", "65", "殡葬管理/执法大队"],
    ["", "合计", "2,780.5", "85", ""],
]
TEXTS = [" | ".join(row).replace("/", "") for row in ROWS]


def table(
    rows: Sequence[Sequence[str]],
    valign: float,
    xs: Sequence[int] = (60, 90, -240, -290, 302),
    top: float = 700,
    pad: int = 6,
    by_column: bool = False,
) -> Draw:
    """Cells whose lines "/" parts, `valign` of the room left above them; below 0 a column ends at its place."""
    drawn: list[tuple[int, float, float, str]] = []
    for row in rows:
        high = max(cell.count("/") + 1 for cell in row)
        for column, (x, cell) in enumerate(zip(xs, row, strict=True)):
            told = cell.split("/")
            first = top - (high - len(told)) * valign * PITCH
            for at, text in enumerate(told):
                left = x if x > 0 else -x - stringWidth(text, FONT, SIZE)
                drawn.append((column, left, first - at * PITCH, text))
        top -= high * PITCH + pad

    def draw(canvas: Canvas) -> None:
        for _, x, y, text in sorted(drawn, key=lambda one: one[0]) if by_column else drawn:
            canvas.drawString(x, y, text)

    return draw


@pytest.mark.parametrize("valign", [0, 0.5, 1])
@pytest.mark.parametrize("by_column", [False, True])
def test_names_folded_above_around_and_below_their_numbers(tmp_path: Path, valign: float, by_column: bool) -> None:
    found = read(tmp_path, table([HEAD, *ROWS], valign, by_column=by_column)).text.splitlines()
    assert [line.strip("| ") for line in found] == [text.strip("| ") for text in (" | ".join(HEAD), *TEXTS)]


def test_figures_of_folded_names_have_their_units_and_whole_names(tmp_path: Path) -> None:
    caption = lines("单位：万元、%", top=740)
    found = read_reading(read(tmp_path, both(caption, table([HEAD, *ROWS], 0.5))), "a").quantities
    told = [(q.text, q.unit, q.subject.text) for q in found]
    assert len(told) == 8
    assert told[:2] == [
        ("1,830.5", "元", "困难群众救助补助资金预算数"),
        ("87.5", "%", "困难群众救助补助资金执行率"),
    ]


def test_two_columns_whose_names_are_all_folded_with_prose_around(tmp_path: Path) -> None:
    rows = [["项目", "金额"], ["城乡居民/养老", "1,520"], ["困难群众/救助", "2,380"], ["残疾人两/项补贴", "75"]]
    prose = lines(LONG[:32] + "。", top=760)
    after = lines("　　" + LONG[:30] + "。", top=540)
    found = read(tmp_path, both(prose, table(rows, 0.5, (80, -240)), after)).text.splitlines()
    wanted = ["项目 | 金额", "城乡居民养老 | 1,520", "困难群众救助 | 2,380", "残疾人两项补贴 | 75"]
    assert found == [LONG[:32] + "。", *wanted, LONG[:30] + "。"]


def test_two_columns_of_names_close_beside_each_other(tmp_path: Path) -> None:
    rows = [
        ["科室", "项目", "预算数", "决算数"],
        ["社会救助科", "困难群众救助/补助资金", "12", "13"],
        ["基层政权/建设科", "社区治理", "22", "23"],
        ["救助站", "流浪乞讨人员", "52", "53"],
    ]
    found = read(tmp_path, table(rows, 0.5, (60, 128, -280, -340))).text.splitlines()
    assert found == [" | ".join(row).replace("/", "") for row in rows]


def test_a_head_folded_into_more_lines_than_a_header_has_rows(tmp_path: Path) -> None:
    head = ["科目/编码", "项目", "财政/拨款/收入/预算", "上年/结转/收入"]
    rows = [
        head,
        ["201", "一般公共/服务", "12", "13"],
        ["204", "公共安全", "22", "23"],
        ["205", "教育", "52", "53"],
    ]
    found = read(tmp_path, table(rows, 0.5, (60, 120, 200, 260))).text.splitlines()
    assert found[:2] == ["科目编码 | 项目 | 财政拨款收入预算 | 上年结转收入", "201 | 一般公共服务 | 12 | 13"]


def test_a_name_close_beside_a_number_is_a_cell_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["项目", "执行率", "科室"],
        ["养老", "87.5", "养老科"],
        ["救助", "91.9", "救助科"],
        ["殡葬", "65", "殡葬科"],
    ]
    found = read(tmp_path, table(rows, 0.5, (60, -180, 188))).text.splitlines()
    assert found == [" | ".join(row) for row in rows]


def test_parts_of_rows_at_the_foot_of_pages_are_no_running_heads(tmp_path: Path) -> None:
    rows = [["201", "99", "其他", "52", "53"], ["201", "02", "行政/运行", "12", "13"]]
    rows.append(["201", "03", "一般/管理", "22", "23"])
    pages = [table(rows, 0.5, (60, 100, 150, 260, 320), top=140) for _ in range(3)]
    text = read(tmp_path, *(both(lines(LONG[:30] + "。"), page) for page in pages)).text
    assert text.count("201 | 03 | 一般管理 | 22 | 23") == 3


def test_parents_as_far_from_their_rows_as_rows_are_stay_rows(tmp_path: Path) -> None:
    rows = [
        ["科目", "预算", "执行"],
        *(row for name in "甲乙丙" for row in ([f"{name}镇", "", ""], ["养老", "12", "13"])),
    ]
    found = read(tmp_path, table(rows, 0, (80, -240, -300), pad=0)).text.splitlines()
    assert [line.strip("| ") for line in found[1:3]] == ["甲镇", "养老 | 12 | 13"]


def test_items_in_two_lines_with_hanging_numbers_are_no_table(tmp_path: Path) -> None:
    rows = [["1", "新建养老机构/十二家并投入运营"], ["2", "改造床位三百/张并验收"], ["3", "培训护理员/两百名"]]
    assert " | " not in read(tmp_path, table(rows, 0, (80, 100))).text


@pytest.mark.parametrize(
    ("own", "between", "folds"),
    [
        ([True, True], [[], [14.0], []], [(0, 1), NONE]),
        ([True, True], [[], [26.0], []], [NONE, (1, 0)]),
        ([True, True], [[], [20.0], []], [NONE, NONE]),  # as far from both
        ([False, True], [[-7.0], [7.0], []], [(1, 1), NONE]),
        ([True, True], [[-14.0], [14.0], []], [(1, 1), NONE]),
        ([False, False], [[-7.0], [7.0, 33.0], [47.0]], [(1, 1), (1, 1)]),
        ([False, True], [[], [7.0], []], [NONE, NONE]),  # nothing above the numbers
        ([True, True], [[], [], [80.0]], [NONE, NONE]),
    ],
)
def test_which_lines_between_two_rows_belong_to_one(
    own: list[bool], between: list[list[float]], folds: list[tuple[int, int]]
) -> None:
    assert folds_of(Column([0.0, 40.0], own, between, 12.0, 40.0)) == folds
