"""How much each target of a workspace matters, and who says so.

A target's own `weight` comes first, then `weights` of kpi.yml, then the catalogue; else its plan's words decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.auditing.declared import catalogue_of
from kpi.errors import Problem, nearest, problem
from kpi.extraction.catalogue import Catalogue, Indicator
from kpi.extraction.weights import Announced, announced, weight_of, weight_rule
from kpi.model import Measure, Subject, TargetKind, Weight
from kpi.numbers.plain import normalise
from kpi.reading import read_report
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import CONFIG_FILE, Config
from kpi.workspace.indicators import INDICATORS_FILE
from kpi.workspace.naming import fold
from kpi.workspace.targets import TargetSpec

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Weighed:
    """`rule` is the id of a rule, or the file in which a person gave the weight; `planned` is the plan's own."""

    weight: Weight
    rule: str
    planned: Weight


def plan_lists(text: str) -> tuple[Announced, ...]:
    """What a plan announces as headlines."""
    return announced(read_report(text, ""), normalise(text))


def weighed(
    spec: TargetSpec, subject: Subject, span: Span | None, lists: Sequence[Announced], config: Config,
    catalogue: Catalogue,
) -> Weighed:  # fmt: skip
    """The weight of a target whose promise stands at `span` of its plan, None where it is not there."""
    rule = weight_rule(lists if span else (), *(span or (0, 0)), spec.kind)
    planned = weight_of(rule)
    if spec.weight:
        return Weighed(spec.weight, spec.file, planned)
    known = catalogue.get(catalogue.resolve(spec.indicator, spec.unit, subject.measure))
    own = _names(spec, known)
    for given in config.weights:
        if fold(given.name) in own:
            return Weighed(given.weight, CONFIG_FILE, planned)
    if known and known.weight and spec.kind is not TargetKind.MILESTONE:
        return Weighed(known.weight, INDICATORS_FILE, planned)
    return Weighed(planned, rule, planned)


def weight_warnings(warehouse: Warehouse, config: Config, specs: Sequence[TargetSpec]) -> Iterator[Problem]:
    """Headlines of a plan that a file makes less of, and names of kpi.yml that no target has."""
    lowered = warehouse.rows(
        "SELECT weight_rule, count(*), min(target) FROM targets "
        "WHERE plan_weight = 'headline' AND weight <> 'headline' GROUP BY ALL ORDER BY ALL"
    )
    for file, number, first in lowered:
        yield problem("weight_lowered", file, n=number, found=first)
    if not config.weights:
        return
    catalogue = catalogue_of(config.home)
    names: set[str] = set()
    for spec in specs:
        for measure in (Measure.LEVEL, Measure.GROWTH):
            names |= _names(spec, catalogue.get(catalogue.resolve(spec.indicator, spec.unit, measure)))
    for given in config.weights:
        if fold(given.name) not in names:
            near = nearest(given.name, sorted(spec.indicator for spec in specs))
            yield problem("weight_of_nothing", CONFIG_FILE, given.line, found=given.name, nearest=near)


def _names(spec: TargetSpec, known: Indicator | None) -> set[str]:
    """The words by which `weights` of kpi.yml may name a target."""
    return {fold(name) for name in (spec.key, spec.indicator, *((known.id, known.name) if known else ()))}
