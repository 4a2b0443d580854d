"""Number numbers that measure something, with the sentence, clause and section that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from kpi.extraction.damaged import lost_time_base
from kpi.extraction.periods import OWN, part_named, part_of_row
from kpi.extraction.phrases import Phrase
from kpi.extraction.tables import Cell, table_cells
from kpi.extraction.units_by_shares import counted_before_share, percent_lost
from kpi.language import language_data
from kpi.language.terms import AND, HOUSEHOLD, PERSON, RATIO, YUAN, is_hanzi
from kpi.model import Bound, Measure, Period, PeriodKind, Report, Role, Section, SectionKind
from kpi.numbers import Number, join_ranges, scan
from kpi.numbers.elided import unit_left_out
from kpi.numbers.exclusions import excluded_spans, inside, why_excluded
from kpi.numbers.units import unit_table
from kpi.outline.barred import BAR
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression, lists, mapping
from kpi.outline.marks import SENTENCE_STOP
from kpi.rules import on

SKIPPED = (SectionKind.FURNITURE, SectionKind.DUPLICATE)
_GIVEN = lists(language_data("subjects"))
_PEOPLE_AFTER = expression("extraction", "mentions.people_after", _GIVEN)
_HOUSEHOLDS = expression("extraction", "mentions.households")
_CHANGE_TO = lists(language_data("roles"))
_BARE_AFTER = expression("extraction", "mentions.bare_after", _CHANGE_TO)
_CAME_TO = expression("extraction", "mentions.came_to", _CHANGE_TO)
_PEOPLE_BEFORE = expression("extraction", "mentions.people_before", _GIVEN)
_AFTER_BARE = expression("extraction", "mentions.after_bare")
_UNLISTED = expression("extraction", "mentions.unlisted")
_BARE_LIST = expression("extraction", "mentions.bare_list")
_BARE_KINDS = (Kind.LEVEL, Kind.CHANGE)  # of which a table need not say the unit
_PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LIST, _ITEMS = 120, 12  # characters and numbers of a list whose unit its whole says
_NO_WHOLES = frozenset(language_data("relations")["not_additive_units"])
_NO_CLASSIFIERS = frozenset(language_data("units")["no_classifiers"])
_COUNTED_IN = mapping("extraction", "mentions.counted_in")
_COUNTED = expression("extraction", "mentions.counted")
_MEASURES = {Kind.GROWTH: Measure.GROWTH, Kind.CHANGE: Measure.CHANGE, Kind.SHARE: Measure.SHARE}
# How far back a number looks for the words that govern it; keeps the whole walk linear.
WINDOW = 300


@dataclass(slots=True)
class Mention:
    """A printed number on its way to a quantity."""

    printed: Number
    section: int
    sentence: tuple[int, int]
    unit: str
    known: bool = True
    phrase: Phrase | None = None
    role: Role = Role.ACTUAL
    bound: Bound = Bound.EXACT
    period: Period = OWN
    topic: str = ""
    place: str = ""
    clause: int = 0  # where its clause begins (,;:), and the part of its sentence up to the last ;
    segment: int = 0
    damaged: bool = False
    note: str = ""
    role_rule: str = ""
    period_rule: str = ""


def find_mentions(report: Report, scanned: str) -> tuple[list[Mention], list[Mention]]:
    """The numbers that measure something, and the levels and changes of tables of which nothing says the unit."""
    spans = excluded_spans(scanned)
    ends = [match.start() for match in SENTENCE_STOP.finditer(scanned)]
    sections = report.sections or (Section(SectionKind.REVIEW, 0, len(scanned)),)
    starts = [section.start for section in sections]
    mentions: list[Mention] = []
    bare: list[Mention] = []
    numbers = join_ranges(scanned, scan(scanned))
    cells = table_cells(scanned, numbers, report.form.tables)
    barred = BAR in scanned
    at = 0
    for printed, after in zip_longest(numbers, numbers[1:]):
        section = max(0, bisect_right(starts, printed.start) - 1)
        if left_out(sections[section].kind) or _within(printed, inside(printed.start, spans)):
            continue
        while at < len(cells) and cells[at].number.end <= printed.first:
            at += 1
        if at < len(cells) and cells[at].number.start <= printed.first and (cells[at].unit or not printed.unit):
            told = mentions if cells[at].unit else bare if cells[at].kind in _BARE_KINDS else None
            if told is not None and not (told and told[-1].printed is cells[at].number):
                told.append(_in_table(report, scanned, cells[at], section))
            continue
        if why_excluded(scanned, printed):
            continue
        index = bisect_right(ends, printed.start)
        sentence = (ends[index - 1] + 1 if index else 0, ends[index] if index < len(ends) else len(scanned))
        sentence = _cell_around(scanned, sentence, printed) if barred else sentence
        printed, note = lost_time_base(scanned, printed)
        unit = printed.unit or _inherited(scanned, printed, sentence, mentions) or unit_left_out(scanned, printed)
        unit = (
            unit
            or _of_its_whole(scanned, printed, mentions)
            or percent_lost(scanned, printed)
            or counted_before_share(scanned, printed, [one.unit for one in mentions[-_ITEMS:]])
            or _unlisted(scanned, printed, after.start if after else len(scanned))
        )
        if unit or _may_have_lost_unit(scanned, printed):
            printed.unit = unit
            mention = Mention(printed, section, sentence, unit, unit_table().is_known(unit))
            mention.damaged, mention.note = bool(note), note
            mention.segment, mention.clause = _starts(scanned, sentence[0], printed.start)
            mentions.append(mention)
    return mentions, bare


def _within(printed: Number, rule: str) -> bool:
    """Whether a rule on stretches of text holds for a number; what looks like a time may be a ratio (1:15)."""
    return bool(rule) and (printed.unit != RATIO or rule != "time.clock")


def _cell_around(scanned: str, sentence: tuple[int, int], printed: Number) -> tuple[int, int]:
    """甲镇 | 12 | 新建3所: words in a cell are a sentence of their own; beside them stand other cells."""
    low = scanned.rfind(BAR, sentence[0], printed.start) + 1
    high = scanned.find(BAR, printed.end, sentence[1])
    return (low or sentence[0], high if high >= 0 else sentence[1])


def left_out(kind: SectionKind) -> bool:
    """Whether a stretch is not read at all: the page around the article, a second copy of it."""
    return kind in SKIPPED and on(f"page.{kind.value}")


def sentence_around(scanned: str, position: int) -> tuple[int, int]:
    """The sentence of a plain text that holds a position, without its end."""
    before = [match.end() for match in SENTENCE_STOP.finditer(scanned, max(0, position - 4 * WINDOW), position)]
    end = SENTENCE_STOP.search(scanned, position)
    return (before[-1] if before else max(0, position - 4 * WINDOW)), (end.start() if end else len(scanned))


def _in_table(report: Report, text: str, cell: Cell, section: int) -> Mention:
    """A number of a table; its line is its sentence, its row and column say what it measures."""
    printed = cell.number
    start = text.rfind("\n", 0, printed.start) + 1
    end = text.find("\n", printed.start)
    mention = Mention(
        printed, section, (start, end if end >= 0 else len(text)), cell.unit, segment=start, clause=start
    )
    measure = _MEASURES.get(cell.kind, Measure.LEVEL)
    if measure is Measure.LEVEL and cell.unit == "%":
        measure = Measure.RATE
    own = report.period_end.year if report.period_end else cell.year
    year = cell.year or (own - 1 if cell.before and own else 0)
    mention.role_rule, mention.period_rule = "role.actual.table", "period.table"
    if cell.asked and on("role.target.table"):
        mention.role, mention.role_rule = Role.TARGET, "role.target.table"
    mention.bound = printed.bound or mention.bound
    part = part_named(report, cell.heading, year) or part_of_row(report, cell.when, cell.heading, year)
    if part is not None and part != OWN:
        mention.period_rule, mention.period = "period.part", part
    elif year and year != own:
        mention.period_rule = "period.table-year"
        kind = PeriodKind.LATER if year > own else PeriodKind.YEAR
        mention.period = Period(kind, date(year, 1, 1), date(year, 12, 31), str(year))
    elif cell.before and not year:
        mention.period_rule, mention.period = "period.table-year", Period(PeriodKind.YEAR, text=cell.heading)
    measure = Measure.GROWTH if cell.grows else measure
    mention.phrase = Phrase(cell.subject, cell.subject, cell.subject, measure=measure)
    return mention


def _inherited(text: str, printed: Number, sentence: tuple[int, int], mentions: list[Mention]) -> str:
    """The unit of a number printed without one, "" where the text gives none.

    总床位41199张…床位34643: that of the same noun before it. 1509万农民, 贫困人口减少1386万: people count in 人.
    """
    after = text[printed.end : printed.end + 1]
    before = text[printed.start - 2 : printed.start]
    if printed.multiplied and printed.value >= 10000:
        bare = _BARE_AFTER.match(text, printed.end)
        between = text[mentions[-1].printed.end : printed.start] if mentions else ""
        if bare and mentions and (between in AND or _CAME_TO.fullmatch(between)):
            return mentions[-1].unit  # 分别增加1753万和2028万, 从59.5万上升到63.3万
        noun = _PEOPLE_AFTER.match(text, printed.end) or (
            bare and _PEOPLE_BEFORE.search(text[max(sentence[0], printed.start - 24) : printed.start])
        )
        if noun:
            return HOUSEHOLD if _HOUSEHOLDS.search(noun[0].rstrip()) else PERSON
        counted = _COUNTED.search(text, max(sentence[0], printed.start - 16), printed.start)
        if counted and bare:
            return _COUNTED_IN[counted[1]]
    if not _AFTER_BARE.match(after) or len(before) < 2 or not is_hanzi(before[1]):
        return ""
    paragraph = text.rfind("\n", 0, printed.start)
    for mention in reversed(mentions[-12:]):
        if mention.printed.start < paragraph:
            break
        other = text[max(0, mention.printed.start - 2) : mention.printed.start]
        if other == before or (printed.multiplied and mention.sentence == sentence and mention.unit == YUAN):
            return mention.unit
    return ""


def _of_its_whole(text: str, printed: Number, mentions: list[Mention]) -> str:
    """The unit of the number that a bracket or a colon stands right behind, where it opens a list of names and
    numbers that none of them says again, and that are no more than it: 795家(社团362、民非428、基金会5)."""
    low = max(0, printed.start - _LIST)
    opened = max(text.rfind("(", low, printed.start), text.rfind(":", low, printed.start))
    if opened < 0 or not mentions:
        return ""
    whole = next((one for one in reversed(mentions[-_ITEMS:]) if one.printed.end <= opened), None)
    if whole is None or whole.printed.end != opened or whole.unit in _NO_WHOLES or "/" in whole.unit:
        return ""
    listed = _BARE_LIST.match(text, opened + 1)
    if listed is None or not printed.end <= listed.end() <= opened + _LIST:
        return ""
    values = (Decimal(one.replace(",", "")) for one in _PRINTED.findall(listed[0]))
    return whole.unit if max(values) * printed.scale <= whole.printed.value else ""


def _unlisted(text: str, printed: Number, limit: int) -> str:
    """A classifier that the table does not know, as written (充电桩320枪): what stands before a stop."""
    match = _UNLISTED.match(text, printed.end)
    if (
        not match
        or match.end(1) > limit
        or printed.chinese
        or match[1] in _NO_CLASSIFIERS
        or not is_hanzi(text[max(0, printed.start - 1)])
    ):
        return ""
    printed.end = match.end(1)
    return match[1]


def _may_have_lost_unit(text: str, printed: Number) -> bool:
    """A whole number that stands right between two nouns inside brackets (散养儿童144集中供养5人)."""
    return (
        not printed.multiplied
        and is_hanzi(text[printed.start - 1 : printed.start])
        and is_hanzi(text[printed.end : printed.end + 1])
        and text.rfind("(", max(0, printed.start - 20), printed.start) >= 0
    )


def _starts(text: str, low: int, position: int) -> tuple[int, int]:
    """(start of the segment up to the last ；, start of the clause) around a number."""
    low = max(low, position - WINDOW)
    segment = text.rfind(";", low, position) + 1 or low
    comma, colon = text.rfind(",", segment, position), text.rfind(":", segment, position)
    return segment, (comma if comma > colon else colon) + 1 or segment
