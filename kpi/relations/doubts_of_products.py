"""Doubts of products: what keeps an amount from being held against heads and a rate that are not all of it."""

from __future__ import annotations

from kpi.model import RelationType
from kpi.outline.expressions import expression
from kpi.relations.accused import Accused
from kpi.relations.figures import Figure, Page

_AND_MORE = expression("relations", "doubts_of_products.and_more")
_ITEM = expression("relations", "doubts_of_products.next_item")
_EACH = expression("relations", "doubts_of_products.each")


def of_more_than_the_rate(accused: Accused) -> bool:
    """每户600元及价值120元的慰问品,支出306.72万元: the amount is of both of them."""
    if not accused.is_of(RelationType.PRODUCT, members=3):
        return False
    return _AND_MORE.match(accused.page.text, accused.figures[1].end) is not None


def of_heads_at_hand(accused: Accused) -> bool:
    """资助大学新生618名,其中本科471名、每人5000元,…: the rate is of the 471 right before it."""
    if not accused.is_of(RelationType.PRODUCT, members=3):
        return False
    heads, rate, _ = accused.figures
    at_hand = _before(accused.page, rate)
    return at_hand is not None and at_hand.id not in (heads.id, rate.id) and at_hand.group == heads.group


def of_another_item(accused: Accused) -> bool:
    """(三)642座坟墓两年内处置完毕;(四)按每个墓地每年1.2万元,年需195.6万元: heads of another item."""
    if not accused.is_of(RelationType.PRODUCT, members=3):
        return False
    heads, rate, _ = accused.figures
    between = accused.page.text[heads.end : max(heads.end, rate.start)]
    return _ITEM.search(between) is not None


def _before(page: Page, rate: Figure) -> Figure | None:
    """The number right before a rate, with nothing but 每人 between."""
    before = page.figures[rate.index - 1] if rate.index > 0 else None
    if before is None or _EACH.fullmatch(page.text[before.end : rate.start]) is None:
        return None
    return before
