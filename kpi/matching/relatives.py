"""Relative targets (与经济增长同步, 高于全国平均): answered by the report's own words, else by both numbers.

The report's words decide where they compare the same thing with the same other; two growth figures where the text
names both (居民收入增长5.3%, 地区生产总值增长5%). Whatever is left is for a person: a relative target is never
called not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kpi.extraction.relatives import Comparison, comparisons, read_comparison
from kpi.language import language_data
from kpi.matching.source import Page
from kpi.model import Op, Verdict
from kpi.numbers.plain import normalise
from kpi.outline.marks import CLASSES
from kpi.warehouse.store import Warehouse

_ALIKE, _SAME = 0.6, 0.95  # shares of the words that two subjects have in common
_CLAUSE = frozenset(CLASSES["clause"])
_SPAN = frozenset(CLASSES["segment"])
_TARGETS = """
    SELECT r.target, r.doc, r.is_due, t.subject, t.relative, t.op
    FROM rounds r JOIN targets t USING (target) WHERE t.kind = 'relative' ORDER BY ALL
"""
_FIGURES = """
    SELECT id, start, "end", value, subject, indicator FROM quantities
    WHERE doc = ? AND role = 'actual' AND measure = 'growth' AND unit = '%'
      AND section_kind IN ('review', 'multi_year') AND period_kind IN ('period', 'year') ORDER BY start
"""


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
class _Asked:
    subject: str
    comparison: Comparison
    op: Op
    words: str


def settle_relatives(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Settled]:
    """One row for each relative target and each report that judges it."""
    growths: dict[str, list[Growth]] = {}
    for target, doc, is_due, subject, relative, op in warehouse.rows(_TARGETS):
        if doc not in growths:
            growths[doc] = [Growth(*row) for row in warehouse.rows(_FIGURES, [doc])]
        comparison = read_comparison(relative)
        asked = _Asked(subject, comparison, Op(op), relative) if comparison else None
        found = _settled(asked, pages[doc], growths[doc], target, doc) if asked else None
        if not is_due and (found is None or found.verdict != Verdict.MET):
            yield Settled(target, doc, Verdict.NOT_DUE, None, None, None, "", "")
        else:
            yield found or Settled(target, doc, Verdict.NEEDS_REVIEW, None, None, None, "", relative)


def _settled(asked: _Asked, page: Page, growths: Sequence[Growth], target: str, doc: str) -> Settled | None:
    told = _told(asked, page)
    if told:
        verdict, start, end = told
        return Settled(target, doc, verdict, None, start, end, page.text[start:end], "")
    own = _likest(asked.subject, growths)
    if own is None:
        return None
    other = _reference(asked.comparison.reference, growths)
    if other is None:
        return Settled(target, doc, Verdict.NOT_COMPARABLE, own.id, own.start, own.end, "", asked.words)
    verdict = _by_numbers(asked, own.value - other)
    sure = min(_share(asked.subject, own.subject), _share(own.subject, asked.subject)) >= _SAME
    if verdict is not Verdict.MET and not sure:
        verdict = Verdict.NEEDS_REVIEW  # accuses somebody: only of the very thing
    note = f"{own.value.normalize():f}% ? {other.normalize():f}%"
    return Settled(target, doc, verdict, own.id, own.start, own.end, "", note)


def _told(asked: _Asked, page: Page) -> tuple[Verdict, int, int] | None:
    """What the report itself says of the same thing against the same other."""
    best: tuple[float, Comparison, int] | None = None
    for low, high in page.spans:
        for one in comparisons(page.text, low, high):
            if _name(one.reference) != _name(asked.comparison.reference):
                continue
            start = _start_of(page.text, low, one.start)
            if any(word in page.text[start : one.end] for word in _data()["several_years"]):
                continue
            share = _share(asked.subject, page.text[start : one.start])
            if share >= _ALIKE and (best is None or share > best[0]):
                best = share, one, start
    if best is None:
        return None
    _, one, start = best
    return _compared(asked, one, page.text[one.start : one.end]), start, one.end


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
    clause = _back(text, low, at, _CLAUSE)
    if len(_plain(text[clause:at])) > 2 or clause <= low or text[clause - 1] in _SPAN:
        return clause
    return _back(text, low, clause - 1, _CLAUSE)


def _back(text: str, low: int, at: int, stops: frozenset[str]) -> int:
    while at > low and text[at - 1] not in stops:
        at -= 1
    return at


def _likest(subject: str, growths: Sequence[Growth]) -> Growth | None:
    alike = [(min(_share(subject, one.subject), _share(one.subject, subject)), -one.start, one) for one in growths]
    best = max(alike, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def _reference(reference: str, growths: Sequence[Growth]) -> Decimal | None:
    """The number of the other side as the same report tells it: the economy, or what it was the year before."""
    name = _name(reference)
    if name == "before":
        return Decimal(0)
    if name == "economy":
        return next((one.value for one in growths if one.indicator == _data()["economy_indicator"]), None)
    if name in _data()["peers"]:
        return None  # what others came to stands in their own reports
    found = _likest(reference, growths)
    return found.value if found else None


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
