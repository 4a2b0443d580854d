"""restated.swapped: two numbers of one unit whose neighbouring digits changed places.

结余161.63万元。…年末仍有116.63万元未能形成支出: that two numbers of five digits in one report differ by nothing
but the order of two neighbours is no chance (none of 175 real reports holds such a pair), whatever words stand by
them, unless one is said to be a total, of which the other may be the most. Of four or three digits
(床位4870张,…全县4780张床位) they have to be called alike, the more so the fewer the digits; four digits with three
pairs of characters in common decide whatever else is said (175 real reports hold no such pair either). Two numbers
that other relations bear out are two things, which whoever gathers relations sees to.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.at_one_time import one_time
from kpi.relations.figures import Figure, Page, once, significant
from kpi.relations.fits.again import context_of, pairs_beyond, pairs_in
from kpi.relations.fits.near import around, fit_words, settled
from kpi.relations.restated import name_of, part_of_text, qualifiers, told_twice
from kpi.relations.rules.parts import own
from kpi.relations.slips import turned

_YUAN = pattern("relations", "words.yuan")
_OF_ALL = expression("relations", "rules_swapped.of_all")
_MEASURES = expression("relations", "rules_swapped.measures")
_PLACE = expression("relations", "rules_swapped.place")
_HEAD = 2  # characters of a noun
# Units of anything at all.
GENERIC = frozenset(word_list("relations", "rules_swapped.generic"))
_LONG = 5  # significant digits
_FEWEST = 2  # 270 turned is 207
_ALIKE = {3: 2, 4: 1}  # pairs of characters in common, by significant digits; of money one more
_MUCH_ALIKE = 3  # of four digits so much in common decides, in whatever part and with whatever other words
_MOST = 8  # numbers of the same digits that are looked at; more are a series


def swapped(page: Page) -> Iterator[Relation]:
    seen: dict[tuple[str, object, str], list[Figure]] = {}
    for figure in (*page.cells.values(), *page.figures):
        if not _may_be_told(figure):
            continue
        alike = seen.setdefault((figure.group, figure.factor, "".join(sorted(figure.digits))), [])
        known = any(one.value == figure.value for one in alike)
        for one in () if known or len(alike) > _MOST else reversed(alike):
            if not turned(one.digits, figure.digits):
                continue
            if max(significant(one), significant(figure)) >= min(_ALIKE) and _is_one(page, one, figure):
                yield told_twice(one, figure)
                break
        alike.append(figure)


def _may_be_told(figure: Figure) -> bool:
    quantity = figure.quantity
    told = quantity.bound is Bound.EXACT and not quantity.optional and bool(figure.digits)
    least = _LONG if figure.is_percent else _FEWEST
    return told and "/" not in quantity.unit and significant(figure) >= least


def _is_one(page: Page, one: Figure, figure: Figure) -> bool:
    if one.index < 0 and figure.index < 0:
        return False  # two cells
    if one.index >= 0 and one.sentence == figure.sentence:
        return False
    if min(significant(one), significant(figure)) < _LONG:
        return _are_called_alike(page, one, figure)
    if one.index < 0 or figure.index < 0:
        return True  # 全年共减免448.29万元, and in the column of the year 448.92: a cell names no total of its own
    total = fit_words("total")
    return bool(total.search(own(page, one))) == bool(total.search(own(page, figure)))


def _are_called_alike(page: Page, one: Figure, figure: Figure) -> bool:
    """By what they count; two in the text also have to be of one time and of the whole of it, or of a part."""
    if not settled(one) or not settled(figure):
        return False
    context = _called(page, one)
    alike = pairs_in(_called(page, figure), context)
    if min(significant(one), significant(figure)) > min(_ALIKE) and alike >= _MUCH_ALIKE:
        return True  # 落实水利投资23.65亿元。…在去年水利投资26.35亿元的基数上再增一成
    if one.index < 0:
        period, other = one.quantity.period, figure.quantity.period
        return alike > 0 and context in _called(page, figure) and period.end == other.end
    if qualifiers(page, one) != qualifiers(page, figure) or one.depth != figure.depth:
        return False
    if part_of_text(page, one) != part_of_text(page, figure) or not one_time(page, one, figure):
        return False
    digits = min(max(_ALIKE), max(significant(one), significant(figure)))
    wanted = _ALIKE[digits] + (figure.base == _YUAN and digits == min(_ALIKE))
    wanted -= wanted > 1 and figure.base not in GENERIC  # 146对, 164对: few things are counted in 对
    if _OF_ALL.search(own(page, figure)):
        return alike >= max(1, wanted - 1)
    if alike >= wanted and not pairs_beyond(own(page, figure), context):  # 对在岗的568名
        return True
    return _is_said_of(page, one, figure, wanted)


def _is_said_of(page: Page, one: Figure, figure: Figure, wanted: int) -> bool:
    """What the second counts is told around the first, from the beginning of its sentence; measures name nothing.

    适老化改造完成416户 and 床位、适老化改造提前完成,为461户; not 残疾人家属 and 残疾人, nor 城市留守儿童 and
    农村留守儿童.
    """
    context = context_of(page, one)
    first, second = (_PLACE.sub("", name_of(page, each)) for each in (one, figure))
    head = second[-_HEAD:]
    two_kinds = first.endswith(head) and first not in second and second not in first
    if len(head) < _HEAD or head not in context or two_kinds:
        return False
    return pairs_in(_MEASURES.sub("|", around(page, figure)), context) >= wanted


@once
def _called(page: Page, figure: Figure) -> str:
    """What a number counts and the words around it; of a cell its row and column."""
    said = figure.quantity.subject.text
    return said if figure.index < 0 else f"{said},{around(page, figure)}"
