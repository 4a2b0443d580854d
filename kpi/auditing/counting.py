"""How often each formula of the suites was evaluated, held and was contradicted in a workspace, after an audit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpi.auditing.declared import FORMULA_TYPE
from kpi.auditing.suites import Suite
from kpi.model import RelationVerdict
from kpi.warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class FormulaCount:
    """`why` counts the reports that hold a figure of the formula and were not held against it, by reason."""

    id: str
    formula: str
    suite: str
    file: str
    line: int
    severity: str
    title: tuple[str, str]
    held: int
    contradicted: int
    why: Mapping[str, int] = field(default_factory=dict)

    @property
    def evaluated(self) -> int:
        return self.held + self.contradicted


def count_formulas(warehouse: Warehouse, suites: Sequence[Suite]) -> tuple[FormulaCount, ...]:
    """In the order of the suites."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for formula, verdict, n in warehouse.rows(
        "SELECT formula, verdict, count(*) FROM relations WHERE type = 'formula' GROUP BY ALL"
    ):
        verdicts[formula][verdict] += n
    misses: dict[str, dict[str, int]] = defaultdict(dict)
    counted = "SELECT formula, why, count(*) FROM formula_misses GROUP BY ALL ORDER BY ALL"
    for formula, why, n in warehouse.rows(counted):
        misses[formula][why] = n
    return tuple(
        FormulaCount(
            c.id, str(c.kwargs["formula"]), suite.name, c.file, c.line, c.severity, c.title,
            verdicts[c.id].total() - verdicts[c.id][RelationVerdict.INCONSISTENT],
            verdicts[c.id][RelationVerdict.INCONSISTENT], misses[c.id],
        )
        for suite in suites
        for c in suite.checks
        if c.type == FORMULA_TYPE
    )  # fmt: skip
