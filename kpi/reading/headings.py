"""What a heading says its section is: by its last words and by the times it names."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.model import SectionKind
from kpi.outline.expressions import expression
from kpi.reading.cues import KINDS, cues
from kpi.reading.dates import When, five_years, years
from kpi.reading.lines import CHAPTER, PART

_ENDED = expression("reading", "headings.ended")
_SECOND_HALF = expression("reading", "headings.second_half")
_JOINTS = expression("reading", "headings.joints")
_LABEL = expression("reading", "headings.label")
_REVIEW, _PLAN, _YEARS = SectionKind.REVIEW, SectionKind.PLAN, SectionKind.MULTI_YEAR
_SIDES = {
    When.PAST: _REVIEW,
    When.FUTURE: _PLAN,
    When.PAST_YEARS: _YEARS,
    When.FUTURE_YEARS: _PLAN,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a report stands in time: the year it reviews and the year it plans; 0 where unknown."""

    review_year: int = 0
    plan_year: int = 0
    half: bool = False  # the review ends within its year, so that 下半年 lies ahead
    to_congress: bool = False  # a work report: 今年 is the year ahead


def when(words: str, clock: Clock) -> When | None:
    """The side on which the first time named in normalised words lies."""
    if span := five_years(words):
        return When.PAST_YEARS if clock.plan_year and span[1] < clock.plan_year else When.FUTURE_YEARS
    match = cues().time.search(words)
    group = match.lastgroup if match else None
    if group and group != "now" and not (_SECOND_HALF.search(words) and not clock.half):
        return When(group)
    for year in years(words):
        if clock.review_year:
            ahead = year > clock.review_year or (clock.half and _SECOND_HALF.search(words))
            return When.FUTURE if ahead else When.PAST
    if group == "now":
        return When.FUTURE if clock.to_congress else When.PAST
    return When.PAST if group else None


def heading_kinds(heading: str, rank: int, clock: Clock) -> tuple[SectionKind, ...]:
    """The kinds that a heading names, in order and without repetition; empty where it names none.

    Chapters (一、) and lines of their own are believed on their last words. Headings further in, which name
    topics, only with a time or for problems: (二)做好下半年工作安排, but not (二)做好节日工作安排.
    """
    if special := cues().whole.fullmatch(heading):
        group = special.lastgroup or ""
        # 附件:2024年民生实事项目 under a plan of 2024 promises what it lists.
        own = heading_kinds(_LABEL.sub("", heading), rank, clock) if group == "annex" else ()
        return (_PLAN,) if own[:1] == (_PLAN,) else (KINDS[group],) if group in KINDS else ()
    found = cues().ends.search(heading)
    if found and found.lastgroup == "problems":
        return (SectionKind.PROBLEMS,)
    kinds: list[SectionKind] = []
    side: When | None = None
    parts = _JOINTS.split(heading)
    for part in parts:
        named = when(part, clock)
        kind = _part_kind(part, named, named or side, outer=rank in (PART, CHAPTER))
        side = named or side
        if kind and kind not in kinds:
            kinds.append(kind)
    if kinds == [_PLAN] and when(parts[0], clock) is When.PAST:
        return _REVIEW, _PLAN  # 上半年养老服务亮点 及 下半年安排: what is of the past and joined to a plan
    return tuple(kinds)


def _part_kind(part: str, named: When | None, side: When | None, outer: bool) -> SectionKind | None:
    found = cues().ends.search(part)
    if found and (outer or named):
        kind = KINDS[found.lastgroup or ""]
        return _YEARS if kind is _REVIEW and side is When.PAST_YEARS else kind
    if named and cues().ends_with_time.search(part):
        return _SIDES[named]
    if named and outer and cues().time_only.fullmatch(part):
        return _SIDES[named]
    if outer and cues().whole_plan.fullmatch(part):
        return _SIDES[side] if side else _PLAN
    return None


def stands_alone(words: str, clock: Clock) -> bool:
    """Whether an unnumbered line is a heading of the whole report: 下半年工作计划, 2023年工作回顾, 名词解释."""
    if not words or _ENDED.match(words[-1]) or len(words) > 32 or cues().calls.match(words):
        return False
    if cues().whole.fullmatch(words):
        return True
    if when(words, clock) is None:
        return bool((found := cues().ends.fullmatch(words)) and found.lastgroup != "review")
    return bool(cues().ends.search(words) or cues().ends_with_time.search(words))
