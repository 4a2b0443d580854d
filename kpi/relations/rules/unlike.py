"""sum.unlike: a whole and a colon, and kinds of it that are each counted in a unit of their own.

受理3316件:结婚2147对,较去年同期少318对;离婚803对;补领证件366件. The first count of each segment, or of each clause
that names one, up to the end of the sentence. Told where it adds up, or where one slip would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.language.terms import YUAN
from kpi.model import Relation, RelationVerdict
from kpi.numbers.counting import used_for
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.changes import is_change
from kpi.relations.fits.near import is_earlier, settled
from kpi.relations.rules.parts import SURE, counts, own, told
from kpi.relations.sums import adds_up, sum_of

_MOST = 24  # figures behind the whole
_FEWEST = 2


def sums_of_unlike_kinds(page: Page) -> Iterator[Relation]:
    events = used_for("events") - {YUAN}
    for whole in page.amounts:
        if whole.quantity.unit in events and whole.significant >= SURE and page.text.startswith(":", whole.end):
            parts = list(_kinds(page, whole, events))
            if len(parts) >= _FEWEST and len({one.quantity.unit for one in (whole, *parts)}) > 1:
                yield from _judged(whole, parts)


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
