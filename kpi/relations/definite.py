"""Small numbers told twice, where the words leave no doubt that it is one thing: whatever differs is a slip.

Two totals of the whole territory under one name; one deed told twice word for word; and a number taken up again
(开展8期照护服务…。8期照护工作累计服务950人次).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kpi.arithmetic.intervals import meets
from kpi.model import Bound, Measure, Relation, Role, SectionKind
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.at_one_time import one_time
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.restated import core, name_of, qualifiers, told_alike, told_twice
from kpi.relations.scopes import wholes_of

_WITHIN = pattern("relations", "words.within")
_YUAN = pattern("relations", "words.yuan")

_REVIEW = (SectionKind.REVIEW, SectionKind.PROBLEMS, SectionKind.ANNEX)
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_STOPS = expression("relations", "definite.stops")
_RATE = expression("relations", "definite.rate")
_LOW = expression("relations", "definite.low")
_WHOSE = expression("relations", "definite.whose")
_OF_ALL = expression("relations", "definite.of_all")
_QUOTES = re.compile(r"[“”\"‘’《》]")
_AGAIN = expression("relations", "definite.again")
_ALL_OF_THEM = expression("relations", "definite.all_of_them")
_PART = expression("relations", "definite.part")
_REGISTERED = expression("relations", "definite.registered")
_OWN_FIRST = expression("relations", "definite.own_first")
_SOME = expression("relations", "definite.some")
_BACK = 12
_MOST = 60
_LONG = 7  # a name so long, told with the same verb
_SHORT = 2
_EVENTS = word_list("relations", "definite.events")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = cues().data["definite"]
    return re.compile(alternatives(tuple(data["whole"]))), re.compile(alternatives(tuple(data["done"])))


def definite(page: Page) -> Iterator[Relation]:
    told = [figure for figure in page.figures if _eligible(page, figure)]
    yield from _totals(page, told)
    yield from _deeds(page, told)
    yield from _taken_up(page)
    yield from _rates(page)


def _eligible(page: Page, figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        quantity.role is Role.ACTUAL
        and quantity.bound is Bound.EXACT
        and not quantity.optional
        and not quantity.damaged
        and bool(figure.digits)
        and quantity.subject.measure in (Measure.LEVEL, Measure.RATE, Measure.SHARE)
        and page.kind(figure) in _REVIEW
        and not figure.depth
        and not _SOME.search(figure.left)
    )


def _totals(page: Page, told: Sequence[Figure]) -> Iterator[Relation]:
    """全区现有低保对象8652人 and 全区现有低保对象8562人: stocks of the whole territory under one name."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in told:
        if not _of_all(page, figure):
            continue
        name = core(page, figure, _REGISTERED)
        if len(_HANZI.findall(name)) < _SHORT or qualifiers(page, figure):
            continue
        groups.setdefault((figure.group, name, figure.quantity.subject.place), []).append(figure)
    named_after = [one for one in told if _OWN_FIRST.search(one.left)][:_MOST]
    for (group, name, _), figures in groups.items():
        rest = [one for one in named_after if one.group == group and one not in figures]
        after = [one for one in rest if _named_after(page, one, name)]
        yield from _pairs(page, sorted((*figures, *after), key=lambda one: one.index))


def _named_after(page: Page, figure: Figure, name: str) -> bool:
    """全县23家养老机构, the name behind the number."""
    right = page.text[figure.end : figure.end + len(name) + 1]
    return right.startswith(name) and not right.endswith(_WITHIN)


def _of_all(page: Page, figure: Figure) -> bool:
    """Said of all the territory in its own clause, of what there is, not of what was done."""
    whole, done = _words()
    return bool(whole.search(figure.left)) and not done.search(figure.left)


def _deeds(page: Page, told: Sequence[Figure]) -> Iterator[Relation]:
    """One thing done, told twice with the same verb and the same long name."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in told:
        verb = _words()[1].search(figure.left)
        if verb is None or figure.is_percent or figure.quantity.unit == _YUAN:
            continue
        name = name_of(page, figure)
        if len(name) < _LONG or len(_HANZI.findall(name)) < _LONG:
            continue
        groups.setdefault((figure.group, verb[0] + name, figure.quantity.subject.place), []).append(figure)
    for figures in groups.values():
        yield from _pairs(page, figures)


def _pairs(page: Page, figures: Sequence[Figure]) -> Iterator[Relation]:
    """Each against the first; a name of three and more different numbers is the name of several things."""
    if len({figure.value for figure in figures}) > 2:
        return
    first = figures[0]
    for figure in figures[1:]:
        near = figure.index - first.index == 1 and figure.paragraph == first.paragraph
        apart = not near and figure.quantity.sentence != first.quantity.sentence
        apart = apart and not _of_two_wholes(page, first, figure)
        if apart and one_time(page, first, figure) and qualifiers(page, first) == qualifiers(page, figure):
            yield _relation(first, figure)


def _of_two_wholes(page: Page, first: Figure, second: Figure) -> bool:
    """其中:…涉外组织类499个 of 社会团体, 其中:…涉外组织类49个 of 民办非企业单位: parts of two wholes."""
    wholes = [wholes_of(page).get(one.index) for one in (first, second)]
    return None not in wholes and wholes[0] != wholes[1]


def _relation(first: Figure, second: Figure) -> Relation:
    if not meets(first.interval, second.interval):
        return told_twice(first, second)
    return told_alike(first, second)


def _rates(page: Page) -> Iterator[Relation]:
    """养老机构入住率45%, and among the problems 入住率偏低，仅45%: the only two numbers of that rate."""
    groups: dict[str, list[Figure]] = {}
    for figure in page.percents:
        named = _RATE.search(figure.gap)
        if named is not None and figure.quantity.bound is Bound.EXACT:
            groups.setdefault(named[1], []).append(figure)
    for figures in groups.values():
        if len(figures) != 2 or any(one.quantity.role is not Role.ACTUAL for one in figures):
            continue
        first, second = figures
        complained = _LOW.search(second.gap) is not None and page.kind(first) in _REVIEW
        owners = [frozenset(_WHOSE.findall(one.gap)) for one in figures]
        # 民办养老机构入住率仅为46.3% is not of all of them.
        narrower = not owners[0] and any(not _OF_ALL.match(one) for one in _WHOSE.findall(second.left))
        alike = not narrower and (not (owners[0] and owners[1]) or owners[0] == owners[1])
        if complained and alike and first.quantity.sentence != second.quantity.sentence:
            yield _relation(first, second)


def _taken_up(page: Page) -> Iterator[Relation]:
    """建立了2家“时间银行”，…目前2个社区的“时间银行”均运转: a number that opens its clause, said of all."""
    for second in page.figures:
        quantity = second.quantity
        if quantity.bound is not Bound.EXACT or second.is_percent or not _AGAIN.match(second.left) or second.depth:
            continue
        clause = _STOPS.split(page.text[second.end : second.end + 24])[0]
        if quantity.optional or "/" in quantity.unit or not _ALL_OF_THEM.search(clause):
            continue
        noun = _QUOTES.sub("", _ALL_OF_THEM.split(clause)[0])
        first = _taken_from(page, second, noun)
        if first is not None:
            yield _relation(first, second)


def _taken_from(page: Page, second: Figure, noun: str) -> Figure | None:
    """The nearest number of the unit before it in the paragraph, if it counts what the noun says."""
    for first in reversed(page.figures[max(0, second.index - _BACK) : second.index]):
        if first.paragraph != second.paragraph:
            return None
        if first.group != second.group or first.depth:
            continue
        around = _QUOTES.sub("", first.left + _STOPS.split(page.text[first.end : first.end + 20])[0])
        exact = first.quantity.bound is Bound.EXACT and not first.quantity.optional
        shared = _shared(noun, around)
        enough = shared > _SHORT or (shared == _SHORT and second.quantity.unit in _EVENTS)
        return first if exact and enough and not _PART.search(first.left) else None
    return None


def _shared(left: str, right: str) -> int:
    """Length of the longest run of characters of `left` that stands in `right`."""
    best = 0
    for start in range(len(left)):
        while start + best < len(left) and left[start : start + best + 1] in right:
            best += 1
    return best
