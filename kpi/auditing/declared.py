"""The formulas of suites: parsed where one is loaded; those that ship with kpi are known without loading any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kpi.documents import Document
from kpi.errors import KpiError, Problem, problem
from kpi.extraction.catalogue import Catalogue, builtin_catalogue
from kpi.model import Reading
from kpi.relations.formulas import Formula, Names, Parsed, names_of, parse, with_formulas
from kpi.relations.opened import read_reading
from kpi.workspace.config import Config
from kpi.workspace.indicators import INDICATORS_FILE, load_catalogue
from kpi.workspace.starter import starter_root

if TYPE_CHECKING:
    import pandas as pd

    from kpi.auditing.formulas import Declared
    from kpi.auditing.suites import Suite

FORMULA_TYPE = "expect_formula_to_hold"
_COLUMN = "formula:"


def column_of(check: str) -> str:
    """The column that says how the formula of a check came out."""
    return f"{_COLUMN}{check}"


def is_formula_column(column: str) -> bool:
    return column.startswith(_COLUMN)


def with_columns(relations: pd.DataFrame, checks: Iterable[str]) -> pd.DataFrame:
    """The rows of formulas, with a column for each check that is empty in the rows of the others."""
    import pandas as pd

    rows = relations[relations["type"] == "formula"]
    if rows.empty:  # as for most formulas of a workspace
        return rows.reindex(columns=[*rows.columns, *map(column_of, checks)])
    came_out = {column_of(check): rows["verdict"].where(rows["formula"] == check) for check in checks}
    return pd.concat([rows, pd.DataFrame(came_out, index=rows.index)], axis=1)


def catalogue_of(root: Path) -> Catalogue:
    """The workspace's catalogue; the one that ships where its own is wrong, which is told elsewhere."""
    own = root / INDICATORS_FILE
    try:
        return load_catalogue(own if own.is_file() else None)
    except KpiError:
        return builtin_catalogue()


@lru_cache(maxsize=4)
def _names(root: Path | None, changed: int) -> Names:
    return names_of(catalogue_of(root) if root is not None else builtin_catalogue())


def names_in(root: Path) -> Names:
    """Names of the workspace's indicators: the same object until its file changes."""
    own = root / INDICATORS_FILE
    return _names(root, own.stat().st_mtime_ns) if own.is_file() else _names(None, 0)


def formula_problems(text: str, names: Names, file: str, line: int) -> Iterator[Problem]:
    for fault in parse("", text, names).faults:
        yield problem(fault.code, file, line, **dict(fault.values))


def declared_in(suites: Sequence[Suite], config: Config) -> list[Declared]:
    """Every formula of the suites that apply, with their scope; its id is that of its check."""
    from kpi.auditing.formulas import Declared

    names = names_in(config.home)
    found = []
    for suite in suites:
        for check in suite.checks:
            if check.type == FORMULA_TYPE:
                parsed = _parsed(check.id, str(check.kwargs["formula"]), names)
                if parsed.formula is not None:
                    found.append(Declared(parsed.formula, suite.scope))
    return found


@lru_cache(maxsize=2048)
def _parsed(identifier: str, text: str, names: Names) -> Parsed:
    """For as long as the workspace's indicators stay as they are, which makes the names the same object."""
    return parse(identifier, text, names)


def read_with_formulas(document: Document, name: str) -> Reading:
    """A document read in full, with the shipped formulas that can be evaluated in it; `name` names it."""
    reading, _ = with_formulas(read_reading(document, name), shipped_formulas(), builtin_catalogue())
    return reading


def shipped_formulas() -> tuple[Formula, ...]:
    """The formulas that ship with kpi, from their YAML alone: Great Expectations is not needed for them."""
    names = names_of(builtin_catalogue())
    found: list[Formula] = []
    for path in sorted(starter_root().joinpath("checks").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yml"):
            data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for one in data["expectations"]:
                parsed = parse(one["meta"]["id"], one["formula"], names) if "formula" in one else None
                found += [parsed.formula] if parsed and parsed.formula else []
    return tuple(found)
