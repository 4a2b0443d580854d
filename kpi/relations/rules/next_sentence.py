"""sum.next-sentence: a whole ends its sentence, and the next one lists parts of its unit and nothing else of it.

留守儿童登记5316人。由祖辈带的4467人,占84.0%;托付给亲戚的612人;父母一方留家的237人. Three parts or more; a sum that
does not fit is told where one slip would mend it and the numbers are long. Where 其中 opens the next sentence, two
parts do, and it may stand on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_common, settled
from kpi.relations.rules.parts import counts, own, told, told_if_near, words
from kpi.relations.sums import adds_up, sum_of, tells, whole_split

_FEWEST = 3
_MOST = 12
_NAME = 2  # pairs of characters
_OPENING = 6  # characters in which 其中 opens a sentence


def sums_of_next_sentence(page: Page) -> Iterator[Relation]:
    for before, sentence in zip(page.sentences, page.sentences[1:], strict=False):
        apart = sentence[0].paragraph - before[-1].paragraph
        opened = _is_opened(page, sentence[0])
        if apart == 0 or (apart == 1 and opened):
            yield from _of(page, before, sentence, opened)


def _is_opened(page: Page, first: Figure) -> bool:
    start = page.slots[first.index].sentence
    return OPENS.search(page.text, start, min(start + _OPENING, first.start)) is not None


def _of(page: Page, before: Sequence[Figure], sentence: Sequence[Figure], opened: bool) -> Iterator[Relation]:
    first = sentence[0]
    yield from _of_a_split(page, before, sentence)
    parts = [one for one in sentence[: 3 * _MOST] if one.group == first.group and one.depth == first.depth]
    wholes = [one for one in before if one.group == first.group and one.depth == first.depth]
    fewest = 2 if opened else _FEWEST
    if not fewest <= len(parts) <= _MOST or not wholes or words("new_whole").search(own(page, first)):
        return
    if not all(counts(page, one) and settled(one) for one in parts):
        return
    most = max(one.value for one in parts)
    wholes = [one for one in wholes if one.value > most and counts(page, one) and settled(one)]
    sharp = len(parts) == 2 or not any("." in one.digits for one in parts)
    for whole in reversed(wholes):
        if adds_up(whole, parts):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=sharp and tells(whole, parts))
            return
    if wholes and sharp and tells(wholes[-1], parts):
        yield from told(wholes[-1], parts, sure=False)


def _of_a_split(page: Page, before: Sequence[Figure], sentence: Sequence[Figure]) -> Iterator[Relation]:
    """随迁子女共1.52万人,…。随迁子女公办就读9120人,民办6080人: the kinds of a known split."""
    first = sentence[0]
    parts = [
        one for one in sentence if one.group == first.group and one.depth == first.depth and counts(page, one)
    ]
    wholes = [one for one in before if one.group == first.group and one.depth == first.depth and counts(page, one)]
    opening = page.text[page.slots[first.index].sentence : first.start]
    named = [one for one in wholes if in_common(own(page, one), opening) >= _NAME and settled(one)]
    if len(parts) != len(sentence) or len({one.value for one in named}) != 1:
        return
    whole = named[0]
    if whole_split(whole, parts, likely=True) and whole.value > max(one.value for one in parts):
        yield from told_if_near(whole, parts)
