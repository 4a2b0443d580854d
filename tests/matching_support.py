"""Two small invented reports of one county, compared: what one plans, what the other says was done."""

from __future__ import annotations

from kpi.extraction import extract
from kpi.matching import compare
from kpi.model import Judgement

_REPORT = """云水县民政局{year}年工作总结及{next}年工作计划

一、{year}年工作总结
（一）主要工作。{review}
二、{next}年工作计划
（一）重点任务。{plan}
"""


def report_text(year: int, review: str, plan: str) -> str:
    return _REPORT.format(year=year, next=year + 1, review=review, plan=plan)


def judged(
    plan: str, report: str, next_plan: str = "进一步提高服务水平。", past: str = "各项工作稳步推进。"
) -> list[Judgement]:
    """The judgements of the targets in `plan` (of 2023's report, for 2024) by 2024's report."""
    asked = extract(report_text(2023, past, plan), "asked")
    told = extract(report_text(2024, report, next_plan), "told")
    return list(compare(asked, told).judgements)


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
