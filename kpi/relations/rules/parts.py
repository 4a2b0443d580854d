"""What the rules on wholes and parts share: what may be a part, and a run of figures that adds up to a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kpi.model import Relation, RelationVerdict
from kpi.outline.scopes import OPENS
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page
from kpi.relations.slips import FITS, accountable, mendable, near_miss
from kpi.relations.sums import adds_up, sum_of

SURE = 3  # significant digits of a whole from which a fit is no coincidence
APART = 120  # characters between parts in sentences of their own
_INNER = 8  # figures behind a 其中 of a part that may make it up


words = partial(listed, "within_rule")  # a list of expressions of the rules on wholes and parts


def counts(_: Page, figure: Figure) -> bool:
    """An amount or a count that may be a whole or a part: no rate, no change, no value of another time."""
    return figure.counts


def own(_: Page, figure: Figure) -> str:
    """The words of a figure's own, from its clause or the figure before it."""
    return figure.own


def family(figure: Figure) -> str:
    """Units of one family may add up to each other (人, 名, 人次; 个, 所, 家)."""
    return figure.family


def run(page: Page, whole: Figure, behind: Sequence[Figure]) -> list[Figure]:
    """The first figures of the whole's family that add up to it; [] where they pass it or another whole begins."""
    parts: list[Figure] = []
    total = whole.value * 0
    inner = -1  # the segment of a 其中 of a part, whose figures are parts of that part
    among: set[int] = set()  # the figures that make up a part, also beyond that segment
    for place, one in enumerate(behind):
        if one.index in among or one.family != whole.family or not one.counts:
            continue
        slot, said = page.slots[one.index], own(page, one)
        if parts and slot.sentence != page.slots[whole.index].sentence and words("new_whole").search(said):
            return []
        if parts and OPENS.search(said) and one.value <= parts[-1].value:
            inner = slot.segment
            among.update(part.index for part in _made_up(parts[-1], behind[place : place + _INNER]))
        if slot.segment == inner or (parts and one.value == whole.value):
            continue
        if parts and not next_to(page, parts[-1], one, whole):
            return []
        parts.append(one)
        total += one.value
        if len(parts) > 1 and adds_up(whole, parts):
            return parts
        if total > whole.value + whole.last_place + one.last_place:
            return []
    return []


def _made_up(whole: Figure, behind: Sequence[Figure]) -> list[Figure]:
    """其中工业4.07亿元,增长13.5%;建筑业2.49亿元: the first figures behind a part that add up to it."""
    parts: list[Figure] = []
    least, most = whole.value * 0, (whole.interval.high or whole.value) + whole.last_place
    for one in behind:
        if one.family == whole.family and one.counts:
            parts.append(one)
            least += one.interval.low or 0
            if adds_up(whole, parts):
                return parts
            if least > most:
                break
    return []


def next_to(page: Page, before: Figure, part: Figure, whole: Figure) -> bool:
    """In the sentence of the one before; in the next sentences only near by and in the whole's own unit."""
    if page.slots[before.index].sentence == page.slots[part.index].sentence:
        return True
    return part.group == whole.group and part.start - before.end <= APART


def told_if_near(whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    """The sum of parts that names take for all of a whole: told where a slip or a small gap accounts for it."""
    for relation in told(whole, parts):
        if relation.verdict in FITS or accountable(relation, [one.quantity for one in (whole, *parts)]):
            yield relation


def told(whole: Figure, parts: Sequence[Figure], sure: bool = True) -> Iterator[Relation]:
    """The sum of a list that is closed, also where it misses by the size of an old figure left standing.

    Without `sure` the list is only likely to be closed: told only if one slip of the pen would mend it.
    """
    if adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
        return
    relation = sum_of(whole, parts, RelationVerdict.INCONSISTENT)
    if (near_miss if sure else mendable)(relation, [one.quantity for one in (whole, *parts)]):
        yield relation
