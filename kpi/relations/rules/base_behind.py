"""share.base-behind: the shares of a paragraph are of a number that only a later line tells.

科级干部8件,占总量的17%;农村31件,占66%;社区5件,占11%;其他3件,占6%. … / 其中业务范围内检举控告47件: shares that no
number before them explains, and a number behind them that is the base of all or of all but one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.quotients import quotient
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_SHARE = expression("relations", "rules_one_base.share")
_FEWEST = 4  # shares
_AHEAD = 60  # figures behind the paragraph
_DIGITS = 2  # of the base


def shares_of_bases_behind(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.SHARE and one.verdict in FITS}
    for figures in page.paragraphs:
        pairs = [pair for pair in _pairs(page, figures) if pair[1].id not in known]
        if len(pairs) >= _FEWEST:
            yield from _of(page, pairs, figures[-1].index)


def _pairs(page: Page, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for part, share in pairwise(figures):
        if share.quantity.unit == "%" and share.exact and counts(page, part) and _SHARE.search(own(page, share)):
            yield part, share


def _of(page: Page, pairs: Sequence[tuple[Figure, Figure]], last: int) -> Iterator[Relation]:
    group, most = pairs[0][0].group, max(part.value for part, _ in pairs)
    for base in page.figures[last + 1 : last + 1 + _AHEAD]:
        if base.group != group or not base.amount or base.value <= most or significant(base) < _DIGITS:
            continue
        told = [quotient(part, base, share, fitting=True) for part, share in pairs]
        fitting = [one for one in told if one is not None]
        if len(fitting) >= max(_FEWEST, len(pairs) - 1):
            yield from fitting
            return
