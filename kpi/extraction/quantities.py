"""From printed numbers to quantities: one walk over the text, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from kpi.clock import tick
from kpi.extraction.catalogue import Catalogue
from kpi.extraction.completing import complete
from kpi.extraction.damaged import repair
from kpi.extraction.mentions import WINDOW, Mention, find_mentions
from kpi.extraction.own_words import NEAR, Spot
from kpi.extraction.periods import period_of, sentence_cues
from kpi.extraction.phrases import Phrase
from kpi.extraction.places import place_of
from kpi.extraction.qualifiers import AFTER_DURATION, is_attribute, is_round_size, opens_clause, thresholds
from kpi.extraction.rates import population, time_base
from kpi.extraction.respective import respective_subjects
from kpi.extraction.roles import is_old_value, names_a_project, role_given, role_of
from kpi.extraction.subjects import qualify, read_phrase, subject_from
from kpi.extraction.topics import paragraph_topic, topic_of_place
from kpi.language.terms import AGES, AND, TIMES
from kpi.language.terms import POINTS as IN_POINTS
from kpi.model import Bound, PeriodKind, Quantity, Report, Role, SectionKind
from kpi.numbers.bounds import bound_of, interval_of
from kpi.numbers.number import Number
from kpi.numbers.units import unit_table
from kpi.outline.marks import LINE_END
from kpi.outline.topics import Topics, topics
from kpi.rules import on

_DIGIT = re.compile(r"\d")
# Roles that say nothing of the number behind them: ages and durations.
_PLAIN_OTHER = frozenset(u.name for u in unit_table().units.values() if u.duration or u.dimension == "age")
ABOUT = Decimal("0.05")
POINTS = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Quantities:
    """All quantities of a report, in its order; 持平 is a growth of nothing.

    Apart from them stand the figures without a digit (首个, 零事故, 全覆盖), and the numbers of tables that say no
    unit: those may add up, and are no fact of anything.
    """

    told: list[Quantity]
    worded: list[Quantity]
    bare: list[Quantity]


def read_quantities(report: Report, scanned: str, catalogue: Catalogue) -> Quantities:
    """The quantities of a report; `scanned` is its plain text (same length)."""
    found, bare = find_mentions(report, scanned)
    worded = [mention for mention in found if mention.printed.worded]
    mentions = repair(scanned, [mention for mention in found if not mention.printed.worded])
    chains = topics(scanned, report.form)
    start = 0
    said: list[Mention] = []  # the figures of the sentence before
    while start < len(mentions):
        end = start + 1
        while end < len(mentions) and mentions[end].sentence == mentions[start].sentence:
            end += 1
        _read_sentence(report, chains, mentions[start:end], said)
        said = mentions[start:end]
        start = end
    for mention in worded:  # each by itself: they lend their subject to no number, and take none
        _read_sentence(report, chains, [mention], [])
    flat = [mention for mention in worded if mention.printed.unit == "%" and not mention.printed.value]
    if flat:
        mentions = sorted([*mentions, *flat], key=lambda mention: mention.printed.start)
    others = [mention for mention in worded if mention not in flat]
    return Quantities(
        [_quantity(report, mention, f"q{number}", catalogue) for number, mention in enumerate(mentions, 1)],
        [_quantity(report, mention, f"w{number}", catalogue) for number, mention in enumerate(others, 1)],
        [_quantity(report, mention, f"b{number}", catalogue) for number, mention in enumerate(bare, 1)],
    )


def _read_sentence(report: Report, chains: Topics, mentions: list[Mention], earlier: list[Mention]) -> None:
    mentions = [mention for mention in mentions if mention.phrase is None]  # the others are cells of a table
    if not mentions:
        return
    tick()
    text = chains.plain
    low = mentions[0].sentence[0]
    history: list[tuple[str, Phrase]] = []
    behind, sizes = thresholds(text, mentions)
    rounds: set[int] = set()
    said_before = [(mention.unit, mention.phrase) for mention in earlier[-NEAR:] if mention.phrase is not None]
    topic = _asked_once(partial(_topic, chains, low, earlier))
    for index, mention in enumerate(mentions):
        printed = mention.printed
        mention.bound = bound_of(text, printed)
        if is_round_size(text, mention):
            sizes.add(index)
            rounds.add(index)
        high = _next_start(mentions, index)
        lower = mentions[index - 1] if index and printed.range_part == "high" else None
        if lower is not None and lower.phrase is not None and lower.printed.range_part == "low":
            phrase = lower.phrase
            if lower.unit.startswith(f"{mention.unit}/"):
                mention.unit = lower.unit  # 每月100元到300元
        else:
            whole = _whole_range(mentions, index)
            high = high if whole is printed else mention.sentence[1]
            if index in behind:
                whole = replace(printed, end=mentions[behind[index]].printed.end)
                high = _next_start(mentions, behind[index])
            if mention.damaged:
                whole = replace(whole, unit=mention.unit)  # 73941242万元: 7394人 and 1242万元 stand in one run
            if printed.lead > printed.start:
                whole = replace(whole, start=printed.lead)  # 负增长3.2%
            phrase = read_phrase(Spot(text, whole, low, high, history, mention.sentence[0], topic, said_before))
            if index in behind and (index + 1 in sizes or mentions[index + 1].unit in AGES):
                qualify(text, phrase, printed.end, mentions[index + 1].printed.end)
        mention.phrase = phrase
        own = text[max(low, mention.clause) : printed.start]
        said = history[-1][0] if history and own.startswith(AND[:3]) else ""
        mention.unit = population(own, time_base(phrase.near, mention.unit), said)
        if opens_clause(mention):
            low = AFTER_DURATION.match(text, printed.end).end()  # type: ignore[union-attr]
        elif index not in sizes:
            history.append((mention.unit, phrase))
            low = max(printed.end, phrase.noun_end)
        elif index - 1 in behind:
            low = max(low, printed.end)
    complete(text, mentions)
    listing = [index for index in range(len(mentions)) if index not in rounds]
    respective = respective_subjects(text, [mentions[index] for index in listing])
    for at, (subject, leads) in respective.items():
        index, leader = listing[at], listing[leads]
        listed, first = mentions[index].phrase, mentions[leader].phrase
        assert listed is not None and first is not None
        listed.text = listed.base = subject
        listed.measure, listed.direction, listed.flow = first.measure, first.direction, first.flow
        if index != leader and mentions[index].bound is Bound.EXACT:
            mentions[index].bound = mentions[leader].bound  # 分别突破80亿元、60亿元: the bound holds for the list
        if mentions[leader].unit.startswith(f"{mentions[index].unit}/"):
            mentions[index].unit = mentions[leader].unit  # 分别为每人每月740元、585元: the base is said once
    cues = sentence_cues(text, mentions[0].sentence[0], mentions[-1].printed.start)
    about = paragraph_topic(report, chains, mentions[0].sentence[0], mentions[0].section)
    for index, mention in enumerate(mentions):
        kind = report.sections[mention.section].kind if report.sections else SectionKind.REVIEW
        mention.period_rule, mention.period = period_of(report, cues, mention.printed.start, mention.clause, kind)
        mention.topic = about
        mention.place = place_of(text[mention.clause : mention.printed.start].lstrip(" 、("))
        mention.role_rule = _role_rule(kind, text, mention, mentions[index - 1] if index else None)
        mention.role = role_given(mention.role_rule)
        if index in sizes and mention.role is not Role.BEFORE and on("role.other.size"):
            mention.role_rule, mention.role = "role.other.size", Role.OTHER


def _asked_once(topic: Callable[[bool], str]) -> Callable[[bool], str]:
    """The topic of a sentence, for its many figures; far lighter than `functools.cache`, one a sentence."""
    known: dict[bool, str] = {}

    def asked(parted: bool) -> str:
        if parted not in known:
            known[parted] = topic(parted)
        return known[parted]

    return asked


def _topic(chains: Topics, sentence: int, said: list[Mention], parted: bool) -> str:
    """What the sentence speaks of if its own words do not say it."""
    same = bool(said) and LINE_END not in chains.plain[said[-1].printed.end : sentence]
    return topic_of_place(
        chains, sentence, [one.phrase for one in said if one.phrase is not None] if same else [], parted
    )


def _whole_range(mentions: list[Mention], index: int) -> Number:
    """新建3—4个服务站: both ends measure what stands before the lower and behind the upper."""
    printed = mentions[index].printed
    if printed.range_part == "low" and index + 1 < len(mentions):
        return replace(mentions[index + 1].printed, start=printed.start)
    return printed


def _next_start(mentions: list[Mention], index: int) -> int:
    """Where the next number begins, or the sentence ends."""
    for after in mentions[index + 1 : index + 3]:
        if not is_attribute(after):
            return after.printed.start
    return mentions[index].sentence[1]


def _role_rule(section: SectionKind, text: str, mention: Mention, before: Mention | None) -> str:
    """The rule that gives the role of a number, by its own words and by the number before it."""
    printed = mention.printed
    clause = text[mention.segment : printed.start]
    right = text[printed.end : printed.end + 40]
    if is_old_value(clause[-28:], right) and on("role.before.changed"):
        return "role.before.changed"
    if before is not None and before.role is Role.BEFORE and before.unit.startswith(mention.unit):
        mention.unit = before.unit  # 由每人每月1740元提高至1820元: the time base is said once
    own = mention.clause if before is None else max(mention.clause, before.printed.end)
    rule = role_of(
        mention.unit,
        section,
        text[mention.clause : printed.start],
        text[own : printed.start],
        right,
        text[max(mention.sentence[0], printed.start - WINDOW) : printed.start],
        before.role if before else None,
    )
    if role_given(rule) is Role.TARGET and mention.period.kind is PeriodKind.YEAR and on("role.actual.past-year"):
        rule = "role.actual.past-year"  # 从2003年到2006年年均超收: a plan looks back
    if (
        role_given(rule) is Role.ACTUAL
        and before is not None
        and before.role is Role.OTHER
        and before.segment == mention.segment
        and names_a_project(clause)
        and mention.unit not in ("%", IN_POINTS)
        and before.unit not in _PLAIN_OTHER
        and on("role.other.project")
    ):
        return "role.other.project"  # its sizes go on: 占地315亩,一期8万平方米,床位2000张
    return rule


def _quantity(report: Report, mention: Mention, name: str, catalogue: Catalogue) -> Quantity:
    printed, phrase = mention.printed, mention.phrase
    assert phrase is not None
    exact = not printed.multiplied and mention.unit.partition("/")[0] not in ("%", "‰", TIMES, IN_POINTS)
    last_place = Decimal(0) if exact else printed.last_place
    subject = subject_from(phrase, mention.topic, mention.place)
    # 两项补贴, 三类机构: a count in Chinese numerals counts kinds, not the indicator.
    named = "" if printed.chinese else catalogue.resolve(subject.text, mention.unit, subject.measure, subject.flow)
    return Quantity(
        id=name,
        start=printed.start,
        end=printed.end,
        text=report.text[printed.start : printed.end],
        value=printed.value,
        unit=mention.unit,
        bound=mention.bound,
        role=mention.role,
        subject=subject,
        interval=printed.interval
        or interval_of(printed.value, last_place, mention.bound, mention.unit, ABOUT, POINTS),
        last_place=last_place,
        sentence=mention.sentence,
        section=mention.section,
        period=mention.period,
        optional=printed.chinese,
        worded=printed.worded,
        damaged=mention.damaged,
        indicator=named,
        note=mention.note,
        known_unit=mention.known,
        role_rule=mention.role_rule,
        period_rule=mention.period_rule,
    )
