"""sum.namesakes: a number, and those called like it in the parts of the text that follow, of which it is the sum.

全省报告27种88049例,死亡127例。…乙类…死亡116例。…丙类…死亡11例: whatever stands between, the next numbers of its
unit whose words end with its own, in their order, in sentences or items of their own. Only what fits is told, to
the digit, and so are the other measures beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict, Role
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.sums import is_sharp
from kpi.relations.rules.beside import sums_beside
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, sum_of

_FILLER = expression("relations", "rules_namesakes.filler")
_AHEAD = 80  # figures behind a whole
_MOST = 8  # parts
_DIGITS, _RATE_DIGITS = 3, 4  # of the whole
_NAME = 2  # characters


def sums_of_namesakes(page: Page) -> Iterator[Relation]:
    named: dict[str, list[Figure]] = {}  # by unit family and the end of the name
    for figure in page.figures:
        if _may_add(figure) and len(name := _name(page, figure)) >= _NAME:
            named.setdefault(_kind(figure) + name[-_NAME:], []).append(figure)
    for alike in named.values():
        for place, whole in enumerate(alike):
            digits = _RATE_DIGITS if "/" in whole.quantity.unit else _DIGITS
            if whole.significant >= digits:
                yield from _of(page, whole, alike[place + 1 :])


def _of(page: Page, whole: Figure, behind: Sequence[Figure]) -> Iterator[Relation]:
    name = _name(page, whole)
    parts: list[Figure] = []
    for one in behind[: _MOST * 2]:
        if one.index - whole.index > _AHEAD or len(parts) == _MOST or one.value >= whole.value:
            return
        segment = page.slots[one.index].segment
        if not _name(page, one).endswith(name) or segment == page.slots[whole.index].segment:
            continue
        parts.append(one)
        if len(parts) > 1 and adds_up(whole, parts) and is_sharp(whole, parts):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
            yield from (found for found in sums_beside(page, whole, parts) if found.verdict in FITS)
            return


def _kind(figure: Figure) -> str:
    return figure.quantity.unit if "/" in figure.quantity.unit else figure.family


def _may_add(figure: Figure) -> bool:
    level = not figure.is_percent and figure.quantity.role not in (Role.BEFORE, Role.TARGET)
    return level and figure.exact and figure.value > 0 and bool(figure.digits)


def _name(page: Page, figure: Figure) -> str:
    """死亡 of 其中死亡人数为: its own words without what says nothing."""
    return _FILLER.sub("", own(page, figure))
