"""Sums without 其中: a total behind its parts (合计), brackets behind a whole, 由…构成, done and not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression, pattern
from kpi.relations.breakdowns import wholes_of_among
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.net import net_of
from kpi.relations.slips import FITS
from kpi.relations.sums import CASES, adds_up, slipped, total_of, total_of_all, whole_split

_APART = expression("relations", "totals.apart")
_NEXT_CLAUSE = expression("relations", "totals.next_clause")
_FROM_WHOM = pattern("relations", "words.from_whom")
_JOINED = pattern("relations", "words.joined")
_SEGMENT_OR_AMONG = pattern("relations", "words.segment_or_among")

_TOTAL = expression("relations", "totals.total")
_SURE_TOTAL = expression("relations", "totals.sure_total")
_LEFT = expression("relations", "totals.left")
_DID = expression("relations", "totals.did")
_COLON = expression("relations", "totals.own_colon")
_OPEN = expression("relations", "totals.open")
_WITHIN = expression("relations", "totals.within")
_RESPECTIVE = pattern("relations", "totals.respective")
_MADE = expression("relations", "totals.made")
_MADE_END = expression("relations", "totals.made_end")
_AND_LAST = expression("relations", "totals.and_last")
_AND_SO_ON = expression("relations", "totals.and_so_on")
_UNDONE = expression("relations", "totals.undone")
_DONE = expression("relations", "totals.done")
_ALL_COUNTED = expression("relations", "totals.all_counted")
_NET = expression("relations", "totals.net")
_OPENS_TOTAL = expression("relations", "totals.opens_total")
_OF_THE_PERIOD = expression("relations", "totals.of_the_period")
_LIMIT = 16
_WITH_OTHERS = expression("relations", "totals.with_others")
_ASIDE = re.compile(r"\([^()]*\)")
_FEW = 10  # the same of the parts of a known split
_COINCIDENCE = 50  # less is reached by any two numbers


def totals(page: Page) -> Iterator[Relation]:
    yield from _told(page)[0]


def wholes_of_splits(page: Page) -> dict[str, Figure]:
    """What the parts of known splits without 其中 are taken from, by the id of the part."""
    return _told(page)[1]


@once_a_page
def _told(page: Page) -> tuple[list[Relation], dict[str, Figure]]:
    wholes: dict[str, Figure] = {}
    return list(_totals(page, wholes)), wholes


def _totals(page: Page, wholes: dict[str, Figure]) -> Iterator[Relation]:
    """All totals; `wholes` takes what the parts of known splits are taken from."""
    for sentence in page.sentences:
        for place, figure in enumerate(sentence):
            if _LEFT.search(figure.left) and _may_add(figure):
                yield from _what_is_left(page, sentence, place)
        yield from _of_the_sentence_before(page, sentence)
        if len(sentence) < 3:
            continue
        nested = any(figure.depth for figure in sentence)
        for place, figure in enumerate(sentence):
            if _NET.search(figure.label):
                yield from net_of(page, sentence, place)
            if not _may_add(figure):
                continue
            if _TOTAL.search(figure.left) or (not figure.left and _SURE_TOTAL.search(figure.label)):
                yield from _behind(page, sentence, place, wholes)
            elif _OF_THE_PERIOD.search(figure.left):
                yield from _of_its_parts(sentence, place)
            several = place + 2 < len(sentence)  # behind it
            if several:
                if nested:
                    yield from _bracket(page, sentence, place)
                yield from _colon(page, sentence, place)
                yield from _made_of(page, sentence, place)
            if _UNDONE.search(figure.left):
                yield from _done_and_undone(sentence, place)
            if several:
                yield from _bare_split(page, sentence, place, wholes)
                yield from _right_behind(page, sentence, place)
        yield from _all_the_rest(sentence)
        yield from _split_of_the_sentence_before(page, sentence, wholes)


def _may_add(figure: Figure) -> bool:
    return figure.counts and figure.quantity.role is not Role.BEFORE and not figure.quantity.optional


def _behind(page: Page, sentence: Sequence[Figure], place: int, wholes: dict[str, Figure]) -> Iterator[Relation]:
    """A, B，两项合计 W: as many parts as the text counts, else the run before it that adds up."""
    whole = sentence[place]
    before = [figure for figure in sentence[max(0, place - _LIMIT) : place] if figure.group == whole.group]
    if len(before) < 2 and whole.group in CASES:  # 结婚1312对，补领288件，合计办理2006件
        before = [figure for figure in sentence[max(0, place - _LIMIT) : place] if figure.group in CASES]
    before = [figure for figure in before if _may_add(figure) and figure.depth == whole.depth]
    among = wholes_of_among(page)
    inner = [one for one in before if (wholes.get(one.id) or among.get(one.id)) in before]  # parts of a part
    before = [figure for figure in before if figure not in inner]
    counted = sentence[place - 1] if place else None
    counts_parts = counted is not None and counted.quantity.unit in used_for("parts") and counted not in before
    count = int(counted.value) if counted is not None and counts_parts else 0
    if 2 <= count <= len(before) and whole.start - sentence[place - 1].end <= 10:
        relation = total_of(whole, before[-count:], bool(_SURE_TOTAL.search(whole.left)))
        if relation is not None:
            yield relation
        return
    runs = range(len(before), 1, -1)
    size = next((size for size in runs if adds_up(whole, before[-size:])), 0)
    off = (size for size in runs if slipped(whole, before[-size:]) or whole_split(whole, before[-size:]))
    size = size or next(off, 0)
    relation = total_of(whole, before[-size:], False) if size else None
    if relation is not None:
        yield relation


def _of_the_sentence_before(page: Page, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """城市1124户2206人；农村6035户15482人。城乡合计7159户17688人: all of the sentence before, unit by unit."""
    first = sentence[0]
    if not first.index or not _OPENS_TOTAL.match(first.gap):
        return
    previous = page.figures[first.index - 1]
    if previous.paragraph != first.paragraph:
        return
    near = page.figures[max(0, first.index - _LIMIT) : first.index]
    before = [one for one in near if one.quantity.sentence == previous.quantity.sentence]
    for whole in sentence[:4]:
        parts = [one for one in before if one.group == whole.group and _may_add(one)]
        if len(parts) < 2 or not _may_add(whole) or whole.depth != first.depth:
            continue
        relation = total_of_all(whole, parts)
        if relation is not None:
            yield relation


def _of_its_parts(sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """一季度3318万元，二季度3402万元，上半年累计6720万元: the parts of the period right before it."""
    whole = sentence[place]
    before = [one for one in sentence[max(0, place - 4) : place] if one.group == whole.group and _may_add(one)]
    for size in (2, 4):
        parts = before[-size:]
        if len(parts) == size and whole_split(whole, parts):
            relation = total_of(whole, parts, complete=True)
            if relation is not None:
                yield relation


def _bracket(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """W个 noun (a、b、c): a bracket that opens right behind the whole and lists parts in its unit."""
    whole = sentence[place]
    after = sentence[place + 1 : place + 1 + _LIMIT]
    if after and after[0].depth == whole.depth and not page.text[whole.end : after[0].start].strip():
        whole_end, after = after[0].end, after[1:]  # 2.37万户3.91万人(城市0.46万户…
    else:
        whole_end = whole.end
    if (
        len(after) < 2
        or after[0].depth != whole.depth + 1
        or not _OPEN.match(page.text[whole_end : after[0].start])
    ):
        return
    if _WITHIN.search(page.text[whole_end : after[0].start]):
        return
    parts: list[Figure] = []
    closing = after[0].closing
    for figure in after:
        if figure.depth <= whole.depth or ")" in page.text[after[0].start : figure.start]:
            break
        if figure.group == whole.group and figure.depth == whole.depth + 1 and _may_add(figure):
            parts.append(figure)
    if len(parts) > 1:
        inside = page.text[parts[0].start : closing]
        relation = total_of(whole, parts, bool(_ALL_COUNTED.match(inside)) or whole_split(whole, parts))
        if relation is not None and (relation.type is RelationType.SUM or relation.verdict in FITS):
            yield relation


def _colon(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """婚姻登记2874宗：结婚1755宗、离婚638宗、补领481宗: a list behind a colon, up to the next comma."""
    whole = sentence[place]
    after = sentence[place + 1 : place + 1 + _LIMIT]
    if not after or after[0].depth != whole.depth or not _COLON.match(page.text[whole.end : after[0].start]):
        return
    parts: list[Figure] = []
    for figure in after:
        between = page.text[(parts or [whole])[-1].end : figure.start]
        if _APART.search(between) or figure.group != whole.group:
            break
        parts.append(figure)
    if len(parts) > 1 and all(map(_may_add, parts)):
        relation = total_of(whole, parts, complete=False)
        if relation is not None and (relation.type is RelationType.SUM or relation.verdict in FITS):
            yield relation


def _made_of(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """W，由 a、b 和 c 构成: the text says that these are all."""
    whole = sentence[place]
    after = sentence[place + 1 : place + 1 + _LIMIT]
    if len(after) < 2 or after[0].group != whole.group or not _MADE.match(page.text[whole.end : after[0].start]):
        return
    parts = [after[0]]
    for figure in after[1:]:
        if figure.depth > after[0].depth:  # 定向1415.2万元(企业1208.6万元,个人206.6万元)和非定向971.5万元
            continue
        between = _ASIDE.sub("", page.text[parts[-1].end : figure.start])
        if _NEXT_CLAUSE.search(between) and not _AND_LAST.search(between):
            break
        if figure.group == whole.group and _may_add(figure):
            parts.append(figure)
    if len(parts) < 2:
        return
    behind = page.text[parts[-1].end : parts[-1].end + 24]
    complete = _FROM_WHOM not in after[0].gap or bool(_MADE_END.match(behind))
    closed = complete and not _AND_SO_ON.match(behind)
    slip_only = _RESPECTIVE in after[0].gap  # 22.1万元,分别为12.8万元和8.4万元
    relation = total_of_all(whole, parts) if closed and slip_only else total_of(whole, parts, closed)
    if relation is not None and (relation.verdict in FITS or complete):
        yield relation


def _bare_split(
    page: Page, sentence: Sequence[Figure], place: int, wholes: dict[str, Figure]
) -> Iterator[Relation]:
    """特困人员1043人，集中供养318人、分散供养725人: all of a known split right behind the whole, without 其中."""
    whole = sentence[place]
    near = sentence[place + 1 : place + 8]
    after = [one for one in near if one.group == whole.group and one.depth == whole.depth]
    for size in (2, 3):
        parts = after[:size]
        if len(parts) < size or not all(map(_may_add, parts)) or not _one_clause_on(page, whole, parts[0]):
            return
        if whole.value < _FEW:
            return  # 6个中心村、4个示范村, 5个…: small counts side by side
        if whole_split(whole, parts) and all(part.value < whole.value for part in parts):
            wholes.update(dict.fromkeys((part.id for part in parts), whole))
            relation = total_of_all(whole, parts)
            if relation is not None:
                yield relation
            return


def _split_of_the_sentence_before(
    page: Page, sentence: Sequence[Figure], wholes: dict[str, Figure]
) -> Iterator[Relation]:
    """全市社会组织2148家，…。社会团体986家、民办非企业单位1153家、基金会9家。"""
    first = sentence[0]
    if not first.index or not _may_add(first):
        return
    near = page.figures[max(0, first.index - 8) : first.index]
    earlier = [one for one in near if one.paragraph == first.paragraph]
    before = [one for one in earlier if one.quantity.sentence == earlier[-1].quantity.sentence]
    groups = (first.group, *(CASES if first.group in CASES else ()))  # 婚姻登记10846件。结婚6418对、…
    whole = next((one for one in before if one.group in groups and _may_add(one)), None)
    for size in (2, 3):
        parts = sentence[:size]
        alike = len(parts) == size and all(one.group in groups and _may_add(one) for one in parts)
        mixed = whole is not None and whole.group != first.group and _WITH_OTHERS.search(whole.own)
        if whole is None or not alike or mixed or not _named_whole(whole, parts):
            continue
        relation = total_of_all(whole, parts)
        if relation is not None:
            wholes.update(dict.fromkeys((part.id for part in parts), whole))
            yield relation
        return


def _named_whole(whole: Figure, parts: Sequence[Figure]) -> bool:
    """A split whose whole is named too; 城市 and 农村 may be of anything."""
    splits = [split for split in cues().splits if split.of is not None and len(split.parts) == len(parts)]
    named = any(split.of is not None and split.of.search(whole.label + whole.name) for split in splits)
    return named and whole_split(whole, parts)


def _one_clause_on(page: Page, whole: Figure, part: Figure) -> bool:
    """The part opens the clause after that of the whole; what stands between measures the whole otherwise."""
    between = page.text[whole.end : part.start]
    beside = "、" in between and "," not in between  # 公办14家、公建民营4家、民办7家
    return not beside and not re.search(_SEGMENT_OR_AMONG, between) and between.count(",") <= 1


def _right_behind(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """符合条件213户，新纳入低保176户、特困37户: two parts side by side that reach the number before them."""
    if place + 3 > len(sentence):
        return
    whole, *parts = sentence[place : place + 3]
    gaps = [page.text[left.end : right.start] for left, right in pairwise((whole, *parts))]
    alike = all(_may_add(one) and one.group == whole.group and one.depth == whole.depth
                and one.quantity.role is whole.quantity.role for one in parts)  # fmt: skip
    if not alike or whole.value < _COINCIDENCE or gaps[0].count(",") != 1 or "、" not in gaps[1]:
        return
    if any(re.search(_SEGMENT_OR_AMONG, gap) for gap in gaps) or "," in gaps[1]:
        return
    following = sentence[place + 3 : place + 4]
    if any(one.group == whole.group and re.search(_JOINED, one.gap[:12]) for one in following):
        return
    relation = total_of(whole, parts, complete=False)
    if relation is not None and (relation.verdict in FITS or relation.type is RelationType.SUM):
        yield relation


def _what_is_left(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """全年任务200户，已完成120户，剩余80户: what is done and what is left are all of the whole before them."""
    left = sentence[place]
    near = [one for one in sentence[max(0, place - 4) : place] if one.group == left.group and _may_add(one)]
    if len(near) == 1 and near[0].index == left.index - 1:
        yield from _rest_of_earlier(page, near[0], left)
    if len(near) < 2 or near[-1].index < left.index - 2:
        return
    whole, done = near[-2:]
    if whole.value < done.value or not _DID.search(done.left) or ";" in page.text[whole.end : left.start]:
        return
    relation = total_of_all(whole, (done, left))
    if relation is not None:
        yield relation


def _rest_of_earlier(page: Page, done: Figure, left: Figure) -> Iterator[Relation]:
    """敬老院14所，床位980张。完成改造9所，其余5所: of a whole in the sentences before; only where it fits."""
    for whole in reversed(page.figures[max(0, done.index - 6) : done.index]):
        if whole.paragraph != done.paragraph:
            return
        if whole.group == done.group and _may_add(whole) and whole.value == done.value + left.value:
            relation = total_of(whole, (done, left), complete=False)
            if relation is not None:
                yield relation
            return


def _done_and_undone(sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """已解除 a，… 暂未解除 b: what is done and what is not are all of the whole before them."""
    undone = sentence[place]
    verb = _UNDONE.sub("", undone.left)[:4]
    if len(verb) < 2:
        return
    for index in range(place - 1, max(-1, place - 7), -1):
        done = sentence[index]
        if done.group != undone.group or not _DONE.search(done.left) or verb not in done.left:
            continue
        noun = verb[-2:]
        for whole in reversed(sentence[max(0, index - 4) : index]):
            if whole.group == undone.group and _may_add(whole):
                if noun in whole.left:
                    relation = total_of(whole, (done, undone), True)
                    if relation is not None:
                        yield relation
                return
        return


def _all_the_rest(sentence: Sequence[Figure]) -> Iterator[Relation]:
    """The first number of a sentence is what all later ones of its unit add up to, and there are several."""
    whole = sentence[0]
    if not _may_add(whole) or len(sentence) > _LIMIT or whole.value < 10:
        return
    parts = [figure for figure in sentence[1:] if figure.group == whole.group]
    if len(parts) < 3 or not all(map(_may_add, parts)) or len({part.id for part in parts}) != len(parts):
        return
    if cues().change.search(whole.left):
        return
    relation = total_of(whole, parts, False)
    if relation is not None and (
        relation.verdict is RelationVerdict.CONSISTENT or relation.type is RelationType.SUM
    ):
        yield relation
