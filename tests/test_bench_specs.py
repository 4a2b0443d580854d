"""What is left out of the public specifications of numbers: named, with a reason, at most half of a file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bench.places import VARIABLE, absent, shared
from bench.specs import Case, End, Expected, data, included, main, names, specs, wrong
from kpi.model import Bound

FILES = ("Age", "Currency", "Dimension", "NumberRange", "Number", "Ordinal", "Percent")
PARTS = [(part, name) for part in ("unread", "left_out") for name in data()[part]]


needs_specs = pytest.mark.skipif(not (shared() / "specs").is_dir(), reason=absent(shared() / "specs"))


@needs_specs
def test_every_file_is_classified() -> None:
    there = {path.stem.removesuffix("Model") for path in (shared() / "specs").glob("*Model.json")}
    assert set(data()["left_out"]) == set(FILES) == there


@needs_specs
@pytest.mark.parametrize(("part", "name"), PARTS)
def test_what_is_named_is_one_input_with_a_reason(part: str, name: str) -> None:
    inputs = [case["Input"] for case in specs(name)]
    entries = data()[part][name]
    for entry in entries:
        assert len([one for one in inputs if names(one, entry["input"])]) == 1, entry
        assert entry["why"] in data()["reasons"], entry
    assert len({entry["input"] for entry in entries}) == len(entries)


@needs_specs
@pytest.mark.parametrize("name", FILES)
def test_at_least_half_of_a_file_is_included(name: str) -> None:
    assert len(included(name)) * 2 >= len(specs(name)) == len(included(name)) + len(data()["left_out"][name])


def test_every_reason_is_used() -> None:
    used = {entry["why"] for part in ("unread", "left_out") for some in data()[part].values() for entry in some}
    assert used == set(data()["reasons"])


@needs_specs
@pytest.mark.parametrize("name", FILES)
def test_every_unit_has_a_counterpart(name: str) -> None:
    assert all(place.units != {} for case in included(name) for place in case.expected)


def case(text: str, quoted: str, *ends: End, **how: dict[str, Decimal]) -> Case:
    start = text.index(quoted)
    return Case(text, (Expected(start, start + len(quoted), ends, **how),))


def test_a_case_is_right_when_value_unit_and_bound_are() -> None:
    text, yuan = "共有低保对象1500人，补助200元以上。", {"元": Decimal(1)}
    assert wrong(case(text, "1500", End(Decimal(1500)))) == []
    assert wrong(case(text, "200元", End(Decimal(200), Bound.AT_LEAST), units=yuan)) == []
    assert wrong(case(text, "200元", End(Decimal(20)), units=yuan)) == ["200元: 200元 = >=200元, not 20"]
    assert wrong(case(text, "1500", End(Decimal(1500)), units=yuan)) != []
    assert wrong(case(text, "200元", End(Decimal(200), Bound.EXACT), units=yuan)) != []
    assert wrong(case(text, "1500")) == ["1500: 1500人 = =1500人, not nothing"]
    assert wrong(case(text, "低保", End(Decimal(1)))) == ["低保: nothing, not 1"]


def test_without_the_folder_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert main([]) == 0
    assert "nothing measured: specs/ is not in" in capsys.readouterr().out
