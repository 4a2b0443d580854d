"""Sums without 其中: a total behind its parts (合计), brackets behind a whole, 由…构成, done and not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.sums import adds_up, slipped, total_of, whole_split

_FITS = (RelationVerdict.CONSISTENT, RelationVerdict.TRUNCATED)
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共)(?:为|达|达到|约)?$")
_SURE_TOTAL = re.compile(r"(?:合计|总计)(?:为|达|达到|约)?$")
_OPEN = re.compile(r"^[^,，;；。:：()]{0,20}\((?:分别为|分别是|包括|含|即)?[:：]?[^()0-9,，;；]{0,24}$")
_WITHIN = re.compile("其中|含|内")
_MADE = re.compile(r"[,，(（]?(?:由|包括|分为)[^,，;；。]{0,24}$")
_MADE_END = re.compile(r"^[^,，;；。\d]{0,8}(?:构成|组成)")
_AND_SO_ON = re.compile(r"^[^,，;；。\d]{0,4}等")
_UNDONE = re.compile(r"^(?:暂|尚|还)?未|^正在|^仍")
_DONE = re.compile(r"^(?:已经|已|均已)")
_ALL_COUNTED = re.compile(
    r"\d+(?:个|家|所|处|名|人|户)[^\d、,，;；等]{1,8}(?:、\d+(?:个|家|所|处|名|人|户)[^\d、,，;；等]{1,8})+$"
)
_LIMIT = 16


def totals(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        if len(sentence) < 3:
            continue
        for place, figure in enumerate(sentence):
            if not _may_add(figure):
                continue
            if _TOTAL.search(figure.left):
                yield from _behind(sentence, place)
            else:
                yield from _bracket(page, sentence, place)
                yield from _made_of(page, sentence, place)
            if _UNDONE.search(figure.left):
                yield from _done_and_undone(sentence, place)
        yield from _all_the_rest(sentence)


def _may_add(figure: Figure) -> bool:
    return figure.additive and figure.quantity.role is not Role.BEFORE and not figure.quantity.optional


def _behind(sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """A, B，两项合计 W: as many parts as the text counts, else the run before it that adds up."""
    whole = sentence[place]
    before = [figure for figure in sentence[max(0, place - _LIMIT) : place] if figure.group == whole.group]
    before = [figure for figure in before if _may_add(figure) and figure.depth == whole.depth]
    counted = sentence[place - 1].quantity if place else None
    count = int(counted.value) if counted is not None and counted.unit in ("项", "类", "个", "者") else 0
    if 2 <= count <= len(before) and whole.start - sentence[place - 1].end <= 10:
        relation = total_of(whole, before[-count:], bool(_SURE_TOTAL.search(whole.left)))
        if relation is not None:
            yield relation
        return
    runs = range(len(before), 1, -1)
    size = next((size for size in runs if adds_up(whole, before[-size:])), 0)
    size = size or next((size for size in runs if slipped(whole, before[-size:])), 0)
    relation = total_of(whole, before[-size:], False) if size else None
    if relation is not None:
        yield relation


def _bracket(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """W个 noun (a、b、c): a bracket that opens right behind the whole and lists parts in its unit."""
    whole = sentence[place]
    after = sentence[place + 1 : place + 1 + _LIMIT]
    if (
        len(after) < 2
        or after[0].depth != whole.depth + 1
        or not _OPEN.match(page.text[whole.end : after[0].start])
    ):
        return
    if _WITHIN.search(page.text[whole.end : after[0].start]):
        return
    parts: list[Figure] = []
    whole_end = after[0].closing
    for figure in after:
        if figure.depth <= whole.depth or ")" in page.text[after[0].start : figure.start]:
            break
        if figure.group == whole.group and figure.depth == whole.depth + 1 and _may_add(figure):
            parts.append(figure)
    if len(parts) > 1:
        inside = page.text[parts[0].start : whole_end]
        relation = total_of(whole, parts, bool(_ALL_COUNTED.match(inside)) or whole_split(whole, parts))
        if relation is not None and (relation.type is RelationType.SUM or relation.verdict in _FITS):
            yield relation


def _made_of(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """W，由 a、b 和 c 构成: the text says that these are all."""
    whole = sentence[place]
    after = sentence[place + 1 : place + 1 + _LIMIT]
    if len(after) < 2 or after[0].group != whole.group or not _MADE.match(page.text[whole.end : after[0].start]):
        return
    parts = [after[0]]
    for figure in after[1:]:
        if re.search(r"[,，;；]", page.text[parts[-1].end : figure.start]):
            break
        if figure.group == whole.group and _may_add(figure):
            parts.append(figure)
    if len(parts) < 2:
        return
    behind = page.text[parts[-1].end : parts[-1].end + 24]
    complete = "由" not in after[0].gap or bool(_MADE_END.match(behind))
    relation = total_of(whole, parts, complete and not _AND_SO_ON.match(behind))
    if relation is not None and (relation.verdict in _FITS or complete):
        yield relation


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
    if (
        len(parts) < 3
        or not all(_may_add(part) for part in parts)
        or len({part.id for part in parts}) != len(parts)
    ):
        return
    if cues().change.search(whole.left):
        return
    relation = total_of(whole, parts, False)
    if relation is not None and (
        relation.verdict is RelationVerdict.CONSISTENT or relation.type is RelationType.SUM
    ):
        yield relation
