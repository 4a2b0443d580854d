"""Every numeral of a report: in a figure, excluded by a named rule, or unread (docs/extraction.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.extraction.mentions import left_out, sentence_around
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import Numeral, Quantity, Reading, Relation, Report, SectionKind
from kpi.numbers.account import account
from kpi.numbers.plain import normalise

# A year that swallowed the number before it is no figure, but the text should be mended.
LOST_BLANK = "date.lost-blank"


def numerals(reading: Reading) -> tuple[Numeral, ...]:
    """All runs of numerals that are part of no figure, in text order."""
    scanned = join_hard_wraps(normalise(reading.report.text))
    return tuple(account(scanned, _taken((*reading.quantities, *reading.worded)), _left_out(reading.report)))


def doubtful(
    report: Report, scanned: str, quantities: Sequence[Quantity], relations: Sequence[Relation]
) -> tuple[Numeral, ...]:
    """Those that may hide a figure that matters: unread, in a plan or in a sentence with a relation."""
    by_id = {quantity.id: quantity for quantity in quantities}
    members = {member for relation in relations for member in relation.members}
    stretches = {by_id[member].sentence for member in members if member in by_id}
    stretches |= {(one.start, one.end) for one in report.sections if one.kind is SectionKind.PLAN}
    found = account(scanned, _taken(quantities), _left_out(report), _joined(stretches))
    return tuple(
        replace(one, sentence=sentence_around(scanned, one.start))
        for one in found
        if not one.rule or one.rule == LOST_BLANK
    )


def _taken(quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    return sorted((quantity.start, quantity.end) for quantity in quantities)


def _left_out(report: Report) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, f"page.{one.kind.value}") for one in report.sections if left_out(one.kind)]


def _joined(stretches: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches as one, in text order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
