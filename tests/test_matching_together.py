"""Bodies matched in one pass come out as each does alone: what others report changes no likeness."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.kill import tables
from bench.workspaces import make_workspace
from kpi.auditing import making, tasks
from kpi.auditing.pipeline import audit


@pytest.fixture
def three_bodies(tmp_path: Path) -> Path:
    """A few reports of three counties; the second tells much more of the words that the others' targets have."""
    root = tmp_path / "workspace"
    reports = make_workspace(root, 23)
    for path in reports[10:20]:
        text = path.read_text(encoding="utf-8")
        more = "".join(f"家庭养老床位{n}张，老年助餐服务点{n}个。" for n in range(200, 240))
        path.write_text(text.replace("二、存在的", f"{more}\n\n二、存在的", 1), encoding="utf-8")
    return root


def test_each_alone_or_all_together_leave_the_same_rows(
    three_bodies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(three_bodies)
    together = tables(three_bodies)
    assert together["verdicts"] and together["candidates"]
    (three_bodies / ".kpi/warehouse.duckdb").unlink()
    monkeypatch.setattr(making, "TOGETHER", 1)
    audit(three_bodies)
    assert tables(three_bodies) == together


def test_processes_beside_leave_the_same_rows(three_bodies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit(three_bodies)
    alone = tables(three_bodies)
    assert alone["relation_mends"] and alone["formula_misses"]
    (three_bodies / ".kpi/warehouse.duckdb").unlink()
    monkeypatch.setattr(making, "FEW", 1)
    audit(three_bodies, workers=2)
    assert tables(three_bodies) == alone


def test_suites_that_look_at_some_bodies_at_a_time_leave_the_same_rows(
    three_bodies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(three_bodies)
    together = tables(three_bodies)
    assert together["findings"] and together["looked_at"]
    (three_bodies / ".kpi/warehouse.duckdb").unlink()
    monkeypatch.setattr(tasks, "_BODIES", 1)
    audit(three_bodies)
    assert tables(three_bodies) == together
