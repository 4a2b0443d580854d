"""sum.months: spans of months that follow each other, and the span that they make up.

本月86人次,1—10月947人次,1—11月累计1033人次; 前三季度1042件,全年1415件,四季度373件. Amounts of one unit and one
sentence, each with its own months; 本月 is the month that is missing. Persons and households are told only where
they fit: one may come in both spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.outline.times import Span, span_of
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own, told
from kpi.relations.sums import adds_up, sum_of

_FIRST = expression("relations", "rules_months.first_months")
_THIS = expression("relations", "rules_months.this_month")
_NO_NOUN = expression("relations", "rules_months.no_noun")
_ONCE = (pattern("relations", "words.person"), pattern("relations", "words.household"))
_SPELL = pattern("relations", "rules_months.spell")
_NEAR = 12  # numbers with months before and behind a whole among which its parts are
_LEAST = 20
_PAIR = 2
_UNNUMBERED = 0  # the month of 本月


def sums_of_months(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        dated = [(one, span) for one in sentence if (span := _span(page, one)) is not None]
        for place, (whole, all_) in enumerate(dated):
            near = [*dated[max(0, place - _NEAR) : place], *dated[place + 1 : place + 1 + _NEAR]]
            near = [(one, span) for one, span in near if one.group == whole.group and one.depth == whole.depth]
            if whole.value < _LEAST:
                continue
            for (first, one), (second, other) in permutations(near, 2):
                if _make_up(all_, one, other):
                    yield from _of(whole, [first, second], _are_of_one({all_.of, one.of, other.of}))
            row = _row(all_, near)
            if len(row) > _PAIR:
                alike = _are_of_one({all_.of, *(span.of for _, span in row)})
                yield from _of(whole, [one for one, _ in row], alike)


def _are_of_one(said: set[str]) -> bool:
    """募集善款, 募集, 共募集: the shortest that is said is in the others."""
    named = sorted(said - {""}, key=len)
    return all(named[0] in one for one in named[1:])


def _of(whole: Figure, parts: list[Figure], alike: bool) -> Iterator[Relation]:
    if adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT, whole.group not in _ONCE)
    elif alike and whole.group not in _ONCE:
        yield from told(whole, parts)


def _row(all_: Span, near: Sequence[tuple[Figure, Span]]) -> list[tuple[Figure, Span]]:
    """一季度, 二季度, 三季度, 四季度 of 全年: one after another from the first month to the last; else []."""
    found: list[tuple[Figure, Span]] = []
    month = all_.first
    while month <= all_.last:
        following = [
            (one, span) for one, span in near
            if span.first == month and (span.first, span.last) != (all_.first, all_.last)
        ]  # fmt: skip
        if len(following) != 1:
            return []
        found += following
        month = following[0][1].last + 1
    return found if month == all_.last + 1 else []


def _make_up(all_: Span, one: Span, other: Span) -> bool:
    follows = other.first == one.last + 1 or (other.first == _UNNUMBERED and one.last + 1 == all_.last)
    ends = other.last in (all_.last, _UNNUMBERED)
    return one.first == all_.first != _UNNUMBERED and follows and ends


def _span(page: Page, figure: Figure) -> Span | None:
    """The months that a figure is of, and what is counted, where that is said again."""
    if not figure.counts:
        return None
    said = _words(page, figure)
    if (found := _FIRST.search(said)) is not None:
        span = Span(1, int(found["last"]), _FIRST.sub("", said))
    elif (known := span_of(said)) is not None:
        span = known
    elif _THIS.search(said):
        span = Span(_UNNUMBERED, _UNNUMBERED, _THIS.sub("", said))
    else:
        return None
    return Span(span.first, span.last, _NO_NOUN.sub("", span.of))


def _words(page: Page, figure: Figure) -> str:
    """What its clause says before it; 前7个月 holds a number of its own."""
    before = page.figures[figure.index - 1] if figure.index else None
    if before is None or before.unit_text != _SPELL:
        return own(page, figure)
    return page.text[max(page.slots[before.index].own, page.slots[figure.index].clause) : figure.start]
