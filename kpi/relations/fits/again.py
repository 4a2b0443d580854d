"""restated.fit: a long number told again further on, with words in common; also rounded, or with a digit off.

总盘子2846.31万元。… / 就本次抽查的2,846.31万元补齐公示资料. The more digits, the fewer words. 1.08亿元 and
10823.6万元 are one amount; 17971人 and 17791名 of one name are one number, miswritten.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache

from kpi.arithmetic.intervals import meets
from kpi.model import Measure, Relation, Role, SectionKind
from kpi.outline.expressions import pattern
from kpi.relations.at_one_time import one_time
from kpi.relations.cues import cues, either
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import around, fit_words, is_han, pairs_of, same_sentence, settled
from kpi.relations.restated import name_of, part_of_text, qualifiers, told_alike, told_twice
from kpi.relations.rules.parts import own
from kpi.relations.sums import slip

_EACH = pattern("relations", "words.each")
_OF = pattern("relations", "words.of")
_YUAN = pattern("relations", "words.yuan")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CONTEXT = 60
# Pairs of characters in common, by significant digits; of changes, which look alike, more.
_ENOUGH = {2: 2, 3: 1, 4: 1, 5: 0}
_OF_CHANGES = {3: 3, 4: 2, 5: 1}
_SURE = 4  # digits of a time told twice, and of a number miswritten
_TEN = 10
_NAME = 2  # characters behind a number that say what it counts
_SAME_NAME = 3  # characters
_TAKEN_UP = 1  # … of a number that 的 leads to
_LONG = 6
_SAME_WORDS, _SAME = 3, 0.6  # pairs of characters of what both count, and their share of the shorter
_MOST = 4
_RECENT = 40  # figures of a unit that may be told again rounded or miswritten
_END = 2  # characters of a noun
_ROUNDED = 3  # pairs of characters in common where only the interval meets


def told_again(page: Page) -> Iterator[Relation]:
    seen: dict[tuple[str, object], list[Figure]] = {}
    recent: dict[str, deque[Figure]] = {}
    for figure in page.figures:
        if not _may_be_told(page, figure):
            continue
        unit = figure.quantity.unit if "/" in figure.quantity.unit else figure.group
        equal = seen.setdefault((unit, figure.value), [])
        before = recent.setdefault(figure.group, deque(maxlen=_RECENT))
        again = next((one for one in reversed(equal[-_MOST:]) if _is_again(page, one, figure)), None)
        sharp = settled(figure) and "/" not in figure.quantity.unit and significant(figure) >= min(_OF_CHANGES)
        if again is not None:
            yield told_alike(again, figure)
        elif sharp and fit_words("said_before").search(own(page, figure)):
            yield from _referred(page, before, figure)
        elif sharp and not equal:
            yield from _nearly(page, before, figure)
        equal.append(figure)
        if sharp:
            before.append(figure)


def _may_be_told(page: Page, figure: Figure) -> bool:
    """Printed in digits and exactly; 每10万人 is of whom, and 10年 twice says nothing (82.43岁 does)."""
    if not figure.exact or not figure.digits or own(page, figure).endswith(_EACH):
        return False
    time = not figure.is_percent and figure.quantity.unit in cues().not_additive_units
    return not time or significant(figure) >= _SURE


def _is_again(page: Page, first: Figure, second: Figure) -> bool:
    digits = significant(first) - first.is_percent  # shares of many things look alike
    if same_sentence(page, first, second) or _asked(page, first) != _asked(page, second):
        return False
    common = shared_either_way(page, first, second)
    if _is_change(first) or _is_change(second) or "/" in first.quantity.unit:
        return digits >= min(_OF_CHANGES) and common >= _OF_CHANGES[min(digits, max(_OF_CHANGES))]
    name = name_of(page, second)
    if len(name) >= _SAME_NAME and name == name_of(page, first):
        return True
    if not second.is_percent:
        common += _noun(page, first) == _noun(page, second) != ""
        if own(page, second).endswith(_OF) and common >= _TAKEN_UP:
            return True
    if digits < min(_ENOUGH):
        return first.value >= _TEN and not first.is_percent and common > _ENOUGH[min(_ENOUGH)]
    return digits >= _LONG or common >= _ENOUGH[min(digits, max(_ENOUGH))] or _count_the_same(first, second)


def _asked(page: Page, figure: Figure) -> bool:
    """A target, or what stands in a plan: what was done this year is not what the next is to do."""
    planned = page.kind(figure) is SectionKind.PLAN and figure.quantity.role is not Role.BEFORE
    return planned or figure.quantity.role is Role.TARGET


def _noun(page: Page, figure: Figure) -> str:
    """建议 of 81件建议均已办复; "" where nothing that is a name stands behind a number."""
    behind = page.text[figure.end : figure.end + _NAME]
    return behind if len(behind) == _NAME and is_han(behind) else ""


def _is_change(figure: Figure) -> bool:
    return figure.quantity.subject.measure in (Measure.GROWTH, Measure.CHANGE)


def _count_the_same(first: Figure, second: Figure) -> bool:
    """去年结婚登记数768万对 and 全国结婚登记数为768.0万对: most of the words of what each counts."""
    names = [set(pairs_of(one.quantity.subject.text)) for one in (first, second)]
    common = len(names[0] & names[1])
    return common >= _SAME_WORDS and common >= _SAME * min(map(len, names))


def _nearly(page: Page, before: deque[Figure], figure: Figure) -> Iterator[Relation]:
    """Rounded (1.08亿元, 10823.6万元) under the same words, or the digits of one number in another order."""
    for one in reversed(before):
        swapped = _is_miswritten(one, figure)
        rounded = one.factor != figure.factor and meets(one.interval, figure.interval)
        if not (swapped or rounded) or same_sentence(page, one, figure):
            continue
        if not one_time(page, one, figure):
            continue
        if rounded:
            words = shared(page, one, figure)
            if words >= _ROUNDED or (words == _ROUNDED - 1 and _end_alike(page, one, figure)):
                yield told_alike(one, figure)
                return
            continue
        named = pairs_in(around(page, figure), around(page, one)) >= _words_wanted(one, figure)
        alike = qualifiers(page, one) == qualifiers(page, figure)
        if named and alike and part_of_text(page, one) == part_of_text(page, figure):
            yield told_twice(one, figure)
            return


def _words_wanted(first: Figure, second: Figure) -> int:
    """How many pairs of characters two miswritten numbers need in common: turned and long ones fewer."""
    if sorted(first.digits) != sorted(second.digits):
        return _ROUNDED + 1
    digits = min(significant(first), significant(second))
    if second.base == _YUAN and digits < _LONG:  # sums of money are of many things that are called alike
        return _ROUNDED + 1
    return 1 if digits >= _LONG else _ROUNDED


def _end_alike(page: Page, first: Figure, second: Figure) -> bool:
    """低保金支出 and 复核低保金支出: the same noun right before both, bare of what is done."""
    ends = {name_of(page, one)[-_END:] for one in (first, second)}
    return len(ends) == 1 and len(ends.pop()) == _END


def _referred(page: Page, before: deque[Figure], figure: Figure) -> Iterator[Relation]:
    """前述1697名孤儿: a number told before; the only one that is one slip away, where none is equal."""
    equal = [one for one in before if one.value == figure.value]
    if equal:
        yield told_alike(equal[-1], figure)
        return
    off = [one for one in before if one.factor == figure.factor and slip(one, figure.value)]
    if len(off) == 1:
        yield told_twice(off[0], figure)


def _is_miswritten(first: Figure, second: Figure) -> bool:
    """One digit of a number of four or more is another, or two neighbours changed places."""
    left, right = first.digits, second.digits
    if first.factor != second.factor or len(left) != len(right) or significant(first) < _SURE:
        return False
    off = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(off) == 1:
        return significant(second) >= _SURE
    if len(off) != 2 or off[1] - off[0] != 1:
        return False
    return left[off[0]] == right[off[1]] and left[off[1]] == right[off[0]]


def shared(page: Page, first: Figure, second: Figure) -> int:
    """Pairs of characters that the second's own words have in common with what stands around the first."""
    return pairs_in(around(page, second), context_of(page, first))


def shared_either_way(page: Page, first: Figure, second: Figure) -> int:
    """The same of the one that has more."""
    return max(shared(page, first, second), shared(page, second, first))


def context_of(page: Page, figure: Figure) -> str:
    """What stands around a figure, from the beginning of its sentence."""
    low = max(page.slots[figure.index].sentence, figure.start - _CONTEXT)
    return page.text[low : figure.start] + around(page, figure)


def pairs_in(said: str, context: str) -> int:
    """Pairs of characters of what is said that the context has too, without words that say nothing."""
    return sum(1 for pair in _pairs(said) if pair in context)


def pairs_beyond(said: str, context: str) -> int:
    """… and that it has not."""
    return sum(1 for pair in _pairs(said) if pair not in context)


def _pairs(said: str) -> set[str]:
    words = _HAN.findall(_filler().sub("|", said))
    return {word[n : n + 2] for word in words for n in range(len(word) - 1)}


@cache
def _filler() -> re.Pattern[str]:
    """Words that say nothing of what is counted (全市, 财政, 截至)."""
    return either([word for word in cues().data["restated"]["filler"] if len(word) > 1 and word.isalpha()])
