"""sum.further-split: a sentence of nothing but plain items, beside others that split the same whole.

救助1415人次。1.去向:返乡756人次,…转往医院64人次。2.地点:站内968人次,街面437人次。: one list makes up the whole,
so the next one does, whether or not a word says how it is split. What does not is told where one slip would mend
it, or where both begin alike and it is off by little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.items import is_plain
from kpi.relations.rules.parts import told
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, may_overlap, sum_of, whole_split

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_NEAR = 4  # sentences from one list to the next
_BACK, _SURE = 30, 3  # figures before a list; digits of a number that it makes up by no chance
_LEAST = 20
_HEAD = expression("relations", "rules_further_splits.head")


def further_splits(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    lists = {number: parts for number, one in enumerate(page.sentences) if (parts := _plain(page, one))}
    if not lists:
        return
    split: dict[tuple[str, ...], Figure] = {}  # the whole that the parts of a list make up
    figures = {figure.id: figure for figure in page.figures}
    for relation in found:
        members = [figures[one] for one in relation.members if one in figures]
        if relation.type in _SUMS and relation.verdict in FITS and len(members) == len(relation.members) > 2:
            split[tuple(sorted(one.id for one in members[1:]))] = members[0]
    known = {
        number: split.get(tuple(sorted(one.id for one in parts))) or _made_up(page, parts)
        for number, parts in lists.items()
    }
    for number, parts in lists.items():
        if known[number] is None:
            beside = [at for step in range(1, _NEAR + 1) for at in (number - step, number + step) if at in lists]
            for at in beside:
                whole = known[at]
                if whole is not None and whole.group == parts[0].group and whole.value >= _LEAST:
                    yield from _told(page, whole, parts, lists[at])
                    break


def _made_up(page: Page, parts: Sequence[Figure]) -> Figure | None:
    """The nearest number before a list that it makes up, of so many digits that it is no chance."""
    near = page.figures[max(0, parts[0].index - _BACK) : parts[0].index]
    alike = (one for one in reversed(near) if one.group == parts[0].group and one.counts)
    return next((one for one in alike if one.significant >= _SURE and adds_up(one, parts)), None)


def _told(page: Page, whole: Figure, parts: Sequence[Figure], other: Sequence[Figure]) -> Iterator[Relation]:
    if whole.start > parts[0].start or may_overlap(parts) or any(one.value >= whole.value for one in parts):
        return
    if adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
        return
    alike = all(_HEAD.match(page.text, page.slots[one[0].index].sentence, one[0].start) for one in (parts, other))
    beside = page.figures[parts[0].index - 1].sentence == whole.sentence
    close = (alike or beside) and (len(parts) > 2 or whole_split(whole, parts, likely=True))
    yield from told(whole, parts, sure=close)


def _plain(page: Page, sentence: Sequence[Figure]) -> list[Figure]:
    """The parts, where all that a sentence holds are items of one unit, and what stands beside them; else []."""
    first = sentence[0]
    parts = [one for one in sentence if one.group == first.group and one.depth == first.depth]
    if len(parts) < 2 or not all(one.counts and one.exact and is_plain(page, one) for one in parts):
        return []
    if adds_up(first, parts[1:]):
        return []  # 没有评上的67家,不满一年38家,没有过关29家: the first is the whole
    others = [one for one in sentence if one.group != first.group and one.depth == first.depth]
    beside = all(one.is_percent or page.figures[one.index - 1].end == one.start for one in others)
    return parts if beside and len({one.own for one in parts}) == len(parts) else []
