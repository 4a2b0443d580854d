"""From A to B, by C: 由970元提高到1010元，增长4.1%; 分别由A、B提高到C、D，分别增长E、F."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi.arithmetic.intervals import judge, negate, subtract
from kpi.arithmetic.laws import HUNDRED, rise_computed
from kpi.model import Bound, Computation, Interval, Measure, Relation, RelationType, RelationVerdict, Shape, Term
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import constant, decimals, in_unit_of, percent, plain, sign_of, stated, term, unit_name
from kpi.relations.slips import near_miss
from kpi.relations.yearly import is_told_by_the_year

_EXTENT = pattern("relations", "words.extent")
_ON_A_YEAR_AGO = pattern("relations", "words.on_a_year_ago")
_RESPECTIVELY = pattern("relations", "words.respectively")

_AND = expression("relations", "rises.and")
POINTS = word_list("relations", "rises.points")
TIMES = pattern("relations", "rises.times")
OF_TWO_LEVELS = ("growth", "drop", "move", "fall")  # formulas of a change between a level before and one of now
_MULTIPLE = Decimal("0.01")
# 由400张增加到800张，翻一番: the multiple has a verb of its own.
_DOUBLED = expression("relations", "rises.doubled")
_CHAIN = 8
_TURN = 24
_RANKS = word_list("relations", "rises.ranks")
_RANKED = expression("relations", "rises.ranked")
_DURATIONS = word_list("relations", "rises.durations")
_PLAIN = word_list("relations", "rises.plain")  # of a time; 提高 may mean: made faster
_ADDED_BEFORE = expression("relations", "rises.added_before")
_TOLD_BEFORE = expression("relations", "rises.told_before")
_LASTED = expression("relations", "rises.aside")
_CLOSE = expression("relations", "rises.close")
_NOMINAL = expression("relations", "rises.nominal")
_COMPARABLE = expression("relations", "rises.comparable")
_LESS = expression("relations", "rises.less")
_NOTE = 24  # characters behind a rate that may say how it was computed


@dataclass(frozen=True, slots=True)
class Verbs:
    start: re.Pattern[str]
    turn: re.Pattern[str]
    change: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    other_change: re.Pattern[str]
    real_terms: re.Pattern[str]


@cache
def verbs() -> Verbs:
    data = cues().data["rise"]
    up, down = alternatives(tuple(data["up"])), alternatives(tuple(data["down"]))
    level, to = alternatives(tuple(data["level"])), alternatives(tuple(data["to"]))
    given = {"up": up, "down": down, "level": level, "to": to}
    return Verbs(
        start=expression("relations", "rises.start", {"from": alternatives(tuple(data["from"]))}),
        turn=expression("relations", "rises.turn", given),
        change=expression("relations", "rises.change", given),
        up=re.compile(up),
        down=re.compile(down),
        other_change=re.compile(alternatives(tuple(data["other_change"]))),
        real_terms=re.compile(alternatives(tuple(data["real_terms"]))),
    )


def rises(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        place = 0
        pairs: list[tuple[Figure, Figure]] = []
        while place < len(sentence) - 1:
            found = _rise_at(page, sentence, place)
            yield from found
            step = max(1, 2 * len({relation.members[0] for relation in found}))
            if len(found) == 1 and len(found[0].members) == 2:
                pairs.append((sentence[place], sentence[place + 1]))
                yield from _each_change(page, sentence, place + 2, pairs)
            elif found:
                pairs = []
            place += step


def _each_change(
    page: Page, sentence: Sequence[Figure], place: int, pairs: Sequence[tuple[Figure, Figure]]
) -> Iterator[Relation]:
    """由A提高到B，由C提高到D，(两项)分别增长E、F: one change for each of the rises before it."""
    if place < len(sentence) - 1 and sentence[place].value == len(pairs) > 1:
        place += 1  # 四项标准分别提高
    if len(pairs) < 2 or place >= len(sentence) or _RESPECTIVELY not in sentence[place].gap:
        return
    changes = _changes(page, sentence, place, len(pairs))
    falls = bool(verbs().down.search(sentence[place].left))  # 分别下降35.4%和39.7%: said once for all of them
    for (old, new), change in zip(pairs, changes, strict=True):
        told = with_change(page, old, new, change, falls) if change is not None else None
        if told is not None:
            yield told


def _rise_at(page: Page, sentence: Sequence[Figure], place: int) -> list[Relation]:
    """The rises whose first old value stands at `place`: none, one, or one for each number of a 分别."""
    if not verbs().start.search(sentence[place].gap[-32:]):
        return []
    before = _chain(page, sentence, place)
    turn_at = place + len(before)
    if turn_at >= len(sentence) or len(sentence[turn_at].gap) > _TURN:
        return []
    turn = verbs().turn.match(sentence[turn_at].gap)
    after = _chain(page, sentence, turn_at)
    if turn is None or [base(figure) for figure in before] != [base(figure) for figure in after]:
        return []
    behind = _past_aside(sentence, turn_at + len(after))
    changes = _changes(page, sentence, behind, len(after))
    if changes == [None] and place:  # 同比下降12.5%，由280人次增加到315人次
        changes = [_change_before(page, sentence[place - 1], sentence[place], after[0])]
    if changes == [None] and is_told_by_the_year(page, sentence[place : turn_at + 2]):
        return []  # rise.yearly tells it with its growth
    triples = zip(before, after, changes, strict=True)
    falls = bool(changes[0] is not None and verbs().down.search(changes[0].left))
    told = [_relation(page, old, new, change, turn["verb"] or "", falls) for old, new, change in triples]
    if len(after) == 1 and changes[0] is not None:  # 提高360元，增长6.1%: the second change too
        second = _changes(page, sentence, behind + 1, 1)[0]
        told.append(with_change(page, before[0], after[0], second) if second is not None else None)
    return [relation for relation in told if relation is not None]


def base(figure: Figure) -> str:
    """The unit without its time base, which the second number of a rise need not repeat."""
    return figure.base


def _chain(page: Page, sentence: Sequence[Figure], place: int) -> list[Figure]:
    """Figures side by side: 740元、585元."""
    chain = [sentence[place]]
    for figure in sentence[place + 1 : place + _CHAIN]:
        gap = page.text[chain[-1].end : figure.start].strip()
        if not gap or not _AND.match(gap) or base(figure) != base(chain[0]):
            break
        chain.append(figure)
    return chain


def is_fold(change: Figure) -> bool:
    """翻一番, 是上年的3.2倍: a multiple of the level; 增长1.5倍 is one of growth."""
    return change.digits == "" or change.quantity.subject.measure is not Measure.GROWTH


def _past_aside(sentence: Sequence[Figure], place: int) -> int:
    """由A增加到B,两年净增C: how long it took stands between and is no change."""
    if place + 1 >= len(sentence) or sentence[place].quantity.unit not in _DURATIONS:
        return place
    return place + bool(_LASTED.fullmatch(sentence[place].gap))


def _changes(page: Page, sentence: Sequence[Figure], place: int, count: int) -> list[Figure | None]:
    """The change told right behind, one for each rise; None where none compares after with before."""
    none: list[Figure | None] = [None] * count
    if place >= len(sentence) or len(sentence[place].gap) > 20:
        return none
    gap = sentence[place].gap
    if sentence[place].quantity.unit == TIMES and _DOUBLED.fullmatch(gap):
        return [sentence[place]] if count == 1 else none
    found = verbs().change.match(gap)
    if (
        found is None
        or verbs().other_change.search(gap.replace(_ON_A_YEAR_AGO, ""))
        or not (found["verb"] or _EXTENT in gap)
    ):
        return none
    chain = _chain(page, sentence, place)
    return list(chain) if len(chain) == count else none


def _change_before(page: Page, change: Figure, old: Figure, new: Figure) -> Figure | None:
    """The change told right before the levels, one comma from them; 新增 only of the same noun."""
    added = _ADDED_BEFORE.search(change.left)
    told = _TOLD_BEFORE.search(change.left) or (added and added["noun"][-2:] in old.gap)
    close = _CLOSE.fullmatch(old.gap)
    if not told or not close or not (change.is_percent or base(change) == base(old)):
        return None
    relation = with_change(page, old, new, change) if added else None
    if relation is None or relation.verdict is not RelationVerdict.INCONSISTENT:
        return change
    return change if near_miss(relation, [one.quantity for one in (old, new, change)]) else None


def _relation(
    page: Page, old: Figure, new: Figure, change: Figure | None, verb: str, falls: bool
) -> Relation | None:
    move = subtract(new.interval, old.interval)
    direction = _direction(old, verb)
    wrong_way = (direction == "up" and _surely_below(move)) or (
        direction == "down" and _surely_below(negate(move))
    )
    bounded = move.low is not None and move.high is not None
    if change is not None and bounded and change.interval.low is not None and change.interval.high is not None:
        told = with_change(page, old, new, change, falls)
        if told is not None and not wrong_way:
            return told
    if not direction:
        return None  # 调整为, 排名提升: nothing that could be otherwise
    sign = "+" if new.value >= old.value else "−"
    gap = plain(abs(new.value - old.value) / new.factor)
    computation = Computation(
        Shape.MOVE, (term(old, shown=in_unit_of(old, new)),), "→", (term(new),), "", move,
        off=f"{sign}{gap}{unit_name(new)}", way=("↑" if verbs().up.fullmatch(verb) else "↓") if wrong_way else "",
    )  # fmt: skip
    verdict = RelationVerdict.INCONSISTENT if wrong_way else RelationVerdict.CONSISTENT
    if not bounded:
        verdict = RelationVerdict.PLAUSIBLE  # 提高到63%以上 may be anything above
    return Relation(RelationType.RISE, (old.id, new.id), verdict, computation, direction)


def _surely_below(move: Interval) -> bool:
    """No value that prints so is 0 or more; 740元提高到740元 is no rise either."""
    return move.high is not None and (move.high < 0 or move.low == move.high == 0)


def _direction(old: Figure, verb: str) -> str:
    """Which way the number itself must go: ranks rise by getting smaller; "" where nothing says."""
    stated_way = "down" if verbs().down.fullmatch(verb) else "up" if verbs().up.fullmatch(verb) else ""
    if old.quantity.unit in _DURATIONS:
        return stated_way if verb in _PLAIN else ""
    if old.quantity.unit in _RANKS or _RANKED.search(old.left):
        return {"up": "down", "down": "up"}.get(stated_way, "")
    return stated_way


def with_change(
    page: Page, old: Figure, new: Figure, change: Figure, falls: bool | None = None, fitting: bool = False
) -> Relation | None:
    """The printed change against after − before (same unit, points) or after / before − 1 (per cent).

    `falls` where the caller knows which way it goes; else the words before the change say so. `fitting`: None
    where it is inconsistent, for trying pairs out.
    """
    falls = bool(verbs().down.search(change.left) or _LESS.search(change.left)) if falls is None else falls
    unit = change.base
    points = unit in POINTS or (change.is_percent and old.is_percent)
    cells = max(new.index, change.index) < 0 and not change.is_percent and unit != TIMES
    unknown = cells and not (unit and new.base)  # of a table that tells no unit
    if points or unit == new.base or unknown:
        formula = "fall" if falls else "move"
    elif unit == TIMES and old.value > 0 and not falls:
        formula = "fold" if is_fold(change) else "times"
    elif change.is_percent and old.value > 0:
        formula = "drop" if falls else "growth"
    else:
        return None
    computed = rise_computed(formula, old.interval, new.interval)
    if computed is None:
        return None
    # growth in real terms is not that of the amounts; per cent of a percentage may be points or per cent
    unsure = change.is_percent and (points or (in_real_terms(page, old) and not _NOMINAL.search(change.left)))
    if change.is_percent and _COMPARABLE.search(page.text, change.start, change.end + _NOTE):
        return None  # 增长7.9%,增速按可比口径计算
    judged = judge(computed, change.interval, change.cut)
    verdict = as_sure_as_it_is(judged, unsure, (old, new, change))
    if verdict is None or (fitting and verdict is RelationVerdict.INCONSISTENT):
        return None
    shape, terms, value = _worked(formula, old, new, change)
    sign = "=" if computed.low == computed.high == change.value else sign_of(verdict)
    told = term(change, shown=f"{'−' if falls or change.value < 0 else ''}{stated(change)}")
    computation = Computation(shape, terms, sign, (told,), value, computed, change.interval)
    return Relation(RelationType.RISE, (old.id, new.id, change.id), verdict, computation, formula)


def _worked(formula: str, old: Figure, new: Figure, change: Figure) -> tuple[Shape, tuple[Term, ...], str]:
    """What is computed of the two levels, and what comes out, as printed."""
    now = term(new, shown=in_unit_of(new, new))
    if formula in ("fall", "move"):
        before = term(old, "−", in_unit_of(old, new))
        return Shape.DIFFERENCE, (now, before), plain((new.value - old.value) / new.factor)
    ratios = (now, term(old, "/", in_unit_of(old, new)))
    ratio = new.value / old.value
    if formula == "fold":
        return Shape.MULTIPLE, ratios, plain(ratio.quantize(_MULTIPLE))
    if formula == "times":
        return Shape.MULTIPLE, (*ratios, constant(1, "−")), plain((ratio - 1).quantize(_MULTIPLE))
    value = percent((ratio - 1) * HUNDRED, max(2, decimals(change) + 1)) + "%"
    return Shape.RATE, (*ratios, constant(1, "−")), value


def as_sure_as_it_is(verdict: RelationVerdict, unsure: bool, figures: Sequence[Figure]) -> RelationVerdict | None:
    """None instead of an accusation, and plausible instead of consistent, where the text leaves room."""
    if not unsure and all(figure.quantity.bound is Bound.EXACT for figure in figures):
        return verdict
    return None if verdict is RelationVerdict.INCONSISTENT else RelationVerdict.PLAUSIBLE


def in_real_terms(page: Page, figure: Figure) -> bool:
    clause = page.text[max(figure.quantity.sentence[0], figure.start - 40) : figure.start]
    return bool(verbs().real_terms.search(clause))
