"""Data files are parsed once and kept; what is kept never outlives the file it was made from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kpi.language import parsed
from kpi.language.parsed import read_data

PACKAGE = Path(parsed.__file__).parent.parent
FILES = sorted(path for name in ("language", "presenting") for path in (PACKAGE / name).rglob("*.yml"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "words.yml"
    path.write_text("a: [1, 2.5, true, null, 元]\n2: {b: c}\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some environments forbid Python to keep anything (PYTHONDONTWRITEBYTECODE)."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "_parsed", lambda _: pytest.fail("it was to be kept"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_kept_is_what_the_file_says(path: Path) -> None:
    read_data(path)
    assert read_data(path) == yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def _keys(node: yaml.Node) -> Iterator[list[str]]:
    """The keys of every mapping of a file."""
    if isinstance(node, yaml.MappingNode):
        yield [str(key.value) for key, _ in node.value]
    inner = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
    for one in inner if isinstance(inner, list) else ():
        yield from _keys(one)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_key_stands_twice_the_second_would_silently_replace_the_first(path: Path) -> None:
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert [keys for keys in _keys(root) if len(set(keys)) < len(keys)] == []


def test_it_is_parsed_once(file: Path, request: pytest.FixtureRequest) -> None:
    first = read_data(file)
    request.getfixturevalue("unparsed")
    assert read_data(file) == first == {"a": [1, 2.5, True, None, "元"], 2: {"b": "c"}}


def test_a_changed_file_is_parsed_again(file: Path) -> None:
    read_data(file)
    file.write_text("a: 3\n", encoding="utf-8")
    assert read_data(file) == {"a": 3}


@pytest.mark.parametrize("cut", [0, 3, 8, 20])
def test_a_copy_that_is_cut_short_is_made_anew(file: Path, cut: int) -> None:
    whole = read_data(file)
    [kept] = (file.parent / "__pycache__").iterdir()
    data = kept.read_bytes()
    kept.write_bytes(data[:cut])
    assert read_data(file) == whole
    assert kept.read_bytes() == data


def test_nothing_is_kept_where_python_keeps_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read_data(file)
    assert not (file.parent / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_is_no_error(file: Path) -> None:
    (file.parent / "__pycache__").write_text("a file in the way", encoding="utf-8")
    assert read_data(file) == read_data(file) != {}


def test_what_marshal_does_not_know_is_parsed_each_time(file: Path) -> None:
    file.write_text("day: 2026-01-31\n", encoding="utf-8")
    assert str(read_data(file)["day"]) == "2026-01-31"
    assert [*(file.parent / "__pycache__").iterdir()] == []
