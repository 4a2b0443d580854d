"""What ships with kpi as its suites say it: a workspace needs all of it, and is told where it asks less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kpi.auditing.declared import FORMULA_TYPE
from kpi.workspace.starter import starter_root

SQL_TYPE = "expect_sql_to_return_no_rows"


@dataclass(frozen=True, slots=True)
class Standard:
    """One expectation that ships with kpi: what a workspace's own one with its id is held against."""

    suite: str
    frame: str
    type: str
    kwargs: dict[str, Any]
    severity: str


@cache
def shipped() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Name of each suite that ships with kpi → its file and the ids of its expectations."""
    return {
        data["suite"]: (name, tuple(one["meta"]["id"] for one in data["expectations"])) for name, data in _files()
    }


@cache
def standards() -> Mapping[str, Standard]:
    """Every expectation that ships with kpi, by its id."""
    return {
        one["meta"]["id"]: Standard(data["suite"], data["frame"], *_asked(one), one["severity"])
        for _, data in _files()
        for one in data["expectations"]
    }


def _asked(one: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Type and arguments as a suite that is loaded has them."""
    for key, type_ in (("sql", SQL_TYPE), ("formula", FORMULA_TYPE)):
        if key in one:
            return type_, {key: str(one[key]).strip()}
    return one["type"], one.get("kwargs") or {}


@cache
def _files() -> tuple[tuple[str, dict[str, Any]], ...]:
    folder = sorted(starter_root().joinpath("checks").iterdir(), key=lambda path: path.name)
    return tuple(
        (path.name, yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
        for path in folder
        if path.name.endswith(".yml")
    )
