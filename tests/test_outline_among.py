"""Where the numbers behind 其中 stand, how far they reach, and how strongly numbers are set apart."""

from __future__ import annotations

import re

import pytest

from kpi.outline.among import is_beside, separation, stretches
from kpi.outline.slots import slots

NUMBER = re.compile(r"\d+[户人张家%]")


def among(plain: str) -> list[list[str]]:
    """What each 其中 holds, as printed."""
    spans = [number.span() for number in NUMBER.finditer(plain)]
    printed = [plain[start:end] for start, end in spans]
    return [printed[one.first : one.last] for one in stretches(plain, slots(plain, spans), spans)]


@pytest.mark.parametrize(
    ("plain", "held"),
    [
        ("床位900张,其中公办500张、民办400张;另有病床80张。", [["500张", "400张"]]),
        ("床位900张,其中公办500张。民办机构12家。", [["500张"]]),
        # behind a colon and at the opening of a sentence it goes on behind a semicolon
        ("床位900张,其中:公办500张;民办400张。", [["500张", "400张"]]),
        ("床位900张。其中公办500张;民办400张。", [["500张", "400张"]]),
        # in brackets it ends with them
        ("床位900张(其中公办500张),护理员80人。", [["500张"]]),
        ("救助30人(其中甲镇(12人)、乙镇5人、丙镇13人)。", [["12人", "5人", "13人"]]),
        # the next one ends it, unless it stands in brackets
        ("床位900张,其中公办500张,其中护理型90张。", [["500张"], ["90张"]]),
        ("床位900张,其中公办500张(其中护理型90张)、民办400张。", [["500张", "90张", "400张"], ["90张"]]),
        # nothing stands before it, or its first number is far off or in another sentence
        ("其中公办500张。", []),
        ("床位900张,其中有公办的。民办400张。", []),
        (f"床位900张,其中{'有' * 80}民办400张。", []),
    ],
)
def test_a_stretch_ends_with_what_holds_it(plain: str, held: list[list[str]]) -> None:
    assert among(plain) == held


def test_a_stretch_knows_whether_it_opens_a_sentence() -> None:
    plain = "床位900张。其中公办500张,床位80张,当中护理型9张;其中医养结合4张。"
    spans = [number.span() for number in NUMBER.finditer(plain)]
    found = list(stretches(plain, slots(plain, spans), spans))
    assert [(one.opens, one.segment, one.wide) for one in found] == [
        (True, False, True), (False, False, False), (True, True, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("between", "rank"),
    [("", 0), ("、", 1), ("和分散供养", 1), (",分散供养", 2), (";", 3), ("。另有", 4), ("(集中;分散)", 0)],
)
def test_how_strongly_numbers_are_set_apart(between: str, rank: int) -> None:
    assert separation(between) == rank


def test_measures_of_one_thing_stand_beside_each_other() -> None:
    assert is_beside("")
    assert is_beside("、")
    assert not is_beside(",农村")
