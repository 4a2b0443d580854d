"""Arguments of expectations that Great Expectations would run as a program.

A `row_condition` goes through pandas' `query`, in which `@` and attributes reach the whole interpreter; a
`$PARAMETER` is an expression of GX's own; a JSON schema may name an address to fetch. Only comparisons of columns
with values get through.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

# Types that run SQL or Python of their own, or fetch what a schema refers to.
REFUSED_TYPES = frozenset(
    {
        "expect_column_values_to_match_json_schema",
        "expect_query_results_to_match_comparison",
        "unexpected_rows_expectation",
    }
)
_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Invert, ast.USub, ast.UAdd, ast.Compare,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Name, ast.Load, ast.Constant,
    ast.List, ast.Tuple, ast.BinOp, ast.BitAnd, ast.BitOr,
)  # fmt: skip
LEAST = 0.01  # of the rows; a check that asks for fewer is none
_LONGEST = 2_000
_VALUES = 10_000


def unsafe_argument(kwargs: dict[str, Any]) -> str:
    """The name of an argument that is no plain value, empty where all are."""
    for name, value in kwargs.items():
        if name in ("row_condition", "condition_parser"):
            continue
        if any(isinstance(key, str) and key.startswith("$") for key in _keys(value)):
            return name
        if sum(1 for _ in _keys(value)) > _VALUES:
            return name
    condition = kwargs.get("row_condition")
    if condition is None:
        return "condition_parser" if "condition_parser" in kwargs else ""
    return "" if isinstance(condition, str) and is_comparison(condition) else "row_condition"


def is_share(mostly: object) -> bool:
    """Whether `mostly` asks for something: a share of rows above nothing, up to all of them."""
    return isinstance(mostly, int | float) and not isinstance(mostly, bool) and LEAST <= mostly <= 1


def is_comparison(condition: str) -> bool:
    """Whether a condition compares columns with values and does nothing else: `verdict == "missed" and value > 3`.

    `col("verdict") == "missed"` is GX's own way of saying it.
    """
    if len(condition) > _LONGEST:
        return False
    try:
        tree = ast.parse(condition.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(isinstance(node, _ALLOWED) or _is_column(node) for node in ast.walk(tree))


def _is_column(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "col"
        and len(node.args) == 1
        and not node.keywords
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


def _keys(value: Any, depth: int = 0) -> Iterator[object]:
    """Every key and item of a nested value."""
    if depth > 20:
        yield "$"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner, depth + 1)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield None
            yield from _keys(inner, depth + 1)
