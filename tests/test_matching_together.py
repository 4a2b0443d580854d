"""Bodies matched in one pass come out as each does alone: what others report changes no likeness."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

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


@pytest.mark.parametrize(
    ("module", "setting", "value", "workers"),
    [(making, "TOGETHER", 1, 1), (making, "FEW", 1, 2), (tasks, "_BODIES", 1, 1)],
    ids=["each body is matched alone", "in processes beside", "suites look at one body at a time"],
)
def test_however_the_work_is_cut_the_same_rows_are_left(
    three_bodies: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, setting: str, value: int, workers: int
) -> None:
    audit(three_bodies)
    together = tables(three_bodies)
    for table in ("verdicts", "candidates", "relation_mends", "formula_misses", "findings", "looked_at"):
        assert together[table]
    (three_bodies / ".kpi/warehouse.duckdb").unlink()
    monkeypatch.setattr(module, setting, value)
    audit(three_bodies, workers=workers)
    assert tables(three_bodies) == together
