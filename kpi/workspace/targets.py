"""targets/*.yml: what the bodies set themselves, each target with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from kpi.errors import KpiError, Problem, nearest, problem
from kpi.files import is_folder
from kpi.model import Op, TargetKind, Verdict, Weight
from kpi.workspace.config import Config, unknown_body
from kpi.workspace.folder import Listed, list_folder, with_suffix
from kpi.workspace.keys import FILE_KEYS, MEASURE_KEYS, names
from kpi.workspace.record import Record
from kpi.workspace.reports import find_plan, report_paths
from kpi.workspace.written import Demand, read_demand
from kpi.workspace.yamlfile import Items, load_yaml

MEASURES = names(MEASURE_KEYS)


@dataclass(frozen=True, slots=True)
class Pin:
    """An answer that a person fixed: it is used as it stands and shown as pinned.

    `report` is the report that was judged; empty where the one that holds the quote is meant.
    """

    quote: str
    by: str
    on: date
    why: str
    verdict: Verdict | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """One target of a targets file. `file` and `plan` are relative to the workspace; `line` is 1-based.

    `body` is the body's name in kpi.yml even where the file uses an alias. `value_high` is set for ranges only;
    `value` is None for milestones, whose words stand in `indicator` where none is given, and for relative targets.
    """

    file: str
    line: int
    stem: str
    id: str
    body: str
    plan: str
    due: date
    kind: TargetKind
    op: Op
    indicator: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    relative: str = ""  # what a relative target is held against, in words
    quote: str = ""
    note: str = ""
    pin: Pin | None = None
    weight: Weight | None = None  # None: as the plan says
    also: tuple[str, ...] = ()  # the same promise elsewhere in the plan

    @property
    def key(self) -> str:
        """Unique in the workspace."""
        return f"{self.stem}/{self.id}"


def load_targets(config: Config) -> tuple[TargetSpec, ...]:
    """All targets of the workspace, by file and line. KpiError carries every problem of every file."""
    specs, problems = read_targets(config)
    if problems:
        raise KpiError(problems)
    return specs


def read_targets(config: Config) -> tuple[tuple[TargetSpec, ...], list[Problem]]:
    """The targets that can be read and all problems of all files."""
    paths = target_paths(config)
    if not paths:
        return (), [problem("no_targets", config.targets, expected=f"{config.targets}/*.yml")]
    specs: list[TargetSpec] = []
    problems: list[Problem] = []
    for path in paths:
        specs += _read_file(config, path, problems)
    return _once(specs, problems), problems


def target_paths(config: Config) -> tuple[Path, ...]:
    """The targets files, folders below `targets/` included; names that begin with a dot are not read."""
    return list_targets(config).files


def list_targets(config: Config) -> Listed:
    """The same, and what else lies there with the reason why it is not read."""
    if not is_folder(config.root / config.targets):
        return Listed(())
    return with_suffix(config.root, list_folder(config.root, config.targets, config.limits.files))


def read_file(config: Config, path: Path) -> tuple[tuple[TargetSpec, ...], list[Problem]]:
    """The targets of one file below the workspace and all problems of it."""
    problems: list[Problem] = []
    return _once(_read_file(config, path, problems), problems), problems


def _read_file(config: Config, path: Path, problems: list[Problem]) -> list[TargetSpec]:
    file = path.relative_to(config.root).as_posix()
    tree, form = load_yaml(path, file)
    problems += form
    if tree is None:
        return []
    record = Record(tree, FILE_KEYS, file, problems)
    body = _body(config, record)
    plan = _plan(config, record)
    due = record.date("due")
    targets = record.records("targets")
    if isinstance(listed := record.value("targets"), Items) and not listed.items:
        record.add(problem("empty_targets", *record.at("targets")))
    shared = (path.stem, body, plan, due, "due" in record.present)
    specs = [_read_target(config, target, *shared) for target in targets]
    return [spec for spec in specs if spec is not None]


def _body(config: Config, record: Record) -> str:
    name = record.text("body")
    body = config.body(name)
    if name and body is None and config.bodies:
        record.add(unknown_body(config, name, *record.at("body")))
    return body.name if body else name


def _plan(config: Config, record: Record) -> str:
    """The plan's path, checked to be there."""
    plan = record.text("plan").replace("\\", "/")
    if plan and find_plan(config, plan) is None:
        near = nearest(plan, report_paths(config))
        record.add(problem("plan_missing", *record.at("plan"), found=plan, nearest=near))
    return plan


def _read_target(
    config: Config, record: Record, stem: str, body: str, plan: str, file_due: date | None, file_has_due: bool
) -> TargetSpec | None:
    identifier = record.text("id")
    if identifier and ("/" in identifier or any(letter.isspace() for letter in identifier)):
        record.add(problem("bad_id", *record.at("id"), found=identifier))
    demand, measure = _demand(record)
    due = record.date("due") or file_due
    if "due" not in record.present and not file_has_due:
        record.add(problem("no_due", record.file, record.line, target=identifier))
    pin, weight = _pin(config, record), record.choice("weight")
    if measure and measure != "milestone" and "indicator" not in record.present:
        record.add_missing("indicator")
    if not identifier or demand is None or due is None:
        return None
    return TargetSpec(
        file=record.file,
        line=record.line,
        stem=stem,
        id=identifier,
        body=body,
        plan=plan,
        due=due,
        kind=demand.kind,
        op=demand.op,
        indicator=record.text("indicator") or record.text("milestone"),
        value=demand.value,
        value_high=demand.value_high,
        unit=demand.unit,
        relative=demand.relative,
        quote=record.text("quote"),
        note=record.text("note"),
        pin=pin,
        weight=Weight(weight) if weight else None,
        also=record.texts("also"),
    )


def _demand(record: Record) -> tuple[Demand | None, str]:
    """What the target asks for, and the key that says so: exactly one of the measures."""
    said = [name for name in MEASURES if name in record.present]
    if len(said) == 1:
        return (read_demand(record, said[0]) if said[0] in record else None), said[0]
    expected = ", ".join(MEASURES)
    if said:
        record.add(problem("two_measures", *record.at(said[1]), found=", ".join(said), expected=expected))
    else:
        record.add(problem("no_measure", record.file, record.line, target=record.text("id"), expected=expected))
    return None, ""


def _pin(config: Config, record: Record) -> Pin | None:
    answer = record.record("answer")
    if answer is None:
        return None
    if not {"quote", "verdict"} & answer.present:
        answer.add(problem("pin_without_answer", answer.file, answer.line))
    verdict, on, report = answer.choice("verdict"), answer.date("on"), answer.text("report")
    if report and find_plan(config, report) is None:
        near = nearest(report, report_paths(config))
        answer.add(problem("report_not_found", *answer.at("report"), found=report, nearest=near))
    if on is None:
        return None
    decided = Verdict(verdict) if verdict else None
    return Pin(answer.text("quote"), answer.text("by"), on, answer.text("why"), decided, report)


def _once(specs: list[TargetSpec], problems: list[Problem]) -> tuple[TargetSpec, ...]:
    """Each key once; a repeated one is a problem at its later place."""
    first: dict[str, TargetSpec] = {}
    for spec in specs:
        earlier = first.setdefault(spec.key, spec)
        if earlier is not spec:
            place = f"{earlier.file}:{earlier.line}"
            problems.append(problem("duplicate_id", spec.file, spec.line, found=spec.id, first=place))
    return tuple(first.values())
