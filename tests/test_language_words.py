"""Chinese words stand in kpi/language, in examples and in docstrings: nowhere else in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import kpi
from kpi.language.terms import NUMERALS, is_hanzi

PACKAGE = Path(kpi.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
# What still holds Chinese words of its own. Take a line out when its files are clean; put none in.
PENDING = {
    # Numerals and multipliers: the alphabet of the grammar of numbers.
    "numbers/arabic.py", "numbers/fractions.py", "numbers/numerals.py", "numbers/words.py",
    # What keys of YAML files mean, in 中文 and English: words for people, not for reports.
    "workspace", "auditing", "ledger", "presenting", "rules", "model",
}  # fmt: skip


def chinese_literals(source: str) -> Iterator[str]:
    """The strings of a module that hold Chinese characters, but for docstrings."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
        if isinstance(text, str) and CHINESE.search(text):
            yield text


@cache
def literals_of(path: Path) -> tuple[str, ...]:
    """Of a module of the package, whose syntax is looked through once for all tests."""
    return tuple(chinese_literals(path.read_text(encoding="utf-8")))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def pending(room: str) -> str:
    """The entry of PENDING that a module falls under, "" for none."""
    return next((entry for entry in PENDING if room == entry or room.startswith(f"{entry}/")), "")


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if not room_of(path).startswith("language/")]


def test_no_module_holds_chinese_words() -> None:
    found = {
        f"{room_of(path)}: {text!r}"
        for path in MODULES
        if not pending(room_of(path))
        for text in literals_of(path)
    }
    assert not found, "move them to kpi/language: " + "; ".join(sorted(found))


def test_what_is_pending_still_needs_to_be() -> None:
    dirty = {pending(room_of(path)) for path in MODULES if any(literals_of(path))}
    assert dirty - {""} == PENDING


def test_numerals_and_characters() -> None:
    assert [NUMERALS[one] for one in "一两十"] == [1, 2, 10]
    assert is_hanzi("床位") and not is_hanzi("") and not is_hanzi("A床")
