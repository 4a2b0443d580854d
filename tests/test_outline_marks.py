"""Punctuation is known in one place: marks.py names its classes, and expressions in YAML refer to the names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kpi
from kpi.language import language_data
from kpi.outline.expressions import expression, marked, pattern, words
from kpi.outline.marks import CLASSES

PACKAGE = Path(kpi.__file__).parent
# Rooms that know marks: the outline, and the grammar of numbers, in which 1,234 and 1:4 have theirs.
# What stands on a page, before there is an outline, is the documents' own (language/documents.yml, pages.yml).
KNOWING = ("outline", "numbers", "documents")
KNOWING_DATA = {"documents.yml", "pages.yml", "expressions_numbers.yml"}
MARKS = frozenset("。；;，,、：:！!？?")
# Two widths of one mark are one mark.
NARROW = str.maketrans("；，：！？", ";,:!?")
CLASS = re.compile(r"\[\^?(?:\\.|[^\[\]\\])*\]")
EXPRESSION = re.compile(
    r'(?:expression|pattern|words|words_of|word_list|listed|mapping|tables)\(\s*"(\w+)", f?"([\w.]+)'
)


def stops(text: str) -> set[str]:
    """The marks in a text; `?` and `:` alone are YAML's and regular expressions' own."""
    found = set(text.translate(NARROW)) & MARKS
    return found if found - set("?:!") else set()


def is_list_of_stops(text: str) -> bool:
    """`[^,;。]` in an expression, or a string of nothing but marks and brackets (`",;:"`)."""
    bare = set(text) <= MARKS | set('()（）”“"…|. \t\r\n') and "(?" not in text
    return any(len(stops(found)) > 1 for found in CLASS.findall(text)) or (bare and len(stops(text)) > 1)


def literals(source: str) -> Iterator[str]:
    """The strings of a module but for its docstrings."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if room_of(path).split("/")[0] not in KNOWING]
DATA = [path for path in sorted((PACKAGE / "language").glob("*.yml")) if path.name not in KNOWING_DATA]


def test_no_module_holds_a_class_of_stops() -> None:
    found = {
        f"{room_of(path)}: {text!r}"
        for path in MODULES
        for text in literals(path.read_text(encoding="utf-8"))
        if is_list_of_stops(text)
    }
    assert not found, "ask kpi.outline.marks for the class: " + "; ".join(sorted(found))


def scalars(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for entry in data.values():
            yield from scalars(entry)
    elif isinstance(data, list):
        for entry in data:
            yield from scalars(entry)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_no_expression_of_a_language_file_holds_a_class_of_stops(path: Path) -> None:
    found = [group for text in scalars(language_data(path.stem)) for group in CLASS.findall(text)]
    assert [group for group in found if len(stops(group)) > 1] == []


def test_a_class_is_filled_in_by_its_name() -> None:
    assert re.fullmatch(marked("[^{item}]{2,4}"), "养老床位")
    assert not re.fullmatch(marked("[^{item}]{2,9}"), "养老,床位")
    assert marked("(?P<verb>{verbs}){2}") == "(?P<verb>{verbs}){2}"


def test_what_ends_a_greater_part_ends_the_smaller_ones() -> None:
    for inner, outer in (("segment", "sentence"), ("span", "segment"), ("clause", "span"), ("item", "clause")):
        assert set(CLASSES[outer]) < set(CLASSES[inner])


@pytest.mark.parametrize(
    "package", ["extraction", "reading", "between", "outline", "numbers", "relations", "matching"]
)
def test_every_expression_is_asked_for_and_none_hides_a_class(package: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    asked = {name for of, name in EXPRESSION.findall(sources) if of == package}
    for group, entries in language_data(f"expressions_{package}").items():
        for key in entries:
            assert key not in CLASSES
            named = {f"{group}.{key}", f"{group}.", group} & asked
            assert named or any(f"{{{key}}}" in str(other) for other in entries.values()), f"{group}.{key}"


def test_a_name_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        pattern("extraction", "mentions.people_before")
    assert expression("extraction", "mentions.people_before", {"people": "老人"}).search("老人")
    assert "大类" in words("extraction", "qualifiers.kinds")
