"""Great Expectations, kept quiet and offline; importing it takes seconds, so only what uses it does."""

from __future__ import annotations

import gc
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from kpi.auditing.lazy import import_lazily

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult
    from great_expectations.expectations.expectation import Expectation

_RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["key"],
    "return_unexpected_index_query": False,
}


def registered() -> tuple[str, ...]:
    """Names of all expectation types, core ones and ours."""
    load()
    from great_expectations.expectations.registry import list_registered_expectation_implementations

    return tuple(sorted(list_registered_expectation_implementations()))


def build_suite(name: str, expectations: list[dict[str, Any]]) -> ExpectationSuite:
    """A GX suite, which may hold less than was given: GX drops bad expectations with a log line. Count them."""
    load()
    from great_expectations.core import ExpectationSuite

    with quiet():
        return ExpectationSuite(name=name, expectations=expectations)


def looks_at_rows(expectation: Expectation) -> bool:
    """Whether its result names the failing rows (column, pair and multicolumn maps), not only the whole frame."""
    from great_expectations.expectations import expectation as gx

    return isinstance(
        expectation, (gx.ColumnMapExpectation, gx.ColumnPairMapExpectation, gx.MulticolumnMapExpectation)
    )


class Validator:
    """An ephemeral GX context with one batch definition, reused for every suite (making one takes 15 ms)."""

    def __init__(self) -> None:
        load()
        import great_expectations

        with quiet():
            context: Any = great_expectations.get_context(mode="ephemeral")
            context.variables.progress_bars = {"globally": False}
            asset = context.data_sources.add_pandas("warehouse").add_dataframe_asset("frame")
            self._batches: Any = asset.add_batch_definition_whole_dataframe("all")

    def validate(self, suite: ExpectationSuite, frame: pd.DataFrame) -> ExpectationSuiteValidationResult:
        """One validation for the whole suite: metrics that expectations share are computed once."""
        with quiet(), _configured_once():
            batch = self._batches.get_batch({"dataframe": frame})
            result: ExpectationSuiteValidationResult = batch.validate(suite, result_format=_RESULT_FORMAT)
        return result


@contextmanager
def quiet() -> Iterator[None]:
    """GX logs with tracebacks what we report ourselves, with file and line."""
    logger = logging.getLogger("great_expectations")
    before = logger.disabled, logger.level, logger.propagate
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled, level, logger.propagate = before
        logger.setLevel(level)


@contextmanager
def _configured_once() -> Iterator[None]:
    """GX asks each expectation some sixty times for its configuration and builds it anew each time: a tenth of the
    time of a small audit.
    """
    from great_expectations.expectations.expectation import Expectation

    known: dict[int, tuple[Any, Any]] = {}

    def configuration(expectation: Any) -> Any:
        if id(expectation) not in known:  # kept with itself: else another one could have its id later
            known[id(expectation)] = expectation, _built().__get__(expectation)
        return known[id(expectation)][1]

    _built()
    setattr(Expectation, "configuration", property(configuration))  # noqa: B010
    try:
        yield
    finally:
        setattr(Expectation, "configuration", _built())  # noqa: B010


@cache
def _built() -> Any:
    """GX's own property, asked for before it is replaced."""
    from great_expectations.expectations.expectation import Expectation

    return Expectation.__dict__["configuration"]


def load() -> None:
    """Great Expectations and our expectations."""
    if "great_expectations" not in sys.modules:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        for name in ("scipy.stats", "altair"):
            import_lazily(name)
        with settled():
            import great_expectations  # noqa: F401
    from kpi.auditing.expectations import register

    register()


@contextmanager
def settled() -> Iterator[None]:
    """What is made inside lives as long as the process, so nobody looks for garbage in it meanwhile.

    Looking for it took a quarter of the time of importing Great Expectations.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
        gc.unfreeze()  # the two together: it counts as old from here on
    finally:
        if enabled:
            gc.enable()
