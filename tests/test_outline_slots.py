"""Where a number stands: its sentence, segment and clause, and the bracket around it."""

from __future__ import annotations

import re

from kpi.outline.lists import listings
from kpi.outline.slots import Slot, slots


def placed(plain: str) -> list[Slot]:
    return slots(plain, [match.span() for match in re.finditer(r"[\d.]+", plain)])


def test_a_comma_in_brackets_ends_no_clause_outside_them() -> None:
    beds, nursing, wards, public = placed("床位3.68万张(护理型1.2万张,病房90间),其中公办1.5万张。")
    assert (beds.depth, nursing.depth, wards.depth, public.depth) == (0, 1, 1, 0)
    assert beds.segment == public.segment
    assert beds.clause != public.clause


def test_a_bracket_belongs_to_the_number_before_it() -> None:
    beds, nursing, public = placed("床位3.68万张(护理型1.2万张),其中公办1.5万张。")
    assert (beds.owner, nursing.owner, public.owner) == (-1, beds.index, -1)


def test_a_bracket_that_nothing_closes_ends_with_its_line() -> None:
    beds, nursing, next_line = placed("床位3.68万张(护理型1.2万张\n公办1.5万张。")
    assert nursing.depth == 1
    assert next_line.depth == 0
    assert beds.line != next_line.line


def test_a_stray_comma_does_not_part_a_bracket_from_its_number() -> None:
    funds, central, local = placed("资金3.97亿元,(中央1.89亿元)。共拨2亿元,另有(结余)1亿元。")[:3]
    assert (central.owner, central.depth) == (funds.index, 1)
    assert local.depth == 0


def test_where_a_bracket_closes_is_known_to_each_number_in_it() -> None:
    plain = "床位3万张(护理型(失能2张)1张,病房90间),公办5张(民办6张\n其他7张"
    outside, inner, nursing, wards, public, open_, last = placed(plain)
    assert plain[: inner.closing].endswith("2张")
    assert nursing.closing == wards.closing == plain.index("),公办")
    assert open_.closing == plain.index("\n")
    assert outside.closing == public.closing == last.closing == len(plain)


def test_a_semicolon_ends_a_segment_and_a_full_stop_a_sentence() -> None:
    first, second, third = placed("城市低保12户;农村低保30户。特困5人。")
    assert first.sentence == second.sentence != third.sentence
    assert first.segment != second.segment


def test_marked_lines_make_a_list_behind_the_line_that_heads_them() -> None:
    plain = "按来源列出:\n1.企业58万元\n2.个人21万元\n其他工作有序推进。"
    (found,) = listings(plain)
    assert plain[slice(*found.head)] == "按来源列出:"
    assert [plain[slice(*item)] for item in found.items] == ["1.企业58万元", "2.个人21万元"]
