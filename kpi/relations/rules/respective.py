"""row.respective: as many rates side by side as measures told before them, each of its own.

6214户、11842人,与上年同期相比分别减少341户、726人,降幅为5.2%和5.8%; 事故17起、死亡9人,上年分别为25起、12人,同比
分别下降32.0%和25.0%; 个数和投资额占比分别为64.3%和65.1%. The n-th rate is of the n-th number of each row before;
where one of them holds so, the others do; where none does, the time before is said (去年同期为) and each is off by
little, all are told. 从1240降至1085,再降至962,后两年降幅依次为12.5%和11.3%: the same of
levels one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.increments import increment
from kpi.relations.quotients import quotient
from kpi.relations.rises import with_change
from kpi.relations.rules.compared import is_then
from kpi.relations.slips import FITS, accountable, near_miss

_EACH = expression("relations", "rules_respective.each")
_GROWS = expression("relations", "rules_respective.grows")
_FALLS = expression("relations", "rules_respective.falls")
_NAMED = expression("relations", "rules_respective.named")
_MOST, _BACK = 4, 12  # rates side by side, figures before them
_SHARP = 2  # digits of a rate that is met by no chance

Three = tuple[Figure, Figure, Figure]
Judge = Callable[[Figure, Figure, Figure], Relation | None]


def respective_rates(page: Page) -> Iterator[Relation]:
    figures = page.figures
    at = 0
    while at < len(figures):
        width = _width(page, at)
        if width > 1 and _EACH.search(page.text, figures[max(0, at - 1)].end, figures[at + width - 1].start):
            rates = figures[at : at + width]
            before = [one for one in figures[max(0, at - _BACK) : at] if one.paragraph == figures[at].paragraph]
            ways = (list(_told(judge, threes)) for judge, threes in _ways(page, rates, before))
            yield from next(filter(None, ways), None) or _all_off(page, rates, before)
        at += max(1, width)


def _width(page: Page, at: int) -> int:
    """How many rates stand side by side from here on, in one clause or joined."""
    width = 0
    for one in page.figures[at : at + _MOST]:
        if not (one.is_percent and one.exact and one.quantity.unit == "%"):
            break
        if width and (one.sentence != page.figures[at].sentence or not _is_beside(one)):
            break
        width += 1
    return width


def _is_beside(one: Figure) -> bool:
    """32.0%和25.0%; 件数下降38.2%、人数下降53.1%."""
    return len(one.own) <= _MOST or _NAMED.fullmatch(one.own) is not None


def _ways(
    page: Page, rates: Sequence[Figure], before: Sequence[Figure]
) -> Iterator[tuple[Judge, Sequence[Three]]]:
    """How the rates may belong to the rows of as many numbers before them, and the numbers of each rate."""
    width = len(rates)
    counted = [one for one in before if one.amount and one.quantity.unit not in cues().not_additive_units]
    if counted[-1:] != before[-1:]:
        return
    said = page.text[before[-1].end if before else rates[0].start : rates[-1].start]
    falls = _FALLS.search(said) is not None
    last, earlier = counted[-width:], counted[-2 * width : -width]
    alike = [one.group for one in last] == [one.group for one in earlier] and len(earlier) == width

    def changed(old: Figure, new: Figure, rate: Figure) -> Relation | None:
        return with_change(page, old, new, rate, falls=new.value < old.value)

    def changed_by(level: Figure, change: Figure, rate: Figure) -> Relation | None:
        return increment(page, level, change, rate, falls)

    if _GROWS.search(said) is None:
        if alike:
            yield quotient, [*zip(last, earlier, rates, strict=True)]
        return
    if alike:
        yield changed, [*zip(last, earlier, rates, strict=True)]
        yield changed, [*zip(earlier, last, rates, strict=True)]
        yield changed_by, [*zip(earlier, last, rates, strict=True)]
    chain = counted[-width - 1 :]
    if len(chain) == width + 1 and len({one.group for one in chain}) == 1:
        yield changed, [*zip(chain, chain[1:], rates, strict=False)]


def _all_off(page: Page, rates: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Relation]:
    """92件131人,去年同期为184件354人,分别下降51.2%、64.1%: none of them holds, and each is off by little."""
    width = len(rates)
    last, earlier = before[-width:], before[-2 * width : -width]
    said = page.text[before[-1].end if before else rates[0].start : rates[-1].start]
    alike = len(earlier) == width and [one.group for one in last] == [one.group for one in earlier]
    counted = all(one.amount and one.sentence == rates[0].sentence for one in (*earlier, *last))
    if not (
        alike and counted and _GROWS.search(said) and is_then(page, last[0]) and not is_then(page, earlier[0])
    ):
        return
    told = [with_change(page, old, new, rate, falls=new.value < old.value)
            for new, old, rate in zip(earlier, last, rates, strict=True)]  # fmt: skip
    members = [[one.quantity for one in three] for three in zip(last, earlier, rates, strict=True)]
    if all(one is not None and accountable(one, each) for one, each in zip(told, members, strict=True)):
        yield from (one for one in told if one is not None)


def _told(judge: Judge, threes: Sequence[Three]) -> Iterator[Relation]:
    """Where one of them holds, sharp enough, all of them, those that are near misses too."""
    relations = [judge(*three) for three in threes]
    held = [one is not None and one.verdict in FITS for one in relations]
    digits = max((three[-1].significant for three, holds in zip(threes, held, strict=True) if holds), default=0)
    if digits < _SHARP:
        return
    for relation, three, holds in zip(relations, threes, held, strict=True):
        if relation is None:
            continue
        if holds or digits > _SHARP or near_miss(relation, [one.quantity for one in three]):
            yield relation
