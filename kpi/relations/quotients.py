"""One part, one whole, one percentage: whether they fit, and how sure the text is that they belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.arithmetic.intervals import divide, judge, scale
from kpi.arithmetic.laws import HUNDRED
from kpi.model import Bound, Computation, Interval, Relation, RelationType, RelationVerdict, Role, Shape
from kpi.outline.expressions import expression, pattern
from kpi.relations.check import holds_of, spread
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.grim import nearest_counts
from kpi.relations.notes import in_unit_of, percent, sign_of, term, unit_name
from kpi.relations.slips import FITS, or_by_a_slip, or_near_miss, slipped_spreads

_APART = expression("relations", "quotients.apart")
_CLOSE = Decimal("0.03")  # of a share
_RATES = 3  # that may stand between a part and its share
_MAKES_UP = pattern("relations", "words.makes_up")

_NOT_PART = expression("relations", "quotients.not_part")
_MOST = 20  # a part so many times its whole was read wrongly


def make_up_all(shares: Sequence[Figure]) -> bool:
    """40% and 60%: nothing is left. 三成 is too round to be one of those that are 100 % together."""
    if not all(share.digits for share in shares):
        return False
    over = abs(sum((share.value for share in shares), Decimal(0)) - HUNDRED)
    return len(shares) > 1 and over <= sum((share.last_place for share in shares), Decimal(0)) / 2


def countable(figure: Figure) -> bool:
    unit = figure.quantity.unit
    return (
        unit not in cues().not_additive_units
        and "/" not in unit
        and figure.quantity.role is not Role.BEFORE
        and not figure.quantity.optional
        and not _NOT_PART.search(figure.left)
        and not cues().change.search(figure.left)
    )


def is_sure(page: Page, part: Figure, figure: Figure) -> bool:
    """The percentage speaks of the part right before it: nothing but a comma and its own words between.

    Other rates of the part may stand between (收入1.39亿元,为预算的100.9%,增长5.1%,占总收入的48.5%).
    """
    own = figure.left.partition(_MAKES_UP)[0].strip("、") if _MAKES_UP in figure.left else ""
    name = part.left.strip("、")
    if own and own not in part.name and not (len(name) >= 2 and own.startswith(name)):
        return False  # “不见面审批”事项占比: of something else
    rates = page.figures[part.index + 1 : figure.index]
    alike = [one for one in rates if one.is_percent and one.depth == part.depth]
    start = alike[-1].end if alike and len(alike) == len(rates) <= _RATES else part.end
    if ";" in page.text[part.end : start]:
        return False
    between = page.text[start : figure.start].removeprefix("、")
    return len(between) <= 24 and not _APART.search(between) and part.depth == figure.depth


def quotient(
    part: Figure, whole: Figure, figure: Figure, across: bool = False, fitting: bool = False
) -> Relation | None:
    """The percentage against part / whole; `across` units. `fitting`: None where it is inconsistent."""
    if (part.group != whole.group and not across) or not whole.value or part.value > whole.value * _MOST:
        return None
    if any(one.interval.low is None or one.interval.high is None for one in (part, whole, figure)):
        return None
    computed = scale(divide(part.interval, whole.interval), HUNDRED)
    verdict = judge(computed, figure.interval, figure.cut)
    if (verdict in FITS and _says_nothing(computed)) or (fitting and verdict is RelationVerdict.INCONSISTENT):
        return None
    return Relation(
        RelationType.SHARE,
        (part.id, whole.id, figure.id),
        verdict,
        _computation(part, whole, figure, verdict, computed),
    )


def comes_close(part: Figure, whole: Figure, rate: Figure) -> bool:
    """Whether the rate is about part / whole, if not exactly: perhaps it is meant, and one of them off."""
    return abs(part.value / whole.value * HUNDRED - rate.value) <= rate.value * _CLOSE + rate.last_place


def _says_nothing(computed: Interval) -> bool:
    """A quotient so loose that half of all percentages fit."""
    return computed.low is None or computed.high is None or computed.high - computed.low > 10


def _computation(
    part: Figure, whole: Figure, figure: Figure, verdict: RelationVerdict, computed: Interval
) -> Computation:
    value = part.value / whole.value * HUNDRED
    unit = "" if part.factor == whole.factor else unit_name(whole)
    wrong = verdict is RelationVerdict.INCONSISTENT
    return Computation(
        Shape.SHARE,
        (term(part, shown=in_unit_of(part, whole)), term(whole, "/", f"{whole.digits}{unit}")),
        sign_of(verdict),
        (term(figure, shown=figure.quantity.text),),
        f"{percent(value)}%",
        computed,
        figure.interval,
        percent(abs(value - figure.value), 2) if wrong else "",
        nearest=nearest_counts(whole, figure) if wrong else None,
    )


def told(part: Figure, whole: Figure, figure: Figure) -> Relation | None:
    """The relation of a part and a whole that the text itself puts together: it may come out inconsistent."""
    exact = all(one.quantity.bound is Bound.EXACT for one in (part, whole, figure))
    relation = quotient(part, whole, figure)
    if relation is None or exact:
        return relation
    # 近30%, 余: whether it fits cannot be told so exactly that a slip would show
    return replace(relation, verdict=RelationVerdict.PLAUSIBLE) if relation.verdict in FITS else None


def by_a_slip(part: Figure, whole: Figure, figure: Figure) -> Relation | None:
    """Consistent where it fits, inconsistent where one digit is off: further off, the words were misread."""
    return or_by_a_slip(_of_exact(part, whole, figure), [one.quantity for one in (part, whole, figure)])


def by_a_near_miss(part: Figure, whole: Figure, figure: Figure) -> Relation | None:
    """The same where structure says which part of which whole the rate is of: also off by an old figure's size."""
    return or_near_miss(_of_exact(part, whole, figure), [one.quantity for one in (part, whole, figure)])


def _of_exact(part: Figure, whole: Figure, figure: Figure) -> Relation | None:
    exact = all(one.quantity.bound is Bound.EXACT for one in (part, whole, figure))
    return quotient(part, whole, figure, across=True) if exact and part.value <= whole.value * 10 else None


def mended_by_base(pairs: Sequence[tuple[Figure, Figure]], whole: Figure) -> list[Relation]:
    """The shares of one whole that do not fit, where one slip in the whole would mend all of them; else []."""
    if len(pairs) < 2 or whole.quantity.bound is not Bound.EXACT:
        return []
    told: list[Relation] = []
    for part, share in pairs:
        exact = part.quantity.bound is share.quantity.bound is Bound.EXACT and part.value <= whole.value * 10
        relation = quotient(part, whole, share, across=True) if exact else None
        if relation is None or relation.verdict is not RelationVerdict.INCONSISTENT:
            return []
        told.append(relation)
    spans = [(one, spread(part.quantity), spread(share.quantity))
             for one, (part, share) in zip(told, pairs, strict=True)]  # fmt: skip
    for base in slipped_spreads(whole.quantity):
        if all(holds_of(one, [part, base, share]) for one, part, share in spans):
            return told
    return []
