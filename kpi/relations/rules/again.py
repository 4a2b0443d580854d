"""sum.again: the whole stands in a line before, its parts in a line that says how it is split.

全年帮扶1482户、3906人次。 / 按时段分,上半年621户1588人次,下半年861户2318人次. Where one measure adds up, the
others have to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.beside import sums_beside
from kpi.relations.rules.parts import SURE, counts, family, own, run, told, words
from kpi.relations.sums import bare_name, sum_of, whole_split

_SOME = expression("relations", "rules_again.some")
_PAIR = 2
_LINES = 3  # before the line of the parts
_BACK = 16  # figures before a sentence that splits what they told
_FEWEST = 5  # of a whole all of whose parts stand in the sentence that splits it
_HEAD = 40  # characters of the line in which its way of splitting is said


def sums_again(page: Page) -> Iterator[Relation]:
    for place, figures in enumerate(page.paragraphs):
        if not figures:
            continue
        line = page.slots[figures[0].index].line
        if words("splits_line").search(page.text, line, min(line + _HEAD, figures[0].start)):
            before = [one for earlier in page.paragraphs[max(0, place - _LINES) : place] for one in earlier]
            found = list(_line(page, before, figures))
            yield from found
            if words("splits_sentence").match(page.text, line, figures[0].start):
                yield from _told_apart(page, before, figures, found)
    yield from _of_segments(page)
    for sentence in page.sentences:
        start = page.slots[sentence[0].index].sentence
        if words("splits_sentence").match(page.text, start, sentence[0].start):
            first = sentence[0]
            lines = _LINES if page.slots[first.index].line == start else 0
            near = page.figures[max(0, first.index - _BACK) : first.index]
            before = [one for one in near if first.paragraph - one.paragraph <= lines]
            ways = [(way, list(_line(page, before, way))) for way in _ways(page, sentence)]
            held = {relation.members[0] for _, found in ways for relation in found}
            for way, found in ways:
                yield from found
                yield from _told_apart(page, before, way, found, held)


def _ways(page: Page, sentence: Sequence[Figure]) -> list[list[Figure]]:
    """从性质看,政策类6个、资金类7个;从年度看,2021年8个、2022年9个: the numbers of each way of splitting."""
    found: list[list[Figure]] = []
    segment = -1
    for one in sentence:
        slot = page.slots[one.index]
        if not found or (
            slot.segment != segment and words("splits_sentence").match(page.text, slot.segment, one.start)
        ):
            found.append([])
        found[-1].append(one)
        segment = slot.segment
    return found


def _of_segments(page: Page) -> Iterator[Relation]:
    """…;按消费类型分,商品618.4亿元,餐饮86.5亿元: a later segment of the sentence that splits its whole again."""
    for sentence in page.sentences:
        for place, first in enumerate(sentence):
            slot = page.slots[first.index]
            new = place > 0 and page.slots[sentence[place - 1].index].segment != slot.segment
            if not new or not words("splits_sentence").match(page.text, slot.segment, first.start):
                continue
            parts = [one for one in sentence[place:] if page.slots[one.index].segment == slot.segment]
            near = page.figures[max(0, first.index - _BACK) : first.index]
            before = [one for one in near if one.paragraph == first.paragraph]
            found = list(_line(page, before, parts))
            yield from found
            yield from _told_apart(page, before, parts, found)


def _line(page: Page, before: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[Relation]:
    for kind in dict.fromkeys(family(one) for one in figures):
        wholes = [one for one in reversed(before) if family(one) == kind and counts(page, one)]
        for whole in wholes:
            parts = run(page, whole, figures) if whole.value >= _FEWEST else []
            if parts and (significant(whole) >= SURE or parts == [one for one in figures if family(one) == kind]):
                yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
                yield from sums_beside(page, whole, parts)
                break


def _told_apart(
    page: Page,
    before: Sequence[Figure],
    sentence: Sequence[Figure],
    found: Sequence[Relation],
    held: Collection[str] = (),
) -> Iterator[Relation]:
    """按等级分,一级…,二级…: a criterion leaves nothing out, so a slip is told, of the one whole mended.

    `held`: wholes that another way of splitting makes up, which may be small.
    """
    first = sentence[0]
    if _SOME.search(page.text, max(page.slots[first.index].line, first.start - _HEAD), first.start):
        return
    fitting = {member for relation in found for member in relation.members}
    depth = page.slots[sentence[0].index].depth
    level = [one for one in sentence if page.slots[one.index].depth == depth and counts(page, one)]
    for group in dict.fromkeys(one.group for one in level):
        parts = [one for one in level if one.group == group]
        if len(parts) < 2 or any(one.id in fitting or OPENS.search(own(page, one)) for one in parts):
            continue
        names = [bare_name(one) for one in parts]
        if 1 < len(set(names)) < len(names):
            continue  # 社团合格129家、不合格5家;民非合格176家、不合格7家: of two things
        wholes = [one for one in before if one.group == group and counts(page, one)]
        wholes = [one for one in wholes if significant(one) >= SURE or one.id in held]
        said = page.text[page.slots[sentence[0].index].segment : parts[0].start]
        beside = any(len(relation.members) == len(parts) + 1 for relation in found)  # another measure of them fits
        if len(parts) == _PAIR and not beside and not words("splits_by").search(said):
            # 从年龄看,未成年人38人次,老年人167人次: two may leave some out, unless known to be all
            wholes = [one for one in wholes if whole_split(one, parts, likely=True)]
        slips = [relation for whole in wholes for relation in told(whole, parts, sure=False)]
        if len(slips) == 1:
            yield slips[0]
