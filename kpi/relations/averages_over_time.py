"""Means of a month or a day, and what they come to: 月均5262人,半年31572人次; 日均5400份,273天147.42万份."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.intervals import divide, judge, meets, scale
from kpi.arithmetic.laws import rounded
from kpi.model import Computation, Interval, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import pattern
from kpi.relations.averaged import Average, verdict_of
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import constant, plain, sign_of, term
from kpi.relations.slips import mendable
from kpi.relations.spans import months_in, months_of, report_days

_DAYS = pattern("relations", "words.days")


def of_months(page: Page, average: Average, wholes: Sequence[Figure]) -> Iterator[Relation]:
    """月发放246.8万元，全年累计支出2961.6万元: so many months' worth, within what changes over them."""
    for whole in wholes:
        months = months_of(page, whole)
        computed = scale(average.figure.interval, Decimal(months or 1))
        if not months or computed.low is None or whole.index < average.figure.index:
            continue
        value = average.figure.value * months
        over = (whole.value - value) / value
        verdict = verdict_of(judge(computed, whole.interval, whole.cut), exact=True, monthly=True, over=over)
        said = average.mean and months_in(whole.own)  # else perhaps of the last month
        if verdict is RelationVerdict.INCONSISTENT and not said:
            continue
        sign = "~" if verdict is RelationVerdict.PLAUSIBLE else sign_of(verdict)
        computation = Computation(
            Shape.PRODUCT, (term(average.figure), constant(months, "×", "month")), sign, (term(whole),),
            plain(value / whole.factor), computed, whole.interval,
        )  # fmt: skip
        yield from _told(average.figure, whole, verdict, computation, f"each:{months}")
        return


def of_days(page: Page, average: Average, wholes: Sequence[Figure]) -> Iterator[Relation]:
    """日均: by the days of the period, which the text may count otherwise; only where it fits."""
    for whole in wholes:
        days = _days_told(page, average.figure, whole)
        if days:
            yield from in_so_many(average.figure, whole, days, "day")
            return
        days = report_days(page.report)
        if not days or whole.interval.low is None or whole.interval.high is None:
            continue
        each = divide(whole.interval, Interval(Decimal(min(days, 365)), Decimal(days)))  # few count 29 February
        figure = average.figure
        if meets(each, rounded(figure.interval)):
            shown = plain(whole.value / days / figure.factor, 1)
            whole_days = meets(scale(whole.interval, 1 / Decimal(days)), rounded(figure.interval))
            verdict = RelationVerdict.CONSISTENT if whole_days else RelationVerdict.PLAUSIBLE
            computation = Computation(
                Shape.AVERAGE, (term(whole), constant(days, "/", "day")), "≈", (term(figure),), shown, each,
                figure.interval,
            )  # fmt: skip
            yield Relation(RelationType.PRODUCT, (figure.id, whole.id), verdict, computation)


def _days_told(page: Page, average: Figure, whole: Figure) -> int:
    """日均供餐5400份,273天共147.42万份: the days that stand between the two."""
    between = page.figures[average.index + 1 : whole.index]
    told = [one for one in between if one.quantity.unit and one.quantity.unit in _DAYS and one.exact]
    return int(told[0].value) if len(told) == 1 and told[0].value > 1 else 0


def in_so_many(mean: Figure, whole: Figure, count: int, span: str) -> Iterator[Relation]:
    """So much a `span` (day, month, year), rounded, and what it comes to in a `count` of them."""
    computed = scale(rounded(mean.interval), Decimal(count))
    verdict = judge(computed, whole.interval, whole.cut)
    computation = Computation(
        Shape.PRODUCT, (term(mean), constant(count, "×", span)), sign_of(verdict), (term(whole),),
        plain(mean.value * count / whole.factor), computed, whole.interval,
    )  # fmt: skip
    yield from _told(mean, whole, verdict, computation, f"mean:{count}")


def _told(
    average: Figure, whole: Figure, verdict: RelationVerdict, computation: Computation, formula: str
) -> Iterator[Relation]:
    """What fits, and what one slip would mend."""
    relation = Relation(RelationType.PRODUCT, (average.id, whole.id), verdict, computation, formula)
    if verdict is not RelationVerdict.INCONSISTENT or mendable(relation, [average.quantity, whole.quantity]):
        yield relation
