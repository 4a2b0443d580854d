"""Bodies matched in one pass come out as each does alone: what others report changes no likeness."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from known_support import copied

from bench.kill import tables
from bench.workspaces import make_workspace
from kpi.auditing import fetching, making, tasks
from kpi.auditing.gathering import gather
from kpi.auditing.pipeline import audit
from kpi.auditing.refreshing import refresh_reports
from kpi.matching import compare
from kpi.matching.compare import compare_all
from kpi.warehouse.store import open_warehouse
from kpi.workspace.config import load_config
from kpi.workspace.reports import list_reports
from tests.matching_support import readings

NEXT, PAST = "进一步提高服务水平。", "各项工作稳步推进。"
Tables = dict[str, list[tuple[Any, ...]]]
PAIRS = (
    ("新增养老床位300张，老年助餐点达到60个。", "新增养老床位280张，老年助餐点达到60个。", NEXT, PAST),
    ("轮作种植面积新增200万亩。", "轮作种植面积达到4179万亩。", NEXT, "轮作种植推广面积达到3800万亩。"),
    ("轮作种植面积新增200万亩。", "轮作种植面积达到4179万亩。", NEXT, PAST),
    ("居民收入增长与经济增长同步。", "地区生产总值增长5.6%。居民收入增长5.8%。", NEXT, PAST),
    ("改造农村公路240公里。", "各项工作取得新成效。", "改造农村公路180公里。", PAST),
    ("办好10件民生实事，出台养老服务办法。", "10件民生实事全部办结，养老床位、助餐点60个都有增加。", NEXT, PAST),
    ("新增养老床位300张。", "各项工作稳步推进。", NEXT, "新增养老床位500张。"),
)


@pytest.fixture(scope="module")
def three_bodies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last reports of three counties; the second tells more of the words that the others' targets have.

    They are read and no more: what is cut in another way is the work that comes after.
    """
    root = tmp_path_factory.mktemp("three") / "workspace"
    reports = make_workspace(root, 23, plans=1)
    for path in reports[:20]:
        if path.stem < "2025":
            path.unlink()
    for path in (path for path in reports[10:20] if path.exists()):
        text = path.read_text(encoding="utf-8")
        more = "".join(f"家庭养老床位{n}张，老年助餐服务点{n}个。" for n in range(200, 240))
        path.write_text(text.replace("二、存在的", f"{more}\n\n二、存在的", 1), encoding="utf-8")
    config = load_config(root)
    with open_warehouse(root) as warehouse:
        refresh_reports(warehouse, config, list_reports(config))
    return root


@pytest.fixture(scope="module")
def audited(three_bodies: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit as it is."""
    root = copied(three_bodies, tmp_path_factory.mktemp("audited") / "workspace")
    audit(root)
    return root


@pytest.fixture(scope="module")
def together(audited: Path) -> Tables:
    """The rows of an audit as it is."""
    return tables(audited)


@pytest.mark.parametrize(
    ("module", "setting", "value", "workers"),
    [(making, "TOGETHER", 1, 1), (making, "FEW", 1, 2), (tasks, "_BODIES", 1, 1)],
    ids=["each body is matched alone", "in processes beside", "suites look at one body at a time"],
)
def test_however_the_work_is_cut_the_same_rows_are_left(
    three_bodies: Path,
    together: Tables,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    setting: str,
    value: int,
    workers: int,
) -> None:
    for table in ("verdicts", "candidates", "relation_mends", "formula_misses", "findings", "looked_at"):
        assert together[table]
    root = copied(three_bodies, tmp_path / "workspace")
    assert not any(tables(root)[table] for table in ("verdicts", "findings", "looked_at"))
    monkeypatch.setattr(module, setting, value)
    audit(root, workers=workers)
    assert tables(root) == together


def test_what_is_fetched_body_by_body_is_what_is_fetched_at_once(
    audited: Path, together: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_warehouse(audited) as warehouse:
        whole = gather(warehouse, "never", 1)
        monkeypatch.setattr(fetching, "TOGETHER", 1)
        assert gather(warehouse, "never", 1) == whole
    assert len({finding.body for finding in whole.findings}) > 2
    assert len(whole.findings) == len(together["findings"])


def test_pairs_compared_in_one_pass_come_out_as_each_does_alone() -> None:
    """Some have words, numbers and units of others."""
    read = [readings(case) for case in PAIRS]
    together = compare_all(read)
    assert together == [compare(plan, report) for plan, report in read]
    assert len({judgement.verdict for one in together for judgement in one.judgements}) > 3
