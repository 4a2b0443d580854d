"""From A to B, by C: 由970元提高到1010元，增长4.1%; 分别由A、B提高到C、D，分别增长E、F."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi.extraction.units import alternatives
from kpi.model import Interval, Relation, RelationType, RelationVerdict
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.intervals import ZERO, divide, judge, scale, subtract
from kpi.relations.notes import decimals, in_unit_of, percent, plain, stated, unit_name

HUNDRED = Decimal(100)
_AND = re.compile(r"^(?:[、,和及与]|以上)?$")
_POINTS = ("个百分点",)
_CHAIN = 8
_TURN = 24
_RANKS = ("位", "名", "位次", "名次", "个工作日", "工作日", "天", "小时", "分钟", "日", "个月")


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
    return Verbs(
        start=re.compile(rf"(?:{alternatives(tuple(data['from']))})([^,，。；;]{{0,30}})$"),
        turn=re.compile(
            rf"^(?:以上|左右)?[,，]?(?:进一步|逐步|统一|大幅|分别|相应|均|已|首次|历史性)*"
            rf"(?P<verb>{up}|{down}|{level})?(?:{to})(?:了|目前的|现在的|今年的|目前|当前的|[12]\d{{3}}年的?|每人每月|每人每年|约|近|每月|每年)*$"
        ),
        change=re.compile(
            rf"^(?:以上|左右|余|多)?[,，、(（]?(?:共|净|同比|比上年|较上年|比上年同期|提标|标准|分别|平均|总体|增幅|升幅|降幅|涨幅|增速|增长率"
            rf"|提标幅度|幅度|每人每月|人均)*(?P<verb>{up}|{down})?(?:幅度)?(?:了|约|近|达|达到|为|超|超过|每人每月)*$"
        ),
        up=re.compile(up),
        down=re.compile(down),
        other_change=re.compile(alternatives(tuple(data["other_change"]))),
        real_terms=re.compile(alternatives(tuple(data["real_terms"]))),
    )


def rises(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        place = 0
        while place < len(sentence) - 1:
            found = _rise_at(page, sentence, place)
            yield from found
            place += max(1, 2 * len(found))


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
    if turn is None or [_base(figure) for figure in before] != [_base(figure) for figure in after]:
        return []
    changes = _changes(page, sentence, turn_at + len(after), len(after))
    triples = zip(before, after, changes, strict=True)
    return [_relation(page, old, new, change, turn["verb"] or "") for old, new, change in triples]


def _base(figure: Figure) -> str:
    """The unit without its time base, which the second number of a rise need not repeat."""
    return figure.quantity.unit.partition("/")[0]


def _chain(page: Page, sentence: Sequence[Figure], place: int) -> list[Figure]:
    """Figures side by side: 740元、585元."""
    chain = [sentence[place]]
    for figure in sentence[place + 1 : place + _CHAIN]:
        gap = page.text[chain[-1].end : figure.start].strip()
        if not gap or not _AND.match(gap) or _base(figure) != _base(chain[0]):
            break
        chain.append(figure)
    return chain


def _changes(page: Page, sentence: Sequence[Figure], place: int, count: int) -> list[Figure | None]:
    """The change told right behind, one for each rise; None where none compares after with before."""
    none: list[Figure | None] = [None] * count
    if place >= len(sentence) or len(sentence[place].gap) > 20:
        return none
    gap = sentence[place].gap
    found = verbs().change.match(gap)
    if found is None or verbs().other_change.search(gap.replace("同比", "")) or not (found["verb"] or "幅" in gap):
        return none
    chain = _chain(page, sentence, place)
    return list(chain) if len(chain) == count else none


def _relation(page: Page, old: Figure, new: Figure, change: Figure | None, verb: str) -> Relation:
    move = subtract(new.interval, old.interval)
    direction = -1 if verbs().down.fullmatch(verb) else 1 if verbs().up.fullmatch(verb) else 0
    wrong_way = not _lower_is_higher(page, old) and (
        (direction > 0 and move.high is not None and move.high < 0)
        or (direction < 0 and move.low is not None and move.low > 0)
    )
    if wrong_way:
        return Relation(
            RelationType.RISE,
            (old.id, new.id),
            RelationVerdict.INCONSISTENT,
            f"{stated(old)} → {stated(new)}, 与“{verb}”方向相反",
            move,
            None,
        )
    if change is not None and not any(figure.interval.low is None or figure.interval.high is None
                                      for figure in (old, new, change)):  # fmt: skip
        with_change = _with_change(page, old, new, change, move)
        if with_change is not None:
            return with_change
    sign = "+" if new.value >= old.value else "−"
    gap = plain(abs(new.value - old.value) / new.factor)
    note = f"{in_unit_of(old, new)} → {stated(new)} ({sign}{gap}{unit_name(new)})"
    return Relation(RelationType.RISE, (old.id, new.id), RelationVerdict.CONSISTENT, note, move, None)


def _lower_is_higher(page: Page, figure: Figure) -> bool:
    """Ranks and durations rise by getting smaller."""
    clause = page.text[max(figure.quantity.sentence[0], figure.start - 24) : figure.start]
    return figure.quantity.unit in _RANKS or "排名" in clause or "位次" in clause or "效率" in clause


def _with_change(page: Page, old: Figure, new: Figure, change: Figure, move: Interval) -> Relation | None:
    """The printed change against after − before (same unit, points) or after / before − 1 (per cent)."""
    falls = bool(verbs().down.search(change.left))
    unit = change.quantity.unit.partition("/")[0]
    points = unit in _POINTS or (change.is_percent and old.is_percent)
    if points or unit == new.quantity.unit.partition("/")[0]:
        computed = _signed(move, falls)
        value = (new.value - old.value) * (-1 if falls else 1)
        note = (
            f"{in_unit_of(new, new)} − {in_unit_of(old, new)} = {plain(value * (-1 if falls else 1) / new.factor)}"
        )
        kind = _judged(computed, change)
        if kind is RelationVerdict.INCONSISTENT and change.is_percent:
            return None
    elif change.is_percent and old.value > 0:
        growth = subtract(divide(new.interval, old.interval), Interval(Decimal(1), Decimal(1)))
        computed = scale(_signed(growth, falls), HUNDRED)
        value = (new.value / old.value - 1) * HUNDRED
        places = max(2, decimals(change) + 1)
        note = f"{in_unit_of(new, new)} / {in_unit_of(old, new)} − 1 = {percent(value, places)}%"
        kind = _judged(computed, change)
        clause = page.text[max(old.quantity.sentence[0], old.start - 40) : old.start]
        if kind is RelationVerdict.INCONSISTENT and verbs().real_terms.search(clause):
            return None  # growth in real terms is not that of the amounts
    else:
        return None
    sign = {RelationVerdict.CONSISTENT: "≈", RelationVerdict.TRUNCATED: "→"}.get(kind, "≠")
    if sign == "≈" and computed.low == computed.high == change.value:
        sign = "="
    tail = " (截尾, 未四舍五入)" if kind is RelationVerdict.TRUNCATED else ""
    minus = "−" if falls else ""
    return Relation(
        RelationType.RISE,
        (old.id, new.id, change.id),
        kind,
        f"{note} {sign} {minus}{stated(change)}{tail}",
        computed,
        change.interval,
    )


def _signed(interval: Interval, falls: bool) -> Interval:
    if not falls:
        return interval
    return subtract(Interval(ZERO, ZERO), interval)


def _judged(computed: Interval, change: Figure) -> RelationVerdict:
    return judge(computed, change.interval, change.cut)
