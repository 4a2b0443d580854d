"""The first screen: who, when, one sentence of judgement, its picture by field of work, the worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kpi.auditing.result import AuditResult, FindingResult
from kpi.model import Weight
from kpi.presenting.html.charts import Segment, stacked
from kpi.presenting.html.contradictions import Worked, settled
from kpi.presenting.html.fields import field_order
from kpi.presenting.html.target_rows import TargetRow
from kpi.presenting.html.verdicts import BAD, SAID, WORST_FIRST, Told, by_group, group_mark, judged
from kpi.presenting.html.words import Words, words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.weights import WEIGHTS, weight_rank

WORST = 6  # of contradictions on the first screen
WORST_OF_EACH = 4  # targets of each group that is bad: what was dropped stands beside what was missed


@dataclass(frozen=True, slots=True)
class Count:
    """A group of verdicts with its words, e.g. ✗ 未完成 4."""

    group: str
    mark: str
    name: str
    n: int
    headlines: int = 0  # among them


@dataclass(frozen=True, slots=True)
class FieldBar:
    """One field of work (or one body, or one weight): its bar, and how many of those judged were met."""

    id: str
    name: str
    bar: Markup
    met: int
    judged: int
    total: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """An expectation of a suite that rejected something."""

    severity: str
    severity_word: str
    title: str
    suite: str
    n: int
    told: tuple[tuple[str, FindingResult], ...]  # with their anchors


@dataclass(frozen=True, slots=True)
class Overview:
    bodies: tuple[str, ...]  # that have reports; all where none has
    reports: int
    period: str
    as_of: str  # the day the audit speaks of, empty where nobody knows
    figures: int
    total: int
    judged: int
    waiting: int
    met: int
    bad: tuple[Count, ...]  # each that is bad by itself, zeros included
    weights: tuple[FieldBar, ...]  # empty where all targets weigh the same
    counts: tuple[Count, ...]
    chips: tuple[Count, ...]  # the same, worst first
    said: tuple[Count, ...]  # those that can be checked, as the sentence names them
    fields: tuple[FieldBar, ...]
    several: bool = False  # whether more than one body occurs, with or without reports
    contradictions: int = 0
    relations: int = 0
    holding: int = 0
    worst: tuple[TargetRow, ...] = ()
    worst_sums: tuple[Worked, ...] = ()
    rules: tuple[Rule, ...] = ()


def overview(
    result: AuditResult, rows: Sequence[TargetRow], sums: Sequence[Worked], told: Mapping[str, str], lang: Lang
) -> Overview:
    """`told`: anchors of findings that no row and no sum shows, by fingerprint."""
    found = counted(result, rows, lang)
    bodies = dict.fromkeys([*found.bodies, *(row.body for row in rows)])
    return replace(
        found,
        bodies=found.bodies or tuple(bodies),
        several=len(bodies) > 1,
        contradictions=sum(not worked.changed for worked in sums),
        relations=len(result.relations),
        holding=sum(r.verdict == "consistent" for r in result.relations),
        worst=worst_of([row for row in rows if not settled(row.decision)]),
        worst_sums=tuple(worked for worked in sums if not settled(worked.decision) and not worked.changed)[:WORST],
        rules=rules_of(result.findings, told, lang),
    )


def counted(result: AuditResult, rows: Sequence[Told], lang: Lang) -> Overview:
    """What can be said without looking at single targets and sums."""
    words = words_in(lang)
    groups = by_group(row.verdict for row in rows)
    return Overview(
        bodies=tuple(dict.fromkeys(r.body for r in result.reports if r.body)),
        reports=len(result.reports),
        period=_period(result, words),
        as_of=result.as_of.isoformat() if result.as_of else "",
        figures=sum(report.quantities for report in result.reports),
        total=len(rows),
        judged=judged(groups),
        waiting=groups["pending"],
        met=groups["met"],
        bad=bad_counts(rows, words),
        weights=weight_bars(rows, words, lang),
        counts=(counts := counts_of([row.verdict for row in rows], words)),
        chips=tuple(sorted(counts, key=lambda count: WORST_FIRST.index(count.group))),
        said=tuple(count for group in SAID for count in counts if count.group == group),
        fields=bars(rows, words),
    )


def bad_counts(rows: Sequence[Told], words: Words) -> tuple[Count, ...]:
    """Missed, not reported and behind, each with the headlines among them."""
    return tuple(
        Count(
            group,
            group_mark(group),
            words(f"group.{group}"),
            len(own),
            sum(r.weight == Weight.HEADLINE for r in own),
        )
        for group in BAD
        for own in [[row for row in rows if row.group == group]]
    )


def worst_of(rows: Sequence[TargetRow], most: int = WORST_OF_EACH) -> tuple[TargetRow, ...]:
    """The first of each group that is bad, headlines before all others."""
    found = [row for group in BAD for row in [row for row in rows if row.group == group][:most]]
    return tuple(sorted(found, key=lambda row: (weight_rank(row.weight), BAD.index(row.group))))


def weight_bars(rows: Sequence[Told], words: Words, lang: Lang) -> tuple[FieldBar, ...]:
    """A bar for each weight, headlines first."""
    counted = {weight: by_group(row.verdict for row in rows if row.weight == weight) for weight in WEIGHTS}
    counted = {weight: groups for weight, groups in counted.items() if judged(groups)}
    if len(counted) < 2:
        return ()
    longest = max(judged(groups) for groups in counted.values())
    return tuple(
        _bar(weight, word("weight", weight, lang), groups, longest, words) for weight, groups in counted.items()
    )


def counts_of(verdicts: Sequence[str], words: Words) -> tuple[Count, ...]:
    return _counts(by_group(verdicts), words)


def _counts(groups: Mapping[str, int], words: Words) -> tuple[Count, ...]:
    return tuple(Count(group, group_mark(group), words(f"group.{group}"), n) for group, n in groups.items() if n)


def bars(rows: Sequence[Told], words: Words) -> tuple[FieldBar, ...]:
    """A bar for each field that occurs; what merely waits for a report is left out of the picture."""
    names = {row.field: row.field_name for row in rows}
    grouped: dict[str, list[str]] = {}
    for row in rows:
        grouped.setdefault(row.field, []).append(row.verdict)
    counted = {name: by_group(verdicts) for name, verdicts in grouped.items()}
    longest = max((judged(groups) for groups in counted.values()), default=1)
    return tuple(
        _bar(name, names[name], counted[name], longest, words)
        for name in field_order(grouped)
        if judged(counted[name])
    )


def _bar(name: str, title: str, groups: Mapping[str, int], longest: int, words: Words) -> FieldBar:
    counts = _counts(groups, words)
    seen = [count for count in counts if count.group != "pending"]
    segments = [Segment(count.group, count.n, f"{count.name} {count.n}") for count in seen]
    label = words("bar_label", name=title, counts=words("comma").join(segment.label for segment in segments))
    total = judged(dict(groups))
    bar = stacked(segments, longest, label)
    return FieldBar(name, title, bar, groups["met"], total, sum(groups.values()), counts)


def rules_of(findings: Sequence[FindingResult], told: Mapping[str, str], lang: Lang) -> tuple[Rule, ...]:
    """Findings by expectation, in the audit's order; those that no row or sum shows are told one by one."""
    index = 0 if lang == "zh" else 1
    grouped: dict[tuple[str, str, str], list[FindingResult]] = {}
    for finding in findings:
        grouped.setdefault((finding.severity, finding.title[index], finding.suite), []).append(finding)
    return tuple(
        Rule(severity, word("severity", severity, lang), title, suite, len(members), _told(members, told))
        for (severity, title, suite), members in grouped.items()
    )


def _told(members: Sequence[FindingResult], told: Mapping[str, str]) -> tuple[tuple[str, FindingResult], ...]:
    return tuple((told[finding.fingerprint], finding) for finding in members if finding.fingerprint in told)


def _period(result: AuditResult, words: Words) -> str:
    starts = [report.period_start for report in result.reports if report.period_start]
    ends = [report.period_end for report in result.reports if report.period_end]
    return words("span", start=min(starts).isoformat(), end=max(ends).isoformat()) if starts and ends else ""
