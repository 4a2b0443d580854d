"""What 其中 opens: the whole it splits, and the parts that its scope holds, one measure after another.

婚姻登记6284对,其中结婚4415对,其中涉外37对;离婚1869对: 结婚 and 离婚 are parts of the 6284, 涉外 of the 4415. A
scope that opens behind a part lies within it and closes with the segment; the first one closes with the sentence.
A sentence that begins with 其中 splits a figure of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kpi.arithmetic.laws import rounded
from kpi.model import Bound, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, family, words

_OPENING = 4  # characters in which 其中 opens a sentence
_BACK = 40  # figures before a scope among which its whole is looked for
_DEEPEST = 3  # scopes within scopes


@dataclass(slots=True)
class Scope:
    """One whole and the figures of its family that its 其中 holds, in text order."""

    whole: Figure
    parts: list[Figure] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A scope that is not closed: the measures told before it, and the segment in which it was opened."""

    heads: Sequence[Figure]
    segment: int
    inside: list[Figure] = field(default_factory=list)


def scopes(page: Page) -> list[Scope]:
    """All scopes of the report that hold two parts or more. Linear in the figures."""
    found: list[Scope] = []
    before: list[Figure] = []
    for sentence in page.sentences:
        level = [one for one in sentence if not page.slots[one.index].depth]
        for scope in _sentence(page, level, before):
            found.extend(_measures(page, scope))
        found.extend(_brackets(page, sentence))
        before = level or before
    return found


def _brackets(page: Page, sentence: Sequence[Figure]) -> Iterator[Scope]:
    """487支(单位队358支,社区队129支): what a bracket holds, of the count before it (or before its rate)."""
    inside: dict[int, list[Figure]] = {}
    for one in sentence:
        if page.slots[one.index].owner >= 0:
            inside.setdefault(page.slots[one.index].bracket, []).append(one)
    for figures in inside.values():
        owner = page.figures[page.slots[figures[0].index].owner]
        if owner.is_percent and owner.index:
            owner = page.figures[owner.index - 1]
        yield from _measures(page, _Open((owner,), 0, figures))


def _sentence(page: Page, figures: Sequence[Figure], before: Sequence[Figure]) -> Iterator[_Open]:
    open_: list[_Open] = []
    for place, figure in enumerate(figures):
        slot = page.slots[figure.index]
        while len(open_) > 1 and open_[-1].segment != slot.segment:
            yield open_.pop()
        if place == 0:
            heads = before if _opens_sentence(page, figure) else ()
        elif _opens(page, figures[place - 1], figure):
            heads = _heads(page, figures[max(0, place - _BACK) : place], bool(open_), figure)
        else:
            heads = ()
        if heads:
            if len(open_) > _DEEPEST:
                yield open_.pop()
            open_.append(_Open(heads, slot.segment))
        if open_:
            open_[-1].inside.append(figure)
    yield from open_


def _opens_sentence(page: Page, figure: Figure) -> bool:
    begin = page.slots[figure.index].sentence
    return words("opens").search(page.text, begin, min(begin + _OPENING, figure.start)) is not None


def _opens(page: Page, before: Figure, figure: Figure) -> bool:
    return words("opens").search(page.text, before.end, figure.start) is not None


def _heads(page: Page, before: Sequence[Figure], nested: bool, figure: Figure) -> Sequence[Figure]:
    """What the new scope splits: the part right before it if large enough, else the head of the sentence."""
    last = next((one for one in reversed(before) if family(one) == family(figure) and counts(page, one)), None)
    if last is None or last.value < figure.value:
        return ()
    return before[before.index(last) :] if nested else before


def _measures(page: Page, scope: _Open) -> Iterator[Scope]:
    """The scope's parts by the measure that they share with one of its heads, the nearest one that is larger."""
    kinds: dict[str, list[Figure]] = {}
    for one in scope.inside:
        if counts(page, one):
            kinds.setdefault(family(one), []).append(one)
    for kind, parts in kinds.items():
        wholes = [one for one in scope.heads if family(one) == kind and (counts(page, one) or _is_income(one))]
        whole = next((one for one in reversed(wholes) if one.value > parts[0].value), None)
        if whole is not None and len(parts) > 1:
            figures = [whole, *parts] if counts(page, whole) else [_mean(one) for one in (whole, *parts)]
            yield Scope(figures[0], figures[1:])


def _is_income(figure: Figure) -> bool:
    """人均可支配收入69039元,其中工资性收入43105元: an average that its kinds make up for each head."""
    exact = figure.quantity.bound is Bound.EXACT and figure.quantity.role is not Role.BEFORE
    return exact and any(split.of and split.of.search(figure.left) for split in cues().splits_of_averages)


def _mean(figure: Figure) -> Figure:
    """A mean printed without decimals was rounded to them."""
    place = figure.last_place or Decimal(1)
    return replace(figure, interval=rounded(figure.interval), last_place=place)
