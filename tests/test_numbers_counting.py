"""Which units count the same, which add up, and what they are used for."""

from __future__ import annotations

import ast
from pathlib import Path

import kpi
from kpi.language import language_data
from kpi.numbers.counting import counted_instead, family_of, group_of, mean_over, used_for
from kpi.numbers.units import unit_table


def test_units_of_a_group_count_the_same() -> None:
    assert group_of("名") == group_of("位") == "人"
    assert group_of("所") == group_of("家") == "个"
    assert group_of("张") == "张"


def test_a_family_is_wider_than_a_group() -> None:
    assert family_of("人次") == family_of("名") == "人"
    assert group_of("人次") == "人次"
    assert family_of("场次") == "次"


def test_a_mean_names_what_it_is_over() -> None:
    assert mean_over("村") == "个"
    assert mean_over("平") == ""
    assert "人次" in counted_instead("次")
    assert counted_instead("张") == ()


def test_no_unit_stands_in_two_groups() -> None:
    for name in ("groups", "groups_of_formulas"):
        units = [unit for group in language_data("units")[name] for unit in group]
        assert len(units) == len(set(units))


def test_what_happens_is_counted_in_known_units() -> None:
    assert "场次" in used_for("events")
    assert all(unit_table().is_known(unit) for unit in used_for("events") | used_for("visits") | used_for("whole"))


def classifiers_in(source: str) -> list[list[str]]:
    """The lists of a module that hold two classifiers or more."""
    known = {name for name, unit in unit_table().units.items() if unit.counts}
    found: list[list[str]] = []
    for node in ast.walk(ast.parse(source)):
        entries = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        words = [one.value for one in entries if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if len(known.intersection(words)) > 1:
            found.append(words)
    return found


def test_units_are_listed_in_one_place() -> None:
    """units.yml; the grammar of numbers and the terms that code names one by one may name some."""
    package = Path(kpi.__file__).parent
    rooms = [path for path in sorted(package.rglob("*.py")) if path.parent.name not in ("numbers", "language")]
    listed = {path.name: found for path in rooms if (found := classifiers_in(path.read_text(encoding="utf-8")))}
    assert listed == {}
    assert classifiers_in("A = ('个', '家')") and not classifiers_in("A = ('个', '中')")
