"""What percentages cannot do: pass 100 where they are of a whole, alone or as parts of one whole together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from kpi.arithmetic.intervals import add, exceeds, meets
from kpi.arithmetic.laws import ALL, HUNDRED
from kpi.model import Bound, Computation, Relation, RelationType, RelationVerdict, Role, Shape
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import in_common
from kpi.relations.grim import grim_share
from kpi.relations.notes import constant, plain, term
from kpi.relations.sums import named_split, slip

_FILLER = pattern("relations", "words.filler")

_SEVERAL = expression("relations", "limits.several")
_LEAD = 60  # characters before shares
_OF_WHOLE = expression("relations", "limits.of_whole")
_OTHER_THINGS = expression("relations", "limits.other_things")
_NEXT_SHARE = expression("relations", "limits.next_share")
_STRUCTURE = expression("relations", "limits.structure")
_CLAUSE_MARK = expression("relations", "limits.clause_mark")
_APART = expression("relations", "limits.apart")
_PAIR, _SURE = 2, 3  # shares, and digits of each, that are all of it where they are 100 to the digit


@cache
def _never_above() -> re.Pattern[str]:
    words = {"at_most_hundred": alternatives(tuple(cues().data["share"]["at_most_hundred"]))}
    return expression("relations", "limits.never_above", words)


def limits(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        shares: list[Figure] = []
        for figure in sentence:
            if not figure.is_percent or figure.quantity.role is Role.BEFORE:
                continue
            if (
                figure.quantity.role is not Role.TARGET
                and exceeds(figure.interval, ALL)
                and _never_above().search(figure.left)
            ):
                yield _above(figure)
            next_one = shares and _NEXT_SHARE.match(page.text[shares[-1].end : figure.start].replace(" ", ""))
            if not next_one and not _OF_WHOLE.search(figure.left):
                continue  # 占比分别为61.2%、24.9%、13.9%: the others need no word of their own
            if shares and not _APART.match(page.text[shares[-1].end : figure.start]):
                yield from _together(page.text, shares)
                shares = []
            shares.append(figure)
        yield from _together(page.text, shares)
        yield from _uncountable(page, sentence)


@cache
def _counted() -> re.Pattern[str]:
    words = {"counted_things": alternatives(tuple(cues().data["share"]["counted"]))}
    return expression("relations", "limits.counted", words)


def _uncountable(page: Page, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """抽查37家，合格率93.2%, and no other number by: no whole number of 37 gives that."""
    for place, rate in enumerate(sentence):
        if not place or not rate.is_percent or not _counted().search(rate.left) or rate.depth:
            continue
        count = sentence[place - 1]
        near = [*sentence[max(0, place - 3) : place - 1], *sentence[place + 1 : place + 3]]
        between = page.text[count.end : rate.start]
        alone = not any(one.group == count.group or one.is_percent for one in near)
        things = count.additive and not count.is_percent and count.quantity.role is Role.ACTUAL
        done = rate.quantity.role is Role.ACTUAL and not count.quantity.optional and not count.depth
        told = _counted().sub("", rate.left)  # 健身中心达标率: of fitness centres
        named = not told.strip(_FILLER) or in_common(told, count.name)
        if alone and things and done and named and between.count(",") == 1 and not _OTHER_THINGS.search(between):
            yield from grim_share(count, rate)


def _above(figure: Figure) -> Relation:
    own = (term(figure, shown=figure.quantity.text),)
    computation = Computation(Shape.AT_MOST, own, ">", (constant("100%"),), "", figure.interval, ALL)
    return Relation(RelationType.SHARE, (figure.id,), RelationVerdict.INCONSISTENT, computation)


def _is_next_item(text: str, one: Figure, other: Figure) -> bool:
    between = text[one.end : other.start]
    return between.startswith("、") and not _CLAUSE_MARK.search(between)


def _together(text: str, shares: Sequence[Figure]) -> Iterator[Relation]:
    """A占40%、B占35%、C占25%: all of it where they are a known split or reach 100.

    Too much only where they are such a split, or the items of one list (、): shares in clauses of their own may be
    of different wholes (工业投资占比41%,技改投资占比38%), and things may be counted twice.
    """
    if len(shares) < _PAIR or any(figure.quantity.unit != "%" for figure in shares):
        return
    total = add(figure.interval for figure in shares)
    value = sum((figure.value for figure in shares), Decimal(0))
    over, fits = exceeds(total, ALL), meets(total, ALL)
    split = len(shares) > 2 and named_split(shares) and all(one.quantity.bound is Bound.EXACT for one in shares)
    listed = len(shares) > 2 and all(_is_next_item(text, one, other) for one, other in pairwise(shares))
    listed = listed and not _SEVERAL.search(text[max(0, shares[0].start - _LEAD) : shares[0].start])
    listed = listed and all(
        _OF_WHOLE.search(one.left) for one in shares
    )  # 甲、乙、丙占…的23%、62%、45%: of three things
    two = len(shares) == _PAIR and all(significant(one) >= _SURE for one in shares)  # 占比45.1%,占比54.9%
    whole = value == ALL.low if two else len(shares) > _PAIR and fits
    split = split or _is_structure(text, shares)
    planned = any(one.quantity.role is Role.TARGET for one in shares)
    if (planned and not fits) or not (split or (over and listed) or whole):
        return
    yield of_a_hundred(shares, closed=split)


def _is_structure(text: str, shares: Sequence[Figure]) -> bool:
    """支出结构为:学费占18.0%、医疗占16.8%、生活占65.2%: all there is, where one digit would make it 100.

    What a list leaves out hardly ever lies one digit from 100 in shares with decimals.
    """
    opened = _STRUCTURE.search(text, max(shares[0].quantity.sentence[0], shares[0].start - _LEAD), shares[0].start)
    sharp = len(shares) > _PAIR and all(one.exact and 0 < one.last_place < 1 for one in shares)
    alone = shares[-1].index - shares[0].index == len(shares) - 1  # no amounts of which each share is checked
    gap = HUNDRED - sum((one.value for one in shares), Decimal(0))
    return opened is not None and alone and sharp and any(slip(one, one.value + gap) for one in shares)


def of_a_hundred(shares: Sequence[Figure], closed: bool) -> Relation:
    """Shares in per cent, or the numbers of one ratio, against 100; `closed`: they are all of it."""
    total = add(share.interval for share in shares)
    value = sum((share.value for share in shares), Decimal(0))
    fits = meets(total, ALL)
    sign = "≈" if fits else ">" if exceeds(total, ALL) else "<"
    unit = "%" if shares[0].is_percent else ""
    terms = tuple(term(one, "+" if place else "", one.digits) for place, one in enumerate(shares))
    whole, told = (constant(f"100{unit}"),), f"{plain(value)}{unit}"
    computation = Computation(Shape.SUM if closed else Shape.AT_MOST, terms, sign, whole, told, total, ALL)
    kind = RelationType.SUM if closed else RelationType.PARTIAL
    verdict = RelationVerdict.CONSISTENT if fits else RelationVerdict.INCONSISTENT
    return Relation(kind, tuple(share.id for share in shares), verdict, computation)
