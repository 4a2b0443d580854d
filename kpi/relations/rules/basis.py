"""restated.basis: what there is, said again as the basis of a plan.

护理型床位达到1720张。… 在现有护理型床位1720张的基础上,再增120张. The number that something is built on was told
before: equal under like words, or one slip away from the one number of its unit that was.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import around, in_common
from kpi.relations.restated import told_alike, told_twice
from kpi.relations.rules.parts import own
from kpi.relations.sums import slip

_ON = expression("relations", "rules_basis.on")
_KNOWN = expression("relations", "rules_basis.known")
_SURE = 3  # digits
_BACK = 400  # figures


def told_as_basis(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        if (
            not _may_be_told(figure)
            or not _KNOWN.search(own(page, figure))
            or not _ON.match(page.text, figure.end)
        ):
            continue
        near = page.figures[max(0, figure.index - _BACK) : figure.index]
        named = [
            one
            for one in near
            if one.group == figure.group
            and one.sentence != figure.sentence
            and _may_be_told(one)
            and in_common(around(page, figure), around(page, one))
        ]
        equal = [one for one in named if one.value == figure.value]
        slips = [one for one in named if one.factor == figure.factor and slip(one, figure.value)]
        if equal:
            yield told_alike(equal[-1], figure)
        elif len({one.value for one in slips}) == 1:
            yield told_twice(slips[-1], figure)


def _may_be_told(figure: Figure) -> bool:
    told = figure.exact and not figure.is_percent and "/" not in figure.quantity.unit
    return told and significant(figure) >= _SURE - 1 and len(figure.digits) >= _SURE
