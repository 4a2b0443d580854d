"""sum.unlike: a whole and kinds of it that are each counted in a unit of their own.

受理3316件:结婚2147对,较去年同期少318对;离婚803对;补领证件366件. The first count of each segment, or of each clause
that names one, up to the end of the sentence. Told where it adds up, or where one slip would mend it. Without a
colon (辅具426件,其中轮椅118辆、助听器74台、拐杖161副,其他73件) the list goes to its 其他; without that either,
what is counted in events has to add up to the digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.language.terms import YUAN
from kpi.model import Relation, RelationVerdict
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.changes import is_change
from kpi.relations.fits.near import is_earlier, settled
from kpi.relations.rules.parts import SURE, counts, own, told
from kpi.relations.sums import adds_up, sum_of

_MOST = 24  # figures behind the whole
_FEWEST = 2
_LISTED = 8  # figures of a list without a colon
_REST = expression("relations", "rules_unlike.rest")


def sums_of_unlike_kinds(page: Page) -> Iterator[Relation]:
    events = used_for("events") - {YUAN}
    for whole in page.amounts:
        if whole.quantity.unit in events and whole.significant >= SURE and page.text.startswith(":", whole.end):
            parts = list(_kinds(page, whole, events))
            if len(parts) >= _FEWEST and len({one.quantity.unit for one in (whole, *parts)}) > 1:
                yield from _judged(whole, parts)
        elif whole.significant >= SURE and whole.base != YUAN and counts(page, whole):
            yield from _to_the_rest(page, whole, events)


def _to_the_rest(page: Page, whole: Figure, events: frozenset[str]) -> Iterator[Relation]:
    """The counts right behind a whole, in units that differ, up to 其他 or as many as make it up."""
    parts: list[Figure] = []
    for one in page.figures[whole.index + 1 : whole.index + 1 + _LISTED]:
        if one.sentence != whole.sentence or one.depth != whole.depth or not _is_item(page, one):
            break
        parts.append(one)
        unlike = len(parts) >= _FEWEST and {one.quantity.unit for one in parts} != {whole.quantity.unit}
        if not unlike or any(part.value >= whole.value for part in parts):
            continue
        rest = _REST.match(own(page, one)) is not None and one.quantity.unit == whole.quantity.unit
        if rest and len(parts) > _FEWEST:
            yield from _judged(whole, parts)
            return
        if {whole.quantity.unit, *(part.quantity.unit for part in parts)} <= events and adds_up(whole, parts):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
            return


def _is_item(page: Page, figure: Figure) -> bool:
    plain = figure.amount and figure.base != YUAN and counts(page, figure) and settled(figure)
    return plain and bool(own(page, figure)) and not is_change(page, figure) and not is_earlier(page, figure)


def _judged(whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    if adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
    else:
        yield from told(whole, parts, sure=False)


def _kinds(page: Page, whole: Figure, events: frozenset[str]) -> Iterator[Figure]:
    """What is counted of each kind; what it changed by, and what was before, is left out."""
    for one in page.figures[whole.index + 1 : whole.index + 1 + _MOST]:
        if one.sentence != whole.sentence:
            return
        plain = one.quantity.unit in events and one.depth == whole.depth and counts(page, one) and settled(one)
        named = own(page, one) and not OPENS.search(own(page, one))
        if plain and named and not is_change(page, one) and not is_earlier(page, one):
            yield one
