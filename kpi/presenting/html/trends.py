"""What earlier and later reports of the same body say of a target's figure.

A point is the engine's own answer for that report, else a figure of the same unit whose words, or whose indicator
of the catalogue, are the same. Amounts of a period (新增, 发放) are only compared over periods of equal length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kpi.auditing.evidence import Evidence, Figure
from kpi.auditing.result import ReportResult, TargetResult
from kpi.extraction.catalogue import builtin_catalogue, plain

Key = tuple[str, str, str]  # body, unit, words or indicator
REVIEWED = frozenset(("review", "multi_year", "problems"))


@dataclass(frozen=True, slots=True)
class Point:
    doc: str
    end: date
    value: float


class Series:
    """Actual figures of all reports, found by what they measure."""

    def __init__(self, reports: Sequence[ReportResult], evidence: Evidence) -> None:
        self.reports = {report.doc: report for report in reports if report.period_end}
        self._found: dict[Key, dict[str, Figure]] = {}
        for doc, report in self.reports.items():
            for figure in evidence.figures.get(doc, ()):
                if figure.role == "actual" and figure.section_kind in REVIEWED:
                    for name in _names(figure.subject, figure.unit, figure.measure):
                        self._found.setdefault((report.body, figure.unit, name), {}).setdefault(doc, figure)

    def of(self, target: TargetResult, measure: str) -> tuple[Point, ...]:
        """Points in the order of time; fewer than two are no trend."""
        if target.value is None:
            return ()
        values: dict[str, float] = {}
        for name in _names(target.subject, target.unit, measure):
            for doc, figure in self._found.get((target.body, target.unit, name), {}).items():
                values.setdefault(doc, float(figure.value))
        for verdict in target.verdicts:
            if verdict.value is not None and verdict.unit == target.unit and verdict.verdict != "not_comparable":
                values[verdict.doc] = float(verdict.value)
        known = [(self.reports[doc], value) for doc, value in values.items() if doc in self.reports]
        points = [Point(report.doc, _end(report), value) for report, value in known]
        if target.kind == "amount":
            points = self._alike(points)
        return tuple(sorted(points, key=lambda point: (point.end, point.doc)))

    def _alike(self, points: Iterable[Point]) -> list[Point]:
        """Those of the commonest length of period."""
        lengths: dict[int, list[Point]] = {}
        for point in points:
            lengths.setdefault(_months(self.reports[point.doc]), []).append(point)
        return max(lengths.items(), key=lambda item: (len(item[1]), item[0]))[1] if lengths else []


def _names(subject: str, unit: str, measure: str) -> tuple[str, ...]:
    known = builtin_catalogue().resolve(subject, unit, measure)
    split = "".join(builtin_catalogue().split(subject, known))
    return (plain(subject), *((f"#{known}{split}",) if known else ()))


def _end(report: ReportResult) -> date:
    assert report.period_end is not None  # only such reports are kept
    return report.period_end


def _months(report: ReportResult) -> int:
    start, end = report.period_start, _end(report)
    return (end.year - start.year) * 12 + end.month - start.month + 1 if start else 0


def by_target(
    targets: Iterable[TargetResult], reports: Sequence[ReportResult], evidence: Evidence
) -> Mapping[str, tuple[Point, ...]]:
    series = Series(reports, evidence)
    wordings = evidence.wordings
    return {
        target.target: series.of(target, wordings[target.target].measure if target.target in wordings else "level")
        for target in targets
    }
