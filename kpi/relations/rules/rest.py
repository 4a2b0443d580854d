"""sum.rest: a list that 其余, 剩下 or 余下 closes, and its whole before it.

全县现有公墓23处,经营性的仅4处,其余18处皆为公益性质. What is left completes the whole, so a sum that does not
fit is told where one slip would mend it: of the figure that opens the run, or of the one that the sentence names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import COLON, ITEM_END, MARKS, SEGMENT_END
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import around, before, fit_words, in_common, same_sentence
from kpi.relations.rules.parts import counts, own, told
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, sum_of

_WITHIN = pattern("relations", "words.within")
_TOTAL = expression("relations", "totals.total")
_BACK = 30
_LINES = 1
_CLOSE = 4  # figures between an unnamed whole and its parts
_FAR, _FAR_LINES = 40, 12
_LEFT = expression("relations", "rules_rest.left")
_BEYOND = expression("relations", "rules_task.surplus")
_DONE = expression("relations", "rules_rest.done")
_UNDECIDED = expression("relations", "rules_rest.undecided")
_PAIR = 2
_ITEMS = 3
_BETWEEN_ITEMS = SEGMENT_END | ITEM_END
_LEAST = 10  # smaller wholes are reached by any parts


def sums_of_rest(page: Page) -> Iterator[Relation]:
    for last in page.figures:
        if not counts(page, last):
            continue
        if fit_words("rest").search(own(page, last)):
            open_ = _goes_on(page, last)
            yield from (one for one in _closed_by(page, last) if not open_ or one.verdict in FITS)
        elif _LEFT.search(own(page, last)):
            two = _due_and_done(_like(page, last))
            if _is_difference(page, two, last):
                yield from told(two[0], [two[1], last])
        elif _BEYOND.search(own(page, last)):
            two = _like(page, last)[:_PAIR]  # 任务300户,完成328户,超额28户
            if len(two) == _PAIR and two[0].value > two[1].value and _DONE.search(own(page, two[0])):
                yield from told(two[0], [two[1], last])


def _goes_on(page: Page, last: Figure) -> bool:
    """其他原因3起,仍在调查6起: one more item behind the rest, of which nobody knows yet."""
    more = page.figures[last.index + 1 : last.index + 2]
    return any(
        one.group == last.group and same_sentence(page, one, last) and _UNDECIDED.search(around(page, one))
        for one in more
    )


def _like(page: Page, last: Figure) -> list[Figure]:
    """The numbers of its unit right before one in its sentence, the nearest first."""
    near = before(page, last, _CLOSE + _PAIR)
    return [one for one in near if one.group == last.group and same_sentence(page, one, last)]


def _closed_by(page: Page, last: Figure) -> Iterator[Relation]:
    slot = page.slots[last.index]
    near = [one for one in before(page, last, _BACK, _LINES) if one.group == last.group and counts(page, one)]
    near = [one for one in near if page.slots[one.index].depth == slot.depth]
    near.reverse()
    near = _without_subtotals(page, near)
    for run in (near, _without_parts(page, near, last)):
        for place in range(len(run) - 2, -1, -1):
            parts = [*run[place + 1 :], last]
            if adds_up(run[place], parts):
                yield sum_of(run[place], parts, RelationVerdict.CONSISTENT, closed=True)
                return
    three = [one for one in _without_parts(page, near, last)[-_PAIR:] if same_sentence(page, one, last)]
    if _is_difference(page, three, last):
        yield from told(three[0], [three[1], last])
        return
    pair = _done_and_left(page, last)
    if pair is not None:
        yield pair
        return
    together = [one for one in near if same_sentence(page, one, last)]
    inside: list[Relation] = []
    if _among(page, together):
        yield from _of_the_one_named(page, near[: -len(together)], [*together, last])
        return
    if len(together) > 1 and _heads(page, [*together, last]):
        inside = list(_told(together[0], [*together[1:], last]))
        yield from inside
    if together and not inside:
        yield from _of_the_one_named(page, near[: -len(together)], [*together, last])


def _due_and_done(near: Sequence[Figure]) -> list[Figure]:
    """The last two before what is left, the nearest first; of a split what it is of, instead of its last part."""
    for place in range(_ITEMS, len(near)):
        if adds_up(near[place], near[1:place]):
            return [near[place], near[0]]
    return list(near[:_PAIR][::-1])


def _is_difference(page: Page, two: Sequence[Figure], last: Figure) -> bool:
    """计划1200户,完成874户,尚差326户: three in a row, what was due, what was done, and what is left of it.

    Rates and what 其中 opens may stand between (收入41.89亿元,增长9.3%,其中统筹30.30亿元;支出…;结余…).
    """
    if len(two) < _PAIR or _LEFT.search(own(page, last)) is None or two[0].value < _LEAST:
        return False
    due, done = two
    between = page.figures[due.index + 1 : last.index]
    parts = [one for one in page.figures[due.index + 1 : done.index] if one.group == due.group]
    split = adds_up(due, parts)  # 村(居)208个,其中村186个、居22个,完成204个,尚有4个
    row = all(
        one is done or one.is_percent or OPENS.search(own(page, one)) or (split and one.index < done.index)
        for one in between
    )
    alone = due.index == 0 or not same_sentence(page, page.figures[due.index - 1], due)
    alone = alone or page.figures[due.index - 1].group != due.group
    return row and alone and due.value > max(done.value, last.value) and _DONE.search(own(page, done)) is not None


def _heads(page: Page, run: Sequence[Figure]) -> bool:
    """Whether the first is the whole of the others, and no item like them: 低保3.92万人;特困0.57万人;其他…."""
    whole, *parts = run
    if whole.value <= max(one.value for one in parts):
        return False
    if len(parts) >= _ITEMS and COLON in page.text[page.slots[whole.index].sentence : whole.start]:
        return False  # 退出原因:死亡48户,放弃14户,迁出9户,其他15户: an item of a list, like the others
    marks = {page.text[left.end : left.end + 1] for left, right in pairwise(run)}
    return len(parts) < _ITEMS or len(marks) > 1 or not marks <= _BETWEEN_ITEMS


def _without_parts(page: Page, run: Sequence[Figure], last: Figure) -> list[Figure]:
    """10件已完成7件,其中…3件;其余3件: the rest is none of what 其中 opened in an earlier segment."""
    segment = page.slots[last.index].segment
    return [one for one in run if page.slots[one.index].segment == segment or not OPENS.search(own(page, one))]


def _without_subtotals(page: Page, run: Sequence[Figure]) -> list[Figure]:
    """通报慈善领域3起、殡葬领域1起,共4起;其余8起: the four instead of what they add up."""
    kept: list[Figure] = []
    for one in run:
        if kept and _TOTAL.search(MARKS.sub("", own(page, one)).strip()):
            low = next((n for n in range(len(kept) - 2, -1, -1) if adds_up(one, kept[n:])), None)
            kept = kept if low is None else kept[:low]
        kept.append(one)
    return kept


def _done_and_left(page: Page, last: Figure) -> Relation | None:
    """实际支出8414.5万元,…结余235.5万元 of 8650万元 told further up: long numbers, and only what fits."""
    near = before(page, last, _FAR, _FAR_LINES)
    done = next((one for one in near if one.group == last.group and counts(page, one)), None)
    if done is None or not same_sentence(page, done, last) or done.index < last.index - _CLOSE:
        return None
    for whole in near:
        long = significant(whole) >= _CLOSE - 1 and whole.group == last.group and counts(page, whole)
        if long and whole is not done and whole.value > done.value and adds_up(whole, [done, last]):
            return sum_of(whole, [done, last], RelationVerdict.CONSISTENT, closed=False)
    return None


def _among(page: Page, together: Sequence[Figure]) -> bool:
    """办结件中,予以公开27件: the sentence opens by naming the whole, so that its first figure is a part."""
    if not together:
        return False
    first = together[0]
    opening, comma, _ = page.text[page.slots[first.index].sentence : first.start].partition(",")
    return bool(comma) and opening.endswith(_WITHIN)


def _told(whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    if len(parts) > 1 and whole.value >= _LEAST:
        yield from told(whole, parts, sure=False)


def _of_the_one_named(page: Page, wholes: Sequence[Figure], parts: Sequence[Figure]) -> Iterator[Relation]:
    """坐实83条,排除37条。坐实的线索再往下分:…29条,…41条,剩下12条: the whole that the sentence's opening names."""
    opening = page.text[page.slots[parts[0].index].sentence : parts[0].start]
    most = max(part.value for part in parts)
    named = [one for one in wholes if one.value > most and in_common(own(page, one), opening)]
    close = [one for one in wholes if one.value > most and one.index >= parts[0].index - _CLOSE]
    best = max((in_common(own(page, one), opening) for one in named), default=0)
    named = [one for one in named if in_common(own(page, one), opening) == best]
    if len(named) == 1 or (not named and len(close) == 1):
        yield from _told((named or close)[0], parts)
