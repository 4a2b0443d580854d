"""How targets stand now, for commands that ask about single targets: reports read and matched, no suites run.

The verdicts are made anew and read inside a transaction that is rolled back: in the warehouse verdicts and
findings stay those of the last audit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from kpi.auditing.crew import Crew
from kpi.auditing.making import keep_rows, make_rows
from kpi.auditing.refreshing import refresh_reports
from kpi.errors import KpiError, problem
from kpi.warehouse.store import Warehouse, open_warehouse
from kpi.workspace.config import Config
from kpi.workspace.reports import list_reports
from kpi.workspace.targets import TargetSpec

NEAREST, PATIENCE = 3, 10


@contextmanager
def standing(config: Config, specs: Sequence[TargetSpec], bodies: Sequence[str]) -> Iterator[Warehouse]:
    """The warehouse with the targets of these bodies judged by the reports as they are. KpiError: bad input.

    The temporary tables of matching (`rounds`, `modifiers` …) are those of the last bodies matched together.
    """
    with open_warehouse(config.root, PATIENCE) as warehouse:
        refresh_reports(warehouse, config, list_reports(config))
        for _ in make_rows(warehouse, config, specs, bodies, None, Crew(1)):
            pass
        warehouse.execute("BEGIN")
        try:
            keep_rows(warehouse, bodies, related=False)
            yield warehouse
        finally:
            warehouse.execute("ROLLBACK")


def find_target(specs: Sequence[TargetSpec], name: str) -> TargetSpec:
    """The target called `name`: its key, its id, or the unique end of a key. KpiError with the nearest names."""
    ways: tuple[Callable[[TargetSpec], bool], ...] = (
        lambda spec: spec.key == name,
        lambda spec: spec.id == name,
        lambda spec: spec.key.endswith(name),
    )
    for fits in ways if name else ():
        found = [spec for spec in specs if fits(spec)]
        if len(found) == 1:
            return found[0]
        if found:
            expected = ", ".join(spec.key for spec in found)
            raise KpiError(problem("ambiguous_target", found=name, expected=expected))
    raise KpiError(problem("unknown_target", found=name, nearest=", ".join(_nearest(specs, name))))


def _nearest(specs: Sequence[TargetSpec], name: str) -> list[str]:
    """Keys whose key, id or indicator is like `name`, or holds it."""
    from difflib import SequenceMatcher

    def likeness(spec: TargetSpec) -> float:
        words = (spec.key, spec.id, spec.indicator)
        return max(1.0 if name in word else SequenceMatcher(None, name, word).ratio() for word in words)

    scored = sorted(((-likeness(spec), spec.key) for spec in specs) if name else ())
    return [key for score, key in scored if score <= -0.5][:NEAREST]
