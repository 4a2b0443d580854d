"""Doubts of a list and its whole: what says that the parts that were read are not the parts of that whole."""

from __future__ import annotations

from decimal import Decimal

from kpi.model import RelationType, Role
from kpi.outline.expressions import expression
from kpi.outline.marks import MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.accused import Accused
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, is_each
from kpi.relations.rules.compared import is_difference, is_then
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS
from kpi.relations.sums import total_of

_BUT = expression("relations", "doubts_of_lists.but")
_IN_ALL = expression("relations", "doubts_of_lists.in_all")
_PARTS = 2
_AHEAD = 12  # figures behind a list in which it may run on


def runs_on(accused: Accused) -> bool:
    """用水98.4万吨,其中一产3.2万吨;二产62.1万吨;三产23.1万吨;居民9.6万吨: one more of them behind the last.

    Where what stands behind it is a part too, another sum is meant, whether that fits or not.
    """
    if not accused.is_sum or len(accused.figures) <= _PARTS or accused.figures[0].index < 0:
        return False
    whole, *parts = accused.figures
    last = max(parts, key=lambda one: one.index)
    if whole.index > min(one.index for one in parts) or any(one.index < 0 for one in parts):
        return False
    more = _behind(accused.page, last)
    if not more:
        return False
    full = total_of(whole, [*parts, *more], complete=True)
    short = whole.value - sum((one.value for one in parts), Decimal(0))
    return (full is not None and full.verdict in FITS) or 0 < sum(one.value for one in more) <= short


def _behind(page: Page, last: Figure) -> list[Figure]:
    """The numbers of their unit that follow in the sentence, up to one that is something else."""
    found: list[Figure] = []
    for one in page.figures[last.index + 1 : last.index + 1 + _AHEAD]:
        if one.sentence != last.sentence or one.depth < last.depth:
            break
        of_then = is_then(page, one) or is_difference(page, one, last)
        if one.depth > last.depth or one.is_percent or one.group != last.group or of_then:
            continue
        said = own(page, one)
        other = fit_words("sure_total").search(said) or OPENS.search(said) or _moves(said)
        if other or one.quantity.role is not Role.ACTUAL or is_each(page, one) or not counts(page, one):
            break
        found.append(one)
    return found


def _moves(said: str) -> bool:
    return any(listed("balance_rule", way).search(said) is not None for way in ("came", "went"))


def are_opposed(accused: Accused) -> bool:
    """床位5210张,其中护理型3648张,占70.0%,但农村护理型仅962张: what 但 opens is told of something else."""
    if not accused.is_sum:
        return False
    return any(_BUT.match(own(accused.page, one)) is not None for one in accused.figures[1:])


def is_total_of_others(accused: Accused) -> bool:
    """一级612人、二级1384人、四级1207人,其中一、二级合计1996人: more than what stands before it, and a total."""
    if not accused.is_of(RelationType.PARTIAL, members=_PARTS):
        return False
    whole, part = accused.figures
    return part.value > whole.value and _IN_ALL.search(own(accused.page, part)) is not None


def are_called_otherwise(accused: Accused) -> bool:
    """自评92分:组织15分,自评14分;救助30分,自评28分: only what is called as the whole is are parts of it."""
    if not accused.is_sum or len(accused.figures) <= _PARTS:
        return False
    whole, *names = (MARKS.sub("", own(accused.page, one)) for one in accused.figures)
    alike = sum(one == whole for one in names)
    return len(whole) > 1 and _PARTS <= alike < len(names)
