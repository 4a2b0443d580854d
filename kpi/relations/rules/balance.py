"""sum.balance: what there was, what came, what went, and what is left.

年初在册12204人,新增1386人,退出1655人; 在册11935人. 上年结余428.63万元, 本年收入1356.72万元, 本年支出1284.90万元,
年末结余500.45 万元, each in a paragraph of its own. The words of the first and the last say their time; those
between come or go by their verbs. What does not fit is told where the last says that it is the end and one slip
would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from re import Pattern

from kpi.arithmetic.intervals import add, judge, negate
from kpi.language.expressions import words as language_words
from kpi.model import Bound, Computation, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import pattern
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.notes import in_unit_of, sign_of, term, total, unit_name
from kpi.relations.rules.parts import either, own
from kpi.relations.slips import mendable
from kpi.relations.sums import adds_up, sum_of

_IN_ALL = pattern("relations", "words.in_all")
_KINDS = language_words("relations", "rules_balance.kinds")

_BACK, _AHEAD = 6, 40  # figures around the opening balance
_LINES = 24  # paragraphs that a list of accounts may take
_SURE = 3  # digits
_EACH = 3  # figures that come, or go, that are tried


def balances(page: Page) -> Iterator[Relation]:
    for begin in page.figures:
        if not _may_count(begin) or not _words("opening").search(_said(page, begin)):
            continue
        low, high = max(0, begin.index - _BACK), begin.index + 1 + _AHEAD
        near = [
            one
            for one in page.figures[low:high]
            if one is not begin
            and one.group == begin.group
            and _may_count(one)
            and abs(one.paragraph - begin.paragraph) <= _LINES
        ]
        relation = _of(page, begin, near)
        if relation is not None:
            yield relation
    yield from _carried(page)


def _carried(page: Page) -> Iterator[Relation]:
    """本年收入1763.28万元…加上年初结转79.37万元,即为收入总计: with what is carried over, the total told before."""
    for carried in page.figures:
        if not _may_count(carried) or not _words("carried").search(_said(page, carried)):
            continue
        near = [
            one
            for one in page.figures[max(0, carried.index - _AHEAD) : carried.index]
            if one.group == carried.group and _may_count(one) and carried.paragraph - one.paragraph <= _LINES
        ]
        flow = next((one for one in reversed(near) if _words("flow").search(_said(page, one))), None)
        kind = _kind(_said(page, flow)) if flow is not None else ""
        totals = [one for one in reversed(near) if kind and f"{kind}{_IN_ALL}" in _said(page, one)]
        totals += [one for one in reversed(near) if one not in totals and _IN_ALL in _said(page, one)]
        whole = next((one for one in totals if flow is not None and adds_up(one, [flow, carried])), None)
        if flow is not None and whole is not None and significant(whole) > _SURE:
            yield sum_of(whole, [flow, carried], RelationVerdict.CONSISTENT, closed=False)


def _kind(said: str) -> str:
    """收入 or 支出: what the flow's words say that it is."""
    return next((kind for kind in _KINDS if kind in said), "")


@cache
def _words(name: str) -> Pattern[str]:
    return either(cues().data["balance_rule"][name])


def _said(page: Page, figure: Figure) -> str:
    return own(page, figure)


def _may_count(figure: Figure) -> bool:
    exact = figure.quantity.bound is Bound.EXACT and not figure.quantity.damaged
    return exact and not figure.is_percent and "/" not in figure.quantity.unit and figure.value > 0


def _of(page: Page, begin: Figure, near: Sequence[Figure]) -> Relation | None:
    """The first that come and go behind the opening balance, and the end that fits them."""
    behind = [one for one in near if one.index > begin.index]
    came = [one for one in behind if _words("came").search(_said(page, one))][:_EACH]
    went = [one for one in behind if _words("went").search(_said(page, one))][:_EACH]
    if not came or not went:
        return None
    ends = [one for one in near if one not in came and one not in went]
    told = [one for one in ends if _words("closing").search(_said(page, one)) and one.index > begin.index]
    pairs = [(one, other) for one in came for other in went if one is not other]
    for end in (*told, *ends):
        for one, other in pairs:
            relation = _relation(end, begin, one, other)
            if relation.verdict is not RelationVerdict.INCONSISTENT and significant(end) >= _SURE:
                return relation
    if len(told) == 1 and len(came) == len(went) == 1:
        relation = _relation(told[0], begin, came[0], went[0])
        if mendable(relation, [one.quantity for one in (told[0], begin, came[0], went[0])]):
            return relation
    return None


def _relation(end: Figure, begin: Figure, came: Figure, went: Figure) -> Relation:
    """end = begin + came − went; the formula says how many of the last members are taken off."""
    computed = add((begin.interval, came.interval, negate(went.interval)))
    verdict = judge(computed, end.interval, end.cut)
    value = begin.value + came.value - went.value
    result = total(value, end, (begin, came, went))
    off = ""
    if verdict is RelationVerdict.INCONSISTENT:
        off = f"{total(abs(value - end.value), end, (begin, came, went))}{unit_name(end)}"
    signs = ((begin, ""), (came, "+"), (went, "−"))
    computation = Computation(
        Shape.SUM,
        tuple(term(one, sign, in_unit_of(one, end)) for one, sign in signs),
        sign_of(verdict) if value != end.value else "",
        (term(end),),
        result if value != end.value else f"{result}{unit_name(end)}",
        computed,
        end.interval,
        off,
    )
    members = (end.id, begin.id, came.id, went.id)
    return Relation(RelationType.SUM, members, verdict, computation, formula="minus:1")
