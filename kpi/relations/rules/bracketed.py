"""share.bracketed: shares in brackets beside the parts of a sum, without a word.

老年人1857人,其中女性1456人(78.4%)、男性401人(21.6%), or 女性占78.4%(1456人). Of the whole that the parts add up
to: what fits, and where all but one of three do, that one. Takes the sums that the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_near_miss
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_FEWEST = 3  # shares of which one may miss


def shares_in_brackets(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    for members in dict.fromkeys(one.members for one in found if one.type in _SUMS and one.verdict in FITS):
        yield from _of(page, members, figures)


def _of(page: Page, members: Sequence[str], figures: Mapping[str, Figure]) -> Iterator[Relation]:
    whole, *parts = (figures.get(member) for member in members)
    if whole is None or not whole.exact:
        return
    pairs = [(part, rate) for part in parts if part and part.exact and (rate := _beside(page, part))]
    told = [one for part, rate in pairs if (one := by_a_near_miss(part, whole, rate))]
    fitting = [one for one in told if one.verdict in FITS]
    yield from told if len(pairs) >= _FEWEST and len(fitting) == len(pairs) - 1 else fitting


def _beside(page: Page, part: Figure) -> Figure | None:
    """The percentage alone in the bracket behind it, or the one in whose bracket it stands alone."""
    for at in (part.index + 1, part.index - 1):
        rate = page.figures[at] if 0 <= at < len(page.figures) else part
        inner, outer = (rate, part) if at > part.index else (part, rate)
        alone = page.slots[inner.index].owner == outer.index and not own(page, inner)
        if alone and rate.quantity.unit == "%" and rate.exact:
            return rate
    return None
