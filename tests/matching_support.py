"""Two small invented reports of one county, compared: what one plans, what the other says was done.

A pass of matching takes as long for one pair as for thirty, so that the tests of a module share one: `rehearsed`
(which a module imports) runs each test until it asks for a pair, and has all these pairs judged together. That a
pair says the same alone is tested in tests/test_matching_together.py.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence

import pytest

from kpi.extraction import extract
from kpi.matching.compare import compare_all
from kpi.model import Judgement, Reading

_REPORT = """云水县民政局{year}年工作总结及{next}年工作计划

一、{year}年工作总结
（一）主要工作。{review}
二、{next}年工作计划
（一）重点任务。{plan}
"""
Case = tuple[str, str, str, str]  # plan, report, next_plan, past
_judged: dict[Case, list[Judgement]] = {}
_asked: list[Case] | None = None  # what tests ask for, while they are rehearsed


class _AskedError(BaseException):
    """Ends a test that is rehearsed."""


def report_text(year: int, review: str, plan: str) -> str:
    return _REPORT.format(year=year, next=year + 1, review=review, plan=plan)


def judged(
    plan: str, report: str, next_plan: str = "进一步提高服务水平。", past: str = "各项工作稳步推进。"
) -> list[Judgement]:
    """The judgements of the targets in `plan` (of 2023's report, for 2024) by 2024's report."""
    case = (plan, report, next_plan, past)
    if case not in _judged:
        if _asked is not None:
            _asked.append(case)
            raise _AskedError
        _judge([case])
    return list(_judged[case])


def only(
    plan: str, report: str, next_plan: str = "进一步提高服务水平。", past: str = "各项工作稳步推进。"
) -> Judgement:
    found = judged(plan, report, next_plan, past)
    assert len(found) == 1, [judgement.target.text for judgement in found]
    return found[0]


def outcome(plan: str, report: str, next_plan: str = "进一步提高服务水平。") -> tuple[str, str]:
    """(verdict, words of the answer) of the only target."""
    judgement = only(plan, report, next_plan)
    return judgement.verdict.value, judgement.answer.text if judgement.answer else ""


@pytest.fixture(autouse=True, scope="module")
def rehearsed(request: pytest.FixtureRequest) -> None:
    """Pairs that tests of the module ask for are judged; what is behind the first of a test in more rounds."""
    tests = [item for item in request.session.items if item.path == request.path]
    while cases := list(dict.fromkeys(_asked_by(tests))):
        try:
            _judge(cases)
        except Exception:
            return  # each test asks for its own, and the one whose pair it is fails


def _asked_by(tests: Sequence[pytest.Item]) -> Iterator[Case]:
    """The next pair of each test that needs nothing but its parameters."""
    global _asked
    for test in tests:
        assert isinstance(test, pytest.Function)
        given = test.callspec.params if hasattr(test, "callspec") else {}
        if set(inspect.signature(test.obj).parameters) <= set(given):
            _asked = []
            try:
                test.obj(**given)
            except (_AskedError, Exception, pytest.skip.Exception):
                pass  # what it says of its answers it says when it is run
            finally:
                asked, _asked = _asked, None
            yield from asked


def _judge(cases: Sequence[Case]) -> None:
    _judged.update(
        zip(cases, (list(one.judgements) for one in compare_all(list(map(readings, cases)))), strict=True)
    )


def readings(case: Case) -> tuple[Reading, Reading]:
    plan, report, next_plan, past = case
    return extract(report_text(2023, past, plan), "asked"), extract(report_text(2024, report, next_plan), "told")
