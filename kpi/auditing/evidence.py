"""What a page shows beyond the audit's findings: the reports' texts and figures, from the warehouse."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from kpi.auditing.placing import places_of
from kpi.model import Place
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at its place (table `quantities`); an open end of the interval is None."""

    doc: str
    id: str
    start: int
    end: int
    role: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    subject: str
    measure: str
    flow: str
    section_kind: str
    rule: str = ""  # that gave its role


@dataclass(frozen=True, slots=True)
class Heading:
    """A stretch of a report and the words it stands under."""

    start: int
    end: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How a target's words were read (table `targets`)."""

    measure: str
    flow: str
    topic: str


@dataclass(frozen=True, slots=True)
class Evidence:
    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    headings: dict[str, tuple[Heading, ...]] = field(default_factory=dict)
    wordings: dict[str, Wording] = field(default_factory=dict)
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)  # of reports that are no plain text


def load_evidence(warehouse: Warehouse, bodies: Collection[str] | None = None) -> Evidence:
    """Everything in one read, or that of some bodies; call it on the warehouse that the audit has just filled."""
    wanted = {"bodies": None if bodies is None else sorted(bodies)}

    def rows(name: str) -> list[tuple[object, ...]]:
        return warehouse.rows(read_sql(f"evidence_{name}", "kpi.auditing"), wanted)

    figures = (Figure(*row) for row in rows("figures"))  # type: ignore[arg-type]
    headings = {
        doc: tuple(Heading(*row[1:]) for row in found)  # type: ignore[arg-type]
        for doc, found in groupby(rows("headings"), itemgetter(0))
    }
    return Evidence(
        texts={str(doc): str(text) for doc, text in rows("reports")},
        figures={doc: tuple(found) for doc, found in groupby(figures, lambda figure: figure.doc)},
        headings={str(doc): found for doc, found in headings.items()},
        places=places_of(warehouse),
        wordings={str(row[0]): Wording(*row[1:]) for row in rows("targets")},  # type: ignore[arg-type]
    )
