"""Texts of one endless sentence or of one thing told a thousand times: figures cost alike, or kpi says no."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import copy_sample

from kpi.auditing.frames import frame
from kpi.auditing.pipeline import audit
from kpi.errors import MOST_PROBLEMS, KpiError
from kpi.extraction import extract
from kpi.matching.clock import limited
from kpi.matching.features import ABOVE, SENTENCE, Number, feature
from kpi.relations.formulas.clauses import _BESIDE, Clauses
from kpi.warehouse.store import open_warehouse
from kpi.workspace.config import load_config
from kpi.workspace.limits import STANDARD, Limits, excess

REPORT = "reports/qinghe/2026-h1.txt"
FLOODS = {
    "one figure again and again": "全县共有养老护理员331名，" * 600 + "。",
    "other words at each figure": "".join(f"新增{chr(0x4E00 + n)}床位{n}张，" for n in range(600)),
    "no mark at all": "床位" * 3_000 + "5张" + "新增床位" * 1_500 + "6张。",
}
LONG = "甲乙，丙丁" * 4_000


def number(text: str, headings: str = "") -> Number:
    return Number(
        "q", "d", text, len(text), len(text), 0, 0, "张", "床位", (), "stock", "level", "", "", "period", "review",
        headings, 2026,
    )  # fmt: skip


@pytest.mark.parametrize("text", [LONG, "床位" * 9_000, LONG + "\u4e00" * 5_000], ids=["marks", "one run", "both"])
def test_a_number_weighs_the_same_however_long_its_sentence(text: str) -> None:
    found = feature(number(text, headings=text))
    assert max(len(words) for words in (found.near, found.clause, found.said)) <= SENTENCE + 100
    assert len(found.far) <= ABOVE + 200


@pytest.mark.parametrize("flood", FLOODS)
def test_an_audit_of_a_flood_is_linear(flood: str, tmp_path: Path) -> None:
    """Words of matching and sentences of the frames: some hundred a figure at most, not all of its sentence."""
    copy_sample(tmp_path)
    path = tmp_path / REPORT
    path.write_text(path.read_text(encoding="utf-8")[:400] + "\n" + FLOODS[flood] + "\n", encoding="utf-8")
    started = time.process_time()
    audit(tmp_path)
    assert time.process_time() - started < 20
    with open_warehouse(tmp_path) as warehouse:
        rows = frame(warehouse, "quantities")
        ((held,),) = warehouse.rows("SELECT sum(length(words)) FROM sentences")
    assert len(rows) and rows["identity"].map(len).max() < 1_200
    assert held < 60_000


@pytest.mark.parametrize("figures", [STANDARD.figures + 1, 100_000])
def test_more_figures_than_are_read_are_refused(figures: int) -> None:
    found = excess("养老床位5张。\n" * figures, "d.txt")
    assert found is not None and found.code == "too_many_figures"
    assert excess("养老床位5张。\n" * figures, "d.txt", Limits(figures=figures)) is None


@pytest.mark.parametrize("between", [0.0, 0.3], ids=["in a statement", "between two"])
def test_matching_stops_in_time(between: float) -> None:
    with open_warehouse(None) as warehouse:
        started = time.monotonic()
        with pytest.raises(KpiError) as raised, limited(warehouse, 0.1):
            time.sleep(between)
            warehouse.execute("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b")
        assert time.monotonic() - started < 20
        assert [found.code for found in raised.value.problems] == ["matching_stopped"]
        assert warehouse.rows("SELECT 1") == [(1,)]


def test_what_ends_in_time_is_left_alone() -> None:
    with open_warehouse(None) as warehouse:
        with limited(warehouse, 60):
            warehouse.execute("SELECT 1")
        assert warehouse.rows("SELECT 2") == [(2,)]


def test_names_that_nobody_knows_are_told_up_to_a_number(tmp_path: Path) -> None:
    """Each was told with all the known names, and held against each of them."""
    known = "".join(f"  - name: 云溪县民政局{n:04}\n" for n in range(1_000))
    unknown = ", ".join(f"云溪县民改局{n:04}" for n in range(1_000))
    text = f"bodies:\n{known}suites:\n  - {{name: ledger, bodies: [{unknown}]}}\n"
    (tmp_path / "kpi.yml").write_text(text, encoding="utf-8")
    with pytest.raises(KpiError) as caught:
        load_config(tmp_path)
    assert len(caught.value.problems) == MOST_PROBLEMS + 1 and len(str(caught.value)) < 1_000_000


def test_keys_that_nobody_knows_are_told_up_to_a_number(tmp_path: Path) -> None:
    (tmp_path / "kpi.yml").write_text("".join(f"k{n}: 1\n" for n in range(20_000)), encoding="utf-8")
    with pytest.raises(KpiError) as caught:
        load_config(tmp_path)
    assert (
        caught.value.problems[-1].code == "too_many_problems" and len(caught.value.problems) == MOST_PROBLEMS + 1
    )


def test_figures_side_by_side_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """3家3家3家…: whose words a figure has is worked out from the one before it, not from the first."""
    asked = 0

    class Counted:
        def fullmatch(self, *arguments: object) -> object:
            nonlocal asked
            asked += 1
            return _BESIDE.fullmatch(*arguments)  # type: ignore[call-overload]

    monkeypatch.setattr("kpi.relations.formulas.clauses._BESIDE", Counted())
    text = "养老机构" + "3家" * 300 + "。"
    quantities = extract(text, "x").quantities
    clauses = Clauses(text, quantities)
    assert len({clauses.clause(n).before for n in range(len(quantities))}) == 1
    assert asked < 2 * len(quantities)
