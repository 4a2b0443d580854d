"""rise.afar: a change beside one of its levels, and the other level in another place.

收入总计8642.35万元…较2023年8215.10万元增加427.25万元,增长5.2%. 投入5260万元. … 拟投入6180万元,增加920万元.
A level and what it changed by name the other level to the digit; where such a number of that unit stands with like
words, the changes are of the two. Where none does, the level of the paragraph that is
called most alike, if it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Bound, Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.marks import MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, once_a_page, significant
from kpi.relations.fits.near import around, in_common, same_sentence, settled
from kpi.relations.increments import increment
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.compared import is_difference, is_level, is_rate, is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_SURE = 3  # digits of the level that is looked for
_NAME = 4  # characters of a name that a change begins with
_LONG_NAME = 6  # … of one that another name holds with more words
_NEAR = 12  # figures before a change among which its level of this time needs no like words
_EQUAL = 20  # equal levels that are tried
_CHANGED = expression("relations", "rules_afar.changed")
_INCREMENTS = ("increment", "decrement", "decline")


def rises_afar(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    levels: dict[tuple[str, Decimal], list[Figure]] = {}
    for figure in page.figures:
        if figure.exact and not figure.is_percent and significant(figure) >= _SURE:
            levels.setdefault((base(figure), figure.value), []).append(figure)
    yield from _of_those_before(page, found, levels)
    known = {one.members[-1] for one in found if one.type is RelationType.RISE}
    for change, rate in zip(page.figures, page.figures[1:], strict=False):
        if rate.id not in known and is_rate(page, rate) and same_sentence(page, change, rate):
            told = list(_without_level(page, change, rate)) or list(_of_that_name(page, change, rate))
            yield from told or _of_a_longer_name(page, change, rate)
    for then, difference in zip(page.figures, page.figures[1:], strict=False):
        if same_sentence(page, then, difference) and is_then(page, then) and is_difference(page, difference, then):
            told = list(_of_those_now(page, then, difference, levels))
            yield from told or (_slipped(page, then, difference) if difference.id not in known else ())


def _of_those_before(
    page: Page, found: Sequence[Relation], levels: dict[tuple[str, Decimal], list[Figure]]
) -> Iterator[Relation]:
    """The level before, by a level, its difference and its rate that fit each other."""
    figures = {figure.id: figure for figure in page.figures}
    for relation in found:
        known = relation.type is RelationType.RISE and relation.formula in _INCREMENTS and relation.verdict in FITS
        members = [figures[one] for one in relation.members if one in figures]
        if not known or len(members) != 3:
            continue
        now, difference, rate = members
        fell = relation.formula != "increment"
        value = now.value + difference.value if fell else now.value - difference.value
        for then in levels.get((base(now), value), [])[-_EQUAL:]:
            alike = in_common(around(page, now), around(page, then)) > 0
            if alike and not same_sentence(page, then, now):
                yield from _told(page, then, now, (difference, rate), fell)
                break


def _of_those_now(
    page: Page, then: Figure, difference: Figure, levels: dict[tuple[str, Decimal], list[Figure]]
) -> Iterator[Relation]:
    """The level of this time, told before the sentence that compares."""
    fell = verbs().down.search(difference.left) is not None
    value = then.value - difference.value if fell else then.value + difference.value
    found = levels.get((base(then), value), [])[:_EQUAL]
    for now in sorted(
        found, key=lambda one: abs(one.index - then.index) + len(page.figures) * (one.index > then.index)
    ):
        near = then.index - _NEAR <= now.index < then.index  # those before it first
        if near or in_common(around(page, then), around(page, now)) > 0:
            behind = page.figures[difference.index + 1 : difference.index + 2]
            rates = [one for one in behind if is_rate(page, one) and same_sentence(page, one, difference)]
            yield from _told(page, then, now, (difference, *rates), fell)
            return


def _without_level(page: Page, change: Figure, rate: Figure) -> Iterator[Relation]:
    """结婚登记9864对,其中…;结婚登记比上年减少857对,下降8.0%. 服务9450人次…。去年6300人次,今年增长50%."""
    near = page.figures[max(0, change.index - _NEAR) : change.index]
    for level in reversed(near):
        exact = level.quantity.bound is Bound.EXACT and base(level) == base(change) and significant(level) >= _SURE
        if (
            not exact
            or level.paragraph != change.paragraph
            or in_common(around(page, change), around(page, level)) < 1
        ):
            continue
        if is_difference(page, change, level):
            told = increment(page, level, change, rate)
        else:
            told = with_change(page, change, level, rate) if is_then(page, change) else None
        if told is not None and told.verdict is RelationVerdict.CONSISTENT:
            yield told
            return
    yield from _of_the_named(page, near, change, rate)


def _of_the_named(page: Page, near: Sequence[Figure], change: Figure, rate: Figure) -> Iterator[Relation]:
    """临时救助260万元。…临时救助资金比上年减少24万元,下降9.2%: the one level with whose name the change begins.

    The same of a level before (离婚登记上年同期为1022对,今年降幅6.0%).
    """
    said = own(page, change)
    named = [
        one
        for one in near
        if one.exact
        and one.paragraph == change.paragraph
        and is_level(page, one)
        and (is_difference(page, change, one) or is_then(page, change))
        and base(one) == base(change)
        and len(name := MARKS.sub("", OPENS.sub("", own(page, one))).strip()) >= _NAME
        and MARKS.sub("", said).strip().startswith(name)
    ]
    if len({one.value for one in named}) == 1:
        of_then = is_then(page, change)
        told = with_change(page, change, named[0], rate) if of_then else increment(page, named[0], change, rate)
        members = [one.quantity for one in (named[0], change, rate)]
        if told is not None and near_miss(told, members):
            yield told


def _of_that_name(page: Page, change: Figure, rate: Figure) -> Iterator[Relation]:
    """70岁及以上老年人口233.47万人。… / 70岁及以上老年人口增加12.76万人,增长5.8%: the level of that name."""
    named = [one for one in _by_subject(page).get(_subject(change), ()) if base(one) == base(change)]
    if len({one.value for one in named}) != 1 or not is_difference(page, change, named[0]):
        return
    told = increment(page, named[0], change, rate)
    if told is not None and near_miss(told, [one.quantity for one in (named[0], change, rate)]):
        yield told


def _of_a_longer_name(page: Page, change: Figure, rate: Figure) -> Iterator[Relation]:
    """80岁及以上高龄老年人口82.53万人。… / 80岁及以上老年人口增加0.55万人,增长0.7%: where it fits, of the one
    level whose name holds all characters of the change's, in their order."""
    name = _subject(change)
    if len(name) < _LONG_NAME or not is_difference(page, change, change):
        return
    alike = [one for said, levels in _by_subject(page).items() if _holds(said, name) for one in levels]
    alike = [one for one in alike if base(one) == base(change) and one.value > change.value]
    if len({one.value for one in alike}) == 1:
        told = increment(page, alike[0], change, rate)
        if told is not None and told.verdict in FITS:
            yield told


def _holds(said: str, name: str) -> bool:
    characters = iter(said)
    return all(one in characters for one in name)


@once_a_page
def _by_subject(page: Page) -> dict[str, list[Figure]]:
    """The levels by what they count."""
    found: dict[str, list[Figure]] = {}
    for one in page.figures:
        if one.exact and significant(one) >= _SURE and is_level(page, one):
            found.setdefault(_subject(one), []).append(one)
    found.pop("", None)
    return found


def _subject(figure: Figure) -> str:
    """What it counts, without the verb of a change; "" where that is too short to be one thing."""
    said = _CHANGED.sub("", figure.quantity.subject.text)
    return said if len(said) >= _NAME else ""


def _told(page: Page, then: Figure, now: Figure, changes: Sequence[Figure], fell: bool) -> Iterator[Relation]:
    for change in changes:
        relation = with_change(page, then, now, change, falls=fell and change.value > 0)
        if relation is not None and relation.verdict is not RelationVerdict.INCONSISTENT:
            yield relation


def _slipped(page: Page, then: Figure, difference: Figure) -> Iterator[Relation]:
    """Of the level told before in the paragraph that is called most alike, where it is a near miss."""
    near = page.figures[max(0, then.index - _NEAR) : then.index]
    levels = [
        one
        for one in near
        if base(one) == base(then) and one.paragraph == then.paragraph and is_level(page, one) and settled(one)
    ]
    said = [in_common(_named(page, one), own(page, then)) for one in levels]
    if not levels or not max(said) or said.count(max(said)) > 1:
        return
    now = levels[said.index(max(said))]
    if same_sentence(page, now, then) or min(significant(now), significant(then)) < _SURE:
        return
    relation = with_change(page, then, now, difference)
    if relation is not None and near_miss(relation, [one.quantity for one in (then, now, difference)]):
        yield relation


def _named(page: Page, figure: Figure) -> str:
    return page.text[page.slots[figure.index].clause : figure.start]
