"""sum.topic: a sentence that names the whole it splits: 医院按等级分:…, 基层医疗卫生机构中,….

The whole is the nearest figure before it that bears the name. A criterion (按等级分, 从年龄看) leaves nothing
out, and a known split neither: there a sum that does not fit is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.marks import MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import before
from kpi.relations.rules.parts import counts, family, own, told, words
from kpi.relations.sums import adds_up, sum_of, too_many, total_of, whole_split

_ASPECT = expression("relations", "rules_topic_split.aspect")
_OF_ANY = expression("relations", "rules_topic_split.of_any")
_BACK = 40  # figures before the sentence
_LINES = 4
_NAME = 2  # characters
_GAP = Decimal("0.05")  # of the whole
_LONG = 3  # digits of a whole that bears another name
_LEAST = 10  # smaller wholes are reached by any parts


def sums_of_topics(page: Page) -> Iterator[Relation]:
    yield from _of_aspects(page)
    for sentence in page.sentences:
        start = page.slots[sentence[0].index].sentence
        head = words("topic_head").match(page.text, start, sentence[0].start)
        if head is None:
            continue
        parts = [one for one in _parts(page, sentence) if one.start >= head.end()]
        if len(parts) > 1:
            closed = head["by"] is not None
            yield from _of_whole(page, head["noun"], parts, closed)


def _of_aspects(page: Page) -> Iterator[Relation]:
    """食品安全63个。消防方面,…;食品方面,…: each segment splits the number of that name."""
    for sentence in page.sentences:
        found = []
        for segment, figures in groupby(sentence, key=lambda one: page.slots[one.index].segment):
            parts = list(figures)
            head = _ASPECT.match(page.text, segment, parts[0].start)
            near = before(page, parts[0], _BACK, _LINES) if head is not None else []
            wholes = [one for one in near if head is not None and one.own.startswith(head["noun"])]
            wholes = [one for one in wholes if one.group == parts[0].group and one.counts and one.value >= _LEAST]
            alike = [one for one in parts if one.group == parts[0].group and one.counts]
            if len({one.value for one in wholes}) == 1 and len(alike) > 1:
                found.append((wholes[0], alike))
        # one that misses is told where another fits
        fit = any(adds_up(*one) for one in found)
        for whole, parts in found:
            yield from told(whole, parts) if fit else ()


def _parts(page: Page, sentence: Sequence[Figure]) -> list[Figure]:
    """The figures of the first one's family at its depth, without those that a further 其中 takes in."""
    first = sentence[0]
    depth = page.slots[first.index].depth
    level = [one for one in sentence if page.slots[one.index].depth == depth and family(one) == family(first)]
    found: list[Figure] = []
    inner = -1  # the segment of a 其中: 教育231家,其中幼儿园118家、培训学校86家;养老147家
    for place, one in enumerate(level):
        segment = page.slots[one.index].segment
        inner = segment if place and OPENS.search(own(page, one)) else inner
        if segment != inner and counts(page, one):
            found.append(one)
    return found


def _of_whole(page: Page, noun: str, parts: Sequence[Figure], closed: bool) -> Iterator[Relation]:
    most: Decimal = max(one.value for one in parts)
    before = page.figures[max(0, parts[0].index - _BACK) : parts[0].index]
    wholes = [
        one
        for one in reversed(before)
        if one.paragraph >= parts[0].paragraph - _LINES
        and one.group == parts[0].group
        and one.value > most
        and one.value >= _LEAST
        and counts(page, one)
        and _bears(page, one, noun)
    ]
    if not wholes:
        segment = page.slots[parts[0].index].segment
        yield from _of_any([one for one in parts if page.slots[one.index].segment == segment], before)
        return
    whole = next((one for one in wholes if adds_up(one, parts)), None)
    if whole is not None:
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed)
        return
    names = (noun, _OF_ANY.sub("", noun))
    meant = next((one for one in wholes if any(name.endswith(_name(page, one)) for name in names)), wholes[0])
    if closed and _nearly(meant, parts):
        yield sum_of(meant, parts, RelationVerdict.INCONSISTENT)
    elif closed or whole_split(meant, parts, likely=True):
        yield from told(meant, parts)
    elif too_many(meant, parts) and (passed := total_of(meant, parts, complete=False)) is not None:
        yield passed


def _of_any(parts: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Relation]:
    """救助487人次。受助者里,男性391人次,女性96人次: a known split of what bears another name, to the digit."""
    for one in reversed(before):
        near = one.paragraph >= parts[0].paragraph - _LINES and one.counts and one.significant >= _LONG
        if near and one.group == parts[0].group and adds_up(one, parts) and whole_split(one, parts):
            yield sum_of(one, parts, RelationVerdict.CONSISTENT)
            return


def _nearly(whole: Figure, parts: Sequence[Figure]) -> bool:
    """A part that was forgotten leaves a small gap; a large one says that something else was meant."""
    total = sum((one.value for one in parts), Decimal(0))
    return len(parts) > 2 and abs(total - whole.value) <= whole.value * _GAP


def _name(page: Page, figure: Figure) -> str:
    return MARKS.sub("", OPENS.sub("", own(page, figure)))


def _bears(page: Page, figure: Figure, noun: str) -> bool:
    """Whether the figure's own words end with the noun, or the noun with them, or it stands right behind."""
    name = _name(page, figure)
    behind = page.text[figure.end : figure.end + len(noun)]
    ends = len(name) >= _NAME and (noun.endswith(name) or name.endswith(noun) or name == _OF_ANY.sub("", noun))
    return ends or (len(noun) >= _NAME and behind == noun)
