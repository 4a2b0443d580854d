"""Lost characters: runs in which digits of several numbers ran together (73941242万元, 650月, 86%70%).

A run is split only where totals, rates, subset bounds or the calendar leave exactly one reading; otherwise it
stays as printed. Splits of long runs are tried only in texts that show the damage elsewhere too (202216月: the 年
and the dash are gone), since long exact counts are common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kpi.extraction.lost import (
    Split,
    by_average,
    by_household,
    by_rate,
    by_totals,
    digits_of,
    groups_of,
    is_run,
    of_parts,
)
from kpi.extraction.notes import note
from kpi.language.terms import MONTH, YEAR, YUAN
from kpi.numbers.number import Number
from kpi.outline.expressions import expression, words

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

_LOST_IN_DATES = expression("extraction", "damaged.lost_in_dates")
_LOST_MONTH = expression("extraction", "damaged.lost_month")
_COUNTED_PAIRS = words("extraction", "damaged.counted_pairs")
_STANDARD = expression("extraction", "damaged.standard")


def shows_lost_characters(text: str) -> bool:
    """True where dates in the text lost characters: 202216月, 20202021年, 523日."""
    return bool(_LOST_IN_DATES.search(text) or _LOST_MONTH.search(text))


def lost_time_base(text: str, printed: Number) -> tuple[Number, str]:
    """(the number as a rate, note) where a standard lost its 元/: 低保标准650月 (no month is the 650th)."""
    base = printed.unit or text[printed.end : printed.end + 1]
    if base not in (MONTH, YEAR) or not _STANDARD.search(text[max(0, printed.start - 8) : printed.start]):
        return printed, ""
    if printed.value <= (12 if base == MONTH else 2100) or printed.value > 10**6:
        return printed, ""
    end = printed.end if printed.unit else printed.end + 1
    run = text[printed.start : end]
    return replace(printed, unit=f"{YUAN}/{base}", end=end), note("lost_time_base", run=run, base=base)


def repair(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with every run replaced by its only reading; runs without one stay as printed and say so."""
    mentions = _side_by_side_rates(text, mentions)
    shown = shows_lost_characters(text)
    mentions = _lost_unit_of_part(mentions) if shown else [one for one in mentions if one.unit]
    repaired = _known_runs(text, mentions, shown)
    if shown:
        for index in range(len(mentions)):
            if index not in repaired and not is_run(text, mentions[index]):
                repaired.update(_lost_dash(text, mentions, index))
    return [part for index, mention in enumerate(mentions) for part in repaired.get(index, [mention])]


def _lost_unit_of_part(mentions: list[Mention]) -> list[Mention]:
    """149人(其中:散养儿童144集中供养5人): the number without a unit is the part that is missing from the whole."""
    result = []
    for index, mention in enumerate(mentions):
        if mention.unit or not 0 < index < len(mentions) - 1:
            result.append(mention)
            continue
        whole, part = mentions[index - 1], mentions[index + 1]
        if whole.unit == part.unit and whole.printed.value == mention.printed.value + part.printed.value:
            why = f"{mention.printed.value:f}+{part.printed.value:f}={whole.printed.value:f}{whole.unit}"
            mention = replace(
                mention, unit=whole.unit, known=whole.known, damaged=True, note=note("lost_unit", why=why)
            )
        result.append(mention)
    return [mention for mention in result if mention.unit]


def _run(text: str, mention: Mention) -> str:
    return text[mention.printed.start : mention.printed.end]


def _side_by_side_rates(text: str, mentions: list[Mention]) -> list[Mention]:
    """分别达到86%70%: two complete percentages, the 和 between them is lost."""
    result = list(mentions)
    for index in range(len(mentions) - 1):
        first, second = mentions[index], mentions[index + 1]
        if first.unit == second.unit == "%" and first.printed.end == second.printed.start:
            run = text[first.printed.start : second.printed.end]
            for place in (index, index + 1):
                printed = replace(mentions[place].printed, start=first.printed.start, end=second.printed.end)
                result[place] = replace(
                    mentions[place], printed=printed, damaged=True, note=note("lost_and", run=run)
                )
    return result


def _known_runs(text: str, mentions: Sequence[Mention], shown: bool) -> dict[int, list[Mention]]:
    """Every run that the numbers around it leave one reading, as its two numbers."""
    repaired: dict[int, list[Mention]] = {}
    for group in groups_of(text, mentions):
        if not shown and not any(_passes_its_whole(mentions, place) for place in group):
            continue
        found = by_totals(text, mentions, group)
        if found is not None:
            splits, units, why = found
            for place, split, unit in zip(group, splits, units, strict=True):
                repaired[place] = _split(text, mentions[place], split, unit, why)
            continue
        for place in group if shown else ():
            single = next(filter(None, (find(text, mentions, place) for find in _ALONE)), None)
            if single is not None:
                repaired[place] = _split(text, mentions[place], *single)
        if shown and len(group) > 1 and mentions[group[0]].unit == YUAN:
            open_ = [place for place in group if place not in repaired]
            repaired.update(_undecided(text, mentions, open_))
    return repaired


_ALONE = (of_parts, by_average, by_rate, by_household)


def _passes_its_whole(mentions: Sequence[Mention], place: int) -> bool:
    """More by far than any number of its unit before it: it can be no part of one."""
    run = mentions[place]
    before = [one.printed.value for one in mentions[max(0, place - 8) : place] if one.unit == run.unit]
    return bool(before) and run.printed.value > max(before) * 50


def _undecided(text: str, mentions: Sequence[Mention], places: list[int]) -> dict[int, list[Mention]]:
    """Runs of a list that no total decides between: as printed, marked."""
    why = note("unsplit")
    return {
        place: [
            replace(mentions[place], damaged=True, note=note("printed", run=_run(text, mentions[place]), why=why))
        ]
        for place in places
    }


def _split(text: str, mention: Mention, split: Split, unit: str, why: str) -> list[Mention]:
    told = note("printed", run=_run(text, mention), why=why)
    head = replace(mention.printed, value=split.head, last_place=Decimal(1), multiplied=False)
    tail = replace(mention.printed, value=split.tail)
    return [
        replace(mention, printed=head, unit=unit, damaged=True, note=told),
        replace(mention, printed=tail, damaged=True, note=told),
    ]


def _lost_dash(text: str, mentions: Sequence[Mention], index: int) -> dict[int, list[Mention]]:
    """34个乡镇 where the body has 16: 3—4个, the dash is lost."""
    mention = mentions[index]
    digits = digits_of(text, mention)
    pair = len(digits) == 2 and digits.isdigit() and mention.unit in _COUNTED_PAIRS
    if not pair or int(digits[1]) != int(digits[0]) + 1:
        return {}
    noun = text[mention.printed.end : mention.printed.end + 2]
    wholes = [
        m.printed.value
        for m in mentions
        if m.unit == mention.unit and m is not mention and text[m.printed.end : m.printed.end + 2] == noun
    ]
    if not wholes or not int(digits[1]) <= max(wholes) < mention.printed.value:
        return {}
    run = _run(text, mention)
    told = note("lost_dash", run=run, most=str(max(wholes)), low=digits[0], high=digits[1])
    low = replace(mention.printed, value=Decimal(digits[0]), range_part="low")
    high = replace(mention.printed, value=Decimal(digits[1]), range_part="high")
    return {index: [replace(mention, printed=part, damaged=True, note=told) for part in (low, high)]}
