"""sum.items: a list of plain items behind its whole: a few words, a number, a stop, and so on to its end.

困境儿童532名,分为:自身困境218名,家庭困境267名,监护困境43名。: so plain a list leaves nothing out that it does
not say (等, 以上). 其中, a colon or a way of splitting opens it; another way (按性别分) splits the same whole
again. Told where one slip would mend it to the last digit; a list whose head says that it is all is closed_lists'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from kpi.model import Relation, RelationVerdict
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression, pattern
from kpi.outline.heads import ITEM_HEAD, ordinal
from kpi.outline.marks import CLAUSE_END, COLON, MARKS, OPEN, SEGMENT_STOP, SENTENCE_END
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import words
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, bare_name, may_overlap, slip, sum_of, tells, whole_split

_LEAST = 20  # the fewest that a list is told of: parts reach a smaller whole by chance
_BEHIND = frozenset((OPEN, *SENTENCE_END, *CLAUSE_END))
_SCALES = [Decimal(10) ** power for power in (-8, -4, -1, 1, 4, 8)]
_MOST_OVER = Decimal("1.35")  # parts that pass their whole by more are of another one
_PEOPLE = (pattern("relations", "words.person"), pattern("relations", "words.household"), *used_for("visits"))
_SHORT = 6  # characters of names that share one
_LONGEST, _REACH = 14, 30  # characters of a name, figures behind a whole
_ASIDE = expression("relations", "rules_items.aside")
_OTHER = expression("relations", "rules_items.other")
_BRACKET = re.compile(r"\([^()]*\)")
_AND_SO_ON = expression("relations", "rules_items.and_so_on")


@dataclass(slots=True)
class _List:
    """Items in their order, and the sentence in which the last stands."""

    sentence: int
    opened: bool = False
    among: bool = False  # by 其中, which may take some of it twice
    parts: list[Figure] = field(default_factory=list)


def sums_of_items(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {frozenset(one.members) for one in found if one.verdict in FITS}
    for figures in page.paragraphs:
        for place, whole in enumerate(figures):
            if whole.counts and whole.exact and whole.value >= _LEAST:
                for listed in _lists(page, whole, figures[place + 1 : place + 1 + _REACH]):
                    judged = _judged(page, whole, listed)
                    yield from (one for one in judged if frozenset(one.members) not in known)


def _judged(page: Page, whole: Figure, found: _List) -> Iterator[Relation]:
    parts = found.parts
    if len(parts) < 2 or may_overlap(parts):
        return
    names = [bare_name(part) for part in parts]
    again = any(one.startswith(other) for n, other in enumerate(names) for one in names[n + 1 :])
    if again or sum(part.value >= whole.value for part in parts) > 1:
        return
    if not found.opened and not (_is_split(whole, parts, names) and SEGMENT_STOP.match(page.text, parts[-1].end)):
        return
    if adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
    elif found.among and not (whole_split(whole, parts, likely=True) or tells(whole, parts)):
        return  # 其中 may leave some out, and three digits are missed by one by chance
    elif is_a_slip(whole, parts) or _is_out_of_scale(whole, parts) or _is_too_much(page, whole, found):
        yield sum_of(whole, parts, RelationVerdict.INCONSISTENT)


def is_a_slip(whole: Figure, parts: Sequence[Figure]) -> bool:
    """To the last digit: what rounding leaves room for is met by chance."""
    gap = whole.value - sum(part.value for part in parts)
    return bool(slip(whole, whole.value - gap)) or any(slip(part, part.value + gap) for part in parts)


def _is_out_of_scale(whole: Figure, parts: Sequence[Figure]) -> bool:
    """A point that moved, or a multiplier that was lost or is another: 183.62万元 of 1245.0万元 and 591.2万元."""
    rest = sum(part.value for part in parts)
    wanted = ((whole, rest), *((part, part.value + whole.value - rest) for part in parts))
    return any(one.value * scale == value for one, value in wanted for scale in _SCALES)


def _is_too_much(page: Page, whole: Figure, found: _List) -> bool:
    """东片26个、西片18个、南片14个、北片11个 of 64: things are in one place only, people may be in two lists."""
    together = sum(part.value for part in found.parts)
    things = whole.group not in _PEOPLE and len(found.parts) > 2 and not found.among
    things = things and len({page.slots[part.index].segment for part in found.parts}) == 1
    return things and whole.value < together <= whole.value * _MOST_OVER


def _lists(page: Page, whole: Figure, behind: Sequence[Figure]) -> Iterator[_List]:
    """What is opened behind a whole, and what splits it again; nothing where an item is not plain."""
    found: _List | None = None
    ended = False
    last = whole
    for one in behind:
        if one.depth > whole.depth:
            continue
        if one.depth < whole.depth:
            break
        between = _BRACKET.sub("", page.text[last.end : one.start])
        last = one
        if one.is_percent or not MARKS.search(between) or (one.group != whole.group and not one.own):
            continue  # another measure of the item, or its share
        alike = one.group == whole.group and one.counts and not _ASIDE.match(one.own)
        opens = alike and _opens(page, whole, one, between, again=found is not None)
        if opens:
            if found is not None:
                yield found
            found = _List(one.sentence, opened=True, among=OPENS.search(between) is not None)
            ended = False
        elif found is None:
            if not alike:
                continue
            if one.index > whole.index + 2 or not _follows(page, whole, one):
                return
            found = _List(one.sentence)
        elif one.sentence != found.sentence:
            if not _counts_on(page, found.parts[-1], one):
                break
            found.sentence = one.sentence
        elif not alike:
            ended = ended or _item(page, found.parts[-1]) is None  # what is told of a counted item ends no list
            continue
        if not alike or ended or not is_plain(page, one) or (not opens and OPENS.search(one.own)):
            return
        found.parts.append(one)
    if found is not None:
        yield found


def _item(page: Page, one: Figure) -> tuple[str | None, int] | None:
    """Which kind of number opens the item that a figure opens (一是, (一)), and which one it is."""
    head = ITEM_HEAD.match(page.text, page.slots[one.index].own)
    return (head.lastgroup, ordinal(head)) if head else None


def _counts_on(page: Page, last: Figure, one: Figure) -> bool:
    """一是A类708人。二是B类316人。: the next item of a list that counts them, in a sentence of its own."""
    before, behind = _item(page, last), _item(page, one)
    return before is not None and behind == (before[0], before[1] + 1)


def _opens(page: Page, whole: Figure, one: Figure, between: str, again: bool) -> bool:
    """Behind a whole 其中, a colon or a way of splitting; behind a list only the last."""
    split = words("splits_sentence").search(between) is not None
    if again or (one.sentence != whole.sentence and not _is_first(page, whole)):
        return split and again
    return split or OPENS.search(between) is not None or COLON in between


def _follows(page: Page, whole: Figure, one: Figure) -> bool:
    return page.text[whole.end : whole.end + 1] in _BEHIND and (
        one.sentence == whole.sentence or _is_first(page, whole)
    )


def _is_split(whole: Figure, parts: Sequence[Figure], names: Sequence[str]) -> bool:
    if whole_split(whole, parts, likely=True):
        return True
    name, longest = bare_name(whole), max(map(len, names))
    short = longest <= _SHORT and len(name) > longest
    alike = all(set(one) & set(other) for one, other in pairwise(names))
    # 妇女53人,残疾人31人,老年人16人: the first is one of them, so short and without their character
    kind = len(name) < 2 * longest and not any(set(name) & set(one) for one in names)
    return short and alike and not kind


def _is_first(page: Page, whole: Figure) -> bool:
    """Of its unit in its sentence: 反映问题64个,涉及42个部门。具体为: are of the 64."""
    before = page.figures[max(0, whole.index - _REACH) : whole.index]
    return not any(one.sentence == whole.sentence and one.group == whole.group and one.counts for one in before)


def is_plain(page: Page, one: Figure) -> bool:
    """A few words that name it, of this time, the number, and a stop."""
    name = bare_name(one)
    short = 0 < len(name) <= _LONGEST and not _OTHER.search(name)
    behind = page.figures[one.index + 1] if one.index + 1 < len(page.figures) else None
    beside = behind is not None and behind.start == one.end
    ends = beside or one.end >= len(page.text) or MARKS.match(page.text, one.end) is not None
    return short and ends and not _AND_SO_ON.match(page.text, one.end)
