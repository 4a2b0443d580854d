"""Runs of digits as unknowns; the totals, averages and rates around them as constraints (kpi.arithmetic.solving).

A run holds two numbers whose unit between is lost: 73941242万元 is 7394人 and 1242万元. `tail` keeps the printed
unit, `head` had another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kpi.arithmetic.solving import Constraint, Reading, only_solution
from kpi.extraction.notes import note
from kpi.language.terms import HOUSEHOLD, PERSON, PERSON_NAMED, VISIT, YUAN
from kpi.model import Interval
from kpi.outline.expressions import expression, tables, words

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

Name = Hashable  # (place of the mention, which of its numbers)
# What may have stood before the unit that is left, the likeliest first.
HEADS: dict[str, list[str]] = tables("extraction", "lost.heads")
_SHORTEST = 5  # digits of a run
_PER = expression("extraction", "lost.per")
_EACH_VISIT = words("extraction", "lost.each_visit")[0]
_CUE = expression("extraction", "lost.cue")
_BACK = 8
_PERSONS_A_HOUSEHOLD = 10


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read a run: two numbers, the second with the decimals that are printed."""

    head: Decimal
    tail: Decimal
    tail_place: Decimal


def digits_of(text: str, mention: Mention) -> str:
    return text[mention.printed.start : mention.printed.digits_end].replace(",", "").replace(" ", "")


def is_run(text: str, mention: Mention) -> bool:
    """Whether the digits could be those of two numbers."""
    if mention.unit not in HEADS or mention.printed.chinese or mention.printed.range_part:
        return False
    whole = digits_of(text, mention).partition(".")[0]
    return len(whole) >= _SHORTEST and whole.isdigit()


def splits_of(text: str, mention: Mention) -> list[Split]:
    """All ways to read a run as two numbers; none begins with a zero that no point follows."""
    digits = digits_of(text, mention)
    whole, point, decimals = digits.partition(".")
    scale = mention.printed.value / Decimal(digits)
    place = Decimal(1).scaleb(-len(decimals)) * scale if point or scale > 1 else Decimal(0)
    cuts = [cut for cut in range(1, len(whole)) if whole[cut] != "0" or (point and cut == len(whole) - 1)]
    return [Split(Decimal(whole[:cut]), Decimal(digits[cut:]) * scale, place) for cut in cuts]


def by_totals(
    text: str, mentions: Sequence[Mention], runs: list[int]
) -> tuple[list[Split], list[str], str] | None:
    """The only splits, the lost units, and why, so that heads and tails add up to the totals before the list."""
    listed = _list_around(text, mentions, runs)
    if listed is None:
        return None
    first, last = listed
    tail = mentions[runs[0]].unit
    for head in HEADS[tail]:
        frame = _frame(text, mentions, runs, (first, last), head)
        if frame is None:
            continue
        known, constraints = frame
        splits = _solved(text, mentions, runs, known, constraints)
        if splits is not None:
            totals = [_exact(known[one.members[0]]).low for one in constraints]
            why = "、".join(f"{total.normalize():f}" for total in totals if total is not None)
            return splits, [head] * len(runs), note("by_totals", totals=why)
    return None


def _solved(
    text: str, mentions: Sequence[Mention], runs: list[int], known: Reading, constraints: Sequence[Constraint]
) -> list[Split] | None:
    """Exactly where that leaves one reading, else within the rounding of what is printed."""
    choices = [splits_of(text, mentions[run]) for run in runs]
    for exact in (True, False):
        numbers = {name: _exact(span) if exact else span for name, span in known.items()}
        unknown: list[list[Mapping[Name, Interval]]] = [
            [_reading(run, split, exact) for split in splits] for run, splits in zip(runs, choices, strict=True)
        ]
        found = only_solution(unknown, numbers, constraints)
        if found is not None:
            return [
                next(split for split in splits if _reading(run, split, exact) == reading)
                for run, splits, reading in zip(runs, choices, found, strict=True)
            ]
    return None


def _reading(run: int, split: Split, exact: bool) -> Mapping[Name, Interval]:
    half = Decimal(0) if exact else split.tail_place / 2
    return {
        (run, "head"): Interval(split.head, split.head),
        (run, "tail"): Interval(split.tail - half, split.tail + half),
    }


def _exact(span: Interval) -> Interval:
    if span.low is None or span.high is None:
        return span
    middle = (span.low + span.high) / 2
    return Interval(middle, middle)


def _span(mention: Mention) -> Interval:
    """A count printed whole is exact."""
    printed = mention.printed
    whole = not printed.multiplied and printed.value == printed.value.to_integral_value()
    half = Decimal(0) if whole else printed.last_place / 2
    return Interval(printed.value - half, printed.value + half)


def _list_around(text: str, mentions: Sequence[Mention], runs: list[int]) -> tuple[int, int] | None:
    """First and last (exclusive) mention of the list that the runs stand in: after 其中, a colon or a bracket."""
    first = mentions[runs[0]]
    start = max(first.sentence[0], text.rfind("\n", 0, first.printed.start) + 1)
    cues = [match.end() for match in _CUE.finditer(text, start, first.printed.start)]
    low = cues[-1] if cues else start
    inside = [place for place, one in enumerate(mentions) if one.sentence == first.sentence
              and one.printed.start >= low]  # fmt: skip
    closing = text.find(")", low, first.sentence[1]) if text[low - 1] == "(" else -1
    if closing >= 0:
        inside = [place for place in inside if mentions[place].printed.start < closing]
    return (inside[0], inside[-1] + 1) if inside and not set(runs) - set(inside) else None


def _frame(
    text: str, mentions: Sequence[Mention], runs: list[int], listed: tuple[int, int], head: str
) -> tuple[dict[Name, Interval], list[Constraint]] | None:
    """The two totals before the list and what they are of; None where one is missing or too little is known."""
    first, last = listed
    tail = mentions[runs[0]].unit
    line = text.rfind("\n", 0, mentions[runs[0]].printed.start)
    before = [place for place in range(max(0, first - _BACK), first) if mentions[place].printed.start > line]
    heads = next((place for place in reversed(before) if _alike(mentions[place].unit, head)), None)
    tails = next((place for place in reversed(before) if mentions[place].unit == tail), None)
    if heads is None or tails is None or (is_run(text, mentions[tails]) and mentions[tails].unit != YUAN):
        return None
    known: dict[Name, Interval] = {
        (heads, "total"): _span(mentions[heads]),
        (tails, "sum"): _span(mentions[tails]),
    }
    parts: list[Name] = []
    amounts: list[Name] = []
    for place in range(first, last):
        mention = mentions[place]
        if place in runs:
            parts.append((place, "head"))
            amounts.append((place, "tail"))
        elif _alike(mention.unit, head) and not mention.damaged:
            parts.append((place, "part"))
            known[place, "part"] = _span(mention)
        elif mention.unit == tail:
            amounts.append((place, "amount"))
            known[place, "amount"] = _span(mention)
    constraints = [
        Constraint("sum", ((heads, "total"), *parts)),
        Constraint("sum", ((tails, "sum"), *amounts)),
    ]
    return known, constraints


def _alike(unit: str, head: str) -> bool:
    return unit == head or {unit, head} <= {PERSON, PERSON_NAMED}


def of_parts(text: str, mentions: Sequence[Mention], run: int) -> tuple[Split, str, str] | None:
    """A total that is a run: its two numbers are the sums of the whole pairs behind 其中."""
    whole = mentions[run]
    behind = [place for place in range(run + 1, len(mentions)) if mentions[place].sentence == whole.sentence]
    if not behind or not _CUE.search(text, whole.printed.end, mentions[behind[0]].printed.start):
        return None
    tails = [place for place in behind if mentions[place].unit == whole.unit]
    for head in HEADS[whole.unit]:
        heads = [place for place in behind if _alike(mentions[place].unit, head)]
        if len(heads) < 2 or tails != [place + 1 for place in heads]:
            continue
        known: dict[Name, Interval] = {(place, "part"): _span(mentions[place]) for place in (*heads, *tails)}
        constraints = [
            Constraint("sum", ((run, "head"), *((place, "part") for place in heads))),
            Constraint("sum", ((run, "tail"), *((place, "part") for place in tails))),
        ]
        splits = _solved(text, mentions, [run], known, constraints)
        if splits is not None:
            return splits[0], head, note("of_parts")
    return None


def by_average(text: str, mentions: Sequence[Mention], run: int) -> tuple[Split, str, str] | None:
    """38677.2万元，人均2000元: the only heads and amount with that average."""
    mention = mentions[run]
    if mention.unit != YUAN or run + 1 >= len(mentions) or mentions[run + 1].sentence != mention.sentence:
        return None
    average = mentions[run + 1]
    per = _PER.search(text[mention.printed.end : average.printed.start])
    if average.unit != YUAN or per is None:
        return None
    each: Name = (run + 1, "each")
    law = Constraint("mean:1", ((run, "head"), each, (run, "tail")))
    splits = _solved(text, mentions, [run], {each: _span(average)}, [law])
    head = VISIT if per["by"] == PERSON and _EACH_VISIT in per[0] else per["by"]
    why = note("by_average", amount=f"{average.printed.value.normalize():f}")
    return (splits[0], head, why) if splits is not None else None


def by_rate(text: str, mentions: Sequence[Mention], run: int) -> tuple[Split, str, str] | None:
    """床位41199张，…3464384%: the only part of the whole before it that is that percentage."""
    mention = mentions[run]
    if mention.unit != "%":
        return None
    found: list[tuple[Split, str, str]] = []
    for place in range(max(0, run - _BACK), run):
        whole = mentions[place]
        if whole.unit not in HEADS["%"] or text.rfind("\n", whole.printed.end, mention.printed.start) >= 0:
            continue
        name: Name = (place, "whole")
        constraints = [
            Constraint("share", ((run, "head"), name, (run, "tail"))),
            Constraint("at_most", ((run, "head"), name)),
        ]
        fits = [
            split for split in splits_of(text, mention)
            if split.tail <= 100 and _fits_rate(run, split, name, _span(whole), constraints)
        ]  # fmt: skip
        found += [(split, whole.unit, note("by_rate", share=f"{split.tail:f}")) for split in fits]
    return found[0] if len({(one[0].head, one[0].tail) for one in found}) == 1 else None


def _fits_rate(run: int, split: Split, name: Name, span: Interval, constraints: Sequence[Constraint]) -> bool:
    places = max(0, -split.tail.as_tuple().exponent)  # type: ignore[operator]
    half = Decimal(1).scaleb(-places) / 2
    tail = Interval(split.tail - half, split.tail + half)
    numbers: Reading = {(run, "head"): Interval(split.head, split.head), (run, "tail"): tail, name: span}
    return all(one.holds(numbers) for one in constraints)


def by_household(text: str, mentions: Sequence[Mention], run: int) -> tuple[Split, str, str] | None:
    """816户1061人 of 8161061人: more persons than households, and under ten persons a household."""
    mention = mentions[run]
    fits = [one for one in splits_of(text, mention) if one.head <= one.tail < one.head * _PERSONS_A_HOUSEHOLD]
    if mention.unit != PERSON or len(fits) != 1 or mention.printed.value < 10**5:
        return None
    return fits[0], HOUSEHOLD, note("by_household", persons=str(_PERSONS_A_HOUSEHOLD))


def groups_of(text: str, mentions: Sequence[Mention]) -> Iterator[list[int]]:
    """The runs of one unit in each sentence."""
    group: list[int] = []
    for place, mention in enumerate(mentions):
        if group and mention.sentence != mentions[group[0]].sentence:
            yield group
            group = []
        if is_run(text, mention) and (not group or mention.unit == mentions[group[0]].unit):
            group.append(place)
    if group:
        yield group
