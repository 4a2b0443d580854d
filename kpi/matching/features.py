"""What matching weighs of a number, taken once from its report: words, kind, measure, period, base value.

One row a number, whether it is a target's or a report's; everything after this is SQL over these rows. The features
are computed here and nowhere else, from the subject that extraction read and from the text around the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kpi.extraction.units import unit_table
from kpi.matching.words import (
    canonical,
    content,
    exclusive_words,
    is_lower_better,
    kind_of,
    lexicon,
    narrowing_words,
)
from kpi.model import Flow, Measure
from kpi.reading.normalise import normalise

PERCENT = ("%", "‰")
_SENTENCE = re.compile(r"[。！？!?\n]")
_GROWTH = re.compile(r"(增长|增幅|增速|涨幅|降幅|上涨|下降|下滑|降低|减少|提高|提升|回落|上升|增|降|涨)(?:了|约|近|超|超过|达|达到|为|幅度|目标|预期|力争|预期目标|左右|在|保持|率|不低于|高于|不超过|控制|:|以上)*$")
_REACHED = re.compile(r"(?:提高|提升|上升|下降|降低|增长|增加|降|升|增|减少|回落|扩大)(?:到|至|为)[^,，。；;]{0,3}$")
_FALLS = re.compile(r"下降|降低|减少|降幅|回落|下滑|降$")
_LESS = re.compile(r"减少|压减|削减|消除")
_PACE = re.compile(r"增速|增幅|涨幅|降幅|经济增长|增长速度|增长率$|增长目标|增长预期")
_STATE = re.compile(r"(?:达到?了?|稳定在|保持在|突破|超过?|提[高升]到|增[加长]?[到至]|拥有|共有|为|上升到|降至|降到|扩大到)[^,，]{0,2}$")
_EACH = re.compile(r"分别[^,，\d]{0,8}?(增长|增加|提高|下降|降低|减少)(?!到|至)[^,，]*$")
_FALLING = re.compile(r"(?:减少|下降|降低|压减|削减)(?:了|约|近|超|超过|达)*$")
# 种植面积…产量达到: the noun carried over from the number before keeps the measure of that one.
_STALE = re.compile(r"(?:种植面积|总?面积|总?产量|总?收入|总额|人数)(?=(?:产值|总?产量|面积|增加值|销售收入)$)")
_OLD_VALUE = re.compile(r"[从由][^,，。；;]{0,30}\d[^,，。；;]{0,12}$")  # of 从…5.5%降到5.3%: its time is not the answer's
_EXCEPT = re.compile(r"扣除|剔除|不含|不包括")
_ACTOR = re.compile(
    r"^\s*(?:其中)?(?:[^,，:：\d]{0,14}?)(?:企业|园区|开发区|新区|自贸区|自贸港|试验区|保税区|高新区|经开区|集团|组团|都市圈|经济带|银行|示范区|合作区|产业园|自治州)(?=[^,，:：\d]{0,16}\d|[^,，:：\d]{0,16}[,，])"
)
_PROMISE = re.compile(r"拟|计划|力争|确保|争取|目标|预期|预计|有望|将(?!军|近)")
_GOAL = re.compile(r"^(?:以上|左右|以内)?的?(?:年度|预期|全年|控制)?(?:目标|任务)")
_CLAUSE = re.compile(r"[,，。；;：:！？\n]")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_TITLE = re.compile(r"《([^》\n]{2,80})》")
_SENTENCES = re.compile(r"[^。；;！？!?\n]{4,}")
_CLAUSES = re.compile(r"(?:《[^》\n]*》|[^,，：:。；;！？!?\n])+")
_NEXT = re.compile(r"^[^,，。；;：:！？\n\d]{0,24}")


@dataclass(frozen=True, slots=True)
class Feature:
    """What matching weighs of one number; the columns of the temporary tables in features.sql, in their order."""

    key: str  # target, or id of the quantity
    doc: str
    own: str  # the words of its own subject, weightless ones cut out
    clause: str  # the words of its clause, which extraction may have cut from the subject
    near: str  # the words of its sentence
    far: str  # headings and the sentence before
    kind: str
    exclusive: list[str]
    narrowing: list[str]
    said: str  # everything that the text says around it, for looking up the other's narrowing words
    measure: str  # growth, rate, level, change, points
    direction: int  # -1 where the words speak of a fall
    lower: bool  # smaller is better
    flow: str
    cumulative: bool
    period: str  # year, several, part, other
    dimension: str
    denominator: str
    factor: float
    titles: list[str]  # 《…》 that it names
    state: bool  # the number is a state at the end of the time it speaks of
    actor: str  # who the sentence speaks of, where not of the whole body: 省属企业
    carried: bool  # the subject stands in a clause before, not at the number
    promised: bool  # words of intention stand at the number
    quoted: bool  # the number is the goal itself: 实现扩招100万人目标
    start_asked: bool  # a milestone that asks for a start only (开工)


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause or a sentence of a later report, with the words that milestones are looked up by."""

    doc: str
    n: int
    start: int
    end: int
    whole: bool  # a sentence; else a clause
    words: str
    titles: list[str]
    done: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands, as the warehouse holds it."""

    key: str
    doc: str
    text: str  # the report's whole text; the quote where there is none
    start: int
    end: int
    sentence: int  # offset of the sentence's start
    unit: str
    subject: str
    modifiers: Sequence[str]
    flow: str
    measure: str
    place: str
    topic: str
    period_kind: str
    section_kind: str
    headings: str
    year: int | None  # of the period that the number should speak of
    paragraph: int = 0


def feature(number: Number) -> Feature:
    """The row of one number."""
    text = number.text
    before = normalise(text[number.sentence : number.start])
    after = _NEXT.match(normalise(text[number.end : number.end + 24]))
    clause = _CLAUSE.split(before)[-1]
    own = canonical("".join((*number.modifiers, _whole_words(_STALE.sub("", number.subject), clause))))
    near = canonical(before + "," + (after[0] if after else ""))
    far = canonical(",".join((number.headings, number.topic, number.place, _sentence_before(number))))
    measure, direction = _measure(number, clause, own)
    dimension, denominator, factor = dimension_of(number.unit)
    own_words = content(own)
    beside = canonical(clause + "," + (after[0] if after else ""))
    clause_words = content(beside)
    return Feature(
        key=number.key,
        doc=number.doc,
        own=own_words,
        clause=clause_words,
        near=content(near),
        far=content(far),
        kind="share_of" if "占" in own else kind_of(own),
        exclusive=exclusive_words(own),
        narrowing=narrowing_words(own + canonical(clause)) + _EXCEPT.findall(",".join(_CLAUSE.split(before)[-2:])),
        said="|".join((own, near, far)),
        measure=measure,
        direction=direction,
        lower=is_lower_better(own) and direction >= 0 and not _FALLING.search(clause) and not _LESS.search(clause),
        flow=_flow(number, clause),
        cumulative=bool(lexicon().cumulative.search(clause)) and "全年" not in clause,
        period=_period(number, before),
        dimension=dimension,
        denominator=denominator,
        factor=factor,
        titles=titles_of(number.subject if number.unit else number.subject + number.text),
        state=bool(_STATE.search(clause)) and not re.search("累计|新增|完成", clause),
        actor=_actor(before, own),
        carried=bool(own_words) and not _shares(own_words, clause_words),
        promised=bool(_PROMISE.search(clause)),
        quoted=bool(after and _GOAL.match(after[0])),
        start_asked=bool(not number.unit and lexicon().start_asked.search(number.text)),
    )


def titles_of(text: str) -> list[str]:
    return [content(canonical(title)) for title in _TITLE.findall(text)]


def statements(doc: str, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Statement]:
    """Every sentence of the spans, and every clause of it with the verbs of the clause behind it."""
    lex, number = lexicon(), 0
    for low, high in spans:
        for sentence in _SENTENCES.finditer(text, low, high):
            clauses = list(_CLAUSES.finditer(text, sentence.start(), sentence.end()))
            for index, match in enumerate((sentence, *clauses)):
                words = canonical(match[0])
                verbs = words
                if index and index < len(clauses) and lex.going_on.match(clauses[index][0]):
                    verbs += clauses[index][0]
                elif index and index < len(clauses) and not lex.done.search(words) and not lex.begun.search(words):
                    verbs += canonical(clauses[index][0])
                number += 1
                yield Statement(
                    doc, number, match.start(), match.end(), index == 0, content(words), titles_of(match[0]),
                    bool(lex.done.search(verbs)), bool(lex.begun.search(verbs)),
                )  # fmt: skip


def _actor(before: str, own: str) -> str:
    """Who the sentence opens with, "" for the body itself; two characters tell it from others."""
    match = _ACTOR.match(re.split(r"[。；;]", before)[-1])
    actor = content(canonical(match[0])).split("|")[0] if match else ""
    return "" if not actor or actor[:2] in own else actor[:2]


def _shares(own: str, words: str) -> bool:
    """Whether two texts of content words have a pair of characters in common."""
    return any("|" not in (pair := own[i : i + 2]) and pair in words for i in range(len(own) - 1)) or len(own) < 2


def _whole_words(subject: str, clause: str) -> str:
    """The subject without a word cut in two: 就业 of 实现再就业2529人 becomes 再就业."""
    at = clause.find(subject) if subject else -1
    for match in lexicon().kept.finditer(clause):
        if match.start() < at < match.end():
            return clause[match.start() : at] + subject
    return subject


@cache
def dimension_of(unit: str) -> tuple[str, str, float]:
    """(dimension, denominator, factor to the dimension's first unit); an unknown unit is its own dimension."""
    numerator, _, denominator = unit.partition("/")
    known = unit_table().get(numerator)
    if known is None:
        return numerator, denominator, 1.0
    return known.dimension, denominator, known.factor


def _measure(number: Number, clause: str, own: str) -> tuple[str, int]:
    """(measure, direction): in % by the words that touch the number, else as extraction has it."""
    reached = _REACHED.search(clause)
    each = _EACH.search(clause)
    grown = None if reached else each or _GROWTH.search(clause) or _GROWTH.search(own)
    falls = -1 if grown and _FALLS.search(grown[1]) else 1
    if number.unit in PERCENT:
        if _PACE.search(number.subject) or kind_of(own) == "prices":
            return "growth", -1 if "降幅" in number.subject or _FALLS.search(clause) else 1
        if grown and not re.search(r"率|占比|比重|比例$", clause[: grown.start()][-2:]):
            return "growth", falls
        return ("growth", 1) if number.measure == Measure.GROWTH and not reached else ("rate", 1)
    if number.unit in ("个百分点", "百分点"):
        return "points", falls
    if number.measure == Measure.CHANGE and grown and "/" in number.unit:
        return "change", falls
    if grown and unit_table().get(number.unit) and dimension_of(number.unit)[0] == "money" and not reached:
        return "change", falls
    return "level", 1


def _flow(number: Number, clause: str) -> str:
    if number.flow == Flow.NEW or re.search(r"新增|净增|新建|新设|新开工|新发展|新培育|新认定|新引进", clause):
        return Flow.NEW
    return number.flow


def _period(number: Number, before: str) -> str:
    """year (the period asked for), several (years together), part (of the year) or other (another year)."""
    lex = lexicon()
    if number.period_kind in ("multi_year", "average"):
        return "several"
    year = f"{number.year}年"
    heading = number.headings.rpartition("\n")[2]
    several = number.section_kind == "multi_year" or (
        lex.several_years.search(heading) and not lex.this_year.search(heading) and year not in heading
    )
    lead = ("五年来" if several else "") + _OLD_VALUE.sub("", normalise(number.text[number.paragraph : number.start]))
    if _last(lex.several_years, lead) > max(_last(lex.this_year, lead), lead.rfind(year)):
        return "several"
    segment = _OLD_VALUE.sub("", re.split(r"[。；;]", before)[-1])
    years = _YEAR.findall(segment)
    if years and number.year and int(years[-1]) != number.year:
        return "other"
    part = _last(lex.part_year, segment)
    if part >= 0 and part > _last(lex.this_year, segment):
        return "part"
    return "year"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Offset of the last match, -1 where there is none."""
    found = -1
    for match in pattern.finditer(text):
        found = match.start()
    return found


def _sentence_before(number: Number) -> str:
    """The sentence before, within the paragraph: it often names the place or the programme."""
    lead = number.text[max(number.paragraph, number.sentence - 120) : max(0, number.sentence - 1)]
    return _SENTENCE.split(lead)[-1] if lead else ""


def year_of(day: date | None) -> int | None:
    return day.year if day else None
