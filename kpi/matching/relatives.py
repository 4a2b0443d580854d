"""Relative targets (与经济增长同步, 高于全国平均): answered by the report's own words, else by both numbers.

The report's words decide where they compare the same thing with the same other; two growth figures where the text
names both (居民收入增长5.3%, 地区生产总值增长5%). Whatever is left is for a person: a relative target is never
called not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from kpi.extraction.relatives import Comparison, comparisons, read_comparison
from kpi.language import language_data
from kpi.matching.source import Page
from kpi.matching.words import has, looks
from kpi.model import Op, Verdict
from kpi.numbers.plain import normalise
from kpi.outline.marks import CLASSES, CLAUSE_STOP, part_start
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

_ENDING = 4  # characters of a subject that say which way it goes
_ALIKE, _SAME = 0.6, 0.95  # shares of the words that two subjects have in common
_SPAN = frozenset(CLASSES["segment"])


@dataclass(frozen=True, slots=True)
class Settled:
    """How a relative target came out in one report; columns of the temporary table `relatives`."""

    target: str
    doc: str
    verdict: str
    quantity: str | None
    start: int | None
    end: int | None
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth that the report tells, in per cent."""

    id: str
    start: int
    end: int
    value: Decimal
    subject: str
    indicator: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """A comparison that the report itself makes: of what, where its words begin, with what, and whether denied."""

    comparison: Comparison
    start: int
    subject: str
    words: str
    reference: str
    denied: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    subject: str
    comparison: Comparison
    op: Op
    words: str


def settle_relatives(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Settled]:
    """One row for each relative target and each report that judges it."""
    growths: dict[str, list[Growth]] = {}
    claims: dict[str, list[_Claim]] = {}
    for target, doc, is_due, subject, relative, op in warehouse.rows(read_sql("relative_targets", "kpi.matching")):
        if doc not in growths:
            told = warehouse.rows(read_sql("relative_figures", "kpi.matching"), [doc])
            growths[doc] = [_growth(*row) for row in told]
            claims[doc] = list(_claims(pages[doc]))
        comparison = read_comparison(relative)
        asked = _Asked(subject, comparison, Op(op), relative) if comparison else None
        found = _settled(asked, claims[doc], growths[doc], target, doc) if asked else None
        if not is_due and (found is None or found.verdict != Verdict.MET):
            yield Settled(target, doc, Verdict.NOT_DUE, None, None, None, "", "")
        else:
            yield found or Settled(target, doc, Verdict.NEEDS_REVIEW, None, None, None, "", relative)


def _growth(id_: str, start: int, end: int, value: Decimal, subject: str, indicator: str) -> Growth:
    """A fall is a growth below zero: 下降2% is -2. The end of the subject says so, not 减少污染支出增长8%."""
    falls = looks("falls", subject[-_ENDING:]) is not None and value > 0
    return Growth(id_, start, end, -value if falls else value, subject, indicator)


def _claims(page: Page) -> Iterator[_Claim]:
    """Every comparison that the review makes, of one year."""
    for low, high in page.spans:
        for one in comparisons(page.text, low, high):
            start = _start_of(page.text, low, one.start)
            words = page.text[start : one.end]
            if not has("part_year", words) and not any(word in words for word in _data()["several_years"]):
                denied = looks("denied", page.text[start : one.start]) is not None
                yield _Claim(one, start, page.text[start : one.start], words, _name(one.reference), denied)


def _settled(
    asked: _Asked, claims: Sequence[_Claim], growths: Sequence[Growth], target: str, doc: str
) -> Settled | None:
    claim = _told(asked, claims)
    if claim:
        verdict = Verdict.NEEDS_REVIEW if claim.denied else _compared(asked, claim.comparison, claim.words)
        return Settled(target, doc, verdict, None, claim.start, claim.comparison.end, claim.words, "")
    owns = _likest(asked.subject, growths)
    if not owns:
        return None
    own, others = owns[0], _references(asked, growths)
    if not others:
        return Settled(target, doc, Verdict.NOT_COMPARABLE, own.id, own.start, own.end, "", asked.words)
    verdict = _by_numbers(asked, own.value - others[0])
    all_say = {_by_numbers(asked, one.value - other) for one in owns for other in others}
    sure = min(_share(asked.subject, own.subject), _share(own.subject, asked.subject)) >= _SAME
    if len(all_say) > 1 or (verdict is not Verdict.MET and not sure):
        verdict = Verdict.NEEDS_REVIEW  # of which year or place, or of another thing: for a person to say
    note = f"{own.value.normalize():f}% ? {others[0].normalize():f}%"
    return Settled(target, doc, verdict, own.id, own.start, own.end, "", note)


def _told(asked: _Asked, claims: Sequence[_Claim]) -> _Claim | None:
    """What the report itself says of the same thing against the same other."""
    name = _name(asked.comparison.reference)
    alike = [(_share(asked.subject, one.subject), -one.start, one) for one in claims if one.reference == name]
    best = max(alike, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def _compared(asked: _Asked, told: Comparison, words: str) -> Verdict:
    """The report's comparison against the one that was asked for; what falls short is for a person to say."""
    wanted = asked.comparison
    if told.op is not wanted.op or (told.lead or 0) < (wanted.lead or 0):
        return Verdict.NEEDS_REVIEW
    if wanted.name == "above" and wanted.lead is None and told.name == "same":
        return Verdict.NEEDS_REVIEW
    nearly = any(word in normalise(words) and word not in asked.words for word in _data()["nearly"])
    return Verdict.UNCERTAIN if nearly else Verdict.MET


def _by_numbers(asked: _Asked, ahead: Decimal) -> Verdict:
    lead = asked.comparison.lead or Decimal(0)
    if asked.op is Op.AT_MOST:
        ahead, lead = -ahead, Decimal(0)
    if ahead >= lead:
        return Verdict.MET
    close = Decimal(str(_data()["close_points"]))
    return Verdict.UNCERTAIN if ahead >= lead - close else Verdict.MISSED


def _start_of(text: str, low: int, at: int) -> int:
    """Where the words that say what is compared begin: its clause, with the one before where it names nothing."""
    clause = part_start(text, at, CLAUSE_STOP, low)
    if len(_plain(text[clause:at])) > 2 or clause <= low or text[clause - 1] in _SPAN:
        return clause
    return part_start(text, clause - 1, CLAUSE_STOP, low)


def _likest(subject: str, growths: Sequence[Growth]) -> list[Growth]:
    """The growths whose subject is most like it, in text order; [] where none is like enough."""
    alike = [(min(_share(subject, one.subject), _share(one.subject, subject)), one) for one in growths]
    best = max((share for share, _ in alike), default=0.0)
    return [one for share, one in alike if share == best] if best >= _ALIKE else []


def _references(asked: _Asked, growths: Sequence[Growth]) -> list[Decimal]:
    """The numbers of the other side as the same report tells them: the economy, or what it was the year before."""
    name = _name(asked.comparison.reference)
    if name == "before":  # a pace against last year's pace is no growth against none
        return [] if looks("pace", asked.subject) else [Decimal(0)]
    if name == "economy":
        return [one.value for one in growths if one.indicator == _data()["economy_indicator"]]
    if name in _data()["peers"]:
        return []  # what others came to stands in their own reports
    return [one.value for one in _likest(asked.comparison.reference, growths)]


def _name(reference: str) -> str:
    """One name for 经济增长, GDP增速; for the others their words without 平均水平 and the like."""
    data = _data()
    plain = _plain(reference)
    for name in ("economy", "before"):
        if any(plain.startswith(word) for word in data[name]):
            return name
    return next((word for word in data["peers"] if plain.startswith(word)), plain)


def _share(wanted: str, told: str) -> float:
    """How much of the wanted words the told ones have, by pairs of characters."""
    mine, other = _pairs(_plain(wanted)), _pairs(_plain(told))
    exclusive = any((word in wanted) != (word in told) for word in _data()["exclusive"])
    return len(mine & other) / len(mine) if mine and not exclusive else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    """Without what says only how it is measured."""
    plain = normalise(words)
    for word in _data()["weightless"]:
        plain = plain.replace(word, "")
    return "".join(character for character in plain if character.isalpha())


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = language_data("matching")["relative"]
    return data
