"""restated.taken-up: a number before its noun that takes up the one told behind it, in any section.

全县在册低保对象9873人。…管好9873名低保对象; 床位2640张。…对全县2640张床位分类定级. A number that opens
its clause, is what something is done to (对, 将, 管好) or is pointed at (此次, 上述) is of what is known. Equal
ones are told alike; another number only where one slip makes it the largest that was told of the noun, and the
shorter it is, the plainer the words have to say that all of it is meant (逐一, 全部, 此次); further off only of a
long name of which one other number was told (1203名特困供养对象中).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from kpi.model import Relation, Role
from kpi.outline.marks import MARKS
from kpi.relations.at_one_time import one_time
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page, once, significant
from kpi.relations.fits.near import fit_words
from kpi.relations.restated import part_of_text, qualifiers, told_alike, told_twice
from kpi.relations.rules.parts import own
from kpi.relations.sums import slip

_words = partial(listed, "taken_up_rule")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_RECENT = 80  # figures of a group that may be taken up
_BEHIND = 24  # characters behind a number: its noun and what is done
_NOUN = 2  # characters of a noun, at least
_LONGEST = 10
_FEW, _LONG = 2, 4  # digits
_NAME = 4  # characters of a name that is of one thing alone
_STALE = Decimal("0.3")  # of a number that was not brought up to date


def taken_up(page: Page) -> Iterator[Relation]:
    recent: dict[str, deque[Figure]] = {}
    for figure in page.figures:
        if not _may_be_told(figure):
            continue
        before = recent.setdefault(figure.group, deque(maxlen=_RECENT))
        noun = _noun(page, figure) if len(figure.digits) >= _FEW else ""
        if noun and is_known(page, figure):
            yield from _told(page, list(before), figure, noun)
        before.append(figure)


def _may_be_told(figure: Figure) -> bool:
    quantity = figure.quantity
    told = figure.exact and quantity.role is not Role.BEFORE
    return told and bool(figure.digits) and "/" not in quantity.unit and not figure.is_percent


@once
def _noun(page: Page, figure: Figure) -> str:
    """The Chinese characters behind a number, up to a mark: its noun, and perhaps what is done."""
    found = _HAN.match(page.text, figure.end + page.text.startswith(" ", figure.end), figure.end + _BEHIND)
    said = found[0] if found is not None else ""
    return _words("of").sub("", said, count=1) if not figure.depth else ""


def is_known(page: Page, figure: Figure) -> bool:
    """Said of what was told: it opens its clause, something is done to it, or it is pointed at."""
    said = _lead(page, figure)
    return _words("known").search(said) is not None and not _words("unknown").search(said)


def _lead(page: Page, figure: Figure) -> str:
    """What leads to a number, through those that are joined with it: 用好612名护理员和4368张养老床位."""
    said = own(page, figure)
    previous = page.figures[figure.index - 1] if figure.index else None
    beside = previous is not None and page.slots[previous.index].clause == page.slots[figure.index].clause
    if previous is not None and beside and (joined := _words("joined").fullmatch(said)) is not None:
        return own(page, previous) if joined["noun"] else said
    return said


def _told(page: Page, before: Sequence[Figure], figure: Figure, noun: str) -> Iterator[Relation]:
    named = [one for one in before if (word := common(page, one, noun)) and len(word) >= _NOUN]
    equal = [one for one in named if one.value == figure.value]
    if equal:
        alike = [one for one in equal if _is_again(page, one, figure, noun)]
        if alike and not _same_clause(page, alike[-1], figure):
            yield told_alike(alike[-1], figure)
        return
    first = _slipped(page, named, figure, noun) or _left_standing(page, named, figure, noun)
    if first is not None:
        yield told_twice(first, figure)


def _left_standing(page: Page, named: Sequence[Figure], figure: Figure, noun: str) -> Figure | None:
    """农村幸福院143个。…131个农村幸福院多数没有经费: all of a long name, of which one other number was told."""
    whole = [one for one in named if _is_whole(page, one, noun) and len(common(page, one, noun)) >= _NAME]
    whole = [one for one in whole if not fit_words("then").search(own(page, one))]
    first = whole[-1] if len({one.value for one in whole}) == 1 else None
    if first is None or qualifiers(page, figure) or figure.depth or significant(figure) < _FEW:
        return None
    rest = noun[len(common(page, first, noun)) :]
    lead = _words("whole").sub("", _lead(page, figure)).strip()
    near = abs(first.value - figure.value) <= _STALE * max(first.value, figure.value)
    all_of_them = not lead and _words("of_all").match(rest) is not None
    apart = first.sentence != figure.sentence and part_of_text(page, first) == part_of_text(page, figure)
    return first if near and all_of_them and apart and one_time(page, first, figure) else None


def _is_again(page: Page, one: Figure, figure: Figure, noun: str) -> bool:
    """省级 of 省级以上研发机构71家 is no noun: the word in common ends its words, or is longer."""
    word = common(page, one, noun)
    named = len(word) > _NOUN or _ends_so(page, one, word) or _pointed(page, figure)
    return named and significant(one) >= _FEW and _is_of_now(page, one, figure)


def _is_of_now(page: Page, one: Figure, figure: Figure) -> bool:
    """15件实事全部办结 of the review are not the 15件 of the next plan: a plan takes up what there is."""
    return part_of_text(page, one) == part_of_text(page, figure) or not _words("deed").search(one.name)


def _same_clause(page: Page, one: Figure, figure: Figure) -> bool:
    return page.slots[one.index].clause == page.slots[figure.index].clause


def _slipped(page: Page, named: Sequence[Figure], figure: Figure, noun: str) -> Figure | None:
    """The largest number of that very noun, told of all, where this is a slip of it."""
    whole = [one for one in named if _is_whole(page, one, noun)]
    near = [one for one in whole if part_of_text(page, one) == part_of_text(page, figure)]
    for kind in (near, [one for one in whole if one not in near]):
        first = max(kind, key=lambda one: one.value, default=None)
        if first is not None and slip(first, figure.value) and _is_of_now(page, first, figure):
            sure = _is_sure(page, first, figure, noun)
            apart = first.quantity.sentence != figure.quantity.sentence
            return first if sure and apart and one_time(page, first, figure) else None
    return None


def _is_whole(page: Page, one: Figure, noun: str) -> bool:
    """Of the noun itself and all of it: nothing of it is left behind the word, nor only a part meant."""
    word = common(page, one, noun)
    return not one.depth and not qualifiers(page, one) and _ends_so(page, one, word)


def _ends_so(page: Page, one: Figure, word: str) -> bool:
    said = _bare(one.label), _bare(one.quantity.subject.text)
    return any(words.endswith(word) for words in said) or _noun(page, one).startswith(word)


def _pointed(page: Page, figure: Figure) -> bool:
    return _words("pointed").search(_lead(page, figure)) is not None


def _is_sure(page: Page, first: Figure, figure: Figure, noun: str) -> bool:
    """Whether the words leave no doubt, the fewer the digits the less."""
    word = common(page, first, noun)
    rest = noun[len(word) :]
    lead = _lead(page, figure)
    pointed = _pointed(page, figure)
    some = _words("some").search(lead) is not None and not pointed and _words("whole").search(lead) is None
    if some or qualifiers(page, figure) or not (pointed or not rest or _words("behind").match(rest)):
        return False
    digits = min(len(first.digits.replace(".", "")), significant(figure) + 1)
    clause = MARKS.split(page.text[figure.end : figure.end + _BEHIND])[0]
    all_of_it = pointed or _words("all").search(clause) is not None
    return all_of_it or digits >= _LONG or (digits > _FEW and _words("kept").search(lead) is not None)


def common(page: Page, one: Figure, noun: str) -> str:
    """The longest beginning of `noun` that stands in a number's own words or right behind it."""
    said = _said(page, one)
    if noun[:_NOUN] not in said:
        return ""
    size = next((n for n in range(min(len(noun), _LONGEST), 1, -1) if noun[:n] in said), 0)
    return noun[:size]


@once
def _said(page: Page, figure: Figure) -> str:
    """What a number's words, its subject and the noun behind it say."""
    return f"{figure.label}|{figure.quantity.subject.text}|{_noun(page, figure)}"


def _bare(said: str) -> str:
    """Words that lead to a number, without what counts and joins at their end."""
    return _words("counting").sub("", said)
