"""product.each: so many things, each with so many, and the total right behind.

派出检查组6个,每组7人,合计42人. 享受对象2860人,每人每月90元,全年需257.4万元. Three numbers one after another in one
sentence, the second with 每 or 各, the third in its unit: nothing else can be meant. The heads may be the one
count of the sentence before that 每 names. Told too where a slip would mend it, if the third says it is a total
or of which months, and nothing leaves open how many it covers.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation, RelationVerdict
from kpi.numbers.counting import family_of
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import same_sentence
from kpi.relations.fits.products import is_monthly, months_named, product
from kpi.relations.rises import TIMES
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable

_EACH = expression("relations", "rules_each_product.each")
_MEAN = expression("relations", "rules_each_product.mean")
_IN_ALL = expression("relations", "rules_each_product.in_all")
_SPAN = expression("relations", "rules_each_product.months")
_OF_EACH = expression("relations", "rules_each_product.of_each")
_NO_HEADS = (TIMES, pattern("relations", "words.yuan"))
_BACK = 6  # figures before the rate
_LONG = 4  # digits of an amount whose heads stand in the sentence before


def products_of_each(page: Page) -> Iterator[Relation]:
    for head, rate, amount in zip(page.figures, page.figures[1:], page.figures[2:], strict=False):
        if _are_three(page, head, rate, amount):
            relation = _told(page, head, rate, amount)
            if relation is not None:
                yield relation
        elif rate.sentence != head.sentence:
            yield from _of_the_sentence_before(page, rate, amount)
        elif _are_three(page, amount=head, head=rate, rate=amount) and _MEAN.search(own(page, amount)):
            relation = product(head, rate, amount, 1, mean=True)  # 1260名志愿者来自42支队伍,平均每支30人
            if relation.verdict is not RelationVerdict.INCONSISTENT:
                yield relation


def _are_three(page: Page, head: Figure, rate: Figure, amount: Figure) -> bool:
    together = head.sentence == rate.sentence == amount.sentence
    return together and _are_amounts(head, rate, amount) and bool(_EACH.search(own(page, rate)))


def _are_amounts(head: Figure, rate: Figure, amount: Figure) -> bool:
    """Rate and amount are of one unit and the heads of another, all of them exact."""
    each = family_of(rate.base)
    if head.is_percent or each != family_of(amount.base) or each == family_of(head.base):
        return False
    exact = all(one.quantity.bound is Bound.EXACT and not one.quantity.damaged for one in (head, rate, amount))
    return exact and amount.value > rate.value


def _told(page: Page, head: Figure, rate: Figure, amount: Figure) -> Relation | None:
    choices = [product(amount, head, rate, months) for months in months_named(page, amount, rate)]
    fitting = next((one for one in choices if one.verdict is not RelationVerdict.INCONSISTENT), None)
    said = own(page, amount)
    if fitting is not None or not (_IN_ALL.search(said) or _SPAN.fullmatch(said)):
        return fitting
    open_ = len(choices) > 2 or (is_monthly(page, rate) and len(choices) < 2)
    mended = choices[-1] if mendable(choices[-1], [one.quantity for one in (head, rate, amount)]) else None
    return None if open_ else mended


def _of_the_sentence_before(page: Page, rate: Figure, amount: Figure) -> Iterator[Relation]:
    """助餐服务38.64万人次,上年为24.15万人次。每餐补贴3元,支出115.92万元: the one count there of what 每 names."""
    each = _OF_EACH.search(own(page, rate))
    if each is None or significant(amount) < _LONG or not same_sentence(page, rate, amount):
        return
    named = each["of"]
    near = [one for one in page.figures[max(0, rate.index - _BACK) : rate.index] if _is_head(page, one, rate)]
    heads = [one for one in near if named in one.quantity.unit + _clause(page, one)]
    if len(near) == len(heads) == 1 and _are_amounts(heads[0], rate, amount):
        relation = _told(page, heads[0], rate, amount)
        if relation is not None:
            yield relation


def _clause(page: Page, figure: Figure) -> str:
    return page.text[page.slots[figure.index].clause : figure.start]


def _is_head(page: Page, figure: Figure, rate: Figure) -> bool:
    """A count of this time in the sentence right before that of the rate, no change and no amount."""
    if figure.paragraph != rate.paragraph or figure.is_percent or figure.quantity.unit in _NO_HEADS:
        return False
    near = page.figures[figure.index + 1 : rate.index]
    sentences = {page.slots[one.index].sentence for one in (figure, *near)}
    return len(sentences) == 1 and not is_then(page, figure)
