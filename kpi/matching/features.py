"""What matching weighs of a number, taken once from its report: words, kind, measure, time, dimension.

One row a number, whether a target's or a report's; everything after this is SQL over these rows. The features are
computed here and nowhere else, from the subject that extraction read and from the text around the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from kpi.extraction.catalogue import builtin_catalogue
from kpi.matching import words
from kpi.matching.given import REACH, given
from kpi.matching.measures import measure_of
from kpi.matching.times import time_of
from kpi.matching.umbrellas import NO_LIST, Listed
from kpi.matching.words import canonical, content, has, looks
from kpi.model import Flow
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression
from kpi.outline.marks import CLAUSE_STOP, SENTENCE_STOP

_SEGMENT = expression("matching", "features.parts")
_NUMBER = re.compile(r"\d")
_LETTERS = re.compile(r"[^\u4e00-\u9fffA-Za-z]")
_OPENS = "《"
_TITLE = re.compile(r"《([^》\n]{2,80})》")
_NEXT = expression("matching", "features.next")
# How much of what stands before a number is looked at, whatever its sentence and paragraph hold: else each number
# of a sentence without end would bring the whole of it. The longest sentence of 222 reports has 638 characters,
# the longest paragraph 2,162.
SENTENCE, PARAGRAPH, ABOVE = 1_000, 3_000, 1_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands, as the warehouse holds it; the unit of a milestone is empty."""

    key: str
    doc: str
    text: str  # the report's whole text, normalised; the quote where there is none
    start: int
    end: int
    sentence: int  # offset of the sentence's start
    paragraph: int  # offset of the paragraph's start
    unit: str
    subject: str
    modifiers: Sequence[str]
    flow: str
    measure: str
    place: str
    topic: str
    period_kind: str
    section_kind: str
    headings: str  # those above it, outermost first, a line each
    year: int | None  # that the number should speak of
    listed: Listed = NO_LIST  # the list of the plan that a target belongs to
    indicator: str = ""  # of the catalogue, "" where it names none


class Feature(NamedTuple):
    """What matching weighs of one number; the columns of the tables of features.sql, in their order."""

    key: str  # target, or id of the quantity
    doc: str
    own: str  # the words of its own subject, weightless ones cut out
    clause: str  # the words of its clause, which extraction may have cut from the subject
    near: str  # the words of its sentence
    far: str  # headings and the sentence before
    kind: str
    exclusive: list[str]
    narrowing: list[str]
    said: str  # all that its sentence says before it, to look up the other's narrowing words in
    measure: str  # growth, rate, level, change, points
    direction: int  # -1 where the words speak of a fall
    lower: bool  # smaller is better
    flow: str
    cumulative: bool
    period: str  # year, several, each, part, other
    dimension: str
    denominator: str
    factor: float
    titles: list[str]  # 《…》 that it names
    state: bool  # the number is a state at the end of the time it speaks of
    added: bool  # the number says what was added or done, not what there is
    actor: str  # who the sentence speaks of, where not of the whole body: 省属
    carried: bool  # the subject stands in a clause before, not at the number
    promised: bool  # words of intention stand at the number
    quoted: bool  # the number is the goal itself: 实现扩招100万人目标
    sized: bool  # the money is the size of the thing that follows: 投资3亿元的体育馆
    start_asked: bool  # a milestone that asks for a start only (开工)
    half: str  # "both" where town and country are meant together, else the one that is meant, "" where neither is
    rest: str  # then the own words without those for town and country
    full: str = ""  # the own words with the weightless ones
    bare: bool = False  # only a word of spending: for what stands elsewhere (为此安排支出)
    joint: bool = False  # several things told with one number (学前和小学学位)
    listed: int = -1  # how many things the target's list counts, 0 where it does not say, -1 for no list
    list_business: bool = False  # a list for enterprises
    list_head: bool = False  # the target is that list itself: 办好20件民生实事
    every: bool = False  # each of several things is to reach the number: 甲、乙均达到60%
    stage: str = (
        ""  # "start" where the clause's verb starts something, "on" for any other verb of work, "" for none
    )
    settled: bool = False  # a state, even of what is done within a year: 产量稳定在500亿斤
    head: str = ""  # the last two characters of its words
    parts: tuple[str, ...] = ()  # what a milestone names one by one (A、B等项目), where it does
    denied: bool = False  # what was not done: 未能完成新建绿道130公里
    over: bool = False  # 超, 突破 stand at the number
    finish_asked: bool = False  # a milestone that asks for use, not for the building alone
    held_asked: bool = False  # an event or a title
    way: str = ""  # up, down, kept, ahead: which way a milestone asks for, "" for something to be done
    noun: str = ""  # the last four characters of the thing counted or built, "" where it has fewer
    proper: str = ""  # a milestone's words without that noun, "" where the plan does not name the thing (首个…)
    run: str = ""  # the compound that the words end with, its level blanked: 国家现代农业产业园 → ||现代农业产业园
    thing: str = ""  # of a milestone with a description (符合实际的…规划), what is described
    acts: list[str] = field(default_factory=list)  # what a milestone asks to be done by doing it (实施, 开展)
    name: str = ""  # the name of a milestone's thing in one word, without what is done to it
    named: str = ""  # the indicator of the catalogue and the dimensions that its subject says (低保标准, 农村)
    call: str = ""  # the name in quotes that a milestone's thing bears: 汀民通 of “汀民通”平台
    ends: bool = False  # a verb of finishing stands at the number: 竣工项目120个
    graded: bool = False  # of a grade and those above it: 4A级以上


class Subject(NamedTuple):
    """What a subject in canonical words says by itself, the same wherever it stands."""

    words: str
    spent: str  # the same for money that goes to a matter
    full: str
    kind: str
    exclusive: list[str]
    half: str
    rest: str
    lower: bool
    only_spending: bool
    listed: bool


@lru_cache(maxsize=8192)
def _subject(own: str) -> Subject:
    plain = content(own)
    own_words = content(words.shared_part(own)) or plain
    half, rest = words.half_of(own)
    return Subject(
        words=own_words,
        spent=words.spent_on(own) or own_words,
        full=_LETTERS.sub("", own),
        kind=words.kind_of(own),
        exclusive=words.exclusive_words(own),
        half=half,
        rest=content(rest) if half else "",
        lower=words.is_lower_better(own),
        only_spending=looks("only_spending", plain) is not None,
        listed=looks("listed_things", own) is not None,
    )


class Signs(NamedTuple):
    """What the words of a clause before its number say of the number."""

    added: bool
    state: bool
    settled: bool
    cumulative: bool
    new: bool
    reduction: bool
    promise: bool
    each: bool
    every_year: bool
    over: bool
    denied: bool
    stage: str


def _own_verb(clause: str) -> str:
    """净增872家、达到6732家: what touches the number, where that says what there is and not what was added."""
    item = _NUMBER.split(clause)[-1]
    return item if item != clause and looks("state", item) and not looks("new", item) else clause


@lru_cache(maxsize=8192)
def _signs(clause: str) -> Signs:
    added = bool(looks("not_a_state", clause))
    return Signs(
        added=added,
        state=bool(looks("state", clause)) and not added,
        settled=bool(looks("settled", clause)),
        cumulative=has("cumulative", clause) and not looks("whole_year", clause),
        new=bool(looks("new", clause)),
        reduction=bool(looks("reduction", clause)),
        promise=bool(looks("promise", clause)),
        each=bool(looks("each", clause)),
        every_year=bool(looks("every_year", clause)),
        over=bool(looks("over", clause)),
        denied=bool(looks("not_done", clause)),
        stage=_stage(clause),
    )


def feature(number: Number) -> Feature:
    """The row of one number."""
    before = number.text[max(number.sentence, number.start - SENTENCE) : number.start]
    after = _next(number)
    clauses = CLAUSE_STOP.split(before)
    clause = clauses[-1].rstrip()
    subject = words.lexicon().patterns["stale"].sub("", number.subject)
    own, _ = words.reduced("".join((*number.modifiers, words.whole_words(subject, clause))))
    nearby = [words.reduced(part) for part in (*clauses, after)]
    near = ",".join(phrase for phrase, _ in nearby)
    item, item_words = words.reduced(_NUMBER.split(clause)[-1])  # without the items before it in a list
    beside = "|".join(said for said in (item_words, nearby[-1][1]) if said)
    far = _far(f"{number.headings[-ABOVE:]},{number.topic},{number.place},{_sentence_before(number)}")
    measure, direction = measure_of(number.unit, number.measure, number.subject, clause, own)
    dimension, denominator, factor = dimension_of(number.unit)
    said, signs, money = _subject(own), _signs(_own_verb(clause)), dimension == "money"
    own_words = said.spent if money or measure == "growth" else said.words
    own_words = _with(own_words, given(clause, number.text[number.end : number.end + REACH], dimension))
    milestone = not number.unit
    way = words.way_asked(number.text) if milestone else ""
    named = milestone and not way and not looks("unnamed", number.text)
    return Feature(
        key=number.key,
        doc=number.doc,
        own=own_words,
        clause=beside,
        near="|".join(part for _, part in nearby if part),
        far=far,
        # 贷款余额增长 is what 贷款增长 is.
        kind=words.kind_of(words.lexicon().patterns["balance"].sub("", own)) if measure == "growth" else said.kind,
        exclusive=said.exclusive,
        narrowing=[
            *_narrowing(own + ("" if signs.each else item), said.half),
            *_exceptions(clauses),
            *_places(before),
        ],
        said=words.without_verbs(f"{own}|{near}"),
        measure=measure,
        direction=direction,
        lower=direction > 0 and said.lower and not signs.reduction,
        flow=Flow.NEW if signs.new else number.flow,
        cumulative=signs.cumulative,
        period=_time(number, before, signs.every_year, measure),
        dimension=dimension,
        denominator=denominator,
        factor=factor,
        titles=titles_of(number.subject + number.text if milestone else number.subject),
        state=signs.state,
        added=signs.added,
        actor=_actor(before, own),
        carried=bool(own_words) and not words.share_a_pair(own_words, beside),
        promised=measure != "of_plan" and signs.promise,
        quoted=bool(looks("goal", after)),
        sized=money and bool(looks("size_of", after)),
        start_asked=milestone and has("start_asked", number.text),
        half=said.half,
        rest=said.rest,
        full=said.full,
        bare=money and said.only_spending,
        joint=said.listed and not signs.each,
        listed=number.listed.count,
        list_business=number.listed.business,
        list_head=number.listed.head,
        head=words.head_of(words.name_of(own_words) if milestone else own_words),
        every=said.listed and signs.each,
        # 218个重点项目开工建设: the verb behind the number.
        stage=signs.stage or ("start" if has("start_asked", after) else ""),
        settled=signs.settled,
        parts=words.parts_of(number.subject) if milestone else (),
        denied=signs.denied or bool(looks("left_undone", after)),
        over=signs.over,
        finish_asked=milestone and has("finish_asked", number.text),
        held_asked=has("held_asked", number.text if milestone else clause),
        way=way,
        noun=words.noun_of(own_words),
        proper=words.proper_of(own_words, subject) if named else "",
        run=words.run_of(own_words),
        thing=words.thing_of(subject) if milestone else "",
        acts=words.acts(number.text.replace(number.subject, "|")) if milestone else [],
        name=words.name_of(own_words).replace("|", "") if milestone else "",
        named=_named(number),
        call=_call(number.text) if milestone else "",
        ends=bool(looks("ends", clause)),
        graded=bool(looks("graded", number.subject + clause)),
    )


def _with(own_words: str, more: str) -> str:
    return "|".join(part for part in (own_words, more) if part) if more not in own_words else own_words


def _call(text: str) -> str:
    found = looks("call", text)
    return content(canonical(found["call"])).replace("|", "") if found else ""


def _named(number: Number) -> str:
    """What shares an indicator is kept apart by the dimensions that the subject says.

    Of an indicator that a workspace named, its dimensions are not known here: it names nothing.
    """
    known = builtin_catalogue()
    if not number.indicator or known.resolve(number.subject, number.unit, number.measure) != number.indicator:
        return ""
    return "|".join((number.indicator, *sorted(known.split(number.subject, number.indicator))))


def _time(number: Number, before: str, every_year: bool, measure: str) -> str:
    """What times.py says, or `each` for a number of every year (每年超过90万人): it counts for any of them."""
    paragraph = number.text[max(number.paragraph, number.start - PARAGRAPH) : number.start]
    time = time_of(
        number.period_kind, number.section_kind, number.headings, paragraph, _SEGMENT.split(before)[-1],
        number.year,
    )  # fmt: skip
    return "each" if time == "several" and measure == "level" and every_year else time


def titles_of(text: str) -> list[str]:
    return [] if _OPENS not in text else [content(canonical(title)) for title in _TITLE.findall(text)]


@cache
def dimension_of(unit: str) -> tuple[str, str, float]:
    """(dimension, denominator, factor to the dimension's first unit); an unknown unit is its own dimension."""
    numerator, _, denominator = unit.partition("/")
    known = unit_table().get(numerator)
    if known is None:
        return numerator, denominator, 1.0
    return known.dimension, denominator, known.factor


@lru_cache(maxsize=1024)
def _far(text: str) -> str:
    """The words of what stands above a number: the same for many of its neighbours."""
    return content(canonical(text))


def _next(number: Number) -> str:
    """The words behind a number, up to the next mark or number."""
    match = _NEXT.match(number.text[number.end : number.end + 24])
    return match[0] if match else ""


def _sentence_before(number: Number) -> str:
    """The sentence before, within the paragraph: it often names the place or the programme."""
    lead = number.text[max(number.paragraph, number.sentence - 120) : max(0, number.sentence - 1)]
    return SENTENCE_STOP.split(lead)[-1] if lead else ""


@lru_cache(maxsize=8192)
def _narrowing(phrase: str, half: str) -> list[str]:
    """The narrowing words at a number; 城乡 before a list with 分别 is none where the subject has its own half."""
    found = words.narrowing_words(words.without_verbs(phrase))
    return [word for word in found if half in ("", "both") or words.half_of(word)[0] != "both"]


def _exceptions(clauses: list[str]) -> list[str]:
    """扣除房地产后…: words of this clause or the one before that take something out of the subject."""
    return words.lexicon().patterns["exception"].findall(",".join(clauses[-2:]))


def _places(before: str) -> list[str]:
    """石桥镇作为试点镇, …: a part of the place that the sentence speaks of."""
    return words.lexicon().patterns["part_of_place"].findall(before)


def _actor(before: str, own: str) -> str:
    """Who the sentence opens with, "" for the body itself; two characters tell it from others."""
    match = looks("actor", _SEGMENT.split(before)[-1])
    actor = content(canonical(match[0])).split("|")[0][:2] if match else ""
    return "" if actor in own else actor


def _stage(clause: str) -> str:
    """How far the clause's verb says that work is."""
    if has("start_asked", clause):
        return "start"
    return "on" if has("done", clause) or has("begun", clause) else ""
