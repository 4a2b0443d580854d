"""A level, what was added to it, and the growth that this is: 5955亿元，比上年增加1637亿元，增长37.9%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.arithmetic.intervals import judge
from kpi.arithmetic.laws import HUNDRED, rise_computed
from kpi.model import Computation, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import ITEM_END
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import decimals, in_unit_of, percent, sign_of, term
from kpi.relations.rises import as_sure_as_it_is, base, in_real_terms, verbs
from kpi.relations.slips import FITS

_ADDED = expression("relations", "increments.added")
_AGAINST = pattern("relations", "increments.against")
_LESS = pattern("relations", "increments.less")
_WAS_ADDED = expression("relations", "increments.was_added")
_REACHED = expression("relations", "increments.reached")
_RISES = expression("relations", "increments.rises")
_FALLS = expression("relations", "increments.falls")


def increments(page: Page) -> Iterator[Relation]:
    """5955亿元，比上年增加1637亿元，增长37.9%: level, addition, and that per level before.

    Of the level beside it, else of one further up in its sentence that fits (12.4亿元,其中…2.9亿元,增加0.6亿元).
    """
    for sentence in page.sentences:
        for added, level, growth in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if _came_to(page, added, level, growth):
                told_last = increment(page, level, added, growth)
                if told_last is not None:
                    yield told_last
        for level, first, second in zip(sentence, sentence[1:], sentence[2:], strict=False):
            change, growth = (second, first) if first.is_percent else (first, second)
            if growth.quantity.unit != "%" or level.is_percent or base(change) != base(level):
                continue
            ways = [_ADDED.match(first.gap), _ADDED.match(second.gap)]
            if ways[0] is None or ways[1] is None or not ways[0]["base"]:
                continue
            if level.depth != second.depth and page.slots[second.index].owner != first.index:
                continue  # 增加200人(增长20%) is said of one thing
            falls = [_falls(way["verb"]) for way in ways if way is not None]
            if falls[0] == falls[1]:
                levels = [one for one in reversed(sentence[: sentence.index(level)]) if base(one) == base(level)]
                head = _head(sentence, sentence.index(level))
                levels = [level, *levels] if head is None else [head, level, *levels]
                told = [increment(page, one, change, growth, falls[0]) for one in levels]
                known = [one for one in told if one is not None]
                fits = [one for one in known if one.verdict in FITS]
                against = {_time(way["base"]) for way in ways if way is not None} - {""}
                yield from fits[:1] or (known[:1] if len(against) < 2 else [])


def _came_to(page: Page, added: Figure, level: Figure, growth: Figure) -> bool:
    """新增206人,达到1236人,增长20.0%: what was added, what that made, and the growth of it."""
    if growth.quantity.unit != "%" or added.is_percent or base(added) != base(level) or added.value >= level.value:
        return False
    changed = _WAS_ADDED.search(added.own)
    made = _REACHED.fullmatch(page.text, added.end, level.start)
    return bool(changed and made and _ADDED.match(growth.gap)) and added.depth == level.depth == growth.depth


def _head(sentence: Sequence[Figure], place: int) -> Figure | None:
    """2742对,1至3月依次为841对、764对、1137对,同比增加166对: what a list is of, for the last item of it."""
    first = place
    while first and sentence[first].gap.strip() in ITEM_END:
        first -= 1
    before = sentence[first - 1] if 0 < first < place else None
    whole = before is not None and base(before) == base(sentence[place]) and before.value > sentence[place].value
    return before if whole else None


def _time(base_: str | None) -> str:
    """比2020年, 较上年: what a change is against, "" where it does not say."""
    return (base_ or "").lstrip(_AGAINST)


def _falls(verb: str) -> bool:
    """减少40户, 较上年少40户."""
    return verb == _LESS or verbs().down.search(verb) is not None


def _go_apart(change: Figure, growth: Figure) -> bool:
    """比上年减少2.11万元,增长10.2%: the one falls and the other rises, though their sizes fit."""
    ways = [(_RISES.search(one.own) is not None, _FALLS.search(one.own) is not None) for one in (change, growth)]
    return growth.value > 0 and sorted(ways) == [(False, True), (True, False)]


def increment(
    page: Page, level: Figure, change: Figure, growth: Figure, falls: bool | None = None
) -> Relation | None:
    """[after, difference, rate]; a fall told as a negative growth (减少0.05万个,增长率为-1.55%) is a decline.

    `falls` where the caller knows which way it goes; else the words before the difference say so.
    """
    falls = bool(verbs().down.search(change.left)) or change.own.endswith(_LESS) if falls is None else falls
    formula = ("decline" if growth.value < 0 else "decrement") if falls else "increment"
    computed = rise_computed(formula, level.interval, change.interval)
    sign = "−" if formula == "increment" else "+"
    before = level.value - change.value if formula == "increment" else level.value + change.value
    if computed is None or before <= 0:
        return None
    judged = judge(computed, growth.interval, growth.cut)
    if judged in FITS and _go_apart(change, growth):
        judged = RelationVerdict.INCONSISTENT
    verdict = as_sure_as_it_is(judged, in_real_terms(page, level), (level, change, growth))
    if verdict is None:
        return None
    value = percent(change.value / before * HUNDRED * (-1 if formula == "decline" else 1), decimals(growth) + 1)
    minus = "−" if formula == "decline" else ""
    added = in_unit_of(change, level)
    terms = (
        term(change, minus, added),
        term(level, "/", in_unit_of(level, level), opens=1),
        term(change, sign, added, closes=1),
    )
    computation = Computation(
        Shape.RATE, terms, sign_of(verdict), (term(growth),), f"{value}%", computed, growth.interval
    )
    return Relation(RelationType.RISE, (level.id, change.id, growth.id), verdict, computation, formula)
