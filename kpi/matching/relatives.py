"""Relative targets (与经济增长同步, 高于全国平均): answered by the report's own words, else by both numbers.

The report's words decide where they compare the same thing with the same other; two growth figures where the text
names both (居民收入增长5.3%, 地区生产总值增长5%); else what relative_traces.py finds. Whatever is left is for a
person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kpi.extraction.relatives import Comparison, comparisons, read_comparison
from kpi.matching.relative_traces import Told, beside, by_halves, is_mentioned
from kpi.matching.relative_words import data, name_of, plain_words, share
from kpi.matching.source import Page
from kpi.matching.words import has, looks
from kpi.model import Op, Verdict
from kpi.numbers.plain import normalise
from kpi.outline.marks import CLASSES, CLAUSE_STOP, part_start
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

_ENDING = 4  # characters of a subject that say which way it goes
_SOME, _ALIKE, _SAME = 0.3, 0.6, 0.95  # shares of the words that two subjects have in common
_SPAN = frozenset(CLASSES["segment"])


class Settled(NamedTuple):
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
    figures: dict[str, list[Told]] = {}
    for doc, *told in warehouse.rows(read_sql("relative_figures", "kpi.matching")):
        figures.setdefault(doc, []).append(_told_figure(*told))
    claims: dict[str, list[_Claim]] = {}
    for target, doc, is_due, subject, relative, op in warehouse.rows(read_sql("relative_targets", "kpi.matching")):
        if doc not in claims:
            claims[doc] = list(_claims(pages[doc]))
        comparison = read_comparison(relative)
        asked = _Asked(subject, comparison, Op(op), relative) if comparison else None
        found = _settled(asked, claims[doc], figures.get(doc, []), pages[doc], target, doc) if asked else None
        if not is_due and (found is None or found.verdict != Verdict.MET):
            yield Settled(target, doc, Verdict.NOT_DUE, None, None, None, "", "")
        else:
            yield found or Settled(target, doc, Verdict.NEEDS_REVIEW, None, None, None, "", relative)


def _told_figure(id_: str, start: int, end: int, value: Decimal, subject: str, indicator: str, now: bool) -> Told:
    """A fall is a growth below zero: 下降2% is -2. The end of the subject says so, not 减少污染支出增长8%."""
    falls = looks("falls", subject[-_ENDING:]) is not None and value > 0
    return Told(id_, start, end, -value if falls and now else value, subject, indicator, now)


def _claims(page: Page) -> Iterator[_Claim]:
    """Every comparison that the review makes, of one year."""
    for low, high in page.spans:
        for one in comparisons(page.text, low, high):
            start = _start_of(page.text, low, one.start)
            words = page.text[start : one.end]
            if not has("part_year", words) and not any(word in words for word in data()["several_years"]):
                denied = looks("denied", page.text[start : one.start]) is not None
                yield _Claim(one, start, page.text[start : one.start], words, name_of(one.reference), denied)


def _settled(
    asked: _Asked, claims: Sequence[_Claim], figures: Sequence[Told], page: Page, target: str, doc: str
) -> Settled | None:
    growths = [one for one in figures if one.now]
    claim = _told(asked, claims)
    if claim:
        verdict = Verdict.NEEDS_REVIEW if claim.denied else _compared(asked, claim.comparison, claim.words)
        if verdict is Verdict.MET and share(claim.subject, asked.subject) < _ALIKE:
            verdict = Verdict.NOT_COMPARABLE  # of a part of the matter: 对俄进出口 says nothing of 进出口
        return Settled(target, doc, verdict, None, claim.start, claim.comparison.end, claim.words, "")
    owns, others = _likest(asked.subject, growths), _references(asked, growths)
    if not owns:
        return _traced(asked, figures, others, page, target, doc)
    own = owns[0]
    if not others:
        return Settled(target, doc, Verdict.NOT_COMPARABLE, own.id, own.start, own.end, "", asked.words)
    verdict = _by_numbers(asked, own.value - others[0])
    all_say = {_by_numbers(asked, one.value - other) for one in owns for other in others}
    sure = min(share(asked.subject, own.subject), share(own.subject, asked.subject)) >= _SAME
    if len(all_say) > 1 or (verdict is not Verdict.MET and not sure):
        verdict = Verdict.NEEDS_REVIEW  # of which year or place, or of another thing: for a person to say
    note = f"{own.value.normalize():f}% ? {others[0].normalize():f}%"
    return Settled(target, doc, verdict, own.id, own.start, own.end, "", note)


def _traced(
    asked: _Asked, figures: Sequence[Told], others: Sequence[Decimal], page: Page, target: str, doc: str
) -> Settled | None:
    """What is said of it in other ways; None where it is only mentioned."""
    if others:
        halves = by_halves(asked.subject, figures, lambda value: _by_numbers(asked, value - others[0]))
        if halves:
            verdict, one, note = halves
            return Settled(
                target, doc, verdict, one.id, one.start, one.end, "", f"{note} ? {others[0].normalize():f}%"
            )
    other = beside(asked.subject, figures, _ALIKE)
    if other:
        return Settled(target, doc, Verdict.NOT_COMPARABLE, other.id, other.start, other.end, "", asked.words)
    # Half of that is enough where the other side is named: 脱贫县农民收入增速快于全省平均水平.
    if is_mentioned(asked.subject, page, _ALIKE) or is_mentioned(asked.subject, page, _SOME, _names(asked)):
        return None
    return Settled(target, doc, Verdict.NOT_REPORTED, None, None, None, "", "")


def _told(asked: _Asked, claims: Sequence[_Claim]) -> _Claim | None:
    """What the report itself says of the same thing against the same other."""
    name = name_of(asked.comparison.reference)
    alike = [(share(asked.subject, one.subject), -one.start, one) for one in claims if one.reference == name]
    best = max(alike, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def _compared(asked: _Asked, told: Comparison, words: str) -> Verdict:
    """The report's comparison against the one that was asked for; what falls short is for a person to say."""
    wanted = asked.comparison
    if told.op is not wanted.op or (told.lead or 0) < (wanted.lead or 0):
        return Verdict.NEEDS_REVIEW
    if wanted.name == "above" and wanted.lead is None and told.name == "same":
        return Verdict.NEEDS_REVIEW
    nearly = any(word in normalise(words) and word not in asked.words for word in data()["nearly"])
    return Verdict.UNCERTAIN if nearly else Verdict.MET


def _by_numbers(asked: _Asked, ahead: Decimal) -> Verdict:
    lead = asked.comparison.lead or Decimal(0)
    if asked.op is Op.AT_MOST:
        ahead, lead = -ahead, Decimal(0)
    if ahead >= lead:
        return Verdict.MET
    close = Decimal(str(data()["close_points"]))
    return Verdict.UNCERTAIN if ahead >= lead - close else Verdict.MISSED


def _start_of(text: str, low: int, at: int) -> int:
    """Where the words that say what is compared begin: its clause, with the one before where it names nothing."""
    clause = part_start(text, at, CLAUSE_STOP, low)
    if len(plain_words(text[clause:at])) > 2 or clause <= low or text[clause - 1] in _SPAN:
        return clause
    return part_start(text, clause - 1, CLAUSE_STOP, low)


def _names(asked: _Asked) -> list[str]:
    """How a report would name the other side: its kind, or 同比 and the like for the year before."""
    name = name_of(asked.comparison.reference)
    return [*data()["before"], *data()["before_in_short"]] if name == "before" else [name]


def _likest(subject: str, growths: Sequence[Told]) -> list[Told]:
    """The growths whose subject is most like it, in text order; [] where none is like enough."""
    alike = [(min(share(subject, one.subject), share(one.subject, subject)), one) for one in growths]
    best = max((share for share, _ in alike), default=0.0)
    return [one for share, one in alike if share == best] if best >= _ALIKE else []


def _references(asked: _Asked, growths: Sequence[Told]) -> list[Decimal]:
    """The numbers of the other side as the same report tells them: the economy, or what it was the year before."""
    name = name_of(asked.comparison.reference)
    if name == "before":  # a pace against last year's pace is no growth against none
        return [] if looks("pace", asked.subject) else [Decimal(0)]
    if name == "economy":
        return [one.value for one in growths if one.indicator == data()["economy_indicator"]]
    if name in data()["peers"]:
        return []  # what others came to stands in their own reports
    return [one.value for one in _likest(asked.comparison.reference, growths)]
