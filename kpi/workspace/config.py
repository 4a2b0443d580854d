"""kpi.yml: whose reports are audited, where things are, how strict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from kpi.errors import KpiError, Problem, listed, nearest, problem
from kpi.files import is_folder, is_name
from kpi.model import Weight
from kpi.rules import no_rule, registry
from kpi.workspace.address import store_of
from kpi.workspace.keys import CONFIG_KEYS
from kpi.workspace.limits import STANDARD, Limits, read_limits
from kpi.workspace.periods import PeriodOf, read_periods
from kpi.workspace.record import Record
from kpi.workspace.yamlfile import load_yaml

CONFIG_FILE = "kpi.yml"
NO_REASON = frozenset({"false", "true", "yes", "no", "on", "off", "none", "null", "y", "n"})


@dataclass(frozen=True, slots=True)
class Body:
    """Who reports. `reports` is the folder of its reports, relative to the workspace, or None."""

    name: str
    aliases: tuple[str, ...] = ()
    reports: str | None = None


# How long a report covers, as `reports` of a suite names it.
REPORT_KINDS = ("annual", "half_year", "quarter", "other")


@dataclass(frozen=True, slots=True)
class SuiteUse:
    """Where a suite applies, and what of it is left out on purpose; `off` says why it is not used at all."""

    name: str
    line: int
    bodies: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    without: tuple[str, ...] = ()
    off: str = ""

    @property
    def limited(self) -> bool:
        return bool(self.bodies or self.reports or self.start or self.end)


@dataclass(frozen=True, slots=True)
class RuleOff:
    """A rule of reading that is switched off, and why."""

    id: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class WeightSet:
    """A weight given to the targets of a name: that of an indicator, or file/id."""

    name: str
    weight: Weight
    line: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Where settings, suites, ledger and indicators come from instead of the workspace; its name for people."""

    folder: Path
    name: str


@dataclass(frozen=True, slots=True)
class Config:
    """A workspace's settings. Folders are relative to `root`, suites and ledger to `home`; `tolerance_about` is a
    share (5 % is 0.05)."""

    root: Path
    bodies: tuple[Body, ...] = ()
    reports: str = "reports"
    targets: str = "targets"
    checks: str = "checks"
    language: str = "auto"
    tolerance_about: Decimal = Decimal("0.05")
    tolerance_points: Decimal = Decimal("0.3")
    fail_on: str = "critical"
    suites: tuple[SuiteUse, ...] = ()
    as_of: date | None = None
    dated: bool = False  # `as_of` is a day that somebody chose
    ledger: str = "ledger.yml"
    rules_off: tuple[RuleOff, ...] = ()
    weights: tuple[WeightSet, ...] = ()
    together: tuple[str, ...] = ()  # folders that hold one report in several files each
    periods: tuple[PeriodOf, ...] = ()
    limits: Limits = STANDARD
    store: str = ""  # where the rows of each body are kept as Parquet, empty for nowhere
    policy: Policy | None = None

    @property
    def home(self) -> Path:
        """Where suites, ledger and indicators lie: in the workspace, or in the policy that it is held to."""
        return self.policy.folder if self.policy else self.root

    @property
    def off(self) -> tuple[str, ...]:
        """The ids of the rules that are switched off, in order: what readings rest on."""
        return tuple(sorted(rule.id for rule in self.rules_off))

    def body(self, name: str) -> Body | None:
        """The body of that name or alias."""
        return next((body for body in self.bodies if name == body.name or name in body.aliases), None)

    def period(self, doc: str) -> str:
        """What is said of the period of a report, "" for nothing."""
        return next((one.period for one in self.periods if one.report == doc), "")

    @property
    def body_names(self) -> tuple[str, ...]:
        return tuple(name for body in self.bodies for name in (body.name, *body.aliases))


def find_root(start: Path) -> Path:
    """The folder at or above `start` that holds kpi.yml; KpiError where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_FILE).is_file():
            return folder
    raise KpiError(problem("no_workspace", found=start, expected=CONFIG_FILE))


def limits_around(path: Path) -> Limits:
    """The limits of the workspace that a file lies in, the standard ones where there is none that can be read."""
    try:
        return load_config(find_root(path.resolve().parent)).limits
    except (KpiError, OSError):
        return STANDARD


def load_config(root: Path, policy: Policy | None = None) -> Config:
    """Read kpi.yml of `root`, or that of a policy. KpiError carries every problem found."""
    path = (policy.folder if policy else root) / CONFIG_FILE
    if not path.is_file():
        raise KpiError(problem("no_workspace", found=root, expected=CONFIG_FILE))
    tree, problems = load_yaml(path, CONFIG_FILE)
    if tree is None:
        raise KpiError(problems)
    record = Record(tree, CONFIG_KEYS, CONFIG_FILE, problems)
    config = replace(_config(root, record), policy=policy)
    if problems:
        raise KpiError(problems)
    return config


def _config(root: Path, record: Record) -> Config:
    standard = Config(root)
    tolerance = record.record("tolerance")
    about, points = standard.tolerance_about, standard.tolerance_points
    bodies = _bodies(record)
    return Config(
        root=root,
        bodies=bodies,
        reports=_folder(record, "reports", standard.reports),
        targets=_folder(record, "targets", standard.targets),
        checks=_folder(record, "checks", standard.checks),
        language=record.choice("language", standard.language),
        tolerance_about=tolerance.share("about", about) if tolerance else about,
        tolerance_points=tolerance.number("rate_points", points) if tolerance else points,
        fail_on=record.choice("fail_on", standard.fail_on),
        suites=_suite_uses(record, bodies),
        as_of=date.today() if record.text("as_of") == "today" else record.date("as_of"),
        dated="as_of" in record and record.text("as_of") != "today",
        ledger=_folder(record, "ledger", standard.ledger),
        rules_off=_rules_off(record.record("rules")),
        weights=_weights(record.record("weights")),
        together=_together(root, record),
        periods=read_periods(root, record),
        limits=read_limits(record.record("limits")),
        store=store_of(record),
    )


def _together(root: Path, record: Record) -> tuple[str, ...]:
    """The folders, as docs are named; each has to be there, and within the workspace."""
    found = []
    for folder in record.texts("together"):
        path = root / folder
        if not is_folder(path) or not path.resolve().is_relative_to(root.resolve()):
            record.add(problem("folder_missing", *record.at("together"), key="together", found=folder))
        else:
            found.append(Path(folder).as_posix())
    return tuple(found)


def _weights(record: Record | None) -> tuple[WeightSet, ...]:
    """Each name once."""
    found: dict[str, WeightSet] = {}
    for weight in Weight if record else ():
        for name in record.texts(weight) if record else ():
            place = record.at(weight) if record else ("", 0)
            if name in found and record:
                record.add(problem("duplicate_id", *place, found=name, first=f"{CONFIG_FILE}:{found[name].line}"))
            found.setdefault(name, WeightSet(name, weight, place[1]))
    return tuple(found.values())


def _rules_off(record: Record | None) -> tuple[RuleOff, ...]:
    """Rules that are there, may be switched off, and stand once."""
    found: dict[str, RuleOff] = {}
    for entry in record.records("off") if record else ():
        name, place = entry.text("id"), entry.at("id")
        rule = registry().get(name)
        if name and rule is None:
            entry.add(no_rule(name, *place))
        elif rule is not None and rule.fixed:
            entry.add(problem("fixed_rule", *place, found=name))
        elif name in found:
            entry.add(problem("duplicate_id", *place, found=name, first=f"{CONFIG_FILE}:{found[name].line}"))
        elif name:
            found[name] = RuleOff(name, _reason(entry, "why"), entry.line)
    return tuple(found.values())


def _suite_uses(record: Record, bodies: tuple[Body, ...]) -> tuple[SuiteUse, ...]:
    """Each suite once: of two entries the later one would quietly win."""
    found: dict[str, SuiteUse] = {}
    for entry in record.records("suites"):
        use = _suite_use(entry, bodies)
        if use.name in found:
            first = f"{CONFIG_FILE}:{found[use.name].line}"
            entry.add(problem("duplicate_id", *entry.at("name"), found=use.name, first=first))
        found.setdefault(use.name, use)
    return tuple(found.values())


def _reason(entry: Record, name: str) -> str:
    """Why something is switched off, in words: `off: false` is no reason, and would switch off all the same."""
    found = entry.text(name)
    if found and (found.lower() in NO_REASON or not any(sign.isalpha() for sign in found)):
        entry.add(problem("no_reason", *entry.at(name), key=name, found=found[:40]))
    return found


def _suite_use(entry: Record, bodies: tuple[Body, ...]) -> SuiteUse:
    """One entry of `suites`; bodies by their names in kpi.yml, aliases too."""
    names = {word: body.name for body in bodies for word in (body.name, *body.aliases)}
    for word in entry.texts("bodies"):
        if word not in names:
            entry.add(problem("unknown_body", *entry.at("bodies"), found=word, expected=listed(names),
                              nearest=nearest(word, names)))  # fmt: skip
    for kind in entry.texts("reports"):
        if kind not in REPORT_KINDS:
            entry.add(problem("unknown_choice", *entry.at("reports"), key="reports", found=kind,
                              expected=", ".join(REPORT_KINDS), nearest=nearest(kind, REPORT_KINDS)))  # fmt: skip
    return SuiteUse(
        name=entry.text("name"),
        line=entry.line,
        bodies=tuple(names.get(word, word) for word in entry.texts("bodies")),
        reports=entry.texts("reports"),
        start=entry.date("from"),
        end=entry.date("to"),
        without=entry.texts("without"),
        off=_reason(entry, "off"),
    )


def _bodies(record: Record) -> tuple[Body, ...]:
    bodies = []
    taken: Counter[str] = Counter()
    for entry in record.records("bodies"):
        name, aliases = entry.text("name"), entry.texts("aliases")
        for word in {name, *aliases} - {""}:
            if taken[word]:
                entry.add(problem("duplicate_body", record.file, entry.line, found=word))
            taken[word] += 1
        bodies.append(Body(name, aliases, _folder(entry, "reports", "") or None))
    return tuple(bodies)


def _folder(record: Record, name: str, default: str) -> str:
    """A folder below the workspace, with '/' and without a trailing one."""
    found = record.text(name, default).replace("\\", "/")
    parts = [part for part in found.split("/") if part not in ("", ".")]
    if found.startswith("/") or ":" in found or not is_name(found):
        record.add(problem("path_outside", *record.at(name), key=name, found=found))
        return default
    return "/".join(parts) or default


def unknown_body(config: Config, name: str, file: str, line: int) -> Problem:
    known = config.body_names
    return problem("unknown_body", file, line, found=name, expected=listed(known), nearest=nearest(name, known))
