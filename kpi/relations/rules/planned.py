"""rise.planned: a planned level and its rate, against the level that the review tells under that name.

财政总收入完成21.4亿元,增长9.5%;…。今年财政总收入增长8%,达到23.1亿元;固定资产投资增长12%,达到139.4亿元: the
review's level, risen by the rate, is the planned one. One that misses is told where it misses by little and
others of its sentence fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kpi.model import Relation, RelationVerdict, Role
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.parts import own
from kpi.relations.slips import or_near_miss

_REACHED = expression("relations", "rules_planned.reached")
_GROWS = expression("relations", "rules_planned.grows")
_DONE = expression("relations", "rules_planned.done")
_NEW = expression("relations", "rules_planned.new")
_IN_ALL = expression("relations", "rules_planned.in_all")
_KNOWN = 8  # levels of one name that are looked at
_SHORTEST = 4  # characters of a name
_OTHERS = 2  # planned levels of the sentence that fit


def rises_of_plans(page: Page) -> Iterator[Relation]:
    yield from _added(page)
    reviewed: dict[str, list[Figure]] | None = None
    for sentence in page.sentences:
        told = []
        for rate, level in pairwise(sentence):
            name = _name(page, rate, level)
            if name:
                reviewed = _reviewed(page) if reviewed is None else reviewed
                told += _against(page, reviewed.get(name, []), rate, level)
        fitting = [one for one in told if one.verdict is not RelationVerdict.INCONSISTENT]
        yield from told if len(fitting) >= _OTHERS else fitting


def _added(page: Page) -> Iterator[Relation]:
    """新增养老床位450张,总数达到3600张: what the review tells of that name, and what is added."""
    told: dict[str, list[Figure]] = {}
    for one in page.amounts:
        if one.quantity.role is Role.ACTUAL:
            told.setdefault(one.quantity.subject.text, []).append(one)
    for added, level in pairwise(page.amounts):
        beside = added.index == level.index - 1 and added.sentence == level.sentence and base(added) == base(level)
        planned = added.quantity.role is Role.TARGET is level.quantity.role
        name = _NEW.fullmatch(own(page, added)) if beside and planned else None
        if name is None or len(name["name"]) < _SHORTEST or not _IN_ALL.search(own(page, level)):
            continue
        known = [one for one in told.get(name["name"], ())[:_KNOWN] if one.index < added.index]
        known = [one for one in known if base(one) == base(level)]
        if len({one.value for one in known}) == 1:
            relation = with_change(page, known[0], level, added, falls=False)
            reached = or_near_miss(relation, [one.quantity for one in (known[0], level, added)])
            if reached is not None:
                yield reached


def _name(page: Page, rate: Figure, level: Figure) -> str:
    """What grows, "" where the two are no planned growth and the level that it leads to."""
    if rate.quantity.unit != "%" or level.is_percent or not _REACHED.fullmatch(level.left):
        return ""
    grows = _GROWS.fullmatch(rate.left)
    return grows["name"] if grows and len(grows["name"]) >= _SHORTEST else ""


def _reviewed(page: Page) -> dict[str, list[Figure]]:
    """The levels that the report tells as done, by their names."""
    levels: dict[str, list[Figure]] = {}
    for one in page.figures:
        if one.counts and not one.is_percent and one.quantity.role is Role.ACTUAL:
            said = own(page, one)
            done = _DONE.fullmatch(said)
            if done and verbs().down.search(said) is None:
                levels.setdefault(done["name"], []).append(one)
    return levels


def _against(page: Page, levels: list[Figure], rate: Figure, level: Figure) -> list[Relation]:
    """The one level of that name and unit before them, risen by the rate."""
    alike = [one for one in levels if one.index < rate.index and base(one) == base(level)]
    if not alike or len({one.value for one in alike}) > 1:
        return []
    relation = with_change(page, alike[0], level, rate, falls=False)
    told = or_near_miss(relation, [one.quantity for one in (alike[0], level, rate)])
    if told is not None and told.verdict is RelationVerdict.PLAUSIBLE:
        told = replace(told, verdict=RelationVerdict.CONSISTENT)  # a plan is worked out so, whatever prices do
    return [told] if told is not None else []
