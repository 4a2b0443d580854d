"""From printed numbers to quantities: one walk over the text, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kpi.extraction.bounds import bound_of, interval_of
from kpi.extraction.catalogue import Catalogue
from kpi.extraction.damaged import lost_time_base, repair
from kpi.extraction.exclusions import excluded_spans, inside, why_excluded
from kpi.extraction.periods import OWN, period_of, sentence_cues
from kpi.extraction.rates import population, time_base
from kpi.extraction.respective import respective_subjects
from kpi.extraction.roles import is_old_value, role_of
from kpi.extraction.scanner import Printed, scan
from kpi.extraction.subjects import Phrase, read_phrase, subject_from
from kpi.extraction.units import alternatives, unit_table
from kpi.language import language_data
from kpi.model import Bound, Period, Quantity, Report, Role, Section, SectionKind

SENTENCE_END = re.compile(r"[。！？!?\n]")
CLAUSE_END = re.compile(r"[,，。；;：:！？!?\n]")
SKIPPED = (SectionKind.FURNITURE, SectionKind.DUPLICATE)
_DIGIT = re.compile(r"\d")
RANGE_DASH = re.compile(r"^\s?[-—–~～－至到]\s?$")
_PEOPLE = alternatives(tuple(language_data("subjects")["people"]))
_PEOPLE_AFTER = re.compile(rf"[^\d,，。；;：:、的\n]{{0,10}}?(?:{_PEOPLE})")
_PEOPLE_BEFORE = re.compile(rf"(?:{_PEOPLE})[^\d,，。；;：:、]{{0,8}}$")
# Roles that say nothing of the number behind them: ages and durations.
_PLAIN_OTHER = frozenset(u.name for u in unit_table().units.values() if u.duration or u.dimension == "age")
# How far back a number looks for the words that govern it; keeps the whole walk linear.
WINDOW = 300
ABOUT = Decimal("0.05")
POINTS = Decimal("0.3")


@dataclass(slots=True)
class Mention:
    """A printed number on its way to a quantity."""

    printed: Printed
    section: int
    sentence: tuple[int, int]
    unit: str
    known: bool = True
    phrase: Phrase | None = None
    role: Role = Role.ACTUAL
    bound: Bound = Bound.EXACT
    period: Period = OWN
    topic: str = ""
    damaged: bool = False
    note: str = ""


def read_quantities(report: Report, scanned: str, catalogue: Catalogue) -> list[Quantity]:
    """All quantities of a report; `scanned` is its normalised text (same length, so offsets agree)."""
    mentions = repair(scanned, _mentions(report, scanned))
    quantities: list[Quantity] = []
    start = 0
    while start < len(mentions):
        end = start + 1
        while end < len(mentions) and mentions[end].sentence == mentions[start].sentence:
            end += 1
        _read_sentence(report, scanned, mentions[start:end])
        start = end
    for mention in mentions:
        quantities.append(_quantity(report, mention, len(quantities) + 1, catalogue))
    return quantities


def _mentions(report: Report, scanned: str) -> list[Mention]:
    spans = excluded_spans(scanned)
    ends = [match.start() for match in SENTENCE_END.finditer(scanned)]
    sections = report.sections or (Section(SectionKind.REVIEW, 0, len(scanned)),)
    starts = [section.start for section in sections]
    mentions: list[Mention] = []
    for printed in join_ranges(scanned, scan(scanned)):
        section = max(0, bisect_right(starts, printed.start) - 1)
        if sections[section].kind in SKIPPED or inside(printed.start, spans) or why_excluded(scanned, printed):
            continue
        index = bisect_right(ends, printed.start)
        sentence = (ends[index - 1] + 1 if index else 0, ends[index] if index < len(ends) else len(scanned))
        printed, note = lost_time_base(scanned, printed)
        unit = printed.unit or _inherited(scanned, printed, sentence, mentions)
        if unit or _may_have_lost_unit(scanned, printed):
            mentions.append(
                Mention(
                    printed, section, sentence, unit, unit_table().is_known(unit), damaged=bool(note), note=note
                )
            )
    return mentions


def join_ranges(text: str, found: list[Printed]) -> list[Printed]:
    """Give the lower end of a range (3—4个, 6%-6.5%) the unit of the upper end."""
    for low, high in pairwise(found):
        if high.unit and low.unit in ("", high.unit) and RANGE_DASH.match(text[low.end : high.start]):
            plain = not low.multiplied and not low.unit
            if high.unit in ("年", "日") or (high.value <= low.value and not (plain and high.multiplied)):
                continue
            if plain and high.multiplied and high.value > 10000 and low.value < 10000:
                scale = Decimal(10) ** 4 if high.value < 10**8 else Decimal(10) ** 8
                low.value, low.last_place = low.value * scale, low.last_place * scale
            low.unit, low.range_part, high.range_part = high.unit, "low", "high"
    return found


def _inherited(text: str, printed: Printed, sentence: tuple[int, int], mentions: list[Mention]) -> str:
    """The unit of a number printed without one, "" where the text gives none.

    总床位41199张…床位34643: that of the same noun before it. 1509万农民, 贫困人口减少1386万: people count in 人.
    """
    after = text[printed.end : printed.end + 1]
    before = text[printed.start - 2 : printed.start]
    if printed.multiplied and printed.value >= 10000:
        noun = _PEOPLE_AFTER.match(text, printed.end) or (
            not _is_hanzi(after)
            and _PEOPLE_BEFORE.search(text[max(sentence[0], printed.start - 24) : printed.start])
        )
        if noun:
            return "人"
    if after not in ",，。；;、)）\n" or len(before) < 2 or not _is_hanzi(before[1]):
        return ""
    paragraph = text.rfind("\n", 0, printed.start)
    for mention in reversed(mentions[-12:]):
        if mention.printed.start < paragraph:
            break
        other = text[max(0, mention.printed.start - 2) : mention.printed.start]
        if other == before or (printed.multiplied and mention.sentence == sentence and mention.unit == "元"):
            return mention.unit
    return ""


def _may_have_lost_unit(text: str, printed: Printed) -> bool:
    """A whole number that stands right between two nouns inside brackets (散养儿童144集中供养5人)."""
    return (
        not printed.multiplied
        and _is_hanzi(text[printed.start - 1 : printed.start])
        and _is_hanzi(text[printed.end : printed.end + 1])
        and text.rfind("(", max(0, printed.start - 20), printed.start) >= 0
    )


def _is_hanzi(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _read_sentence(report: Report, text: str, mentions: list[Mention]) -> None:
    low = mentions[0].sentence[0]
    history: list[tuple[str, Phrase]] = []
    for index, mention in enumerate(mentions):
        printed = mention.printed
        high = next(
            (m.printed.start for m in mentions[index + 1 : index + 3] if not _is_attribute(m)), mention.sentence[1]
        )
        topic = _clause_before(text, mention)
        if printed.range_part == "high" and index and mentions[index - 1].printed.range_part == "low":
            phrase = history[-1][1]
        else:
            whole = _whole_range(mentions, index)
            high = high if whole is printed else mention.sentence[1]
            phrase = read_phrase(text, whole, low, high, history, topic)
        mention.phrase = phrase
        mention.bound = bound_of(text, printed)
        own = text[max(low, _clause_start(text, mention.sentence[0], printed.start)) : printed.start]
        said = history[-1][0] if history and own.startswith(("、", "和", "及")) else ""
        mention.unit = population(own, time_base(phrase.near, mention.unit), said)
        history.append((mention.unit, phrase))
        low = printed.end
    for index, (subject, leader) in respective_subjects(text, mentions).items():
        listed, first = mentions[index].phrase, mentions[leader].phrase
        assert listed is not None and first is not None
        listed.text = listed.base = subject
        listed.measure, listed.direction, listed.flow = first.measure, first.direction, first.flow
    cues = sentence_cues(text, *mentions[0].sentence)
    topic = paragraph_topic(report, text, mentions[0].sentence[0], mentions[0].section)
    for index, mention in enumerate(mentions):
        kind = report.sections[mention.section].kind if report.sections else SectionKind.REVIEW
        start = mention.printed.start
        mention.period = period_of(report, cues, start, _clause_start(text, mention.sentence[0], start), kind)
        mention.topic = topic
        _set_role(report, text, mention, mentions[index - 1] if index else None)


def _whole_range(mentions: list[Mention], index: int) -> Printed:
    """新建3—4个服务站: both ends measure what stands before the lower and behind the upper."""
    printed = mentions[index].printed
    if printed.range_part == "low" and index + 1 < len(mentions):
        return replace(mentions[index + 1].printed, start=printed.start)
    return printed


def _is_attribute(mention: Mention) -> bool:
    """A duration in Chinese numerals (连续两年) stands inside the noun phrase of another number."""
    unit = unit_table().get(mention.unit)
    return mention.printed.chinese and unit is not None and unit.duration


def _clause_before(text: str, mention: Mention) -> str:
    """The last whole clause before the number in its sentence: what an elided subject falls back on."""
    head = text[max(mention.sentence[0], mention.printed.start - WINDOW) : mention.printed.start]
    clauses = [c for c in CLAUSE_END.split(head)[:-1] if len(c) > 3]
    return clauses[-1].strip()[-24:] if clauses else ""


def paragraph_topic(report: Report, text: str, sentence: int, section: int) -> str:
    """What the paragraph is about: its short first sentence (全面加快东山组团建设。), else its heading."""
    start = text.rfind("\n", max(0, sentence - 4 * WINDOW), sentence) + 1
    stop = text.find("。", start, start + 32)
    if start < sentence and stop > 0 and not _DIGIT.search(text, start, stop):
        return text[start:stop].strip()
    return report.sections[section].heading if report.sections else ""


def _clause_start(text: str, low: int, position: int) -> int:
    low = max(low, position - WINDOW)
    return max(low, *(text.rfind(mark, low, position) + 1 for mark in ",;"))


def _segment_start(text: str, low: int, position: int) -> int:
    low = max(low, position - WINDOW)
    return max(low, text.rfind("；", low, position) + 1, text.rfind(";", low, position) + 1)


def _set_role(report: Report, text: str, mention: Mention, before: Mention | None) -> None:
    printed = mention.printed
    section = report.sections[mention.section].kind if report.sections else SectionKind.REVIEW
    clause = text[_segment_start(text, mention.sentence[0], printed.start) : printed.start]
    right = text[printed.end : printed.end + 40]
    if is_old_value(clause[-28:], right):
        mention.role = Role.BEFORE
        return
    if before is not None and before.role is Role.BEFORE and before.unit.startswith(mention.unit):
        mention.unit = before.unit  # 由每人每月1740元提高至1820元: the time base is said once
    near = CLAUSE_END.split(clause)[-1]
    mention.role = role_of(mention.unit, section, near, clause, right)
    if (
        mention.role is Role.ACTUAL
        and before is not None
        and before.role is Role.OTHER
        and before.unit not in _PLAIN_OTHER
    ):
        mention.role = Role.OTHER  # the sizes of a project go on: 占地315亩,一期8万平方米,床位2000张


def _quantity(report: Report, mention: Mention, number: int, catalogue: Catalogue) -> Quantity:
    printed, phrase = mention.printed, mention.phrase
    assert phrase is not None
    exact = not printed.multiplied and mention.unit.partition("/")[0] not in ("%", "‰", "倍", "个百分点")
    last_place = Decimal(0) if exact else printed.last_place
    subject = subject_from(phrase, mention.topic)
    return Quantity(
        id=f"q{number}",
        start=printed.start,
        end=printed.end,
        text=report.text[printed.start : printed.end],
        value=printed.value,
        unit=mention.unit,
        bound=mention.bound,
        role=mention.role,
        subject=subject,
        interval=interval_of(printed.value, last_place, mention.bound, mention.unit, ABOUT, POINTS),
        last_place=last_place,
        sentence=mention.sentence,
        section=mention.section,
        period=mention.period,
        optional=printed.chinese,
        damaged=mention.damaged,
        indicator=catalogue.resolve(subject.text, mention.unit, subject.measure, subject.flow),
        note=mention.note,
        known_unit=mention.known,
    )
