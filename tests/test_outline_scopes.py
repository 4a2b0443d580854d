"""Scopes: what 其中 and a bracket split, into which numbers, and where that ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pytest

from kpi.outline.scopes import scopes
from kpi.outline.slots import slots

NUMBER = re.compile(r"(\d+)([户人张家对%])")


@dataclass(frozen=True)
class Counted:
    """Every number counts, but for rates; its unit is its family."""

    numbers: list[re.Match[str]]

    def value(self, number: int) -> Decimal:
        return Decimal(self.numbers[number][1])

    def family(self, number: int) -> str:
        return self.numbers[number][2]

    def is_part(self, number: int) -> bool:
        return self.family(number) != "%"

    def is_whole(self, number: int) -> bool:
        return self.is_part(number)

    def head(self, number: int) -> int:
        return number - 1 if self.family(number) == "%" else number


def split(plain: str) -> list[tuple[str, ...]]:
    """Each scope as printed: the whole, then its parts."""
    numbers = list(NUMBER.finditer(plain))
    spans = [number.span() for number in numbers]
    stops = [plain.count("。", 0, start) for start, _ in spans]
    sentences = [list(group) for _, group in groupby(range(len(spans)), stops.__getitem__)]
    found = scopes(plain, slots(plain, spans), spans, sentences, Counted(numbers))
    return [tuple(numbers[one][0] for one in (scope.whole, *scope.parts)) for scope in found]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("床位900张,其中公办500张、民办400张。另有病床80张。", [("900张", "500张", "400张")]),
        # a scope within a part ends with its segment; the one around it goes on
        (
            "登记784对,其中结婚515对,其中涉外37对、涉港2对;离婚269对。",
            [("515对", "37对", "2对"), ("784对", "515对", "269对")],
        ),
        # measure by measure, each of its own whole
        (
            "低保120户300人,其中城市40户90人、农村80户210人。",
            [("120户", "40户", "80户"), ("300人", "90人", "210人")],
        ),
        # a sentence that 其中 opens splits the one before
        ("社会组织800家。其中:社团500家,基金会9家。", [("800家", "500家", "9家")]),
        # a bracket splits the number before it, or the one whose rate that is
        ("志愿者487人(党员328人,教师159人)。", [("487人", "328人", "159人")]),
        ("听障93人,占10%(女性42人、男性51人)。", [("93人", "42人", "51人")]),
        # the enclosing whole is the nearest one that is larger
        ("老人900人,走访40人,其中高龄30人、失能10人。", [("40人", "30人", "10人")]),
        # one part is no split, and neither is one larger than what stands before
        ("床位900张,其中公办500张。", []),
        ("走访40人,其中登记老人900人、儿童80人。", []),
        ("床位900张。公办500张、民办400张。", []),
    ],
)
def test_a_scope_holds_the_parts_of_its_whole(plain: str, expected: list[tuple[str, ...]]) -> None:
    assert split(plain) == expected
