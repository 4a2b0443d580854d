"""share.of-named: a share that names its whole, wherever on the page that stands.

共收到申请6200件。… / 行政处罚2100件,占收到申请总数的33.9%. The whole is a number whose words hold all that the
share says it is of, in that order; what fits one of them is told, and what does not where one number alone has
that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation, RelationType
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, once, significant
from kpi.relations.fits.near import lead, said_of, settled
from kpi.relations.quotients import by_a_near_miss, quotient
from kpi.relations.rules.parts import counts
from kpi.relations.slips import FITS

_BASE = expression("relations", "rules_of_named.base")
_FILLER = expression("relations", "rules_of_named.filler")
_MEAN = expression("relations", "doubts_of_changes.mean")
_NEAR = 3  # figures before a share among which its part is
_FAR = 200  # figures before it among which its whole is
_LEAST = 2  # characters of a name
_TELLING = 4  # … that tells of a contradiction
_SHARP = 2  # digits of a share that says something by fitting


def shares_of_those_named(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.SHARE and one.verdict in FITS}
    for rate in page.percents:
        if rate.quantity.bound is not Bound.EXACT or not settled(rate):
            continue
        name = name_of_base(page, rate)
        part = _part(page, rate) if len(name) >= _LEAST else None
        if part is not None:
            yield from _of(page, part, rate, name, rate.id in known)


@once
def name_of_base(page: Page, rate: Figure) -> str:
    """What a share says that it is of, "" where it does not."""
    said = _BASE.search(lead(page, rate))
    return _name(said["base"]) if said else ""


def _name(said: str) -> str:
    """收到申请 of 收到申请总数的比例."""
    while (less := _FILLER.sub("", said)) != said:
        said = less
    return said


def _part(page: Page, rate: Figure) -> Figure | None:
    """The count before it in its segment, with shares alone between."""
    for one in reversed(page.figures[max(0, rate.index - _NEAR) : rate.index]):
        if page.slots[one.index].segment != page.slots[rate.index].segment or one.depth > rate.depth:
            return None
        if not one.is_percent:
            return one if one.exact and one.value > 0 and settled(one) else None
    return None


def _of(page: Page, part: Figure, rate: Figure, name: str, known: bool) -> Iterator[Relation]:
    wholes = [
        one
        for one in page.figures[max(0, part.index - _FAR) : part.index]
        if one.value > part.value
        and one.exact
        and not one.is_percent
        and (counts(page, one) or _are_means(part, one, name))
        and bears(page, one, name)
    ]
    for whole in reversed(wholes):
        told = quotient(part, _nearest(page, part, whole), rate, across=True, fitting=True)
        if told is not None and told.verdict in FITS and significant(rate) >= _SHARP:
            yield told
            return
    if not known and len({one.value for one in wholes}) == 1 and len(name) >= _TELLING:
        told = by_a_near_miss(part, wholes[-1], rate)
        if told is not None:
            yield told


def _are_means(part: Figure, whole: Figure, name: str) -> bool:
    """人均工资性收入31200元,占人均可支配收入的62.4%: of one mean another one is a share."""
    return all(_MEAN.search(said) for said in (part.own, whole.own, name)) and part.base == whole.base


def _nearest(page: Page, part: Figure, whole: Figure) -> Figure:
    """The same number told again nearer by: 共受理151件。… / 受理的151件中,140件占92.7%."""
    between = reversed(page.figures[whole.index : part.index])
    return next(one for one in between if (one.value, one.group) == (whole.value, whole.group) and one.exact)


def bears(page: Page, figure: Figure, name: str) -> bool:
    """收到申请 of 共收到行政复议申请6200件: all the characters, one behind the other."""
    said = said_of(page, figure)
    words = iter(said)
    return name[-1] in said and all(character in words for character in name)
