"""300 formulas over a long report: the figures are indexed once, and twice the text takes twice the steps."""

from __future__ import annotations

import pytest
from work_support import assert_linear

from bench.linear import ATTACKS
from kpi.extraction.catalogue import builtin_catalogue
from kpi.relations.formulas import names_of, parse

ODD = ATTACKS["formulas"]


@pytest.mark.parametrize("piece", ODD.pieces)
def test_work_grows_with_the_text(piece: str) -> None:
    assert_linear(lambda size: ODD.run(piece, size), 3000)


def test_a_formula_that_goes_on_for_ever_is_refused_before_it_is_parsed() -> None:
    names = names_of(builtin_catalogue())
    for text in ("(" * 100_000, "低保对象+" * 50_000, "低保对象" * 50_000, "9" * 300, "-" * 399, "1*" * 199):
        assert parse("x", text, names).faults
