"""sum.surplus: what came in all is what was spent and what is left of it.

本月收入91.79万元 … 本月支出74.98万元 … 本月收支结余16.81万元. 可用资金1901.88万元 … 实际支出1652.3万元 … 收支相抵,
结余249.58万元. What came and went in all bears no word for its kind (捐赠收入 is some of it). Of the income of a
time only the surplus of that time is left; what there is to spend holds what was carried over. Told where one
slip would mend it and nothing else in the lines before bears such a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.parts import told
from kpi.relations.sums import adds_up, sum_of

_LEFT = expression("relations", "rules_surplus.left")
_LEFT_OF_TIME = expression("relations", "rules_surplus.left_of_time")
_INCOME = expression("relations", "rules_surplus.income")
_AVAILABLE = expression("relations", "rules_surplus.available")
_SPENT = expression("relations", "rules_surplus.spent")
_BACK = 40  # figures before the surplus
_LINES = 12
_LONG = 4  # digits


def sums_of_surpluses(page: Page) -> Iterator[Relation]:
    for left in page.amounts:
        said = page.text[page.slots[left.index].sentence : left.start].replace(" ", "")
        if not left.counts or left.depth or _LEFT.search(said) is None:
            continue
        near = page.figures[max(0, left.index - _BACK) : left.index]
        near = [one for one in near if one.base == left.base and one.amount and not one.depth]
        near = [one for one in near if left.paragraph - one.paragraph <= _LINES]
        incomes = _named(near, _AVAILABLE)
        if not incomes and _LEFT_OF_TIME.search(said):
            incomes = _named(near, _INCOME)
        yield from _of(left, incomes, _named(near, _SPENT))


def _named(near: Sequence[Figure], name: re.Pattern[str]) -> list[Figure]:
    return [one for one in near if name.fullmatch(one.own)]


def _of(left: Figure, incomes: Sequence[Figure], spent: Sequence[Figure]) -> Iterator[Relation]:
    pairs = [(came, went) for came in reversed(incomes) for went in reversed(spent) if came.index < went.index]
    fitting = next(((came, went) for came, went in pairs if adds_up(came, [went, left])), None)
    if fitting is not None:
        yield sum_of(fitting[0], [fitting[1], left], RelationVerdict.CONSISTENT, closed=len(pairs) == 1)
    elif len(pairs) == 1 and significant(pairs[0][0]) >= _LONG:
        yield from told(pairs[0][0], [pairs[0][1], left], sure=False)
