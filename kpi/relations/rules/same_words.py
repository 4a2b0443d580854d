"""restated.same-words: one thing told twice in the same words, whatever their order, with two numbers.

组织联建活动48场。…组织联建活动84场; 有112家养老机构未取得意见。…针对96家养老机构未取得意见的问题;
自查发现问题118个。 …自查发现的18个问题. What stands before and behind a number says of what it is; where all
that one of them says the other says too, in words enough, and no third number is called so, the two are of one
thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.language.terms import HANZI
from kpi.model import Relation, Role
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import MARKS
from kpi.relations.at_one_time import one_time
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once
from kpi.relations.fits.near import pairs_of
from kpi.relations.restated import part_of_text, qualifiers, told_twice
from kpi.relations.rules.compared import is_then
from kpi.relations.sums import slip

_FILLER = expression("relations", "rules_same_words.filler")
_DEFINITE = expression("relations", "rules_same_words.definite")
_TAKEN_UP = expression("relations", "rules_same_words.taken_up")
_OTHER = expression("relations", "rules_same_words.other")
_OF_THEM = expression("relations", "rules_same_words.of_them")
_OF = pattern("relations", "words.of")
_BESIDE = "role.target.beside"
_STOP = re.compile(rf"[^{HANZI[0]}-{HANZI[1]}“”]")
_BEFORE, _BEHIND = 24, 20  # characters of a number's words
_ENOUGH, _FEWER = 5, 3  # pairs of characters in common; where the second number takes up the first
_SHORTEST = 4  # characters of a number's words
_MOST = 60  # figures of a unit that are looked at
_TIMES = 12  # of two numbers of one thing


def told_in_the_same_words(page: Page) -> Iterator[Relation]:
    seen: dict[str, list[Figure]] = {}
    for figure in page.figures:
        if not _may_be_told(figure) or is_then(page, figure):  # 比上年的30918人: of whatever stands before it
            continue
        before = seen.setdefault(figure.group, [])
        first = _first(page, before[-_MOST:], figure)
        if first is not None:
            yield told_twice(first, figure)
        before.append(figure)


def _may_be_told(figure: Figure) -> bool:
    quantity = figure.quantity
    told = figure.amount and bool(figure.digits) and not quantity.optional and quantity.role is not Role.BEFORE
    counted = "/" not in quantity.unit and quantity.unit not in cues().not_additive_units
    return told and counted and figure.significant > 1 and not figure.depth


def _first(page: Page, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The one number told in the words of this one, if it is another; None where an equal one is."""
    left, right = _said(page, figure)
    definite = _DEFINITE.search(left) is not None or _TAKEN_UP.search(right) is not None
    enough = _FEWER if definite else _ENOUGH
    mine = _pairs(page, figure)
    if len(mine) < _FEWER or _OF_THEM.search(left):
        return None
    alike = [
        one
        for one in before
        if one.quantity.unit == figure.quantity.unit  # 问题29处, 有问题的17家
        and len(_pairs(page, one) & mine) >= enough
        and _is_within(page, one, figure)
    ]
    if not alike or len({one.value for one in alike}) > 1 or alike[0].value == figure.value:
        return None
    first = alike[-1]
    apart = first.sentence != figure.sentence and _role(first) is _role(figure)
    ratio = max(first.value, figure.value) / min(first.value, figure.value)
    same = qualifiers(page, first) == qualifiers(page, figure) and one_time(page, first, figure)
    here = part_of_text(page, first) == part_of_text(page, figure)
    if definite and left.endswith(_OF) and any(char not in _words(page, first) for char in _FILLER.sub("", left)):
        return None  # 总投资5351亿元的85个重点项目
    if not definite and not slip(first, figure.value):
        return None
    places = {first.quantity.subject.place, figure.quantity.subject.place} - {""}
    return first if apart and ratio <= _TIMES and same and here and len(places) < 2 else None


def _role(figure: Figure) -> Role:
    """任务750户,已完成688户. …对照730户任务: what was asked is told again without what came of it."""
    return Role.ACTUAL if figure.quantity.role_rule == _BESIDE else figure.quantity.role


def _is_within(page: Page, one: Figure, figure: Figure) -> bool:
    """Whether all that one of them says the other says too."""
    shorter, longer = sorted((one, figure), key=lambda each: len(_words(page, each)))
    words, all_words = _words(page, shorter), _words(page, longer)
    if len(words) < _SHORTEST or _OTHER.search(words) or _OTHER.search(all_words):
        return False
    pairs = _pairs(page, shorter)
    return set(words) <= set(all_words) and len(pairs & _pairs(page, longer)) * 2 >= len(pairs)


@once
def _said(page: Page, figure: Figure) -> tuple[str, str]:
    """The Chinese words of its clause before a number, and those right behind it."""
    low = page.slots[figure.index].clause
    previous = page.figures[figure.index - 1].end if figure.index else 0
    left = page.text[max(low, previous, figure.start - _BEFORE) : figure.start]
    right = MARKS.split(page.text[figure.end : figure.end + _BEHIND])[0]
    return left, _STOP.split(right)[0]


@once
def _words(page: Page, figure: Figure) -> str:
    left, right = _said(page, figure)
    return _STOP.sub("", _FILLER.sub("", f"{left}|{right}"))


@once
def _pairs(page: Page, figure: Figure) -> frozenset[str]:
    left, right = _said(page, figure)
    return frozenset(pair for side in (left, right) for pair in pairs_of(_FILLER.sub("|", side)))
