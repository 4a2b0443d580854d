"""Sections of a report: where the review ends and the plan begins, and what stands between and around them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from kpi.model import PLAIN, Form, Report, Section, SectionKind
from kpi.numbers.plain import normalise
from kpi.outline.barred import BAR
from kpi.outline.expressions import expression
from kpi.outline.expressions import words as words_of
from kpi.reading.cues import cues
from kpi.reading.dates import FIVE_YEARS, When, first_date, five_years, month_end, quarter_end, years
from kpi.reading.furniture import copy_start, foot_start
from kpi.reading.headings import Clock, heading_kinds, stands_alone, when
from kpi.reading.lines import CHAPTER, ITEM, LEAD, PARAGRAPH, PART, SUBPOINT, Line, read_lines
from kpi.reading.metadata import Front, read_clock, read_front, read_period
from kpi.reading.told import mark_told
from kpi.reading.whose import read_body

_REVIEW, _PLAN, _YEARS, _PROBLEMS = (
    SectionKind.REVIEW,
    SectionKind.PLAN,
    SectionKind.MULTI_YEAR,
    SectionKind.PROBLEMS,
)
_CLOSED = (SectionKind.GLOSSARY, SectionKind.ANNEX)
_OPENING = 60
_THIS_YEAR = words_of("reading", "structure.this_year")
_SECOND_HALF = words_of("reading", "structure.second_half")
_LOOKING_BACK = expression("reading", "structure.looking_back")
_LOOKS_BACK = expression("reading", "structure.looks_back")
_REVIEWED = words_of("reading", "structure.reviewed")
_SEVERAL = expression("reading", "structure.several")
_NEAR_HEADING = 1500


@dataclass(slots=True)
class _Mark:
    """A place where a section begins. `main` marks the plan itself, not a word on what comes next in a review."""

    start: int
    kind: SectionKind
    rank: int = PARAGRAPH
    heading: str = ""
    main: bool = False
    uncued: bool = False
    kinds: tuple[SectionKind, ...] = ()  # all that the heading names


@dataclass(slots=True)
class _Walk:
    """What is known on the way down the text."""

    clock: Clock
    planned_by_heading: bool  # some chapter says that it is the plan, so that openings need not
    marks: list[_Mark]
    stack: list[_Mark] = field(default_factory=list)  # open headings, outermost first
    later: tuple[SectionKind, ...] = ()  # kinds that a mixed chapter heading names for further down
    resume: _Mark | None = None  # what the next paragraph returns to


def read_report(text: str, doc: str, above: str = "", form: Form = PLAIN, period: str = "") -> Report:
    """Read what a report is, whose, of when, and its sections; pure, linear, and no text makes it raise.

    `above` is what stands above the text and is no part of it: title and date that a web page prints elsewhere.
    `form` is what the document itself calls a heading, an item of a list, a table; `period` is that of the report
    as a title names it (2024年上半年), where somebody says so and the text does not.

    Sections cover the whole text in order without overlap. `heading` is without its numbering, level 0 is what
    stands under no heading. `plan_start` is the offset of the heading (or, where none says so, of the paragraph)
    that begins the next period's plan.
    """
    if period and (own := read_report(text, doc, above, form)).period_end:
        return own  # what the text says of itself goes first
    if above:
        whole = read_report(f"{above}\n{text}", doc, form=form.moved(len(above) + 1), period=period)
        return replace(_behind(whole, text, above), form=form)
    plain = normalise(text)
    all_lines = read_lines(plain)
    mark_told(all_lines, form)
    copy = copy_start(plain, all_lines)
    lines = [line for line in all_lines if copy is None or line.start < copy]
    front = read_front(plain, lines)
    dated = replace(front, title=f"{period}{front.title}")
    clock = read_clock(plain, lines, dated)
    foot = max(foot_start(lines), front.body_index)
    marks = _front_marks(lines, front, clock)
    if marks or lines:
        marks += _walk(plain, lines[front.body_index : foot], clock, _kind_of_title(front, clock), front)
    if foot < len(lines):
        marks.append(_Mark(lines[foot].start, SectionKind.FURNITURE))
    if copy is not None:
        marks.append(_Mark(copy, SectionKind.DUPLICATE))
    plan = _plan_mark(marks)
    start, end = _period(dated, clock, marks)
    return Report(
        doc=doc,
        text=text,
        title=front.title,
        body=read_body(plain, lines, front.title, front.body_index),
        period_start=start,
        period_end=end,
        published=front.published or front.held,
        plan_start=plan.start if plan else None,
        plan_due=_plan_due(plan, clock),
        sections=_sections(text, marks),
        form=form,
    )


def _behind(report: Report, text: str, above: str) -> Report:
    """A report without what stands above its text, which told what it is."""
    cut = len(above) + 1
    sections = tuple(
        replace(section, start=max(section.start - cut, 0), end=section.end - cut)
        for section in report.sections
        if section.end > cut
    )
    start = None if report.plan_start is None else max(report.plan_start - cut, 0)
    title = report.title or above.split("\n")[0]
    published = report.published or first_date(normalise(above))
    return replace(report, text=text, title=title, published=published, plan_start=start, sections=sections)


def _kind_of_title(front: Front, clock: Clock) -> SectionKind:
    """A text whose title names nothing but a plan is one from the start."""
    kinds = heading_kinds(front.title, PART, clock)
    return _PLAN if kinds == (_PLAN,) else _REVIEW


def _front_marks(lines: list[Line], front: Front, clock: Clock) -> list[_Mark]:
    marks: list[_Mark] = []
    for index, line in enumerate(lines[: front.body_index]):
        if index == front.title_index:
            marks.append(_Mark(line.start, _kind_of_title(front, clock), PARAGRAPH, front.title))
        elif not marks or marks[-1].kind is not SectionKind.FURNITURE:
            marks.append(_Mark(line.start, SectionKind.FURNITURE))
    return marks


def _walk(plain: str, lines: list[Line], clock: Clock, kind: SectionKind, front: Front) -> list[_Mark]:
    for line in lines:
        if line.rank in (PARAGRAPH, LEAD) and line.whole and _is_no_row(line) and stands_alone(line.head, clock):
            line.rank, line.heading, line.own = PART, line.head.rstrip("。"), True
    by_heading = any(
        line.rank in (PART, CHAPTER) and _PLAN in heading_kinds(line.heading, line.rank, clock) for line in lines
    )
    walk = _Walk(clock, by_heading or kind is _PLAN, [])
    if lines:
        walk.marks.append(_Mark(lines[0].start, kind, main=kind is _PLAN))
    fresh, behind_row = True, False
    for line in lines:
        row = plain.find(BAR, line.start, line.end) >= 0
        if line.rank:
            _heading(walk, line)
        elif fresh or (behind_row and not row):  # no row goes on below its table
            _paragraph(walk, plain, line)
        fresh, behind_row = line.closed or line.own, row
    return walk.marks


def _is_no_row(line: Line) -> bool:
    """指标 | 2024年 | 2025年目标 is the head of a table and heads no chapter."""
    return BAR not in line.head


def _heading(walk: _Walk, line: Line) -> None:
    if walk.marks[-1].kind in _CLOSED and line.rank != PART:
        return
    kinds = heading_kinds(line.heading, line.rank, walk.clock)
    before = _outermost(walk)
    while walk.stack and walk.stack[-1].rank >= line.rank:
        walk.stack.pop()
    if line.rank not in (PART, CHAPTER, ITEM):
        kinds = tuple(kind for kind in kinds if kind not in (_YEARS,))
    parent = walk.stack[-1].kind if walk.stack else before
    if line.rank == SUBPOINT and walk.marks[-1].kind is _PROBLEMS:
        parent = _PROBLEMS
    mark = _Mark(line.start, kinds[0] if kinds else parent, line.rank, line.heading, uncued=not kinds, kinds=kinds)
    mark.main = mark.kind is _PLAN and (line.rank in (PART, CHAPTER) or bool(walk.stack and walk.stack[-1].main))
    if line.rank in (PART, CHAPTER):
        walk.later = kinds[1:]
    walk.stack.append(mark)
    walk.marks.append(mark)
    walk.resume = None
    if line.rank == LEAD and parent in (_REVIEW, _YEARS) and _YEARS in (parent, *walk.later):
        _lead_of_years(walk, line, mark)


def _lead_of_years(walk: _Walk, line: Line, mark: _Mark) -> None:
    """这是…的五年: under a chapter that names both, a line of its own can turn from the year to the five years."""
    words = cues().calls.sub("", line.head)
    turned = _YEARS if _opens_years(walk, words) else _REVIEW if cues().openings["review"].search(words) else None
    if turned and turned is not mark.kind:
        chapter = walk.stack[0]
        walk.later = (*walk.later, chapter.kind)
        walk.stack[0] = replace(chapter, kind=turned)
        mark.kind = turned


def _outermost(walk: _Walk) -> SectionKind:
    """The kind that an uncued chapter inherits: that of the chapter before it, as it stood at its end."""
    kind = walk.stack[0].kind if walk.stack else walk.marks[0].kind
    return _REVIEW if kind is _PROBLEMS or kind in _CLOSED else kind


def _paragraph(walk: _Walk, plain: str, line: Line) -> None:
    here = walk.marks[-1]
    if here.kind in _CLOSED:
        return
    if walk.resume is not None:
        here = _Mark(line.start, walk.resume.kind, walk.resume.rank, walk.resume.heading, walk.resume.main)
        walk.marks.append(here)
        walk.resume = None
    words = cues().calls.sub("", line.head).lstrip("-—")
    if not words:
        return
    enclosing = walk.stack[0].kind if walk.stack else walk.marks[0].kind
    if enclosing is _PLAN:
        _look_back(walk, plain, line, words, here)
    elif _begins_plan(walk, words):
        _turn_to_plan(walk, line, here)
    else:
        _within_review(walk, plain, line, words, here)


def _begins_plan(walk: _Walk, words: str) -> bool:
    if walk.planned_by_heading and _PLAN not in walk.later and not _untold(walk):
        return False
    openings = cues().openings
    if openings["plan_aim"].search(words[:_OPENING]):
        return True
    if _PLAN in walk.later and openings["plan_draft"].search(words):
        return True
    opening = words[:12]
    if span := five_years(opening):
        return FIVE_YEARS.match(opening) is not None and span[1] >= walk.clock.plan_year > 0
    year = next(years(words[:5]), 0)
    ahead = year == walk.clock.plan_year and year > walk.clock.review_year
    return ahead or (walk.clock.to_congress and words.startswith(_THIS_YEAR))


def _untold(walk: _Walk) -> bool:
    """二、在高质量发展中走在前, and the plan's tasks in a chapter of their own: what opens it tells what it is."""
    chapter = walk.stack[0] if walk.stack else None
    return chapter is not None and chapter.uncued and chapter is walk.marks[-1] and len(walk.marks) > 2


def _turn_to_plan(walk: _Walk, line: Line, here: _Mark) -> None:
    """Begin the plan here, or at the chapter heading just above if nothing said what that chapter is."""
    chapter = walk.stack[0] if walk.stack else None
    if chapter and chapter.uncued and len(walk.marks) > 2 and line.start - chapter.start < _NEAR_HEADING:
        for mark in walk.marks:
            if mark.start >= chapter.start:
                mark.kind, mark.main = _PLAN, True
    else:
        heading = chapter.heading if chapter and walk.later else ""
        walk.marks.append(_Mark(line.start, _PLAN, here.rank if heading else PARAGRAPH, heading, main=True))
    opened = chapter or _Mark(line.start, _PLAN, PART)
    walk.stack = [replace(opened, kind=_PLAN, main=True)]
    walk.later = ()


def _within_review(walk: _Walk, plain: str, line: Line, words: str, here: _Mark) -> None:
    openings = cues().openings
    if openings["next_step"].search(words) and (walk.clock.half or not words.startswith(_SECOND_HALF)):
        walk.marks.append(_Mark(line.start, _PLAN, here.rank, here.heading))
    elif turn := openings["problems_within"].search(plain, line.start, line.end):
        walk.marks.append(_Mark(turn.end(), _PROBLEMS))
    elif openings["problems"].search(words[:_OPENING]) and line.end - line.start > 15:
        if here.kind is not _PROBLEMS:
            walk.marks.append(_Mark(line.start, _PROBLEMS))
    elif _opens_years(walk, words):
        _turn(walk, line, here, _YEARS)
    elif openings["review"].search(words) or _is_reviewed_year(walk, words):
        _turn(walk, line, here, _REVIEW, for_good=openings["last_year"].search(words) is not None)


def _opens_years(walk: _Walk, words: str) -> bool:
    if cues().openings["multi_year"].search(words[:_OPENING]):
        return True
    return FIVE_YEARS.match(_LOOKING_BACK.sub("", words)) is not None and when(words[:14], walk.clock) in (
        When.PAST_YEARS,
        When.FUTURE_YEARS,
    )


def _is_reviewed_year(walk: _Walk, words: str) -> bool:
    return bool(walk.clock.review_year) and words.startswith(
        tuple(opening.format(year=walk.clock.review_year) for opening in _REVIEWED)
    )


def _turn(walk: _Walk, line: Line, here: _Mark, kind: SectionKind, for_good: bool = False) -> None:
    """Change between one year and several: for good under a heading that names both, else for this paragraph."""
    if here.kind is kind:
        return
    chapter = walk.stack[0] if walk.stack else None
    lasting = for_good or chapter is None or kind in walk.later or (chapter.kind is not kind and bool(walk.later))
    walk.marks.append(_Mark(line.start, kind, here.rank, here.heading))
    if not lasting:
        walk.resume = here
    elif chapter:
        if chapter.kind not in walk.later:
            walk.later = (*walk.later, chapter.kind)
        walk.stack = [replace(chapter, kind=kind)]


def _look_back(walk: _Walk, plain: str, line: Line, words: str, here: _Mark) -> None:
    """A paragraph of the plan that first tells how last year went: up to the sentence that turns ahead again."""
    openings = cues().openings
    start = line.start
    within = openings["look_back_within"].search(plain, line.start, line.end)
    if openings["multi_year"].search(words):
        kind = _YEARS
    elif openings["review"].search(words) and not _LOOKS_BACK.match(words):
        kind = _REVIEW
    elif within:
        start = within.end()
        kind = _YEARS if _SEVERAL.search(plain, start, start + 4) else _REVIEW
    else:
        return
    walk.marks.append(_Mark(start, kind, here.rank, here.heading))
    turn = openings["back_to_plan"].search(plain, start, line.end)
    ahead = _Mark(0, _PLAN, here.rank, here.heading, here.main)
    if turn:
        ahead.start = turn.end()
        walk.marks.append(ahead)
    else:
        walk.resume = ahead


def _plan_mark(marks: list[_Mark]) -> _Mark | None:
    plans = [mark for mark in marks if mark.kind is _PLAN]
    return next((mark for mark in plans if mark.main), plans[0] if plans else None)


def _plan_due(plan: _Mark | None, clock: Clock) -> date | None:
    if plan is None or not clock.plan_year:
        return None
    month = quarter_end(plan.heading) or 12
    return month_end(clock.plan_year, month)


def _period(front: Front, clock: Clock, marks: list[_Mark]) -> tuple[date | None, date | None]:
    reviews = [mark for mark in marks if mark.kind in (_REVIEW, _YEARS)]
    if marks and not reviews:
        return None, None
    headings = [mark.heading for mark in reviews if mark.rank in (PART, CHAPTER) and not mark.uncued]
    named = {kind for mark in reviews if mark.rank in (PART, CHAPTER) for kind in mark.kinds if kind is not _PLAN}
    return read_period(front, clock, headings, several_years=named == {_YEARS})


def _sections(text: str, marks: list[_Mark]) -> tuple[Section, ...]:
    if not text:
        return ()
    if not marks:
        return (Section(_REVIEW, 0, len(text)),)
    used = sorted({mark.rank for mark in marks if mark.rank})
    level = {PARAGRAPH: 0} | {rank: depth for depth, rank in enumerate(used, start=1)}
    starts = [0, *(mark.start for mark in marks[1:]), len(text)]
    return tuple(
        Section(mark.kind, starts[i], starts[i + 1], level[mark.rank], mark.heading)
        for i, mark in enumerate(marks)
        if starts[i] < starts[i + 1]
    )
