"""The steps of an audit: only what changed is read, nothing is half loaded, targets are tied to their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kpi.auditing import refreshing
from kpi.auditing.inputs import load_inputs
from kpi.auditing.refreshing import refresh_reports
from kpi.auditing.targeting import target_rows
from kpi.errors import KpiError
from kpi.warehouse.loading import FACTS
from kpi.warehouse.store import Warehouse, open_warehouse
from kpi.workspace.config import Body, Config, load_config
from kpi.workspace.reports import list_reports
from kpi.workspace.targets import load_targets

FIRST = (
    "云溪县民政局2023年上半年工作总结\n上半年，新增养老床位100张。\n"
    "下半年工作计划\n下半年，节地生态安葬率达80%以上。\n"
)
SECOND = "云溪县民政局2023年工作总结\n全年新增养老床位220张，节地生态安葬率达76.5%。\n"
TARGETS = """\
body: 云溪县民政局
plan: reports/2023-h1.txt
due: 2023-12-31
targets:
  - id: burial
    indicator: 节地生态安葬率
    at_least: 80%
    quote: 节地 生态安葬率达80％以上
  - id: rules
    milestone: 出台养老服务办法
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "kpi.yml": "bodies:\n  - name: 云溪县民政局\n",
        "reports/2023-h1.txt": FIRST,
        "reports/2023.txt": SECOND,
        "targets/yunxi.yml": TARGETS,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "checks").mkdir()
    return tmp_path


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    with open_warehouse(None) as opened:
        yield opened


def refresh(warehouse: Warehouse, config: Config) -> tuple[str, ...]:
    return refresh_reports(warehouse, config, list_reports(config))


def test_only_what_changed_is_read_again(root: Path, warehouse: Warehouse) -> None:
    config = load_config(root)
    assert refresh(warehouse, config) == ("reports/2023-h1.txt", "reports/2023.txt")
    assert refresh(warehouse, config) == ()
    (root / "reports/2023.txt").write_text(SECOND.replace("220", "230"), encoding="utf-8")
    assert refresh(warehouse, config) == ("reports/2023.txt",)
    assert warehouse.rows("SELECT count(*) FROM quantities WHERE text = '220张'") == [(0,)]


def test_a_report_that_is_gone_is_forgotten(root: Path, warehouse: Warehouse) -> None:
    config = load_config(root)
    refresh(warehouse, config)
    (root / "reports/2023.txt").unlink()
    refresh(warehouse, config)
    assert warehouse.rows("SELECT doc FROM reports") == [("reports/2023-h1.txt",)]


def test_new_names_of_bodies_reach_reports_that_did_not_change(root: Path, warehouse: Warehouse) -> None:
    config = load_config(root)
    refresh(warehouse, config)
    renamed = replace(config, bodies=(Body("云溪民政", aliases=("云溪县民政局",)),))
    assert len(refresh(warehouse, renamed)) == 2
    assert warehouse.rows("SELECT DISTINCT body FROM reports") == [("云溪民政",)]


def test_bad_reports_are_told_together_and_nothing_changes(root: Path, warehouse: Warehouse) -> None:
    config = load_config(root)
    refresh(warehouse, config)
    (root / "reports/2023.txt").write_text(SECOND.replace("220", "230"), encoding="utf-8")
    (root / "reports/a.txt").write_bytes(b"")
    (root / "reports/b.txt").write_bytes(bytes(range(256)))
    with pytest.raises(KpiError) as caught:
        refresh(warehouse, config)
    assert [(found.code, found.file) for found in caught.value.problems] == [
        ("report_empty", "reports/a.txt"),
        ("report_binary", "reports/b.txt"),
    ]
    assert warehouse.rows("SELECT count(*) FROM quantities WHERE text = '220张'") == [(1,)]


def test_two_reports_for_one_period_are_an_error(root: Path, warehouse: Warehouse) -> None:
    (root / "reports/copy.txt").write_text(SECOND, encoding="utf-8")
    with pytest.raises(KpiError) as caught:
        refresh(warehouse, load_config(root))
    assert [found.code for found in caught.value.problems] == ["two_reports_one_period"]


def facts(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    return {table: warehouse.rows(f"FROM {table} ORDER BY ALL") for table in (*FACTS, "meta")}


def test_several_processes_read_the_same(
    root: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load_config(root)
    refresh(warehouse, config)
    monkeypatch.setattr(refreshing, "MANY_FILES", 1)
    monkeypatch.setattr(refreshing, "MANY_BYTES", 1)
    steps: list[tuple[str, int, int]] = []
    with open_warehouse(None) as other:
        read = refresh_reports(other, config, list_reports(config), 2, lambda *step: steps.append(step))
        assert facts(other) == facts(warehouse)
    assert read == ("reports/2023-h1.txt", "reports/2023.txt")
    assert steps == [("read", 1, 2), ("read", 2, 2), ("load", 0, 2)]


def test_a_report_that_cannot_be_read_leaves_the_facts_as_they_were_however_many_are_read(
    root: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load_config(root)
    refresh(warehouse, config)
    before = facts(warehouse)
    monkeypatch.setattr(refreshing, "MANY_FILES", 1)
    monkeypatch.setattr(refreshing, "MANY_BYTES", 1)
    (root / "reports/2023.txt").write_text(SECOND.replace("220", "230"), encoding="utf-8")
    (root / "reports/a.txt").write_bytes(b"")
    with pytest.raises(KpiError) as caught:
        refresh_reports(warehouse, config, list_reports(config), 2)
    assert [(found.code, found.file) for found in caught.value.problems] == [("report_empty", "reports/a.txt")]
    assert facts(warehouse) == before


def test_targets_are_tied_to_their_words_in_the_plan(root: Path, warehouse: Warehouse) -> None:
    config = load_config(root)
    refresh(warehouse, config)
    burial, rules = target_rows(warehouse, load_targets(config), config)
    assert burial.plan == "reports/2023-h1.txt"
    assert burial.start is not None
    assert FIRST[burial.start : burial.end] == "节地生态安葬率达80%以上"
    assert (burial.subject, burial.measure, burial.unit) == ("节地生态安葬率", "rate", "%")
    assert (rules.start, rules.op, rules.value) == (None, "done", None)


def test_a_plan_outside_the_workspace_leaves_the_offsets_open(root: Path, warehouse: Warehouse) -> None:
    config = load_config(root)
    burial, _ = target_rows(warehouse, load_targets(config), config)
    assert (burial.plan, burial.start, burial.quote) == (None, None, "节地 生态安葬率达80％以上")
    assert (burial.head, burial.measure) != ("", "level")


def test_problems_of_targets_and_suites_come_at_once(root: Path) -> None:
    (root / "targets/yunxi.yml").write_text(TARGETS.replace("at_least", "at_leest"), encoding="utf-8")
    (root / "checks/empty.yml").write_text("suite: empty\nframe: targets\nexpectations: []\n", encoding="utf-8")
    with pytest.raises(KpiError) as caught:
        load_inputs(load_config(root))
    assert {found.file.split("/")[0] for found in caught.value.problems} == {"targets", "checks"}
    assert all(found.line for found in caught.value.problems)


OWN_INDICATOR = """
domains:
  windows: {name: 窗口服务, english: Windows, group: civil}
indicators:
  - id: own-windows
    name: 救助申请主动发现率
    english: Applications found without being asked
    unit: "%"
    measure: rate
    polarity: more
    domain: windows
"""


def test_a_workspaces_own_indicators_name_its_figures_and_their_change_reads_again(sample_dir: Path) -> None:
    def named(warehouse: Warehouse) -> int:
        return int(warehouse.rows("SELECT count(*) FROM quantities WHERE indicator = 'own-windows'")[0][0])

    own = sample_dir / "indicators.yml"
    with open_warehouse(sample_dir) as warehouse:
        config = load_config(sample_dir)
        refresh_reports(warehouse, config, list_reports(config))
        assert named(warehouse) == 0
        own.write_text(OWN_INDICATOR, encoding="utf-8")
        assert len(refresh_reports(warehouse, config, list_reports(config))) == 3
        assert refresh_reports(warehouse, config, list_reports(config)) == ()
