"""share.of-two-levels: a share that rose from one value to another, of a part and a whole that rose before it.

床位由18240张增加到20610张。护理型床位由8573张增加到11706张,占比由47.0%升至56.8%: each share is of the part and
the whole at its time. Where one of the two fits, the other is told if a slip would mend it. Takes the rises that
the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, lead
from kpi.relations.quotients import by_a_slip
from kpi.relations.slips import FITS

_BACK = 6  # rises before that of the share

Pair = tuple[Figure, Figure]


def shares_of_two_levels(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    pairs: dict[int, Pair] = {}
    for one in found:
        if one.type is RelationType.RISE and len(one.members) > 1 and one.verdict in FITS:
            then, now = (figures.get(member) for member in one.members[:2])
            if then is not None and now is not None and now.index == then.index + 1:
                pairs[then.index] = then, now
    ordered = [pairs[index] for index in sorted(pairs)]
    for place, (then, now) in enumerate(ordered):
        if then.quantity.unit == now.quantity.unit == "%" and fit_words("share").search(lead(page, then)):
            yield from _of((then, now), ordered[max(0, place - _BACK) : place])


def _of(rates: Pair, before: Sequence[Pair]) -> Iterator[Relation]:
    levels = [one for one in before if not one[0].is_percent and one[0].paragraph == rates[0].paragraph]
    if not levels or levels[-1][0].sentence != rates[0].sentence:
        return
    part = levels[-1]
    for whole in reversed(levels[:-1]):
        if whole[0].group != part[0].group or any(a.value <= b.value for a, b in zip(whole, part, strict=True)):
            continue
        told = [by_a_slip(a, b, rate) for a, b, rate in zip(part, whole, rates, strict=True)]
        if any(one is not None and one.verdict is RelationVerdict.CONSISTENT for one in told):
            yield from (one for one in told if one is not None)
            return
