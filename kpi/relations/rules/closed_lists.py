"""sum.closed-list: items one after another that their head, their number or their total says to be all.

退出原因依次为:收入超标284户、…迁出41户; 用于人员经费1120万元、公用经费164万元; 分为四类:…;
四个标包分别为126万元、 98万元…; 电话1842件、网络967件、信函58件,汇成全年受理量3014件. What they do not make up
is told where it is a near miss. 其中 and 含 close nothing, unless as many places were said as there are items
(涉及12个镇,其中…); nor does a list that 等 leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, Role
from kpi.numbers.counting import used_for
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.marks import MARKS, SENTENCE_STOP
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import told
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, may_overlap

_CLOSES = expression("relations", "rules_closed_lists.closes")
_ONE_EACH = expression("relations", "rules_closed_lists.one_each")
_NESTED = expression("relations", "rules_closed_lists.nested")
_LEAVES_OPEN = expression("relations", "rules_closed_lists.leaves_open")
_TOTAL = expression("relations", "rules_closed_lists.total")
_IN_ALL = expression("relations", "rules_closed_lists.in_all")
_AND_SO_ON = expression("relations", "rules_items.and_so_on")
_OTHER = expression("relations", "rules_items.other")
_NUMBER = expression("relations", "rules_closed_lists.number")
_BRACKET = re.compile(r"\([^()]*\)")
_YUAN = pattern("relations", "words.yuan")
_WHOLE = used_for("whole")
_PLACES = expression("relations", "rules_closed_lists.places")
_PLACED = 4  # items
_SIZES = frozenset(word_list("relations", "restated.scaleless"))
_NAME, _HEAD = 14, 60  # characters of a name, and between a whole and its list
_LEAST = 10  # smaller wholes are reached by any parts
_MOST = 40  # figures around a list among which its whole is


def closed_lists(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {frozenset(one.members) for one in found if one.verdict in FITS}
    for number, sentence in enumerate(page.sentences):
        before = page.sentences[number - 1][:_MOST] if number else []
        behind = page.sentences[number + 1][:_MOST] if number + 1 < len(page.sentences) else []
        for parts in _runs(page, sentence):
            low = max(sentence[0].index, parts[0].index - _MOST)
            near = page.figures[low : min(sentence[-1].index, parts[-1].index + _MOST) + 1]
            yield from (
                one for one in _of(page, parts, near, before, behind) if frozenset(one.members) not in known
            )


def _runs(page: Page, sentence: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The longest runs of items of one unit; a measure or a share beside an item belongs to it."""
    runs: list[list[Figure]] = [[]]
    for one in sentence:
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and (one.is_percent or _is_beside(page, one, last)):
            continue
        if not _may_be(page, one):
            runs.append([])
        elif last is None or _is_next(page, last, one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return (run for run in runs if len(run) > 1)


def _is_beside(page: Page, one: Figure, last: Figure) -> bool:
    """152万元 of 18个、152万元: of another unit, with no words of its own."""
    return one.group != last.group and not MARKS.sub("", one.own).strip() and one.sentence == last.sentence


def _is_next(page: Page, last: Figure, one: Figure) -> bool:
    """Of one unit and depth, with no more than a name between, and no total of what was told."""
    if one.group != last.group or one.depth != last.depth:
        return False
    if one.base == _YUAN and min(one.factor, last.factor) == 1 < max(one.factor, last.factor):
        return False  # 价值120元的慰问品,支出306.72万元
    short = len(MARKS.sub("", one.own).strip()) <= _NAME and one.start - last.end <= _HEAD
    return short and one.quantity.unit == last.quantity.unit and not _says_total(last.own)


def _may_be(page: Page, one: Figure) -> bool:
    """A count or a sum of money of this time, in digits."""
    added = (one.counts or one.quantity.unit in _WHOLE) and one.quantity.unit not in _SIZES
    counted = one.amount and added and bool(one.digits) and one.quantity.role is not Role.BEFORE
    return counted and not is_then(page, one)


def _of(
    page: Page,
    run: Sequence[Figure],
    sentence: Sequence[Figure],
    before: Sequence[Figure],
    behind: Sequence[Figure],
) -> Iterator[Relation]:
    """What closes the run, or what of it is behind its first figure or before its last."""
    choices = [] if _goes_on(page, sentence, run) else list(_choices(page, run, sentence, before, behind))
    fitting = next(((whole, parts) for whole, parts in choices if adds_up(whole, parts)), None)
    for whole, parts in [fitting] if fitting else choices[:1]:
        yield from told(whole, parts)


def _without_nested(page: Page, run: Sequence[Figure]) -> Sequence[Figure]:
    """机构床位1015张,含护理型576张、普通型439张;社区床位1392张: without the split of an item in its segment."""
    split: set[int] = set()
    for one in run[1:]:
        if _NESTED.match(one.own):
            segment = page.slots[one.index].segment
            split |= {o.index for o in run if o.index >= one.index and page.slots[o.index].segment == segment}
    left = [one for one in run if one.index not in split]
    return left if len(left) > 1 else run


def _goes_on(page: Page, sentence: Sequence[Figure], run: Sequence[Figure]) -> bool:
    """Whether another number of the unit stands in the sentence behind the run, and is not its total."""
    behind = [one for one in sentence if one.index > run[-1].index and one.group == run[-1].group]
    return bool(behind) and not _says_total(page.text[run[-1].end : behind[0].start])


def _choices(
    page: Page,
    run: Sequence[Figure],
    sentence: Sequence[Figure],
    before: Sequence[Figure],
    behind: Sequence[Figure],
) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    if len(run) > 2:
        whole, *parts = run
        if _is_closed(page, whole, parts):
            yield whole, parts
        *parts, whole = run
        if _is_total(page, whole, parts):
            yield whole, parts
    if _says_total(run[-1].own):  # 一级533.5万元,二级562.5万元,小计1096.0万元: no part beside them
        return
    run = _without_nested(page, run)
    alike = [one for one in sentence if one.group == run[0].group and one.depth == run[0].depth]
    ahead = [one for one in alike if one.index < run[0].index]
    for whole in [*ahead[-1:], *(_ends(before, run[0]) if not ahead else ())]:
        if _is_closed(page, whole, run):
            yield whole, run
    after = [one for one in alike if one.index > run[-1].index][:1] or _ends(behind, run[0])[:1]
    for whole in after:
        if _is_total(page, whole, run):
            yield whole, run


def _ends(sentence: Sequence[Figure], part: Figure) -> list[Figure]:
    """The first figure of the part's unit in a sentence beside it, on its line or the next one."""
    alike = [one for one in sentence if one.group == part.group and abs(one.paragraph - part.paragraph) <= 1]
    return alike[:1]


def _is_closed(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the words that lead to a list say that it is all of the whole."""
    said, head = whole.own, page.text[whole.end : parts[0].start]
    if any(one.group == whole.group for one in page.figures[whole.index + 1 : parts[0].index]):
        return False  # 2310万元由两级分担,即市级924万元、县级1386万元。一季度…: the two are told before
    if len(head) > _HEAD or not _are_items(page, whole, parts):
        return False
    if _says_where(head, len(parts)):
        return True
    if _LEAVES_OPEN.search(said) or _CLOSES.search(said):
        return False  # an item of another list
    return said_to_be_all(page, head, parts, said)


def _is_total(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the number behind a list is its total."""
    head = page.text[parts[-1].end : whole.start]
    apart = SENTENCE_STOP.search(head) is not None and whole.quantity.unit != parts[-1].quantity.unit
    named = _TOTAL.search(head) is not None or (not apart and _says_total(head))  # 2278人。全县共有孤儿2423名
    return len(head) <= _HEAD and _are_items(page, whole, parts) and named


def _says_total(said: str) -> bool:
    return _TOTAL.search(said) is not None or _IN_ALL.search(said) is not None


def said_to_be_all(page: Page, head: str, parts: Sequence[Figure], said: str = "") -> bool:
    """Whether the words that lead to a list close it (由以下几项构成, 分为四类, 只选一项), and no 等 ends it.

    `said`: the words of its whole, which may tell how many items there are.
    """
    if len(head) > _HEAD or _AND_SO_ON.match(page.text, parts[-1].end):
        return False
    if _ONE_EACH.search(head):
        return True
    closed = _CLOSES.search(head) is not None or _says_how_many(head + said, len(parts))
    return closed and not _LEAVES_OPEN.search(head)


def _says_how_many(said: str, parts: int) -> bool:
    """分为四类, 有三, 四个标包: as many as there are items."""
    return parts in [whole_number(found["number"]) for found in _NUMBER.finditer(said)]


def places_said(said: str) -> list[tuple[int, str]]:
    """In how many places something is, and of what kind: 涉及12个镇."""
    return [(whole_number(found["number"]), found["kind"]) for found in _PLACES.finditer(said)]


def _says_where(said: str, parts: int) -> bool:
    """涉及12个镇,其中城关镇38户、…: a place for each of the items, and too many of them to be so by chance."""
    return parts >= _PLACED and parts in [number for number, _ in places_said(said)]


def _are_items(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Of one thing and one time, told to the end, and no more than one of them larger than the whole."""
    if len(parts) < 2 or not _may_be(page, whole) or whole.value < _LEAST or may_overlap(parts):
        return False
    names = [MARKS.sub("", _BRACKET.sub("", one.own)).strip() for one in parts]
    named = [name for name in names if name]
    if any(_OTHER.search(name) for name in names[1:]) or len(set(named)) < len(named):
        return False
    if any(_AND_SO_ON.match(page.text, one.end) for one in parts):
        return False
    roles = {one.quantity.role for one in parts}
    return len(roles) == 1 and sum(one.value >= whole.value for one in parts) <= 1
