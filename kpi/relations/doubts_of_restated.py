"""Doubts of two numbers under one name: what says that the second is of something else, or of some of it."""

from __future__ import annotations

from kpi.arithmetic.laws import HUNDRED
from kpi.model import RelationType
from kpi.outline.expressions import expression
from kpi.relations.accused import Accused
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_common, said_of
from kpi.relations.rules.parts import own

_FOR_SOME = expression("relations", "doubts_of_restated.for_some")
_GIVEN = expression("relations", "doubts_of_restated.given")
_SHARE = expression("relations", "doubts_of_restated.share")
_EXECUTED = expression("relations", "doubts_of_restated.executed")
_SWAPPED = "restated.swapped"  # which itself says that the two are one
_PAIRS = 2  # of characters that the share's whole and the other number have in common


def were_given_something(accused: Accused) -> bool:
    """五保对象1675人。…春节为1690名五保对象发放补贴: those who got something on a day are not those there are."""
    if not accused.is_of(RelationType.RESTATED, RelationType.PARTIAL, members=2):
        return False
    if accused.relation.rule == _SWAPPED:
        return False
    return [_served(accused.page, one) for one in accused.figures].count(True) == 1


def _served(page: Page, figure: Figure) -> bool:
    return _FOR_SOME.search(own(page, figure)) is not None and _GIVEN.match(page.text, figure.end) is not None


def is_some_of_it(accused: Accused) -> bool:
    """福利项目金额108万元。…金额102万元,占福利类项目资金的94.4%: a number that is told as a share of the other.

    Or as what was spent of it: 支出102万元,资金执行率94.4%.
    """
    if not accused.is_of(RelationType.RESTATED, RelationType.PARTIAL, members=2):
        return False
    one, other = accused.figures
    return _is_share_of(accused.page, one, other) or _is_share_of(accused.page, other, one)


def _is_share_of(page: Page, part: Figure, whole: Figure) -> bool:
    behind = page.figures[part.index + 1 : part.index + 2] if part.index >= 0 else []
    said = page.text[part.end : behind[0].start] if behind and behind[0].is_percent else ""
    if not said or behind[0].value >= HUNDRED:
        return False
    named = in_common(said, said_of(page, whole)) >= _PAIRS
    return _EXECUTED.fullmatch(said) is not None or (named and _SHARE.fullmatch(said) is not None)
