"""The suites of checks/, loaded fail-closed: what Great Expectations drops with a log line is an error here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from kpi.auditing.conditions import LEAST, REFUSED_TYPES, is_share, unsafe_argument
from kpi.auditing.declared import FORMULA_TYPE, formula_problems, is_formula_column, names_in
from kpi.auditing.frames import TABLES, WHOLE, frame_columns
from kpi.auditing.gx import build_suite, looks_at_rows, registered
from kpi.auditing.keys import SUITE_KEYS
from kpi.auditing.sqlchecks import describe_together, sql_columns, sql_problem
from kpi.auditing.standards import SQL_TYPE
from kpi.errors import KpiError, Problem, listed, nearest, problem
from kpi.workspace.config import SuiteUse
from kpi.workspace.folder import Listed, list_folder, with_suffix
from kpi.workspace.limits import STANDARD, Limits
from kpi.workspace.record import Record
from kpi.workspace.yamlfile import Items, parse_yaml, read_yaml, yaml_values

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuite
    from great_expectations.expectations.expectation import Expectation

    from kpi.relations.formulas import Names

_COLUMN_ARGUMENTS = ("column", "column_A", "column_B", "column_list", "column_set")
FORMULA_FRAME = "relations"
# Core expectations whose answer for a row hangs on that row alone; any other is asked about all rows every time.
_ROW_BY_ROW = frozenset(
    f"expect_{name}"
    for name in (
        "column_values_to_be_in_set", "column_values_to_not_be_in_set", "column_values_to_be_between",
        "column_values_to_be_null", "column_values_to_not_be_null", "column_values_to_match_regex",
        "column_values_to_not_match_regex", "column_values_to_match_regex_list",
        "column_values_to_not_match_regex_list", "column_value_lengths_to_be_between",
        "column_value_lengths_to_equal", "column_pair_values_to_be_equal",
        "column_pair_values_a_to_be_greater_than_b", "column_pair_values_to_be_in_set",
    )
)  # fmt: skip
_OF_ALL_ROWS = ("mostly", "row_condition")


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation as written. `title`, `message`, `explain`: (中文, English).

    `rows`: its result names failing rows; `whole`: its answer hangs on more than the row itself; `columns`: the
    columns that it reads.
    """

    id: str
    type: str
    kwargs: dict[str, Any]
    severity: str
    title: tuple[str, str]
    message: tuple[str, str]
    file: str
    line: int
    explain: tuple[str, str] = ("", "")
    rows: bool = True
    whole: bool = False
    columns: tuple[str, ...] = ()

    def as_gx(self) -> dict[str, Any]:
        return {"type": self.type, "kwargs": self.kwargs, "severity": self.severity, "meta": {"id": self.id}}


@dataclass(frozen=True, slots=True)
class Suite:
    """One file of checks/, with the GX suite that was built from it and compared with it."""

    name: str
    frame: str
    file: str
    checks: tuple[Check, ...]
    gx: ExpectationSuite
    line: int = 1
    scope: SuiteUse | None = None

    @property
    def policy(self) -> str:
        """All that decides what is a finding, to tell whether it has changed."""
        return repr((self.name, self.frame, self.checks, self.scope))

    @property
    def across(self) -> list[str]:
        """Ids of the checks that look at all bodies each time, so that what they find is of no body alone."""
        whole = self.frame in (*WHOLE, TABLES)
        return [check.id for check in self.checks if whole or check.whole]


class _Known(NamedTuple):
    suite: Suite
    names: Names  # of the indicators that its formulas speak of


# Files that were read and found right in this process, by name and content: a second audit (of `kpi watch`, of a
# git ref, in a notebook) builds none of them again. A file with anything wrong is read and told each time.
_known: dict[tuple[str, bytes], _Known] = {}
_MOST_KNOWN = 64


def load_suites(folder: Path, root: Path | None = None, limits: Limits = STANDARD) -> tuple[Suite, ...]:
    """Every *.yml and *.yaml below `folder`, by name. KpiError carries every problem of every file.

    Files are named relative to the workspace `root`, by default the folder above.
    """
    root = root or folder.parent
    problems: list[Problem] = []
    files = list_suites(root, folder.relative_to(root).as_posix(), limits.files).files
    suites: list[Suite] = []
    room = limits.checks
    for path in files:
        if suite := _load(path, root, problems, room):
            suites.append(suite)
            room -= len(suite.checks)
    problems += _repeated(suites)
    if not problems and not suites:
        problems.append(problem("no_suites", f"{folder.relative_to(root).as_posix()}/"))
    if problems:
        raise KpiError(problems)
    return tuple(suites)


def list_suites(root: Path, folder: str, most: int = STANDARD.files) -> Listed:
    """The files of suites below a folder of the workspace, and what else lies there with its reason."""
    return with_suffix(root, list_folder(root, folder, most))


def _load(path: Path, root: Path, problems: list[Problem], room: int) -> Suite | None:
    """The suite in a file, None where something is wrong with it."""
    file = path.relative_to(root).as_posix()
    data, found = read_yaml(path, file)
    if data is None:
        problems += found
        return None
    names, known = names_in(root), _known.get((file, data))
    if known is not None and known.names is names and len(known.suite.checks) <= room:
        return known.suite
    before = len(problems)
    suite = _read(data, file, names, problems, room)
    if suite is not None and len(problems) == before:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[file, data] = _Known(suite, names)
    return suite


def _read(data: bytes, file: str, names: Names, problems: list[Problem], room: int) -> Suite | None:
    """What a file holds, built and compared with what it says."""
    tree, found = parse_yaml(data, file)
    problems += found
    # Its values are read again by a loader that follows aliases: nothing that has any gets there.
    if tree is None or found:
        return None
    own: list[Problem] = []
    record = Record(tree, SUITE_KEYS, file, own)
    name, frame = record.text("suite"), record.choice("frame")
    listed = record.value("expectations")
    if isinstance(listed, Items) and not listed.items:
        own.append(problem("suite_empty", *record.at("expectations"), suite=name))
    if isinstance(listed, Items) and len(listed.items) > room:
        own.append(problem("too_many_checks", *record.at("expectations"), found=len(listed.items), limit=room))
        problems += own
        return None
    columns = frame_columns(frame) if frame and frame != TABLES and not own else ()
    entries = record.records("expectations")
    if frame == TABLES:
        describe_together([sql for entry in entries if (sql := entry.text("sql"))])
    checks = []
    for entry, kwargs in zip(entries, _arguments(data, file, own), strict=False):
        if check := _check(entry, kwargs, frame, own, names if "formula" in entry.present else None):
            checks.append(_built(check, frame, columns, own))
    problems += own
    if own or found:
        return None
    return _suite(name, frame, file, checks, problems)


def _arguments(data: bytes, file: str, problems: list[Problem]) -> Iterator[dict[str, Any]]:
    """The kwargs of each expectation as YAML values; the line-aware tree holds words only."""
    try:
        loaded = yaml_values(data)
    except yaml.YAMLError as error:
        problems.append(problem("yaml_syntax", file, reason=str(error).splitlines()[0]))
        return
    listed = loaded.get("expectations") if isinstance(loaded, dict) else None
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            kwargs = item.get("kwargs")
            yield kwargs if isinstance(kwargs, dict) else {}


def _check(
    entry: Record, kwargs: dict[str, Any], frame: str, problems: list[Problem], names: Names | None
) -> Check | None:
    """The expectation as written, None where its form is already wrong; `names` are those of a formula."""
    before = len(problems)
    severity, type_ = entry.choice("severity"), entry.text("type")
    if "sql" in entry.present or frame == TABLES:
        type_, kwargs = SQL_TYPE, {"sql": _sql(entry, frame, problems)}
    elif names is not None or type_ == FORMULA_TYPE:
        type_, kwargs = FORMULA_TYPE, {"formula": _formula(entry, frame, problems, names)}
    elif "type" not in entry.present:
        entry.add_missing("type")
    elif type_ in REFUSED_TYPES:
        problems.append(problem("unsafe_expectation", *entry.at("type"), found=type_))
    elif name := unsafe_argument(kwargs):
        problems.append(problem("unsafe_argument", *entry.at("kwargs"), key=name))
    elif "mostly" in kwargs and not is_share(kwargs["mostly"]):
        problems.append(problem("bad_mostly", *entry.at("kwargs"), found=kwargs["mostly"], expected=LEAST))
    elif type_ and type_ not in registered():
        near = nearest(type_, registered())
        problems.append(problem("unknown_expectation", *entry.at("type"), found=type_, nearest=near))
    meta = entry.record("meta")
    texts = {name: _texts(meta, name) for name in ("title", "message", "explain")}
    refused = any(key not in entry for key in entry.present)
    if len(problems) > before or refused or meta is None or not severity or not type_:
        return None
    _, line = entry.at({SQL_TYPE: "sql", FORMULA_TYPE: "formula"}.get(type_, "type"))
    return Check(
        meta.text("id"), type_, kwargs, severity, texts["title"], texts["message"], entry.file, line,
        texts["explain"],
    )  # fmt: skip


def _sql(entry: Record, frame: str, problems: list[Problem]) -> str:
    """The query of an expectation, checked against the tables."""
    sql = entry.text("sql")
    if "sql" not in entry.present:
        entry.add_missing("sql")
    elif frame != TABLES or "type" in entry.present:
        problems.append(problem("sql_frame", *entry.at("sql"), expected=TABLES, found=frame))
    elif sql and (reason := sql_problem(sql)):
        problems.append(problem("bad_sql", *entry.at("sql"), reason=reason))
    return sql


def _formula(entry: Record, frame: str, problems: list[Problem], names: Names | None) -> str:
    """The formula of an expectation, parsed and checked against the catalogue."""
    text = entry.text("formula")
    if names is None:
        entry.add_missing("formula")
    elif frame != FORMULA_FRAME or "kwargs" in entry.present:
        problems.append(problem("formula_frame", *entry.at("formula"), expected=FORMULA_FRAME, found=frame))
    elif text:
        problems += formula_problems(text, names, *entry.at("formula"))
    return text


def _texts(meta: Record | None, name: str) -> tuple[str, str]:
    record = meta.record(name) if meta else None
    return (record.text("zh"), record.text("en")) if record else ("", "")


def _built(check: Check, frame: str, columns: tuple[str, ...], problems: list[Problem]) -> Check:
    """`check` when GX builds from it exactly what it says; else with problems at its line."""
    expectation = _expectation(check, problems)
    if check.type == SQL_TYPE and expectation is not None:
        columns = (*sql_columns(check.kwargs["sql"]), "passes")
    if expectation is None or not columns:
        return check
    wanted = getattr(type(expectation), "frame", frame)
    if wanted != frame:
        problems.append(
            problem("wrong_frame", check.file, check.line, found=frame, expected=wanted, type=check.type)
        )
        return check
    read = tuple(_columns_of(expectation))
    for column in read:
        if column not in columns and not is_formula_column(column):
            problems.append(_unknown_column("unknown_column", check, column, columns))
    rows = looks_at_rows(expectation)
    alone = check.type in _ROW_BY_ROW or hasattr(type(expectation), "frame")
    whole = not rows or not alone or any(name in check.kwargs for name in _OF_ALL_ROWS)
    check = replace(check, rows=rows, whole=whole, columns=read)
    allowed = columns if check.rows else ("observed",)
    for name in sorted({name for text in (*check.title, *check.message) for name in _placeholders(text)}):
        if name not in allowed:
            problems.append(_unknown_column("unknown_placeholder", check, name, allowed))
    return check


def _expectation(check: Check, problems: list[Problem]) -> Expectation | None:
    try:
        built = build_suite("one", [check.as_gx()]).expectations
    except Exception as error:  # GX and pydantic raise many kinds; whichever it is, the check cannot run
        problems.append(problem("bad_expectation", check.file, check.line, type=check.type, reason=_reason(error)))
        return None
    if not _same(built, [check]):
        problems.append(problem("dropped_expectation", check.file, check.line, type=check.type))
        return None
    return built[0]


def _suite(name: str, frame: str, file: str, checks: list[Check], problems: list[Problem]) -> Suite | None:
    suite = build_suite(name, [check.as_gx() for check in checks])
    if _same(suite.expectations, checks):
        return Suite(name, frame, file, tuple(checks), suite)
    problems.append(problem("dropped_expectation", file, 1, type=name))
    return None


def _same(built: Iterable[Expectation], checks: Iterable[Check]) -> bool:
    """Whether GX kept every expectation, each with its type and severity."""
    kept = [(one.expectation_type, str(getattr(one.severity, "value", one.severity))) for one in built]
    return kept == [(check.type, check.severity) for check in checks]


def _columns_of(expectation: Expectation) -> Iterator[str]:
    for argument in _COLUMN_ARGUMENTS:
        value = getattr(expectation, argument, None)
        if value is not None:
            yield from ([value] if isinstance(value, str) else sorted(map(str, value)))


def _placeholders(text: str) -> Iterator[str]:
    """Names in braces; what the formatter cannot read, or anything beyond a plain name, counts as a name."""
    try:
        for _, name, spec, conversion in Formatter().parse(text):
            if name is not None:
                yield name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
    except ValueError:
        yield text


def _unknown_column(code: str, check: Check, found: str, known: tuple[str, ...]) -> Problem:
    near = nearest(found, known)
    return problem(code, check.file, check.line, found=found, nearest=near, expected=listed(known))


def _reason(error: Exception) -> str:
    """The last line of a pydantic error says what is wrong, the ones before where in the class."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return "; ".join(lines[1:]) if len(lines) > 1 else (lines or [type(error).__name__])[0]


def _repeated(suites: list[Suite]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for place, kind, name, line in _names(suites):
        if (before := first.setdefault(f"{kind} {name}", f"{place}:{line}")) != f"{place}:{line}":
            yield problem(f"duplicate_{kind}", place, line, found=name, first=before)


def _names(suites: list[Suite]) -> Iterator[tuple[str, str, str, int]]:
    for suite in suites:
        yield suite.file, "suite", suite.name, suite.line
        for check in suite.checks:
            yield suite.file, "check", check.id, check.line
