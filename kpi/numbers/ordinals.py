"""Numbers of headings and items that no mark follows: 1 养老服务, 1.1新建机构, 2.3.1 救助.

Three parts are always such a number, and one before a tab is. Of the others only their order tells: 1, 2, 3 or
1.1, 1.2 at the heads of lines of one manner, and not all of them amounts (1.1亿元, 2 个乡镇).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kpi.language.expressions import expression
from kpi.numbers.arabic import MULTIPLIER
from kpi.numbers.units import is_count, unit_pattern

_LINE = expression("numbers", "ordinals.line")
_STOP = expression("numbers", "ordinals.stop")
_SURE, _PAIR = 3, 2  # parts of a number
_FEWEST = {True: 2, False: 3}  # of a chain whose numbers a blank parts from the words, or nothing does


@dataclass(slots=True)
class _Head:
    """The number at the head of a line; `unit`: what stands behind it may be one of a figure."""

    start: int
    end: int
    parts: tuple[int, ...]
    gap: str
    unit: str
    amount: bool  # it would be a figure with that unit also with a decimal point
    sentence: bool


def ordinal_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand, in no order."""
    heads = [_head(text, match) for match in _LINE.finditer(text)]
    chains: dict[tuple[tuple[int, ...], bool], list[list[_Head]]] = {}
    for at, head in enumerate(heads):
        sure = len(head.parts) >= _SURE or "\t" in head.gap
        if sure or _is_first_of_deeper(heads, at):
            yield head.start, head.end
        own = chains.setdefault((head.parts[:-1], len(head.parts) > 1 or bool(head.gap)), [])
        if head.parts[-1] == 1:
            own.append([head])
        elif own and head.parts[-1] == own[-1][-1].parts[-1] + 1:
            own[-1].append(head)
    for (above, parted), found in chains.items():
        for chain in found:
            yield from _told(chain, _PAIR if above else _FEWEST[parted])


def _head(text: str, match: re.Match[str]) -> _Head:
    unit = _unit().match(text, match.end())
    written = unit["unit"] or "" if unit else ""
    scaled = bool(unit and unit["scale"])
    stop = text.find("\n", match.end())
    line = text[match.end() : stop if stop >= 0 else len(text)]
    parts = tuple(int(part) for part in match["number"].split("."))
    amount = scaled or bool(written and not is_count(written))
    told = written or ("+" if scaled else "")
    return _Head(
        match.start("number"), match.end("number"), parts, match["gap"], told, amount, bool(_STOP.search(line))
    )


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"(?=\S)(?P<scale>{MULTIPLIER})?(?P<unit>{unit_pattern()})?")


def _is_first_of_deeper(heads: list[_Head], at: int) -> bool:
    """1.1 right behind 1 or right before 1.1.1: the only one of its chain."""
    one = heads[at]
    if len(one.parts) != _PAIR or one.parts[-1] != 1 or one.amount:
        return False
    before = heads[at - 1].parts if at else ()
    behind = heads[at + 1].parts if at + 1 < len(heads) else ()
    return before == one.parts[:-1] or behind == (*one.parts, 1)


def _told(chain: list[_Head], fewest: int) -> Iterator[tuple[int, int]]:
    """The numbers of a chain that its order and manner tell."""
    pairs = len(chain[0].parts) >= _PAIR
    plain = [one for one in chain if not (one.amount if pairs else one.unit)]
    if len(chain) < fewest or not plain or (fewest > _PAIR and len(plain) * 2 < len(chain)):
        return
    manners = {one.sentence for one in plain}
    for one in chain:
        if one in plain or one.sentence in manners:
            yield one.start, one.end
