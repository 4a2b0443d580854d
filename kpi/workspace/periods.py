"""`periods` of kpi.yml: of when a report is whose text does not say it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpi.errors import problem
from kpi.files import is_file, is_folder, is_name
from kpi.reading.file_names import period_told
from kpi.workspace.record import Record


@dataclass(frozen=True, slots=True)
class PeriodOf:
    """The period of a report in the words of a title (2024年上半年)."""

    report: str
    period: str


def read_periods(root: Path, record: Record) -> tuple[PeriodOf, ...]:
    """Each report once, of those that are there, with a period that can be read."""
    found: dict[str, PeriodOf] = {}
    for entry in record.records("periods"):
        report, period = entry.text("report"), period_told(entry.text("period").replace("/", "-"))
        if not report or "period" not in entry:
            continue
        if not is_name(report) or not (is_file(root / report) or is_folder(root / report)):
            entry.add(problem("period_of_nothing", *entry.at("report"), found=report))
        if not period:
            entry.add(problem("bad_period", *entry.at("period"), found=entry.text("period")))
        if report in found:
            entry.add(problem("duplicate_period", *entry.at("report"), found=report))
        found.setdefault(report, PeriodOf(report, period))
    return tuple(found.values())
