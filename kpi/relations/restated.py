"""The same thing told twice: equal numbers of one subject, and unequal ones where nothing else can be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from kpi.arithmetic.intervals import meets
from kpi.model import (
    Bound,
    Computation,
    Measure,
    Relation,
    RelationType,
    RelationVerdict,
    Role,
    SectionKind,
    Shape,
)
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.at_one_time import before, dates_in, one_basis, one_time
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once, significant
from kpi.relations.notes import plain, term, unit_name
from kpi.relations.sums import slip

_AMONG_WORD = pattern("relations", "words.among")
_AT_PRESENT = pattern("relations", "words.at_present")
_NOW = pattern("relations", "words.now")
_PERSON = pattern("relations", "words.person")
_PIECE = pattern("relations", "words.piece")
_YUAN = pattern("relations", "words.yuan")

_REVIEW = (SectionKind.REVIEW, SectionKind.PROBLEMS)
_BRACKET = re.compile(r"^\([^()\d]{1,12}\)")
_OWN = expression("relations", "restated.own")
_DEFINITE = expression("relations", "restated.definite")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_PLACES = expression("relations", "restated.places")
_AMONG = expression("relations", "restated.among")
_STOP = expression("relations", "restated.stop")
_MOST = 40
_SERIES = 3  # a number that is one digit from more others than this is one of a series
_FEWEST_DIGITS = 2
_TELLING = 4
_SWAPPED = "~"  # before two neighbouring digits in any order
_LONG_NAME = 6  # a name so long is of one thing, even where its number is short
_SCALELESS = word_list("relations", "restated.scaleless")  # sizes and times that are named, not counted


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = cues().data["restated"]
    return (
        re.compile("|".join(data["filler"])),
        re.compile(alternatives(tuple(data["partial"]))),
        re.compile(alternatives(tuple(data["cumulative"]))),
    )


def core(page: Page, figure: Figure, without: re.Pattern[str] | None = None) -> str:
    """What is counted, bare of verbs, places, totals, what `without` finds: 登记农村留守儿童 → 农村留守儿童."""
    text = figure.quantity.subject.text
    right = page.text[figure.end : figure.end + 24]
    if text and right.startswith(text):
        bracket = _BRACKET.match(right[len(text) :])
        text += bracket[0] if bracket else ""
    return bare(text if without is None else without.sub("", text))


@once
def name_of(page: Page, figure: Figure) -> str:
    """What is counted, as `core` says it, asked again and again."""
    return core(page, figure)


@lru_cache(maxsize=8192)
def bare(subject: str) -> str:
    """A subject without verbs, places and totals; the same for numbers of one thing."""
    previous = None
    while previous != subject:
        previous, subject = subject, _words()[0].sub("", subject)
    return subject


def restated(page: Page) -> Iterator[Relation]:
    cores = {figure.id: name_of(page, figure) for figure in page.figures if _eligible(figure)}
    told = [figure for figure in page.figures if cores.get(figure.id)]
    names = _values_by_name(told, cores)
    yield from _equal(page, told, cores, names)
    yield from _slips(page, told, cores, names)
    yield from _unequal(page, cores)
    yield from _areas(page, told, cores)
    yield from _more_than_all(page, cores)


def _eligible(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        not figure.is_percent
        and quantity.role is not Role.BEFORE
        and not quantity.optional
        and quantity.bound is Bound.EXACT
        and quantity.subject.measure in (Measure.LEVEL, Measure.CHANGE)
        and ("/" not in quantity.unit or quantity.role is Role.STANDARD)
        and bool(figure.digits)
    )


def _values_by_name(told: Sequence[Figure], cores: dict[str, str]) -> dict[tuple[str, str], set[Decimal]]:
    """A name that stands by many different numbers is the name of many things."""
    values: dict[tuple[str, str], set[Decimal]] = {}
    for figure in told:
        values.setdefault((figure.group, cores[figure.id]), set()).add(figure.value)
    return values


_Names = dict[tuple[str, str], set[Decimal]]


def _equal(page: Page, told: Sequence[Figure], cores: dict[str, str], names: _Names) -> Iterator[Relation]:
    """Equal numbers of one thing. Consistent only where a slip in one of them would be called one."""
    groups: dict[tuple[str, Decimal], list[Figure]] = {}
    for figure in told:
        groups.setdefault((figure.group, figure.value), []).append(figure)
    for figures in groups.values():
        clusters: list[list[Figure]] = []
        for figure in figures[:_MOST]:
            homes = [c for c in clusters if any(_one_thing(page, one, figure, cores, names, 2) for one in c)]
            clusters = [c for c in clusters if c not in homes]
            clusters.append([*(one for home in homes for one in home), figure])
        for cluster in clusters:
            if len(cluster) > 1:
                yield told_alike(*cluster)


def _slips(page: Page, told: Sequence[Figure], cores: dict[str, str], names: _Names) -> Iterator[Relation]:
    """Numbers of one thing that differ in one digit, or in two neighbours that changed places."""
    kinds = [
        (figure.group, figure.factor, len(figure.digits)) for figure in told
    ]  # only of one kind are two alike
    several = Counter(kinds)
    masked: dict[tuple[str, Decimal, int], dict[str, list[Figure]]] = {}
    pairs: list[tuple[Figure, Figure]] = []
    for figure, kind in zip(told, kinds, strict=True):
        if len(figure.digits) < _FEWEST_DIGITS or several[kind] == 1:
            continue
        alike = masked.setdefault(kind, {})
        for shape in _miswritten(figure.digits):
            for other in alike.get(shape, ())[-_MOST:]:
                if _SWAPPED in shape and cores[other.id] != cores[figure.id]:
                    continue
                if not meets(other.interval, figure.interval) and _one_thing(page, other, figure, cores, names, 3):
                    pairs.append((other, figure))
            alike.setdefault(shape, []).append(figure)
    often = Counter(one.index for pair in pairs for one in pair)
    yield from (told_twice(*pair) for pair in pairs if all(often[one.index] <= _SERIES for one in pair))


def _miswritten(digits: str) -> Iterator[str]:
    """What a number has in common with those one slip away: all digits but one, or two neighbours in any order."""
    for place in range(len(digits)):
        yield f"{digits[:place]}*{digits[place + 1 :]}"
        pair = digits[place : place + 2]
        if len(set(pair)) == 2 and pair.isdigit():
            yield f"{digits[:place]}{_SWAPPED}{''.join(sorted(pair))}{digits[place + 2 :]}"


def _one_thing(page: Page, left: Figure, right: Figure, cores: dict[str, str], names: _Names, others: int) -> bool:
    """Whether two numbers alike in their digits speak of one thing, at one time, in one role.

    Four telling digits need words in common; three need one name, which at most `others` numbers bear.
    """
    if min(left.significant, right.significant) < _FEWEST_DIGITS:
        return False
    if left.quantity.sentence == right.quantity.sentence or left.unit_text.strip() in _SCALELESS:
        return False
    if left.index + 1 == right.index and left.paragraph == right.paragraph:
        return False
    least, most = sorted((significant(left), significant(right)))
    first, second = cores[left.id], cores[right.id]
    shorter, longer = sorted((first, second), key=len)
    within = len(shorter) >= 4 and shorter in longer
    if first != second and most < _TELLING and not within:
        return False
    if left.quantity.role is not right.quantity.role or part_of_text(page, left) != part_of_text(page, right):
        return False
    if qualifiers(page, left) != qualifiers(page, right) or not one_time(page, left, right):
        return False
    if first == second and len(names[left.group, first]) <= others:
        hanzi = len(_HANZI.findall(first))
        if hanzi >= 4 and (most >= 3 or hanzi >= _LONG_NAME):
            return True
    pairs = sum(1 for n in range(len(shorter) - 1) if shorter[n : n + 2] in longer)
    return (least >= 3 and within) or (most >= _TELLING and (pairs >= 2 or (pairs > 0 and shorter in longer)))


def part_of_text(page: Page, figure: Figure) -> str:
    kind = page.kind(figure)
    done = kind is SectionKind.ANNEX and figure.quantity.role is Role.ACTUAL
    return SectionKind.REVIEW if done or kind in _REVIEW else kind


def partial() -> re.Pattern[str]:
    """Words that make of a thing another number (新增, 其中, 以上)."""
    return _words()[1]


@once
def qualifiers(page: Page, figure: Figure) -> frozenset[str]:
    """新增, 其中, 以上: words that make of a thing another number."""
    return frozenset(_words()[1].findall(_clause(page, figure).replace(_NOW, "").replace(_AT_PRESENT, "")))


def _areas(page: Page, told: Sequence[Figure], cores: dict[str, str]) -> Iterator[Relation]:
    """全区12个街道(社管办): how many there are of a kind of place; any two such numbers must agree."""
    first: dict[str, Figure] = {}
    for figure in told:
        kind = _PLACES.match(page.text[figure.end : figure.end + 24]) if figure.group == _PIECE else None
        if kind is None:
            continue
        before = page.text[max(figure.quantity.sentence[0], figure.start - 2) : figure.start]
        low = figure.start - len(before)
        if not _OWN.search(before) or _AMONG.search(page.text[max(0, low - 1) : low]):
            continue  # 在全区8个街道: perhaps in some of them
        known = first.setdefault(f"{kind[1]}()" if kind[2] else kind[1], figure)
        if known is figure or known.quantity.role is not figure.quantity.role:
            continue
        if known.value != figure.value:
            yield told_twice(known, figure)
        else:
            yield told_alike(known, figure)


def _unequal(page: Page, cores: dict[str, str]) -> Iterator[Relation]:
    """Unequal totals of one thing: one slip of the pen apart, or sums of money of one name and one time."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in page.figures:
        name = cores.get(figure.id, "")
        if figure.depth or len(name) < 4 or len(_HANZI.findall(name)) < 4:
            continue
        if figure.quantity.role is Role.ACTUAL and page.kind(figure) in _REVIEW:
            groups.setdefault((figure.group, name), []).append(figure)
    for (_, name), figures in groups.items():
        if not 2 <= len(figures) <= 4 or len({figure.value for figure in figures}) != 2:
            continue
        for figure in figures[1:]:
            first = figures[0]
            if not meets(figure.interval, first.interval) and _contradict(page, first, figure, name):
                yield told_twice(first, figure)
                break


def _contradict(page: Page, first: Figure, second: Figure, name: str) -> bool:
    beside = first.index + 1 == second.index and first.paragraph == second.paragraph
    if beside or first.quantity.sentence == second.quantity.sentence:
        return False
    if any(_words()[1].search(_clause(page, figure)) for figure in (first, second)):
        return False
    if not one_basis(page, first, second):
        return False
    if not one_time(page, first, second):
        return False
    slipped = slip(first, second.value) if first.factor == second.factor else ""
    if slipped:
        digits = min(significant(first), significant(second))
        return digits >= (2 if sorted(slipped) == sorted(first.digits) else 3)
    dates = [set(dates_in(before(page, figure))) for figure in (first, second)]
    if (dates[0] and dates[1] and dates[0] != dates[1]) or any(
        _AMONG_WORD in before(page, one) for one in (first, second)
    ):
        return False
    if any(_of_some(page, figure) for figure in (first, second)):
        return False
    cumulative = _words()[2]
    money = first.quantity.unit == _YUAN and len(name) >= 6
    return money and all(cumulative.search(_sentence(page, figure)) for figure in (first, second))


def _of_some(page: Page, figure: Figure) -> bool:
    """Money paid to a number of people that the same sentence gives: not all that was paid."""
    previous = page.figures[figure.index - 1] if figure.index else None
    return (
        previous is not None
        and previous.group == _PERSON
        and previous.quantity.sentence == figure.quantity.sentence
    )


def _clause(page: Page, figure: Figure) -> str:
    return figure.left + _STOP.split(page.text[figure.end : figure.end + 4])[0]


def _sentence(page: Page, figure: Figure) -> str:
    start = page.text.rfind("\n", 0, figure.start)
    return page.text[max(start, figure.start - 160) : figure.start]


def meets_cut(figure: Figure, finer: Figure) -> bool:
    """Rounded or cut short, the finer number is the figure."""
    return meets(figure.interval, finer.interval) or (figure.cut is not None and meets(figure.cut, finer.interval))


def told_alike(*figures: Figure) -> Relation:
    """One thing told again, alike; the first in the text comes first."""
    return told_again(figures, RelationVerdict.CONSISTENT)


def told_twice(first: Figure, second: Figure) -> Relation:
    """One thing told again, otherwise."""
    off = f"{plain(abs(first.value - second.value) / first.factor)}{unit_name(first)}"
    return told_again((first, second), RelationVerdict.INCONSISTENT, off)


def told_again(figures: Sequence[Figure], verdict: RelationVerdict, off: str = "") -> Relation:
    """The same of any number of figures; `off` shows how far they are apart."""
    alike = "=" if len({one.value for one in figures}) == 1 else "≈"
    sign = alike if verdict is RelationVerdict.CONSISTENT else "≠"
    *terms, last = (term(one, sign if place else "") for place, one in enumerate(figures))
    computation = Computation(
        Shape.SAME, tuple(terms), sign, (last._replace(sign=""),), "", figures[0].interval, figures[-1].interval,
        off,
    )  # fmt: skip
    return Relation(RelationType.RESTATED, tuple(one.id for one in figures), verdict, computation)


def _more_than_all(page: Page, cores: dict[str, str]) -> Iterator[Relation]:
    """全市共有 S N 人, and elsewhere more than N of the same S."""
    totals: dict[tuple[str, str], Figure] = {}
    for figure in page.figures:
        name = cores.get(figure.id, "")
        if (
            len(name) >= 4
            and page.kind(figure) in _REVIEW
            and _DEFINITE.search(figure.left)
            and _own(page, figure)
        ):
            totals.setdefault((figure.group, name), figure)
    if not totals:
        return
    for figure in page.figures:
        name = cores.get(figure.id, "")
        whole = totals.get((figure.group, name))
        if whole is None or whole is figure or figure.quantity.role is not Role.ACTUAL:
            continue
        if figure.value <= whole.value or page.kind(figure) not in _REVIEW or figure.value > whole.value * 2:
            continue
        if whole.quantity.sentence == figure.quantity.sentence or not one_time(page, whole, figure):
            continue
        computation = Computation(
            Shape.AT_MOST, (term(figure),), ">", (term(whole),), "", figure.interval, whole.interval
        )
        yield Relation(RelationType.PARTIAL, (whole.id, figure.id), RelationVerdict.INCONSISTENT, computation)


def _own(page: Page, figure: Figure) -> bool:
    return bool(_OWN.search(page.text[max(figure.quantity.sentence[0], figure.start - 30) : figure.start]))
