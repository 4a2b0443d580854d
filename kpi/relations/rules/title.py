"""restated.title: a number of the title, and the number of the text that it is of.

老年食堂开到126家 over 全市老年食堂已建成162家. A title tells what the text tells, rounded or cut short too. Where
no number of its unit in the text is the one of the title, the one that bears its name is told if one slip, and
nothing else, parts them. A number of three digits needs no name where it is the same, nor where its neighbouring
digits changed places and few things are counted in its unit (1374对, 1347对) or it has five digits or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation
from kpi.outline.marks import FULL_STOP, LINE_END, SPAN_STOP
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.again import shared, shared_either_way
from kpi.relations.restated import meets_cut, told_alike, told_twice
from kpi.relations.rules.swapped import GENERIC
from kpi.relations.slips import turned
from kpi.relations.sums import slip

_TITLE = 60  # characters of a line that is a title
_DIGITS = 2  # of a number that is told again
_LONG = 3  # … without its name
_LONGEST = 5  # of which two numbers differ by nothing but the order of two neighbours by no chance, of anything
_NAME = 2  # pairs of characters in common
_FURTHER = 3  # paragraphs under a title, behind the first
_BODY = 60  # figures of a paragraph that a title may tell
_HEADS = 8  # paragraphs with numbers at the head of a report
_FAR = 200  # characters in which its sentence ends


def titles(page: Page) -> Iterator[Relation]:
    yield from _of_heads(page)
    for place, (above, below) in enumerate(pairwise(page.paragraphs)):
        if not _is_title(page, above[0], below[0]):
            continue
        for told in above:
            if told.exact and told.significant >= _DIGITS:
                yield from _of(page, told, below) or _further(
                    page, told, page.paragraphs[place + 2 : place + 2 + _FURTHER]
                )


def _of_heads(page: Page) -> Iterator[Relation]:
    """The titles over the report, whatever stands between them and its first sentences."""
    sentences = [_has_sentences(page, figures) for figures in page.paragraphs[:_HEADS]]
    heads = sentences.index(True) if True in sentences else 0
    body = [one[:_BODY] for one in page.paragraphs[heads : heads + 1 + _FURTHER] if _has_sentences(page, one)]
    for figures in page.paragraphs[:heads]:
        short = figures[-1].end - page.slots[figures[0].index].line <= _TITLE
        for told in figures if short else ():
            found = (_told_again(page, told, text) for text in body)
            yield from next(filter(None, found), [])


def _told_again(page: Page, told: Figure, text: Sequence[Figure]) -> list[Relation]:
    """What is no exact number (8万余起) is told again with the same words."""
    if told.exact:
        return _of(page, told, text) if told.significant >= _DIGITS else []
    same = [one for one in text if one.quantity.text == told.quantity.text and told.quantity.known_unit]
    return [told_alike(told, same[0])] if same and shared_either_way(page, told, same[0]) >= _NAME else []


def _has_sentences(page: Page, figures: Sequence[Figure]) -> bool:
    start = page.slots[figures[0].index].line
    end = page.text.find(LINE_END, figures[-1].end)
    end = len(page.text) if end < 0 else end
    return end - start > _TITLE and page.text.find(FULL_STOP, start, end) >= 0


def _is_title(page: Page, told: Figure, below: Figure) -> bool:
    """A short line without a mark but a colon, right above a line of sentences."""
    start = page.slots[told.index].line
    end = page.text.find(LINE_END, told.end)
    under = page.slots[below.index].line
    plain = 0 < end - start <= _TITLE and not SPAN_STOP.search(page.text, start, end)
    sentences = page.text.find(FULL_STOP, under, below.end + _FAR) >= 0
    between = page.text[end:under].split(LINE_END)
    return plain and sentences and all(len(one) <= _TITLE and FULL_STOP not in one for one in between)


def _further(page: Page, told: Figure, paragraphs: Sequence[Sequence[Figure]]) -> list[Relation]:
    """The same number under its name, in a later paragraph of what the title stands over."""
    for figures in paragraphs:
        start = page.slots[figures[0].index].line
        same = next((one for one in figures if one.group == told.group and one.value == told.value), None)
        if page.text.find(FULL_STOP, start, figures[0].end + _FAR) < 0:
            return []  # another title
        if same is not None:
            return [told_alike(told, same)] if shared_either_way(page, told, same) >= _NAME else []
    return []


def _of(page: Page, told: Figure, text: Sequence[Figure]) -> list[Relation]:
    alike = [one for one in text if one.exact and one.group == told.group]
    same = next((one for one in alike if one.value == told.value), None)
    if same is not None:
        return [told_alike(told, same)] if _is_long(told) or shared_either_way(page, told, same) >= _NAME else []
    words = 1 if told.significant > _LONG else _NAME
    finer = [one for one in alike if told.last_place > one.last_place and meets_cut(told, one)]
    rounded = [one for one in finer if shared_either_way(page, told, one) >= words]
    if len({one.value for one in rounded}) == 1:
        return [told_alike(told, rounded[0])]
    named = [one for one in alike if slip(told, one.value) and _is_named(page, told, one)]
    return [told_twice(told, named[0])] if len({one.value for one in named}) == 1 and not told.is_percent else []


def _is_named(page: Page, told: Figure, one: Figure) -> bool:
    few = _is_long(told) and told.base not in GENERIC
    sure = (few or told.significant >= _LONGEST) and turned(told.digits, one.digits)
    return sure or shared(page, told, one) >= _NAME


def _is_long(told: Figure) -> bool:
    return told.significant >= _LONG
