"""Reports and targets into the warehouse: whole or not at all, exactly, and many rows at once."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kpi.errors import KpiError
from kpi.model import (
    Bound,
    Computation,
    Interval,
    Period,
    PeriodKind,
    Quantity,
    Reading,
    Relation,
    RelationType,
    RelationVerdict,
    Report,
    Role,
    Section,
    SectionKind,
    Shape,
    Subject,
    Term,
)
from kpi.warehouse import loading
from kpi.warehouse.loading import TargetRow, forget_reports, known_hash, load_reading, load_targets
from kpi.warehouse.store import Warehouse, open_warehouse

TABLES = ("reports", "sections", "quantities", "relations", "relation_members")


def quantity(id: str = "q1", value: str = "208900", **changes: object) -> Quantity:
    whole = Quantity(
        id=id, start=2, end=9, text="20.89万人", value=Decimal(value), unit="人", bound=Bound.EXACT,
        role=Role.ACTUAL, subject=Subject("老年人口", "人口", ("老年",)),
        interval=Interval(Decimal("208850"), None), last_place=Decimal(100), sentence=(0, 10),
        period=Period(PeriodKind.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def reading(doc: str = "reports/a.txt", quantities: tuple[Quantity, ...] = (quantity(),)) -> Reading:
    terms = (Term("1", "q1"), Term("2", "q2", "+"))
    computation = Computation(Shape.SUM, terms, "=", (Term("3"),), "", Interval(Decimal(1) / 3, None))
    relation = Relation(RelationType.SUM, ("q1", "q2"), RelationVerdict.CONSISTENT, computation)
    sections = (Section(SectionKind.PLAN, 0, 10),)
    return Reading(Report(doc, "某县20.89万人。", body="某县民政局", sections=sections), quantities, (relation,))


def target(name: str = "t/a", **changes: object) -> TargetRow:
    row = TargetRow(
        target=name, file="targets/t.yml", line=5, id="a", body="某县民政局", plan=None, plan_period_end=None,
        start=None, end=None, quote="床位100张", indicator="", subject="床位", head="床位", modifiers=("新增",),
        flow="new", measure="level", place="", topic="", kind="amount", op=">=", value=Decimal(100),
        value_high=None, unit="张", due=date(2024, 12, 31),
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def counts(warehouse: Warehouse) -> dict[str, int]:
    return {table: warehouse.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_a_reading_arrives_whole() -> None:
    with open_warehouse(None) as warehouse:
        assert load_reading(warehouse, reading(), "h1")
        assert warehouse.rows("SELECT doc, content_hash, body FROM reports") == [
            ("reports/a.txt", "h1", "某县民政局")
        ]
        assert warehouse.rows(
            "SELECT value, low, high, modifiers, section_kind, period_end, bound FROM quantities"
        ) == [(Decimal("208900"), Decimal("208850"), None, ["老年"], "plan", date(2024, 12, 31), "=")]
        assert warehouse.rows("SELECT relation, type, computed_low, stated_low FROM relations") == [
            (1, "sum", Decimal("0.33333333"), None)
        ]
        assert warehouse.rows("SELECT place, quantity FROM relation_members ORDER BY place") == [
            (0, "q1"),
            (1, "q2"),
        ]


def test_the_same_text_again_changes_nothing() -> None:
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading(), "h1")
        before = counts(warehouse)
        assert not load_reading(warehouse, reading(quantities=()), "h1")
        assert counts(warehouse) == before


def test_a_changed_text_replaces_its_rows_and_no_others() -> None:
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading(), "h1")
        load_reading(warehouse, reading("reports/b.txt"), "h2")
        assert load_reading(warehouse, reading(quantities=(quantity("q1"), quantity("q7"))), "h3")
        assert warehouse.rows("SELECT doc, id FROM quantities ORDER BY ALL") == [
            ("reports/a.txt", "q1"),
            ("reports/a.txt", "q7"),
            ("reports/b.txt", "q1"),
        ]
        assert known_hash(warehouse, "reports/a.txt") == "h3"


def test_facts_of_another_engine_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading(), "h1")
        monkeypatch.setattr(loading, "engine_version", lambda: "0.2.0+other")
        assert known_hash(warehouse, "reports/a.txt") is None
        assert load_reading(warehouse, reading(), "h1")


def test_a_reading_that_fails_leaves_the_old_rows() -> None:
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading(), "h1")
        twice = reading(quantities=(quantity("q1"), quantity("q1")))
        with pytest.raises(Exception, match="uplicate key"):
            load_reading(warehouse, twice, "h2")
        assert known_hash(warehouse, "reports/a.txt") == "h1"
        assert counts(warehouse)["quantities"] == 1


def test_reports_that_are_gone_are_forgotten() -> None:
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading(), "h1")
        load_reading(warehouse, reading("reports/b.txt"), "h2")
        assert forget_reports(warehouse, {"reports/b.txt"}) == ("reports/a.txt",)
        assert counts(warehouse) == dict.fromkeys(TABLES, 1) | {"relation_members": 2}
        assert forget_reports(warehouse, {"reports/b.txt"}) == ()


@pytest.mark.parametrize(
    "value", ["0.1", "2001.62", "-0.00000001", "999999999999999999999999999999.99999999", "1E+3"]
)
def test_numbers_arrive_exactly(value: str) -> None:
    neighbours = (quantity("q1", value), quantity("q2", "0.00000001"), quantity("q3", "12345678901234567890"))
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading(quantities=neighbours), "h")
        assert warehouse.rows("SELECT value FROM quantities WHERE id = 'q1'") == [(Decimal(value),)]


@pytest.mark.parametrize("value", ["1E30", "0.000000001", "NaN"])
def test_a_number_that_cannot_be_held_is_a_problem_with_its_line(value: str) -> None:
    with open_warehouse(None) as warehouse:
        with pytest.raises(KpiError) as error:
            load_reading(warehouse, reading(quantities=(quantity("q1", value),)), "h")
        assert [(p.code, p.file, p.line) for p in error.value.problems] == [
            ("number_out_of_range", "reports/a.txt", 1)
        ]
        assert counts(warehouse)["reports"] == 0


class Overheard:
    """A connection, and the names of the methods that were called on it."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.called: list[str] = []

    def __getattr__(self, name: str) -> Any:
        self.called.append(name)
        return getattr(self.connection, name)


def calls_to_load(count: int) -> list[str]:
    """What the database is asked to do while a report of so many quantities is loaded."""
    many = tuple(quantity(f"q{n}", f"{n}.{n % 97:02}") for n in range(1, count + 1))
    with open_warehouse(None) as warehouse:
        overheard = Overheard(warehouse.connection)
        warehouse.connection = overheard
        load_reading(warehouse, reading(quantities=many), "h")
        assert counts(warehouse)["quantities"] == count
    return overheard.called


def test_thousands_of_quantities_take_no_more_statements_than_fewer() -> None:
    many = calls_to_load(5000)
    assert many == calls_to_load(1000)
    assert "execute" in many and "executemany" not in many  # that one goes row by row


def test_targets_are_replaced() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("t/a"), target("t/b")])
        load_targets(warehouse, [target("t/c", value=None, plan="reports/a.txt", start=3, end=9)])
        assert warehouse.rows("SELECT target, value, start, modifiers, pinned_text FROM targets") == [
            ("t/c", None, 3, ["新增"], None)
        ]
        load_targets(warehouse, [])
        assert warehouse.rows("SELECT count(*) FROM targets") == [(0,)]


def test_a_target_out_of_range_names_its_line_and_keeps_the_old_ones() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("t/a")])
        with pytest.raises(KpiError) as error:
            load_targets(warehouse, [target("t/b", value=Decimal("1E40"))])
        assert [(p.file, p.line) for p in error.value.problems] == [("targets/t.yml", 5)]
        assert warehouse.rows("SELECT target FROM targets") == [("t/a",)]


def test_target_rows_have_the_columns_of_the_table() -> None:
    with open_warehouse(None) as warehouse:
        columns = warehouse.rows(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = 'targets' ORDER BY column_index"
        )
    assert [name for (name,) in columns] == [field.name for field in fields(TargetRow)]
