"""Part, whole and percentage: 其中护理型床位1799张，占比56.8%; 应检198家，实际参检191家，参检率96.5%.

The three may stand in three clauses. A pair that fits is reported; one that does not only where the text says
plainly which part of which whole the percentage is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Bound, Interval, Relation, RelationType, RelationVerdict, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.grim import nearest_counts
from kpi.relations.intervals import divide, judge, scale
from kpi.relations.notes import in_unit_of, percent, unit_name

HUNDRED = Decimal(100)
_RATE = re.compile(r"([\u4e00-\u9fff]{2,8})率(?:为|达|达到|已达|仅|约|均|是|提高到|提升至|提升到)*$")
_SHARE = re.compile(
    r"占(?:比|比重)?(?:为|达|达到|约|的比重(?:为|达)?)?([^占]{0,20}?)(?:的?(?:比重|比例|比率))?(?:的|为|达|达到|约)*$"
)
_OF = re.compile(r"^的$")
_GENERIC = re.compile(r"^(?:比|总数|总人数|总户数|总量|总额|总|全部|其|的|为|达)*$")
_GROWTH = re.compile(r"增长|下降|提高|增加|减少|提升|回落|上升|增幅|增速|降低|降幅|涨")
_NOT_PART = re.compile(r"人均|标准|平均")
_SCOPES = ("计划", "任务", "目标", "全省", "全国", "全球", "GDP", "同期", "年度")
_BACK = 8
_PARAGRAPH_BACK = 14


def shares(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for place, figure in enumerate(sentence):
            if (
                figure.is_percent
                and figure.quantity.role is not Role.TARGET
                and not _GROWTH.search(figure.left[-8:])
            ):
                relation = _share(page, sentence, place)
                if relation is not None:
                    yield relation


def _share(page: Page, sentence: Sequence[Figure], place: int) -> Relation | None:
    figure = sentence[place]
    given = _of_given_whole(page, sentence, place)
    if given is not None:
        return given
    rate = _RATE.search(figure.left)
    share = _SHARE.search(figure.left) or ("占" if figure.left.endswith("占比") else None)
    if rate is None and share is None:
        return None
    before = [one for one in sentence[max(0, place - _BACK) : place] if _countable(one)]
    if share is not None:
        name = share.group(1) if isinstance(share, re.Match) else ""
        return _of_share(page, figure, before, name)
    assert rate is not None
    return _of_rate(page, figure, before, rate[1])


def _countable(figure: Figure) -> bool:
    unit = figure.quantity.unit
    return (
        unit not in cues().not_additive_units
        and "/" not in unit
        and figure.quantity.role is not Role.BEFORE
        and not figure.quantity.optional
        and not _NOT_PART.search(figure.left)
        and not cues().change.search(figure.left)
    )


def _of_given_whole(page: Page, sentence: Sequence[Figure], place: int) -> Relation | None:
    """建成88张，完成全年目标120张的73.3%: the whole stands right before the percentage."""
    figure = sentence[place]
    if place < 2 or not _OF.match(page.text[sentence[place - 1].end : figure.start]):
        return None
    whole, part = sentence[place - 1], sentence[place - 2]
    if whole.group != part.group or not _countable(part) or ";" in page.text[part.end : whole.start]:
        return None
    return _relation(part, whole, figure, sure=part.interval.high is not None)


def _of_share(page: Page, figure: Figure, before: Sequence[Figure], name: str) -> Relation | None:
    """占…X%: of the whole that the name points at, or of the number that the part is taken from."""
    if not before:
        return None
    part = before[-1]
    taken_from = page.wholes.get(part.id)
    if taken_from is not None and _GENERIC.match(name) and taken_from.value >= part.value:
        return _relation(part, taken_from, figure, sure=_is_sure(page, part, figure))
    generic = bool(_GENERIC.match(name))
    wholes = [one for one in reversed(before[:-1]) if one.group == part.group and one.value >= part.value]
    if not generic:
        named = [
            one for one in wholes if _shares_noun(name, around := _named(page, one)) and _same_scope(name, around)
        ]
        if named:
            return _relation(part, named[0], figure, sure=_is_sure(page, part, figure))
        return _fitting(part, wholes, figure)
    found = _fitting(part, wholes, figure) or _fitting(part, _earlier(page, part), figure)
    if found is not None or not wholes:
        return found
    return _relation(
        part, wholes[0], figure, sure=_is_sure(page, part, figure) and _split_off(page, part, wholes[0])
    )


def _named(page: Page, figure: Figure) -> str:
    """The words around a whole: the clause before it and the noun behind it."""
    return figure.left + re.split(r"[,，。；;、()]", page.text[figure.end : figure.end + 16])[0]


def _is_sure(page: Page, part: Figure, figure: Figure) -> bool:
    """The percentage speaks of the part right before it: nothing but a comma and its own words between."""
    between = page.text[part.end : figure.start]
    return len(between) <= 24 and not re.search(r"[;；。、]|[,，].*[,，]", between) and part.depth == figure.depth


def _split_off(page: Page, part: Figure, whole: Figure) -> bool:
    """The part is introduced as one of the whole's: 其中, or the next clause of the same count."""
    between = page.text[whole.end : part.start]
    if ";" in between or "。" in between:
        return False
    return "其中" in between or (part.index == whole.index + 1 and between.count(",") <= 1)


def _of_rate(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """应检205家，已参检164家，参检率82.0%: the stem of the rate says what the part did."""
    stems = {stem[-2:], stem[:2]} | ({stem[-4:-2]} if len(stem) > 3 else set())
    parts = [one for one in reversed(before) if any(piece in _named(page, one) for piece in stems)]
    if stem.endswith("完成") or not parts:
        parts = list(reversed(before[-2:]))
    for part in parts[:3]:
        wholes = [one for one in reversed(before) if one.index < part.index and one.group == part.group]
        found = _fitting(part, wholes, figure) or _fitting(part, _earlier(page, part), figure)
        if found is not None:
            return found
    return _sure_rate(page, figure, before, stem)


def _sure_rate(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """Neither number fits, yet the text leaves no doubt: 应检 N，已参检 n，参检率; 共有 N，其中持证 n，持证率."""
    if len(before) < 2:
        return None
    whole, part = before[-2:]
    if whole.group != part.group or part.index != figure.index - 1 or not _is_sure(page, part, figure):
        return None
    did = stem[-2:]
    between = page.text[whole.end : part.start]
    named = did in part.left or (stem.endswith("完成") and ("完成" in between))
    plain = ";" not in between and between.count(",") <= 1 and part.index == whole.index + 1
    within = (
        "其中" in between
        or f"应{did[-1]}" in whole.left
        or (did == "完成" and bool(cues().planned.search(whole.left)))
    )
    if not (named and plain and within) or part.value > whole.value:
        return None
    return _relation(part, whole, figure, sure=True)


def _fitting(part: Figure, wholes: Sequence[Figure], figure: Figure) -> Relation | None:
    for whole in wholes[:4]:
        relation = _relation(part, whole, figure, sure=False)
        if relation is not None:
            return relation
    return None


def _earlier(page: Page, part: Figure) -> list[Figure]:
    """Wholes of the same unit in the sentences before, in the same paragraph, that share a word with the part."""
    found: list[Figure] = []
    for index in range(part.index - 1, max(-1, part.index - _PARAGRAPH_BACK), -1):
        one = page.figures[index]
        if one.paragraph != part.paragraph:
            break
        if one.quantity.sentence == part.quantity.sentence or one.group != part.group or not _countable(one):
            continue
        if one.value >= part.value and _shares_noun(_named(page, one), _named(page, part)):
            found.append(one)
    return found


def _same_scope(name: str, around: str) -> bool:
    """占总培训计划: only of a whole that is itself a plan; 占全省…: only of one said of 全省."""
    return all(word in around for word in _SCOPES if word in name)


def _shares_noun(left: str, right: str) -> bool:
    """True where the two phrases have two characters in a row in common."""
    return any(left[n : n + 2] in right for n in range(len(left) - 1) if "\u4e00" <= left[n] <= "\u9fff")


def _relation(part: Figure, whole: Figure, figure: Figure, sure: bool) -> Relation | None:
    if part.group != whole.group or not whole.value or part.value > whole.value * 3:
        return None
    if any(one.interval.low is None or one.interval.high is None for one in (part, whole, figure)):
        return None
    computed = scale(divide(part.interval, whole.interval), HUNDRED)
    verdict = judge(computed, figure.interval, figure.cut)
    if verdict is RelationVerdict.INCONSISTENT and (not sure or figure.quantity.bound is not Bound.EXACT):
        return None
    if verdict is not RelationVerdict.INCONSISTENT and _says_nothing(computed):
        return None
    if figure.value == HUNDRED and not sure and (part.index != figure.index - 1 or "完成" not in part.left):
        return None  # 100% fits any number told twice
    return Relation(
        RelationType.SHARE,
        (part.id, whole.id, figure.id),
        verdict,
        _note(part, whole, figure, verdict),
        computed,
        figure.interval,
    )


def _says_nothing(computed: Interval) -> bool:
    """A quotient so loose that half of all percentages fit."""
    return computed.low is None or computed.high is None or computed.high - computed.low > 10


def _note(part: Figure, whole: Figure, figure: Figure, verdict: RelationVerdict) -> str:
    value = part.value / whole.value * HUNDRED
    sides = f"{in_unit_of(part, whole)} / {whole.digits}{'' if part.factor == whole.factor else unit_name(whole)}"
    sign = {RelationVerdict.CONSISTENT: "≈", RelationVerdict.TRUNCATED: "→"}.get(verdict, "≠")
    note = f"{sides} = {percent(value)}% {sign} {figure.quantity.text}"
    if verdict is RelationVerdict.TRUNCATED:
        return note + " (截尾, 未四舍五入)"
    if verdict is RelationVerdict.INCONSISTENT:
        note += f", 差 {percent(abs(value - figure.value), 2)} 个百分点"
        return note + nearest_counts(whole, figure)
    return note
