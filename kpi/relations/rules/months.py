"""sum.months: two spans of months that follow each other, and the span that they make up.

本月86人次,1—10月947人次,1—11月累计1033人次. Amounts of one unit and one sentence, each with its own months; 本月
is the month that is missing. Persons and households are told only where they fit: one may come in both spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression, mapping, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own, told
from kpi.relations.sums import adds_up, sum_of

_SPAN = expression("relations", "rules_months.of_months")
_THIS = expression("relations", "rules_months.this_month")
_NO_NOUN = expression("relations", "rules_months.no_noun")
_ONCE = (pattern("relations", "words.person"), pattern("relations", "words.household"))
_SPELL = pattern("relations", "rules_months.spell")
_PARTS: dict[str, Months] = {
    part: (int(months[0]), int(months[1])) for part, months in mapping("relations", "rules_months.parts").items()
}
_PART = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))
_MOST = 9  # figures of a sentence that are of parts of a year
_NEAR = 6  # figures one after another
_LEAST = 20

Months = tuple[int, int]


def sums_of_months(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        dated = [(one, months) for one in sentence if (months := _months(page, one)) is not None]
        for place in range(len(dated) - 2):
            yield from _of(page, dated[place : place + 3])
        yield from _of_parts_of_the_year(page, dated[:_MOST])


def _months(page: Page, figure: Figure) -> Months | None:
    """The first and the last month that a figure is of; (0, 0) of this month."""
    if not figure.counts:
        return None
    said = _words(page, figure)
    found = _SPAN.search(said)
    if found is None and (part := _PART.search(said)) is not None:
        return _PARTS[part[0]]
    if found is None:
        return (0, 0) if _THIS.search(said) else None
    if found["to"]:
        return int(found["from"]), int(found["to"])
    return (1, int(found["first"])) if found["first"] else (int(found["month"]), int(found["month"]))


def _of_parts_of_the_year(page: Page, dated: Sequence[tuple[Figure, Months]]) -> Iterator[Relation]:
    """前三季度1042,全年1415;…四季度337: quarters and halves that follow each other, anywhere in the sentence."""
    for whole, all_ in dated:
        for (first, one), (second, other) in permutations(dated, 2):
            alike = whole.group == first.group == second.group and whole.depth == first.depth == second.depth
            follow = one[0] == all_[0] and other == (one[1] + 1, all_[1])
            nouns = {noun for one in (whole, first, second) if (noun := _noun(page, one))}
            if alike and follow and len(nouns) <= 1 and whole.value >= _LEAST and whole.group not in _ONCE:
                yield from told(whole, [first, second])


def _words(page: Page, figure: Figure) -> str:
    """What its clause says before it; 前7个月 holds a number of its own."""
    before = page.figures[figure.index - 1] if figure.index else None
    if before is None or before.unit_text != _SPELL:
        return own(page, figure)
    return page.text[max(page.slots[before.index].own, page.slots[figure.index].clause) : figure.start]


def _noun(page: Page, figure: Figure) -> str:
    """What is counted, without the months; "" where that is not said again."""
    return _NO_NOUN.sub("", _THIS.sub("", _PART.sub("", _SPAN.sub("", _words(page, figure)))))


def _of(page: Page, dated: Sequence[tuple[Figure, Months]]) -> Iterator[Relation]:
    figures = [one for one, _ in dated]
    if len({one.group for one in figures}) > 1 or len({one.depth for one in figures}) > 1:
        return
    if figures[-1].index - figures[0].index > _NEAR:
        return
    for (whole, all_), (first, one), (second, other) in permutations(dated, 3):
        follows = other == (one[1] + 1, all_[1]) or (other == (0, 0) and one[1] + 1 == all_[1])
        if one[0] == all_[0] and one[0] and follows and whole.value >= _LEAST:
            if adds_up(whole, [first, second]):
                yield sum_of(whole, [first, second], RelationVerdict.CONSISTENT, whole.group not in _ONCE)
            elif whole.group not in _ONCE and len({noun for one in figures if (noun := _noun(page, one))}) <= 1:
                yield from told(whole, [first, second])
            return
