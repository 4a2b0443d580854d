"""Title, publication date and reviewed period, as far as the text says them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kpi.outline.expressions import expression
from kpi.outline.expressions import words as words_of
from kpi.reading.cues import cues
from kpi.reading.dates import first_date, five_years, last_month, month_end, years
from kpi.reading.furniture import is_byline, is_furniture
from kpi.reading.headings import Clock
from kpi.reading.lines import CHAPTER, LEAD, PARAGRAPH, PART, Line
from kpi.reading.table_years import without_tables, year_of_tables
from kpi.reading.whose import is_to_congress, opening_of

_TOP = 15
_FIRST_WORDS = 200  # characters in which a text says its year
_MAX_TITLE = 60
_MAX_LABEL = 40  # characters of a link, a label, or what stands below one
_SHORT_REST, _LONGER_REST = 10, 20  # characters of the second line of a title
_DASHED = expression("reading", "metadata.dashed")
_OFFICE_ABOVE = expression("reading", "metadata.office_above")
_ABOUT = expression("reading", "metadata.about")
_ENDED = expression("reading", "metadata.ended")
_CONGRESS_NAMED = expression("reading", "metadata.congress_named")
_REVIEWING = expression("reading", "metadata.reviewing")
_SECOND_HALF_ONLY = expression("reading", "metadata.second_half_only")
_DEPUTIES, _WORK_REPORT, _REVIEW_NAMED = words_of("reading", "metadata.said")
_PLAN_WORDS = expression("reading", "metadata.plan_words")
_TELLS = expression("reading", "metadata.tells")
_LAST_YEAR = expression("reading", "metadata.last_year")
_PASSED = expression("reading", "metadata.passed")
_TOLD_YEAR = expression("reading", "metadata.told_year")


@dataclass(frozen=True, slots=True)
class Front:
    """The top of a report: the indices of title and bylines among the lines, and what they say."""

    title: str
    title_index: int  # -1 for none
    body_index: int  # first line that is neither page, title nor byline
    published: date | None
    held: date | None  # when a work report was delivered


def read_front(plain: str, lines: list[Line]) -> Front:
    """Title, dates and the line at which the text itself begins."""
    first = _navigation(lines)
    title_index, title, index, labelled = -1, "", first, False
    published = held = None
    for index, line in enumerate(lines[first : first + _TOP], start=first):
        if line.end - line.start > 200:
            break
        byline = line.rank in (PARAGRAPH, LEAD) and (is_byline(line) or is_furniture(line))
        byline = byline and not _is_dashed_item(lines, index)
        if byline or (labelled and _is_value(lines, index)):
            day = first_date(plain[line.start : line.end])
            if day and _CONGRESS_NAMED.search(line.head):
                held = held or day
            else:
                published = published or day
        elif not title and (found := _title(lines, index)):
            title_index, title = index, found
        elif not (title and line.head in title):
            break
        labelled = byline and line.head.endswith(":")
    else:
        index = min(len(lines), first + _TOP)
    return Front(title, title_index, index, published, held)


def _navigation(lines: list[Line]) -> int:
    """Index of the title below the links of a page (首页 > 政务信息), each on a line; 0 where there are none."""
    linked = False
    for index, line in enumerate(lines[:_TOP]):
        if (
            line.end - line.start > _MAX_LABEL
            or line.rank not in (0, LEAD)
            or line.head.endswith(("。", ",", "!"))
        ):
            break
        if linked and _title(lines, index):
            return index
        linked = linked or (is_furniture(line) and not is_byline(line))
    return 0


def _is_dashed_item(lines: list[Line], index: int) -> bool:
    """One of two lines behind dashes, one below the other: a list. The line below a title is alone."""
    beside = lines[max(0, index - 1) : index + 2]
    return bool(_DASHED.match(lines[index].head)) and sum(1 for one in beside if _DASHED.match(one.head)) > 1


def _is_value(lines: list[Line], index: int) -> bool:
    """What stands on the line below its label (来源:), and is short, no title and no sentence."""
    line = lines[index]
    short = line.end - line.start <= _MAX_LABEL and line.rank in (0, LEAD)
    return short and not _title(lines, index) and not line.head.endswith(("。", ":"))


def _title(lines: list[Line], index: int) -> str:
    """The title that begins at this line, "" for none; one that was broken over two lines is joined."""
    line = lines[index]
    if line.rank not in (0, LEAD) or line.end - line.start > _MAX_TITLE:
        return ""
    if cues().title_end.search(line.head):
        return line.head
    below = lines[index + 1].head if index + 1 < len(lines) else ""
    if cues().title_end.search(line.head + below) and _is_rest(line.head, below):
        return line.head + below
    return ""


def _is_rest(above: str, below: str) -> bool:
    """Whether the second line of a title is no title by itself: 的报告, or 发展统计公报 below a line with a year.

    Nor is 关于…的报告 below the name of the office.
    """
    if not cues().title_end.search(below):
        return len(below) <= _SHORT_REST
    if _OFFICE_ABOVE.search(above) and _ABOUT.match(below):
        return True
    return len(below) <= _LONGER_REST and bool(_first_year([above])) and not _first_year([below])


def read_clock(plain: str, lines: list[Line], front: Front) -> Clock:
    """The reviewed and the planned year, from title, dates, headings and the first words, in this order."""
    opening = opening_of(plain, lines, front.body_index)
    to_congress = is_to_congress(front.title, opening) or _DEPUTIES in plain
    heads = [line.heading or line.head for line in lines[front.body_index :] if _is_head(line)]
    if to_congress:
        year = _congress_year(front, heads, opening, plain)
        return Clock(year - 1 if year else 0, year, False, True)
    half = any(0 < last_month(words) < 12 for words in [front.title, *heads[:3]])
    reviews = [words for words in heads[:4] if not _PLAN_WORDS.search(words[-6:])]
    told = [words for words in reviews if _TELLS.search(words)]
    below = lines[front.body_index : front.body_index + _TOP * 2]
    words = without_tables(plain, below)[:_FIRST_WORDS]
    review = (
        _first_year([front.title, *told])
        or _first_year([words, *reviews])
        or year_of_tables(plain, lines[front.body_index :])
    )
    if not review and front.published:
        review = front.published.year if half else front.published.year - 1
    if not review:
        review = _most_frequent_year(plain)
    if review and _is_plan_only(front.title):
        return Clock(review - 1, review, False, False)
    within = half or bool(front.published and front.published.year == review)
    return Clock(review, review if within else review + 1 if review else 0, within, False)


def _is_plan_only(title: str) -> bool:
    """2024年工作要点, 2024年工作计划: a title of one part, and that a plan's."""
    found = cues().ends.search(title)
    return bool(found and found.lastgroup == "plan") and not _TELLS.search(title)


def _congress_year(front: Front, heads: list[str], opening: str, plain: str) -> int:
    if front.held:
        return front.held.year
    if _WORK_REPORT in front.title and (year := _first_year([front.title])):
        return year
    named = [(words, year) for words in heads if (year := _first_year([words]))]
    if named:
        words, year = named[0]
        followed = any(later == year + 1 for _, later in named[1:])
        reviewed = words == heads[0] or _REVIEWING.search(words) is not None
        return (
            year + 1 if followed or (reviewed and not _PLAN_WORDS.search(words.split(_REVIEW_NAMED)[0])) else year
        )
    if _LAST_YEAR.search("".join(heads[:2])) and (year := _first_year([opening[:200]])):
        return year + 1
    if told := _TOLD_YEAR.search(opening):
        return int(told[1]) + 1
    latest = [year for year, count in _year_counts(plain[: len(plain) * 2 // 3]).items() if count >= 3]
    return max(latest, default=front.published.year - 1 if front.published else -1) + 1


def _is_head(line: Line) -> bool:
    """Chapters, and short lines that could be headings of the whole report."""
    if line.rank in (PART, CHAPTER):
        return True
    short = not line.rank and line.whole and 4 <= len(line.head) <= 32
    return short and not _ENDED.match(line.head[-1]) and "|" not in line.head and not cues().calls.match(line.head)


def _first_year(texts: list[str]) -> int:
    return next((year for words in texts for year in years(words)), 0)


def _year_counts(plain: str) -> Counter[int]:
    """How often each year is named as one that has passed (到2030年 is not)."""
    return Counter(int(match[1]) for match in _PASSED.finditer(plain))


def _most_frequent_year(plain: str) -> int:
    return max(_year_counts(plain).items(), key=lambda item: (item[1], item[0]), default=(0, 0))[0]


def read_period(
    front: Front, clock: Clock, headings: list[str], several_years: bool
) -> tuple[date | None, date | None]:
    """First and last day of the reviewed period.

    `headings` are those of the review sections, `several_years` whether the report reviews a span of years only. A
    report on the current year reaches to the day on which it was published.
    """
    year = clock.review_year
    if not year:
        return None, None
    if several_years and not (_WORK_REPORT in front.title and _first_year([front.title])):
        # A work report of a year that its title names is of the year before, however far it looks back.
        span = next((span for words in headings if (span := five_years(words))), None)
        return (date(span[0], 1, 1), date(span[1], 12, 31)) if span else (date(year - 4, 1, 1), date(year, 12, 31))
    for words in [front.title, *headings]:
        if month := last_month(words):
            return date(year, 1, 1), month_end(year, month)
        if _SECOND_HALF_ONLY.search(words) and not clock.half:
            return date(year, 7, 1), date(year, 12, 31)
    if clock.half and front.published and front.published.year == year:
        return date(year, 1, 1), front.published
    return date(year, 1, 1), date(year, 12, 31)
