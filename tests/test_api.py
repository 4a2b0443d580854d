"""`import kpi`: four functions that give data frames with fixed columns, and an exception with words."""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from known_support import known
from small_workspace import LATER, PLAN, make
from waiting_support import LIMIT

import kpi
from bench.places import ROOT
from kpi import api
from kpi.api.frames import DTYPES, frame, shapes
from kpi.language.parsed import read_data
from kpi.presenting.tables_page import refreshed

EXAMPLES = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("api") / "sample"
    for name in ("reports", "targets", "checks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "kpi.yml", root)
    assert kpi.audit(known(root)).exit_code == 1
    return root


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    plan, later = tmp_path / "h1.txt", tmp_path / "year.txt"
    plan.write_text(PLAN, encoding="utf-8")
    later.write_text(LATER, encoding="utf-8")
    return plan, later


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def types(found: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(kind) for name, kind in found.dtypes.items()}


def documented(name: str) -> dict[str, str]:
    return {column.name: column.type for column in shapes()[name].columns}


# --- examples -------------------------------------------------------------------------------------


def test_the_examples_of_the_functions_come_out_so(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    done = doctest.testmod(api)
    assert done.failed == 0 and done.attempted > 15


@pytest.mark.parametrize("name", ["python.md", "python.zh-CN.md"])
def test_the_examples_of_the_page_come_out_so(name: str, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    (examples,) = EXAMPLES.findall(page)
    test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert done.failed == 0 and done.attempted > 12


def test_the_notebook_runs_and_shows_something_in_every_cell(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    known: dict[str, object] = {}
    for cell in cells:
        *before, last = ast.parse(cell).body
        exec(compile(ast.Module(before, []), "notebook", "exec"), known)
        assert isinstance(last, ast.Expr)
        shown = eval(compile(ast.Expression(last.value), "notebook", "eval"), known)
        assert shown._repr_html_() if hasattr(shown, "_repr_html_") else len(shown), cell
        assert not isinstance(shown, pd.DataFrame) or len(shown), cell
    assert len(cells) >= 6 and not any(cell.get("outputs") for cell in notebook["cells"])


@pytest.mark.parametrize(("name", "lang"), [("python.md", "en"), ("python.zh-CN.md", "zh")])
def test_the_page_tells_every_column(name: str, lang: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    told = "old: python -m kpi.api.page docs/python.md docs/python.zh-CN.md"
    assert page == refreshed(page, shapes().values(), lang, types=True), told


def test_every_column_has_a_type_and_words_in_both_languages() -> None:
    words = read_data(Path(api.__file__).with_name("columns.yml"))
    for found in words.values():
        assert set(found) == {"zh", "en", "columns"}
        assert all(set(column) == {"type", "zh", "en"} for column in found["columns"].values())
        assert {column["type"] for column in found["columns"].values()} <= set(DTYPES)


# --- what is public -------------------------------------------------------------------------------


def test_what_is_public_is_listed_and_nothing_else() -> None:
    assert dir(kpi) == ["Error", "__version__", "audit", "compare", "open", "read"]
    with pytest.raises(AttributeError, match="no attribute 'gadget'"):
        kpi.gadget  # type: ignore[attr-defined]  # noqa: B018


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'pandas', 'duckdb', 'great_expectations', 'numpy', 'typer', 'rich', 'kpi.api'}"
    command = [sys.executable, "-c", f"import sys, kpi; dir(kpi); sys.exit(' '.join({heavy} & set(sys.modules)))"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=LIMIT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stderr.strip() == ""


# --- frames ---------------------------------------------------------------------------------------


def test_a_report_has_the_columns_that_are_documented(pair: tuple[Path, Path]) -> None:
    report = kpi.read(pair[0])
    for name in ("figures", "relations", "targets", "findings"):
        assert types(getattr(report, name)) == documented(name)
    assert "24家" in report.figures["text"].tolist()
    assert report.relations.loc[report.relations["verdict"] == "inconsistent", "numbers"].tolist() == [
        ["24家", "14家", "11家"]
    ]
    assert report.findings["check"].tolist() == ["sum-inconsistent"]
    assert report.targets["verdict"].isna().all()


def test_start_and_end_point_into_the_text(pair: tuple[Path, Path]) -> None:
    report = kpi.read(str(pair[1]))
    for one in report.figures.itertuples():
        assert report.text[one.start : one.end] == one.text
        assert one.text in one.sentence
        assert report.text.splitlines()[one.line - 1].count(one.text)


def test_a_comparison_judges_every_target(pair: tuple[Path, Path]) -> None:
    found = kpi.compare(*pair)
    for name in ("figures", "relations", "targets", "findings"):
        assert types(getattr(found, name)) == documented(name)
    rows = found.targets.set_index("subject")
    assert rows.loc["节地生态安葬率", ["verdict", "answer", "margin"]].tolist() == ["missed", "76.5%", -3.5]
    assert set(found.figures["report"]) == {"h1", "year"}
    assert {"target-missed", "sum-inconsistent"} <= set(found.findings["check"])
    assert set(found.findings["report"]) <= {"h1", "year"}
    told = found.findings[["message_zh", "message_en", "subject", "quote"]].to_csv()
    assert "reports/both" not in told


def test_what_was_done_at_no_told_time_is_of_the_report_s_period(sample: Path) -> None:
    found = kpi.read(sample / "reports/qinghe/2025.txt").figures
    done = found[found["role"] == "actual"]
    assert done["period_end"].notna().all() and set(done["period_from"]) == {"text", "report"}
    own = done[done["period_from"] == "report"]
    assert set(own["period_start"]) == {pd.Timestamp(2025, 1, 1)}
    assert set(own["period_end"]) == {pd.Timestamp(2025, 12, 31)}
    planned = found[(found["role"] == "target") & (found["period_from"] == "")]
    assert len(planned) and planned["period_end"].isna().all()


def test_errors_speak_of_arguments_not_of_options(pair: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(kpi.Error) as turned:
        kpi.compare(pair[1], pair[0])
    assert "force=True" in str(turned.value) and "--force" not in str(turned.value)
    with pytest.raises(kpi.Error) as nowhere:
        kpi.open(tmp_path / "none")
    assert "--workspace" not in str(nowhere.value) and "folder=" in str(nowhere.value)


def test_an_audit_has_the_same_figures_as_its_reports(sample: Path) -> None:
    found = kpi.audit(sample)
    for name in ("figures", "relations", "targets", "findings"):
        assert types(getattr(found, name)) == documented(name)
    doc = "reports/qinghe/2025.txt"
    ours = found.figures[found.figures["report"] == doc].drop(columns="report").reset_index(drop=True)
    pd.testing.assert_frame_equal(ours, kpi.read(sample / doc).figures.drop(columns="report"))


def test_a_frame_without_rows_keeps_columns_and_types() -> None:
    for name in shapes():
        assert types(frame(name, [])) == documented(name)
    with pytest.raises(KeyError, match="gadget"):
        frame("figures", [{"gadget": 1}])


# --- the warehouse --------------------------------------------------------------------------------


def test_a_table_and_a_question_for_it_give_one_frame(sample: Path) -> None:
    warehouse = kpi.open(sample)
    for name in ("quantities", "verdicts", "reports"):
        asked = warehouse.sql(f"SELECT * FROM {name} ORDER BY ALL")
        pd.testing.assert_frame_equal(warehouse.table(name), asked)
    assert warehouse.sql("SELECT 1 AS one UNION ALL SELECT NULL").one.dtype == "Int64"


def test_a_day_may_lie_centuries_ahead(sample: Path) -> None:
    """Nanoseconds end in 2262."""
    rows = [{"due": date(2300, 12, 31)}, {"due": None}]
    told = frame("targets", rows)["due"]
    assert told.dtype == DTYPES["day"] and told[0].year == 2300 and pd.isna(told[1])
    answer = kpi.open(sample).sql("SELECT DATE '2300-12-31' AS due")["due"]
    assert answer.dtype == DTYPES["day"] and answer[0].year == 2300


def test_the_warehouse_answers_and_stays_as_it_is(sample: Path) -> None:
    before = (sample / ".kpi/warehouse.duckdb").read_bytes()
    warehouse = kpi.open(sample)
    (row,) = warehouse.sql("SELECT 1.5::DECIMAL(4, 2) AS n, DATE '2026-01-31' AS d, ['a'] AS l").itertuples()
    assert (row.n, row.d, row.l) == (1.5, pd.Timestamp("2026-01-31"), ["a"])
    assert warehouse.sql("SELECT doc, value FROM quantities WHERE false").shape == (0, 2)
    assert len(warehouse.table("reports")) == 3
    assert set(warehouse.columns("verdicts").index) >= {"margin", "verdict"}
    assert "verdicts" in warehouse.tables.index
    with pytest.raises(kpi.Error, match="cannot be answered"):
        warehouse.sql("DELETE FROM reports")
    with pytest.raises(kpi.Error, match="there is no table nothing"):
        warehouse.table("nothing")
    assert (sample / ".kpi/warehouse.duckdb").read_bytes() == before


def test_without_an_audit_there_is_no_warehouse(tmp_path: Path) -> None:
    with pytest.raises(kpi.Error, match="run `kpi audit` first"):
        kpi.open(make(tmp_path / "own"))


# --- errors and cards -----------------------------------------------------------------------------


def test_errors_have_words_in_the_language_of_the_locale(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, later = pair
    with pytest.raises(kpi.Error, match=r"nothing\.txt: no such report"):
        kpi.read("nothing.txt")
    with pytest.raises(kpi.Error, match="no such report") as told:
        kpi.compare("a.txt", "b.txt")
    assert len(told.value.problems) == 2
    with pytest.raises(kpi.Error):
        kpi.compare(later, plan)
    assert kpi.compare(later, plan, force=True).notes
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(kpi.Error, match="找不到报告文件"):
        kpi.read("nothing.txt")


def test_what_an_audit_would_not_take_is_told(pair: tuple[Path, Path]) -> None:
    pair[0].write_text(PLAN + "共有养老护理员331名，" * 5_000, encoding="utf-8")
    with pytest.raises(kpi.Error, match="at most 50000"):
        kpi.read(pair[0])


def test_cards_show_what_matters_and_no_markup_of_a_report(pair: tuple[Path, Path], tmp_path: Path) -> None:
    plan, later = pair
    card = kpi.compare(plan, later)._repr_html_()
    assert "云溪县民政局" in card and "missed" in card and "76.5%" in card
    wrong = kpi.read(plan)._repr_html_()
    assert "14 + 11 = 25 ≠ 24家" in wrong
    plan.write_text("<script>alert(1)</script>工作总结\n\n" + PLAN, encoding="utf-8")
    assert "<script>" not in kpi.read(plan)._repr_html_()


def test_an_audit_and_a_warehouse_have_cards(sample: Path) -> None:
    assert "critical" in kpi.audit(sample)._repr_html_()
    assert "verdicts" in kpi.open(sample)._repr_html_()
    assert repr(kpi.open(sample)).startswith("<kpi warehouse of sample: ")
