"""Doubts of two numbers under one name: what says that the second is of something else, or of some of it."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile

from kpi.arithmetic.laws import HUNDRED
from kpi.model import RelationType
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import MARKS
from kpi.relations.accused import Accused
from kpi.relations.breakdowns import wholes_of_among
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_common, said_of
from kpi.relations.rules.parts import own
from kpi.relations.sums import slip

_FOR_SOME = expression("relations", "doubts_of_restated.for_some")
_GIVEN = expression("relations", "doubts_of_restated.given")
_SHARE = expression("relations", "doubts_of_restated.share")
_EXECUTED = expression("relations", "doubts_of_restated.executed")
_TIMES_IT = expression("relations", "figures.times_it")
_OWNER = expression("relations", "doubts_of_restated.owner")
_WHOSE = expression("relations", "doubts_of_restated.whose")
_SWAPPED = "restated.swapped"  # which itself says that the two are one
_NAMELESS = expression("relations", "doubts_of_restated.nameless")
_ALL_EVER = expression("relations", "doubts_of_restated.all_ever")
_NOW = expression("relations", "doubts_of_restated.now")
_END = 4  # characters of a name
_LIKE = 2  # further names that two lists have in common
_NEAR = 12  # figures around one in which its list is
_BODY = pattern("relations", "sums.body")  # the group of units under which bodies of all kinds are counted
_PAIRS = 2  # of characters that the share's whole and the other number have in common
_LINE = 40  # characters of a line that is a name
_TAIL = 3  # characters that two openings end with


def were_given_something(accused: Accused) -> bool:
    """五保对象1675人。…春节为1690名五保对象发放补贴: those who got something on a day are not those there are."""
    if not accused.is_of(RelationType.RESTATED, RelationType.PARTIAL, members=2):
        return False
    if accused.relation.rule == _SWAPPED:
        return False
    return [_served(accused.page, one) for one in accused.figures].count(True) == 1


def _served(page: Page, figure: Figure) -> bool:
    return _FOR_SOME.search(own(page, figure)) is not None and _GIVEN.match(page.text, figure.end) is not None


def is_some_of_it(accused: Accused) -> bool:
    """福利项目金额108万元。…金额102万元,占福利类项目资金的94.4%: a number that is told as a share of the other.

    Or as what was spent of it: 支出102万元,资金执行率94.4%.
    """
    if not accused.is_of(RelationType.RESTATED, RelationType.PARTIAL, members=2):
        return False
    one, other = accused.figures
    return _is_share_of(accused.page, one, other) or _is_share_of(accused.page, other, one)


def _is_share_of(page: Page, part: Figure, whole: Figure) -> bool:
    behind = page.figures[part.index + 1 : part.index + 2] if part.index >= 0 else []
    said = page.text[part.end : behind[0].start] if behind and behind[0].is_percent else ""
    if not said or behind[0].value >= HUNDRED:
        return False
    named = in_common(said, said_of(page, whole)) >= _PAIRS
    return _EXECUTED.fullmatch(said) is not None or (named and _SHARE.fullmatch(said) is not None)


def are_bases(accused: Accused) -> bool:
    """占计划7.1亿元的90.4%;…占计划6亿元的91.8%: of each a share is told, which is not told of one thing twice."""
    text = accused.page.text
    return accused.is_of(RelationType.RESTATED, members=2) and all(
        one.index >= 0 and _TIMES_IT.match(text, one.end) is not None for one in accused.figures
    )


def of_two_wholes(accused: Accused) -> bool:
    """申请200万元,其中补助96万元;…完成132万元,其中补助66万元: some of one number, and some of another."""
    if not accused.is_of(RelationType.RESTATED, members=2):
        return False
    split = wholes_of_among(accused.page)
    first, second = (split.get(one.id) for one in accused.figures)
    return (
        first is not None and second is not None and first.value != second.value and not slip(first, second.value)
    )


def of_two_owners(accused: Accused) -> bool:
    """青山省森林面积…,覆盖率41.36%。/ 云溪省森林面积…,覆盖率41.35%: openings alike, of two owners.

    Or under two names on lines of their own: 城关小学 / 有24个教学班…。/ 城东小学 / 有34个教学班….
    """
    if not accused.is_of(RelationType.RESTATED, members=2) or any(one.index < 0 for one in accused.figures):
        return False
    lines = {_name_above(accused.page, one) for one in accused.figures}
    if len(lines) > 1 and "" not in lines:
        return True
    first, second = (_opening(accused.page, one) for one in accused.figures)
    pairs = zip(reversed(first), reversed(second), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    heads = [one[: len(one) - tail + 1] for one in (first, second)]  # with the character that says what they are
    return tail >= _TAIL and heads[0] != heads[1] and all(map(_OWNER.search, heads))


def _name_above(page: Page, figure: Figure) -> str:
    """The line above a figure's paragraph, where it is the name of somebody and nothing else."""
    start = page.slots[page.paragraphs[figure.paragraph][0].index].line
    above = page.text[max(0, start - _LINE) : start].rstrip().rpartition("\n")
    whole = bool(above[1]) or start <= _LINE
    return above[2].strip() if whole and _WHOSE.fullmatch(above[2].strip()) else ""


def _opening(page: Page, figure: Figure) -> str:
    """The clause that opens a figure's paragraph, up to its first number."""
    first = page.paragraphs[figure.paragraph][0]
    return page.text[page.slots[first.index].clause : first.start]


def are_of_parallel_lists(accused: Accused) -> bool:
    """工业类114件,城建类136件,科教类121件。立案的,工业类113件,城建类118件,科教类97件: of two things."""
    if not accused.is_of(RelationType.RESTATED, RelationType.PARTIAL, members=2) or _in_tables(accused):
        return False
    page = accused.page  # of a rate the number that it stands behind
    told = (page.figures[one.index - 1] if one.is_percent and one.index else one for one in accused.figures)
    first, second = (_names_around(page, one) for one in told)
    alike = first.keys() & second.keys()
    return len(alike) >= _LIKE and sum(first[name] != second[name] for name in alike) > len(alike) // 2


def _in_tables(accused: Accused) -> bool:
    return any(one.index < 0 for one in accused.figures)


def _names_around(page: Page, figure: Figure) -> dict[str, Decimal]:
    """The other numbers of its unit near by in its paragraph, by the ends of their names."""
    near = page.figures[max(0, figure.index - _NEAR) : figure.index + _NEAR + 1]
    alike = (one for one in near if one.paragraph == figure.paragraph and one.group == figure.group)
    names = ((_NAMELESS.sub("", MARKS.sub("", own(page, one))).strip(), one) for one in alike if one is not figure)
    return {name[-_END:]: one.value for name, one in names if len(name) >= _PAIRS}


def are_stock_and_all(accused: Accused) -> bool:
    """现有登记1254个, 累计登记1482个: those there are now, and all there ever were."""
    if not accused.is_of(RelationType.RESTATED, RelationType.PARTIAL, members=2):
        return False
    said = [own(accused.page, one) for one in accused.figures]
    return any(_ALL_EVER.search(one) and _NOW.search(other) for one, other in (said, said[::-1]))


def stand_by_others(accused: Accused) -> bool:
    """普通高中48所,在校生12.06万人;高等院校7所,在校学生15.06万人: of two kinds of bodies."""
    if not accused.is_of(RelationType.RESTATED, members=2) or _in_tables(accused):
        return False
    if accused.relation.rule == _SWAPPED:
        return False
    page = accused.page
    before = [page.figures[one.index - 1] if one.index else one for one in accused.figures]
    inside = all(one is not told and one.sentence == told.sentence
                 for one, told in zip(before, accused.figures, strict=True))  # fmt: skip
    first, second = before
    alike = inside and first.group == second.group == _BODY != accused.figures[0].group
    return alike and first.value != second.value and not slip(first, second.value)
