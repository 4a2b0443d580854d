"""Whether a plan and a report belong together: two reports, one body, the report behind the plan.

What is certain is told apart from what is likely, so that a command may refuse the one and warn of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kpi.errors import Problem, problem
from kpi.language.terms import GOVERNMENT, YEAR
from kpi.model import Report
from kpi.reading.bodies import Same, level_fits, same_body, spoken_level
from kpi.reading.printed import period_words

_SAME_LINES = 0.9  # share of the longer lines that two copies of one report have in common
_LONG = 30
_NAMED = 5  # bodies of a workspace that a message names


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why two reports may not belong together.

    `code` is same_report, no_period, two_bodies, body_unsaid, wrong_order, same_period, gap, or
    body_not_of_workspace.
    """

    code: str
    certain: bool
    plan: str  # what the plan says: its body or period
    report: str


def doubts(plan: Report, report: Report) -> tuple[Doubt, ...]:
    """All that speaks against holding `report` against the plan of `plan`, the certain first."""
    if same_report(plan.text, report.text):
        return (Doubt("same_report", True, plan.doc, report.doc),)
    found = [*bodies_differ(plan, report), *_unsaid(plan, report), *_order(plan, report)]
    return tuple(sorted(found, key=lambda doubt: not doubt.certain))


def drafts_doubts(old: Report, new: Report, file: str) -> tuple[Problem, ...]:
    """Why two documents may not be drafts of one report: of two bodies, or for two periods."""
    found = [problem("diff_bodies", file, plan=d.plan, found=d.report) for d in bodies_differ(old, new)]
    if (
        old.period_end
        and new.period_end
        and (old.period_start, old.period_end) != (new.period_start, new.period_end)
    ):
        found.append(problem("diff_periods", file, plan=period_words(old), found=period_words(new)))
    return tuple(found)


def as_problems(
    doubts: Iterable[Doubt], file: str, force: bool = False
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is certain enough to refuse the pair, unless somebody insists, and what is only to be told."""
    refused: list[Problem] = []
    likely: list[Problem] = []
    for doubt in doubts:
        refuses = doubt.certain and not force
        code = f"{doubt.code}_refused" if refuses else doubt.code
        (refused if refuses else likely).append(problem(code, file, plan=doubt.plan, found=doubt.report))
    return tuple(refused), tuple(likely)


def same_report(one: str, other: str) -> bool:
    """One text twice, or two copies of it that differ in a few lines (a page's furniture, a title)."""
    a, b = _lines(one), _lines(other)
    if not a or not b:
        return "".join(one.split()) == "".join(other.split())
    return len(a & b) >= _SAME_LINES * max(len(a), len(b))


def bodies_differ(plan: Report, report: Report) -> Iterator[Doubt]:
    """Two bodies by name; where a text names only the level of its government (我代表市人民政府), by that."""
    a, b = spoken_level(plan.text), spoken_level(report.text)
    if plan.body and report.body:
        said = same_body(plan.body, report.body)
        if said in (Same.NO, Same.UNLIKE):
            yield Doubt("two_bodies", said is Same.NO, plan.body, report.body)
    elif (plan.body and b and not level_fits(b, plan.body)) or (
        report.body and a and not level_fits(a, report.body)
    ):
        yield Doubt("two_bodies", True, plan.body or _government(a), report.body or _government(b))
    elif not plan.body and not report.body and a and b and a[-1] != b[-1]:
        yield Doubt("two_bodies", True, _government(a), _government(b))


def _unsaid(plan: Report, report: Report) -> Iterator[Doubt]:
    """A report of no time that can be read answers nothing; one that does not name its body may be anybody's."""
    if report.period_end is None:
        yield Doubt("no_period", True, plan.doc, report.doc)
    elif plan.body and not report.body:
        yield Doubt("body_unsaid", False, plan.body, report.doc)


def strange_body(bodies: Sequence[str], report: Report) -> Iterator[Doubt]:
    """A report that names a body which is none of a workspace's."""
    said = [same_body(body, report.body) for body in bodies]
    if report.body and bodies and all(one in (Same.NO, Same.UNLIKE) for one in said):
        certain = all(one is Same.NO for one in said)
        yield Doubt(
            "body_not_of_workspace",
            certain,
            "、".join(bodies[:_NAMED]) + "…" * (len(bodies) > _NAMED),
            report.body,
        )


def too_early(plans: Sequence[Report], report: Report) -> Iterator[Doubt]:
    """A report before every plan that it could answer; the doubt about the earliest of them."""
    told = [[doubt for doubt in _order(plan, report) if doubt.code == "wrong_order"] for plan in plans]
    if told and all(told):
        yield min((one[0] for one in told), key=lambda doubt: doubt.plan)


def _order(plan: Report, report: Report) -> Iterator[Doubt]:
    if plan.period_end is None or report.period_end is None:
        return
    periods = period_words(plan), period_words(report)
    if report.period_end < plan.period_end:
        published = plan.published is None or report.published is None or report.published <= plan.published
        yield Doubt("wrong_order", published and _says_year(plan) and _says_year(report), *periods)
    elif (plan.period_start, plan.period_end) == (report.period_start, report.period_end):
        yield Doubt("same_period", False, *periods)
    elif plan.plan_due and report.period_start and report.period_start > plan.plan_due:
        yield Doubt("gap", False, *periods)


def _says_year(report: Report) -> bool:
    """Whether the text itself names the year that it reviews, or the one behind it that it plans."""
    if report.period_end is None:
        return False
    year = report.period_end.year
    told = [report.title, report.text[:400], *(section.heading for section in report.sections)]
    return any(f"{y}{YEAR}" in words or f"{y}-" in words for y in (year, year + 1) for words in told)


def _lines(text: str) -> set[str]:
    return {line for raw in text.split("\n") if len(line := "".join(raw.split())) >= _LONG}


def _government(level: str) -> str:
    return f"{level}{GOVERNMENT}"
