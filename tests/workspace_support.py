"""Small workspaces for tests, and a reader of quantities where the real one is not wanted."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from kpi.errors import KpiError, Problem
from kpi.model import Bound
from kpi.workspace.config import Config, load_config

KPI_YML = """\
bodies:
  - name: 清禾县民政局
    aliases: [县民政局]
    reports: reports/qinghe
"""
KNOWN = {"%", "人/万老年人", "张", "元", "元/月", "人", "户", "人次"}


@dataclass(frozen=True)
class Parsed:
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    known_unit: bool


def small_parser(text: str) -> Parsed | None:
    """Number, 万, unit, 以上/以内/约; as little as the tests of the workspace need."""
    match = re.fullmatch(r"(约?)([\d.]+)%?(?:—([\d.]+))?(万?)(.*?)(以上|以内|)", text)
    if not match or (not match[5] and "%" not in text):
        return None
    about, low, high, wan, unit, end = match.groups()
    factor = 10_000 if wan else 1
    unit = "%" if "%" in text else unit
    bound = {"以上": Bound.AT_LEAST, "以内": Bound.AT_MOST}.get(end, Bound.ABOUT if about else Bound.EXACT)
    return Parsed(Decimal(low) * factor, Decimal(high) * factor if high else None, unit, bound, unit in KNOWN)


@pytest.fixture(autouse=True)
def parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workspace is tested with the small parser: what the real one reads is tested with it."""
    module = ModuleType("kpi.numbers.written")
    module.parse_value = small_parser  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kpi.numbers.written", module)


def workspace(root: Path, kpi_yml: str = KPI_YML, **targets: str) -> Config:
    """A workspace with one report and the targets files given as name=text."""
    for folder in ("reports/qinghe", "targets", "checks"):
        (root / folder).mkdir(parents=True)
    (root / "kpi.yml").write_text(kpi_yml, encoding="utf-8")
    (root / "reports/qinghe/2025.txt").write_text("二是 节地生态安葬率达 80%以上。", encoding="utf-8")
    for name, text in targets.items():
        (root / "targets" / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_config(root)


def problems_of(call: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(KpiError) as raised:
        call()
    return raised.value.problems


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int]]:
    return [(found.code, found.line) for found in problems]
