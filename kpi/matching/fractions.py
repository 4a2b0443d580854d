"""Rates told as a part and its whole (应检社会组织186家,参检178家), or of all of them (152名专职委员全部参训).

The noun of the rate stands in the sentence, its verb (参检 of 年检率) beside the part. Where nearly all of both
stand there the quotient is the answer, one that falls short only where all do; the others a person has to read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from kpi.language.expressions import mapping
from kpi.matching.relative_words import pairs
from kpi.matching.source import Page
from kpi.matching.words import canonical
from kpi.model import Op, Verdict
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression, pattern, words
from kpi.outline.marks import CLAUSE_STOP, SEGMENT_STOP, SENTENCE_STOP, part_start
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

_RATE = expression("matching", "fractions.rate")
_ALL = expression("matching", "fractions.all")
_NOT = expression("matching", "fractions.not")
_SAID = mapping("matching", "fractions.said")  # other words for what a rate's verb says
_LIVED_IN = words("matching", "fractions.lived_in")  # rates of people by beds
_BEDS, _PEOPLE = pattern("matching", "fractions.beds"), pattern("matching", "fractions.people")
_REACH = 40  # characters between a whole and its part
_LIKELY, _SURE = 0.75, 0.95  # of the pairs of the noun
_COMPOUND = 4  # characters that a noun comes to
_HUNDRED = Decimal(100)
_CLOSE = Decimal("0.5")  # points within which the rounding of the rate decides


class Fraction(NamedTuple):
    """How a rate came out that no number tells; columns of the temporary table `fractions`."""

    target: str
    doc: str
    verdict: str
    quantity: str | None  # the part
    start: int
    end: int
    words: str
    rate: Decimal
    note: str


class _Told(NamedTuple):
    """A part and its whole, or all of a thing (rate 100, no part); where it is said, and what of the part."""

    part: str | None
    start: int
    end: int
    said: str
    tail: str
    rate: Decimal
    note: str
    alone: bool  # no other count in its segment
    lived_in: bool = False  # people by beds


class _Pages(NamedTuple):
    """What a report tells so, and where each pair of its characters stands: most of it speaks of other things."""

    told: Sequence[_Told]
    places: dict[str, list[int]]


class _Figure(NamedTuple):
    id: str
    value: Decimal
    unit: str
    start: int
    end: int
    sentence: int


def settle_fractions(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Fraction]:
    """At most one row for each target that asks for a rate and each report that judges it."""
    figures: dict[str, list[_Figure]] = {}
    for doc, *row in warehouse.rows(read_sql("fraction_figures", "kpi.matching")):
        figures.setdefault(doc, []).append(_Figure(*row))
    told: dict[str, _Pages] = {}
    for target, doc, subject, op, value in warehouse.rows(read_sql("fraction_targets", "kpi.matching")):
        rate = _RATE.fullmatch(canonical(subject))
        if rate is None or doc not in pages:
            continue
        if doc not in told:
            told[doc] = _indexed([*_quotients(pages[doc], figures.get(doc, [])), *_of_all(pages[doc])])
        found = _likest(rate["noun"], rate["stem"] or rate["verb"] or "", told[doc])
        if found is not None:
            one, share = found
            verdict = _verdict(one.rate, Op(op), value, share)
            words = pages[doc].text[one.start : one.end]
            yield Fraction(target, doc, verdict, one.part, one.start, one.end, words, one.rate, one.note)


def _indexed(told: Sequence[_Told]) -> _Pages:
    places: dict[str, list[int]] = {}
    for place, one in enumerate(told):
        for pair in pairs(one.said):
            places.setdefault(pair, []).append(place)
    return _Pages(told, places)


def _quotients(page: Page, figures: Sequence[_Figure]) -> Iterator[_Told]:
    """Two counts of one kind in a sentence, the first no smaller: 23家养老机构中已有21家通过验收."""
    for place, (whole, part) in enumerate(pairwise(figures)):
        lived_in = whole.unit == _BEDS and part.unit in _PEOPLE
        alike = (lived_in or _are_alike(whole.unit, part.unit)) and whole.sentence == part.sentence
        if not alike or not 0 < part.value <= whole.value or part.start - whole.end > _REACH:
            continue
        end = _stop(page.text, part.end, len(page.text))
        tail = page.text[whole.end : end]
        if _NOT.search(tail):
            continue
        rate = part.value / whole.value * _HUNDRED
        shown = f"{part.value.normalize():f}{part.unit} / {whole.value.normalize():f}{whole.unit} = {rate:.1f}%"
        start = part_start(page.text, whole.start, SEGMENT_STOP, whole.sentence)
        others = (*figures[max(0, place - 1) : place], *figures[place + 2 : place + 3])
        alone = not any(start <= one.start < end for one in others)
        said, of_part = canonical(page.text[start:end]), canonical(tail)
        yield _Told(part.id, start, end, said, of_part, rate, shown, alone, lived_in)


def _are_alike(whole: str, part: str) -> bool:
    """家 and 个 count things, 人 and 名 people."""
    units = unit_table()
    first, second = units.get(whole), units.get(part)
    return first is not None and second is not None and first.counts and first.dimension == second.dimension


def _stop(text: str, at: int, high: int) -> int:
    found = CLAUSE_STOP.search(text, at, high)
    return found.start() if found else high


def _of_all(page: Page) -> Iterator[_Told]:
    """受理来信来访43件次,均已办结: the clause that says all, with the one before it."""
    text = page.text
    for low, high in page.spans:
        for found in _ALL.finditer(text, low, high):
            sentence = part_start(text, found.start(), SENTENCE_STOP, max(low, found.start() - 2 * _REACH))
            clause = part_start(text, found.start(), CLAUSE_STOP, sentence)
            start = part_start(text, max(clause - 1, sentence), CLAUSE_STOP, sentence)
            end = _stop(text, found.end(), high)
            if not _NOT.search(text, start, end):
                said = canonical(text[start:end])
                yield _Told(None, start, end, said, said, _HUNDRED, "", alone=True)


def _likest(noun: str, stem: str, told: _Pages) -> tuple[_Told, float] | None:
    """What speaks of the noun and the verb of a rate; how much of both it has, 0 where a person has to see it."""
    wanted = pairs(noun)
    best: tuple[float, bool, int] = (0.0, False, 0)
    chosen: _Told | None = None
    alike = Counter(place for pair in wanted for place in told.places.get(pair, ()))
    for place, common in alike.items():
        one, share = told.told[place], common / len(wanted)
        if (share < _LIKELY and not (len(noun) > _COMPOUND and noun[-_COMPOUND:] in one.said)) or not _says(
            stem, one
        ):
            continue
        rank = (share, _says_all(stem, one), -one.start)
        if chosen is None or rank > best:
            best, chosen = rank, one
    if chosen is None:
        return None
    sure = chosen.alone and (best[1] or best[0] >= _SURE)
    return chosen, best[0] if sure else 0.0


def _says_all(stem: str, one: _Told) -> bool:
    said = stem in _SAID and re.search(_SAID[stem], one.tail) is not None
    return stem in one.tail or said or (one.lived_in and stem in _LIVED_IN)


def _says(stem: str, one: _Told) -> bool:
    """Whether what is said of the part has the verb of the rate, or one of its characters (参检 of 年检)."""
    if one.lived_in and stem not in _LIVED_IN:
        return False
    return _says_all(stem, one) or any(character in one.tail for character in stem)


def _verdict(rate: Decimal, op: Op, wanted: Decimal, share: float) -> Verdict:
    """Rates are asked for at least; another demand, and what rounding could turn, is for a person."""
    if op is not Op.AT_LEAST or (rate != wanted and abs(rate - wanted) < _CLOSE):
        return Verdict.NEEDS_REVIEW
    if rate >= wanted:
        return Verdict.MET if share >= _LIKELY else Verdict.NEEDS_REVIEW
    return Verdict.MISSED if share >= _SURE else Verdict.NEEDS_REVIEW
