"""The vocabulary that every layer shares (docs/definitions.md); plain values, no behaviour beyond lookups.

Numbers are `Decimal` until they enter the database. Offsets are 0-based indices into the report's text as read
(`text[start:end]` is the quote). `None` for a bound of an interval means unbounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kpi.errors import Problem
from kpi.model.computation import Computation as Computation
from kpi.model.computation import Interval as Interval
from kpi.model.computation import Mend as Mend
from kpi.model.computation import Nearest as Nearest
from kpi.model.computation import Shape as Shape
from kpi.model.computation import Term as Term
from kpi.model.form import PLAIN as PLAIN
from kpi.model.form import Form as Form
from kpi.model.form import Heading as Heading
from kpi.model.form import Ruled as Ruled
from kpi.model.place import Place as Place


class Bound(StrEnum):
    """How the words around a number limit it."""

    EXACT = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"
    ABOVE = "余"
    BELOW = "近"


class Role(StrEnum):
    """What a quantity is in its sentence."""

    ACTUAL = "actual"
    TARGET = "target"
    STANDARD = "standard"
    BEFORE = "before"
    OTHER = "other"


class Measure(StrEnum):
    """In which way a number measures its subject; different measures never answer each other."""

    LEVEL = "level"  # a stock or an amount: 41199张, 253.7亿元
    GROWTH = "growth"  # signed change against an earlier period, in % or points: 增长5%
    CHANGE = "change"  # signed change in the subject's own unit: 提高30元, 增加800人
    SHARE = "share"  # a part of a whole: 占比37.1%
    RATE = "rate"  # any other percentage or per-head ratio: 覆盖率100%, 30人/万老年人


class Flow(StrEnum):
    """Whether the verb speaks of a stock or of something done within the period."""

    STOCK = "stock"  # 达到, 拥有, 共有, 累计达
    NEW = "new"  # 新增, 新建, 新成立
    DONE = "done"  # 完成, 开展, 发放, 救助
    SPENT = "spent"  # 支出, 投入, 投资, 安排资金
    NONE = ""


class SectionKind(StrEnum):
    """What a stretch of a report is."""

    REVIEW = "review"
    PLAN = "plan"
    PROBLEMS = "problems"
    MULTI_YEAR = "multi_year"  # a review of several years (过去五年)
    GLOSSARY = "glossary"
    ANNEX = "annex"
    FURNITURE = "furniture"  # the page around the article
    DUPLICATE = "duplicate"  # a second copy of the article


class PeriodKind(StrEnum):
    """How long a time a number covers."""

    PERIOD = "period"  # the reviewed period of the report
    YEAR = "year"  # one named year
    PART = "part"  # months or quarters named in the text
    MULTI_YEAR = "multi_year"  # 五年来, “十四五”以来, 累计 over years
    AVERAGE = "average"  # 年均
    LATER = "later"  # 到2030年
    DAY = "day"


class RelationType(StrEnum):
    SUM = "sum"
    PARTIAL = "partial"
    SHARE = "share"
    PRODUCT = "product"
    RESTATED = "restated"
    LIST_COUNT = "list_count"
    RISE = "rise"
    FORMULA = "formula"  # an identity between indicators that a suite declares
    # Between two reports of one body.
    RETOLD = "retold"  # one thing and period, told differently
    CUMULATIVE = "cumulative"  # less in a report that covers more of the same year
    GROWTH = "growth"  # stated growth against the level printed a year ago
    STANDARD = "standard"  # a benefit rate that changed without being said
    LEAP = "leap"  # ten, a hundred, ten thousand times the number of a year ago


class RelationVerdict(StrEnum):
    CONSISTENT = "consistent"
    TRUNCATED = "truncated"
    INCONSISTENT = "inconsistent"
    INCOMPLETE = "incomplete"
    PLAUSIBLE = "plausible"


class TargetKind(StrEnum):
    LEVEL = "level"
    AMOUNT = "amount"
    MILESTONE = "milestone"
    RELATIVE = "relative"  # against another number: 与经济增长同步, 快于全国3个百分点


class Weight(StrEnum):
    """How much a target matters; the first is asked about first."""

    HEADLINE = "headline"  # what the plan itself puts first: 主要预期目标, 约束性指标, 民生实事
    NUMBER = "number"
    MILESTONE = "milestone"  # a deliverable without a number


class Op(StrEnum):
    """What a target demands of its answer."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "="
    ABOUT = "~"
    RANGE = "range"
    DONE = "done"


class Verdict(StrEnum):
    """How a target came out (docs/definitions.md)."""

    MET = "met"
    MISSED = "missed"
    UNCERTAIN = "uncertain"
    NOT_REPORTED = "not_reported"
    NOT_COMPARABLE = "not_comparable"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NOT_DUE = "not_due"
    NEEDS_REVIEW = "needs_review"
    IN_PROGRESS = "in_progress"  # milestones only: the later report says that work goes on
    DECLARED = "declared"  # an umbrella sentence says that its list was all done; no figure of its own
    PARTLY = "partly"  # of several things promised by name some are told done


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a number covers, with the words that say so."""

    kind: PeriodKind
    start: date | None = None
    end: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number measures, as parts that matching can weigh one by one.

    `text` is the shortest phrase in the report's own words; `head` its head noun; `modifiers` the words that
    split it (城市, 护理型, 新增); `topic` the heading or sentence topic it stands under; `place` a part of the
    body's territory, empty for the whole.
    """

    text: str
    head: str = ""
    modifiers: tuple[str, ...] = ()
    flow: Flow = Flow.NONE
    measure: Measure = Measure.LEVEL
    place: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what it measures, at a place in a report (docs/definitions.md)."""

    id: str
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    bound: Bound
    role: Role
    subject: Subject
    interval: Interval
    last_place: Decimal  # the unit u of the last printed digit, 万/亿 counted in; 0 for an exact count
    sentence: tuple[int, int]
    section: int = 0  # index into Report.sections
    period: Period = Period(PeriodKind.PERIOD)
    optional: bool = False
    worded: bool = False  # a figure without a digit (持平, 首个): listed, but in no relation, target or match
    damaged: bool = False
    pictured: bool = False  # its characters were guessed from a picture: a person must look at it
    known_unit: bool = True
    indicator: str = ""  # catalogue id, empty where none clearly matches
    note: str = ""
    role_rule: str = ""  # ids of the rules that gave role and period (`kpi rules`)
    period_rule: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Numbers that must fit together (docs/definitions.md): the ids of the whole first, then the parts.

    `computation` says what was computed and how it came out; `formula` which law it must obey where a type has
    several (kpi/arithmetic/laws.py), or the name of the formula that a suite declares.
    """

    type: RelationType
    members: tuple[str, ...]
    verdict: RelationVerdict
    computation: Computation
    formula: str = ""
    rule: str = ""  # id of the rule that found it

    @property
    def computed(self) -> Interval | None:
        return self.computation.computed

    @property
    def stated(self) -> Interval | None:
        return self.computation.stated

    @property
    def mends(self) -> tuple[Mend, ...]:
        return self.computation.mends

    @property
    def linked(self) -> tuple[int, ...]:
        return self.computation.linked


@dataclass(frozen=True, slots=True)
class Target:
    """What the next report can be held to (docs/definitions.md)."""

    id: str
    start: int
    end: int
    text: str
    subject: Subject
    kind: TargetKind
    op: Op
    due: date
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    relative: str = ""  # of a relative target: what it is held against, in words; it has no `value`
    quantity: str = ""  # id of the quantity it was read from
    actual: str = ""  # id of the quantity of the same report that already answers it
    verdict: Verdict | None = None
    indicator: str = ""
    optional: bool = False
    note: str = ""
    rule: str = ""  # ids of the rules that gave kind, demand and due date (`kpi rules`)
    op_rule: str = ""
    due_rule: str = ""
    weight: Weight = Weight.NUMBER
    weight_rule: str = ""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A run of numerals that is part of no figure; `rule` says why (an id of exclusions.yml), "" for unread."""

    start: int
    end: int
    rule: str
    sentence: tuple[int, int] = (0, 0)  # set where it may hide a figure


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under one heading."""

    kind: SectionKind
    start: int
    end: int
    level: int = 0
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One document of one body for one period; dates are None where the text never says."""

    doc: str
    text: str
    title: str = ""
    body: str = ""
    period_start: date | None = None
    period_end: date | None = None
    published: date | None = None
    plan_start: int | None = None
    plan_due: date | None = None
    sections: tuple[Section, ...] = ()
    places: tuple[Place, ...] = ()  # sorted by start; empty for plain text, where the line says it
    form: Form = PLAIN


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read in one report: the result of the pure function text → rows."""

    report: Report
    quantities: tuple[Quantity, ...] = ()
    relations: tuple[Relation, ...] = ()
    targets: tuple[Target, ...] = ()
    warnings: tuple[Problem, ...] = ()  # what was left out, guessed or lost when the document was opened
    worded: tuple[Quantity, ...] = ()  # figures without a digit (首个, 全覆盖): told apart, used for nothing yet
    bare: tuple[Quantity, ...] = ()  # numbers of tables that say no unit: of use only where they add up
    unread: tuple[Numeral, ...] = ()  # numerals that may hide a figure of the plan or of a relation

    @property
    def printed(self) -> tuple[Quantity, ...]:
        """The quantities that have digits or numerals: those that relations, targets and matching look at."""
        return tuple(quantity for quantity in self.quantities if not quantity.worded)

    @property
    def planned(self) -> tuple[Target, ...]:
        """The plan's targets: numbers count in its sections only, for a review answers the tasks that it names."""
        return tuple(target for target in self.targets if self._is_planned(target))

    def _is_planned(self, target: Target) -> bool:
        sections = [s for s in self.report.sections if s.start <= target.start < s.end]
        return target.kind is TargetKind.MILESTONE or not sections or sections[-1].kind is SectionKind.PLAN


@dataclass(frozen=True, slots=True)
class Answer:
    """What a later report says of a target: a quantity, or for a milestone the words that say how it stands."""

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    value: Decimal | None = None
    unit: str = ""
    interval: Interval | None = None
    quantity: str = ""  # id in the later report, empty for words


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that was considered and why it was not taken (`reason` is empty for the one taken)."""

    answer: Answer
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one target came out in one later report; `margin` is actual minus target, in the target's unit.

    `elapsed` is the share of the target's period gone by the report's end, where it is not yet due.
    """

    target: Target
    verdict: Verdict
    answer: Answer | None = None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 1.0
    margin: Decimal | None = None
    note: str = ""
    elapsed: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every target of a plan against the next report of the same body."""

    plan: Report
    report: Report
    judgements: tuple[Judgement, ...] = ()
