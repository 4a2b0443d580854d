"""product.each: so many things, each with so many, and the total right behind.

派出检查组6个,每组7人,合计42人. 享受对象2860人,每人每月90元,全年需257.4万元. Three numbers one after another in one
sentence, the second with 每 or 各, the third in its unit: nothing else can be meant. The heads may be the one
count of the sentence before that 每 names, the rate may stand before its heads (每床补助1200元,共补助1105张,
支出132.6万元), and the amount in a sentence of its own before both (助学支出318.6万元。资助1062人,人均3000元).
Told too where a slip would mend it, if the third says it is a total or of which months, and nothing leaves open
how many it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Relation, RelationVerdict
from kpi.numbers.counting import family_of
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.marks import SENTENCE_STOP
from kpi.relations.cues import parts_named
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import same_sentence
from kpi.relations.fits.products import is_monthly, months_named, product, says_months
from kpi.relations.rises import TIMES
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, MYRIAD, mendable

_EACH = expression("relations", "rules_each_product.each")
_MEAN = expression("relations", "rules_each_product.mean")
_IN_ALL = expression("relations", "rules_each_product.in_all")
_SPAN = expression("relations", "rules_each_product.months")
_MONTHLY = expression("relations", "rules_each_product.monthly")
_SOME = expression("relations", "rules_each_product.some")
_RUNNING = expression("relations", "rules_each_product.running")
_OF_MORE = expression("relations", "averages.of_more")
_RATE_FIRST = expression("relations", "rules_each_product.rate_first")
_OF_EACH = expression("relations", "rules_each_product.of_each")
_NO_HEADS = (TIMES, pattern("relations", "words.yuan"))
_DURATIONS = word_list("relations", "rises.durations")
_MONTHS = range(2, 13)
_NEARLY = Decimal("0.15")  # heads change over the months
_ROUNDING = Decimal("0.02")  # of two means
_LINES = 2  # between lines of one list
_BACK = 6  # figures before the rate
_DIGITS = 3  # of an amount that is of another size than what comes out
_TENS = [Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4)]
_LONG = 4  # digits of an amount whose heads stand in the sentence before


def products_of_each(page: Page) -> Iterator[Relation]:
    figures = [one for one in page.figures if one.quantity.unit not in _DURATIONS]
    yield from _of_a_row(page, figures)
    for head, rate, amount in zip(figures, figures[1:], figures[2:], strict=False):
        if _are_three(page, head, rate, amount):
            yield from _told(page, head, rate, amount)
        elif _are_three(page, rate, head, amount, rate_first=True):
            if _alone(page, (head, rate, amount)):
                yield from _told(page, rate, head, amount)  # 每床补助1200元,共补助1105张,支出132.6万元
        elif rate.sentence != head.sentence:
            yield from _of_the_sentence_before(page, rate, amount)
            yield from _of_the_amount_before(page, head, rate, amount)
        elif _are_three(page, amount=head, head=rate, rate=amount) and _MEAN.search(own(page, amount)):
            relation = product(head, rate, amount, 1, mean=True)  # 1260名志愿者来自42支队伍,平均每支30人
            if relation.verdict is not RelationVerdict.INCONSISTENT:
                yield relation


def _of_a_row(page: Page, figures: Sequence[Figure]) -> Iterator[Relation]:
    """全护理187人,每人每月640元,11.97万元;半护理246人,每人每月320元,7.87万元: one that misses beside another.

    They are told in the same words, side by side or line by line, and of as many months.
    """
    fitting: dict[tuple[str, int], set[int]] = {}  # the months, by the words of the amount and its paragraph
    missing: list[tuple[Figure, Figure, Figure]] = []
    for head, rate, amount in zip(figures, figures[1:], figures[2:], strict=False):
        if _are_three(page, head, rate, amount):
            named = months_named(page, amount, rate)
            fits = [months for months in named if product(amount, head, rate, months).verdict in FITS]
            if fits:
                fitting.setdefault((own(page, amount), amount.paragraph), set()).add(fits[0])
            else:
                missing.append((head, rate, amount))
    for head, rate, amount in missing if fitting else ():
        lines = range(amount.paragraph - _LINES, amount.paragraph + _LINES + 1)
        alike: set[int] = set().union(*(fitting.get((own(page, amount), line), ()) for line in lines))
        if len(alike) == 1:
            relation = product(amount, head, rate, alike.pop())
            if mendable(relation, [one.quantity for one in (head, rate, amount)]):
                yield relation


def _are_three(page: Page, head: Figure, rate: Figure, amount: Figure, rate_first: bool = False) -> bool:
    together = head.sentence == rate.sentence == amount.sentence
    each = _RATE_FIRST if rate_first else _EACH
    return together and each.search(own(page, rate)) is not None and _are_amounts(head, rate, amount)


def _alone(page: Page, three: Sequence[Figure]) -> bool:
    """Whether no other count or amount stands in their sentence: nothing else can be meant."""
    sentence = three[0].sentence
    low, high = three[0].index, three[-1].index
    near = (*page.figures[max(0, low - _BACK) : low], *page.figures[high + 1 : high + _BACK])
    return not any(one.sentence == sentence and not one.is_percent for one in near)


def _are_amounts(head: Figure, rate: Figure, amount: Figure) -> bool:
    """Rate and amount are of one unit and the heads of another, all of them exact."""
    each = family_of(rate.base)
    if head.is_percent or each != family_of(amount.base) or each == family_of(head.base):
        return False
    # 120台,每台850元,计10.2元: 万 was lost
    known = significant(amount) >= _DIGITS or _lost_its_myriad(head.value * rate.value, amount)
    lost = known and amount.factor == 1 and amount.value * MYRIAD > rate.value
    exact = head.exact and rate.exact and amount.exact
    return exact and min(head.value, rate.value) > 0 and (amount.value > rate.value or lost)


def _told(page: Page, head: Figure, rate: Figure, amount: Figure) -> Iterator[Relation]:
    named = months_named(page, amount, rate)
    choices = [product(amount, head, rate, months) for months in named]
    fitting = next((one for one in choices if one.verdict is not RelationVerdict.INCONSISTENT), None)
    said = own(page, amount)
    if fitting is not None:
        yield fitting
    elif (_IN_ALL.search(said) and not _RUNNING.search(said) and not _OF_MORE.search(said)) or _SPAN.fullmatch(
        said
    ):
        open_ = len(named) > 2 or (is_monthly(page, rate) and not says_months(page, amount))
        members = [one.quantity for one in (head, rate, amount)]
        off = mendable(choices[-1], members) or _misses_means(page, head, choices[-1], amount)
        worked = head.value * rate.value * named[-1]
        if not open_ and (off or (not _SOME.search(said) and _is_of_another_size(worked, amount))):
            yield choices[-1]
        elif is_monthly(page, rate) and not _of_other_months(head, rate, amount) and mendable(choices[0], members):
            yield choices[0]  # 当月每人50元,发放79.2万元


def _misses_means(page: Page, head: Figure, relation: Relation, amount: Figure) -> bool:
    """月均领取612人,月人均1710元,半年支出762.9万元: means of months, whose rounding explains no such gap."""
    if not _MONTHLY.search(own(page, head)) or relation.computed is None or relation.computed.high is None:
        return False
    return abs(amount.value / relation.computed.high - 1) > _ROUNDING


def _is_of_another_size(worked: Decimal, amount: Figure) -> bool:
    """1460户,每份350元,共需5.11万元: the digits of 51.1万元, the point or the multiplier elsewhere."""
    if not worked or _lost_its_myriad(worked, amount):
        return bool(worked)
    return significant(amount) >= _DIGITS and amount.value / worked in _TENS


def _lost_its_myriad(worked: Decimal, amount: Figure) -> bool:
    """2.4万户,每户500元,合计1200元: to the digit, in yuan where 万元 were meant."""
    return amount.factor == 1 and amount.value * MYRIAD == worked


def _of_other_months(head: Figure, rate: Figure, amount: Figure) -> bool:
    """Whether an amount of a monthly rate may be that of several months, the heads changing meanwhile."""
    times = amount.value / (head.value * rate.value)
    return significant(amount) < _LONG - 1 or any(abs(times / months - 1) <= _NEARLY for months in _MONTHS)


def _of_the_sentence_before(page: Page, rate: Figure, amount: Figure) -> Iterator[Relation]:
    """助餐服务38.64万人次,上年为24.15万人次。每餐补贴3元,支出115.92万元: the one count there of what 每 names."""
    each = _OF_EACH.search(own(page, rate))
    if each is None or significant(amount) < _LONG or not same_sentence(page, rate, amount):
        return
    named = each["of"]
    near = [one for one in page.figures[max(0, rate.index - _BACK) : rate.index] if _is_head(page, one, rate)]
    heads = [one for one in near if named in one.quantity.unit + _clause(page, one)]
    if len(near) == len(heads) == 1 and _are_amounts(heads[0], rate, amount):
        yield from _told(page, heads[0], rate, amount)


def _of_the_amount_before(page: Page, amount: Figure, head: Figure, rate: Figure) -> Iterator[Relation]:
    """助学支出318.6万元。资助困难学生1062人,人均3000元: the one figure of a sentence, and the two of the next."""
    if not same_sentence(page, head, rate) or amount.paragraph != head.paragraph or is_monthly(page, rate):
        return
    if not SENTENCE_STOP.match(page.text, amount.end):
        return  # 共支出31.68万元,含上年结转
    if parts_named(own(page, head)) - parts_named(own(page, amount)):
        return  # 发放38.4万元。发放城市家庭1260户: a part of a known split
    each = _EACH.search(own(page, rate)) and _IN_ALL.search(own(page, amount)) and not is_then(page, amount)
    if each and _are_amounts(head, rate, amount) and _alone(page, (amount,)) and _alone(page, (head, rate)):
        relation = product(amount, head, rate, 1)
        if significant(amount) >= _LONG - 1 and mendable(relation, [one.quantity for one in (head, rate, amount)]):
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
