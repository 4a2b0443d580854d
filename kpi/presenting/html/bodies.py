"""Several bodies side by side, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.auditing.result import AuditResult, ReportResult
from kpi.presenting.html.contradictions import Worked
from kpi.presenting.html.fields import field_order
from kpi.presenting.html.overview import Count, FieldBar, bad_counts, bars, counts_of, worst_of
from kpi.presenting.html.target_rows import TargetRow
from kpi.presenting.html.verdicts import by_group, judged
from kpi.presenting.html.words import words_in
from kpi.presenting.lang import Lang

WORST_OF_BODY = 3  # targets of each group that is bad
PICTURED, WIDE = 4, 8  # bodies with bars of their own; fields whose names stand side by side
SHADES = 4  # of the share met, from none to all


@dataclass(frozen=True, slots=True)
class Met:
    """How many of the judged targets were met; `shade` 0 to SHADES, -1 where nothing was judged."""

    met: int
    judged: int
    total: int

    @property
    def shade(self) -> int:
        return round(self.met / self.judged * SHADES) if self.judged else -1


@dataclass(frozen=True, slots=True)
class Body:
    anchor: str
    name: str
    reports: tuple[ReportResult, ...]
    all: Met
    bad: tuple[Count, ...]
    counts: tuple[Count, ...]
    by_field: tuple[Met | None, ...]
    fields: tuple[FieldBar, ...]
    worst: tuple[TargetRow, ...]
    contradictions: tuple[Worked, ...]


@dataclass(frozen=True, slots=True)
class Bodies:
    fields: tuple[str, ...]  # names, the columns of the table
    bodies: tuple[Body, ...]

    @property
    def comparable(self) -> bool:
        """Whether a table of bodies says anything: at least two were judged."""
        return sum(body.all.judged > 0 for body in self.bodies) > 1

    @property
    def pictured(self) -> bool:
        """Whether each body shows its fields as bars: of many the table says the same in less room."""
        return self.comparable and len(self.bodies) <= PICTURED

    @property
    def many(self) -> bool:
        """Whether the fields need narrow columns."""
        return len(self.fields) > WIDE


def bodies_of(result: AuditResult, rows: Sequence[TargetRow], sums: Sequence[Worked], lang: Lang) -> Bodies:
    names = {row.field: row.field_name for row in rows}
    waiting = "pending"
    fields = field_order(row.field for row in rows if row.group != waiting)
    named = dict.fromkeys([r.body for r in result.reports] + [row.body for row in rows])
    found = sorted(named, key=lambda name: not name)  # what no report names comes last
    return Bodies(
        tuple(names[field] for field in fields),
        tuple(_body(n, name, fields, result, rows, sums, lang) for n, name in enumerate(found, start=1)),
    )


def _body(
    number: int,
    name: str,
    fields: Sequence[str],
    result: AuditResult,
    rows: Sequence[TargetRow],
    sums: Sequence[Worked],
    lang: Lang,
) -> Body:
    words = words_in(lang)
    own = [row for row in rows if row.body == name]
    by_field = [[row for row in own if row.field == field] for field in fields]
    return Body(
        anchor=f"b{number}",
        name=name or words("unknown"),
        reports=tuple(report for report in result.reports if report.body == name),
        all=_met(own),
        bad=bad_counts(own, words),
        counts=counts_of([row.verdict for row in own], words),
        by_field=tuple(_met(group) if group else None for group in by_field),
        fields=bars(own, words),
        worst=worst_of(own, WORST_OF_BODY),
        contradictions=tuple(worked for worked in sums if worked.body == name and not worked.changed),
    )


def _met(rows: Sequence[TargetRow]) -> Met:
    groups = by_group(row.verdict for row in rows)
    return Met(groups["met"], judged(groups), len(rows))
