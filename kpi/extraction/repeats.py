"""One promise told twice in a plan: 固定资产投资增长6% among its aims, 今年固定资产投资要增长6% under the task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kpi.language import language_data
from kpi.model import Target, TargetKind, Weight
from kpi.numbers.plain import normalise
from kpi.numbers.units import alternatives


def told_once(targets: Iterable[Target]) -> list[tuple[Target, tuple[str, ...]]]:
    """Each promise once, where it is told first, with the plan's words where it is told again.

    The same is what asks for the same number of the same thing by the same day, each time by its full name; words
    of time and of will make no difference. Where one of the tellings is a headline, the promise is one.
    """
    first: dict[tuple[object, ...], int] = {}
    found: list[tuple[Target, tuple[str, ...]]] = []
    for target in targets:
        keys = list(_asked(target))
        at = next(
            (first[key] for key in keys if key in first and _alike(found[first[key]][0], target)), len(found)
        )
        for key in keys:
            first.setdefault(key, at)
        if at == len(found):
            found.append((target, ()))
            continue
        kept, also = found[at]
        if target.weight is Weight.HEADLINE and kept.weight is not Weight.HEADLINE:
            kept = replace(kept, weight=target.weight, weight_rule=target.weight_rule)
        again = (target.text,) if target.text not in (kept.text, *also) else ()
        found[at] = (kept, also + again)
    return found


def _asked(target: Target) -> Iterator[tuple[object, ...]]:
    """What a target asks for, by the catalogue's name and by its own words."""
    subject = target.subject
    if target.kind is TargetKind.MILESTONE:
        yield target.kind, target.due, _core(target.text)
        return
    asked = (target.op, target.value, target.value_high, target.unit, target.relative)
    demand = (target.kind, *asked, target.due, subject.place)
    if target.indicator and not subject.modifiers:
        yield *demand, target.indicator, subject.measure
    if core := _core(subject.text):
        yield *demand, core


def _alike(one: Target, other: Target) -> bool:
    """Whether both tell the whole promise: shares and growth by name, of amounts one in the words of the other."""
    if one.kind is TargetKind.MILESTONE:
        return True
    a, b = _core(one.text), _core(other.text)
    if not all(_core(target.subject.text) in core for target, core in ((one, a), (other, b))):
        return False  # what it is of stands elsewhere, and may be another thing each time
    return one.unit == "%" or a in b or b in a


def _core(words: str) -> str:
    """The words of a promise without those that say when and how firmly."""
    return _idle().sub("", "".join(normalise(words).split()))


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(alternatives(tuple(language_data("targets")["idle"])))
