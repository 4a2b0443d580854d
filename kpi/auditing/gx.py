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
from threading import local
from types import NoneType
from typing import TYPE_CHECKING, Any

from kpi.auditing.lazy import import_lazily

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult
    from great_expectations.expectations.expectation import Expectation

_of_thread = local()
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


@contextmanager
def validator() -> Iterator[Validator]:
    """The one of this thread, if the last that had it came to its end: making one takes 15 ms."""
    found: Validator = _of_thread.__dict__.pop("validator", None) or Validator()
    yield found
    _of_thread.validator = found


class Validator:
    """An ephemeral GX context with one batch definition, reused for every suite."""

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
        with quiet(), _quickened():
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
def _quickened() -> Iterator[None]:
    """What GX does over and over is done once, or not at all: a quarter of the time of a small audit.

    It asks each expectation some sixty times for its configuration and builds it anew each time, and from that the
    expectation again. And before it makes an identifier of a metric's arguments, it looks whether each None among
    them is of one of thirty types.
    """
    known: dict[int, tuple[Any, Any]] = {}  # with what the identity is of: else another one could have it later
    origins: dict[int, tuple[Any, Any]] = {}
    configured, expectation_of, converted = (own for _, _, own in _own())

    def configuration(expectation: Any) -> Any:
        if id(expectation) not in known:
            made = configured.__get__(expectation)
            known[id(expectation)], origins[id(made)] = (expectation, made), (made, expectation)
        return known[id(expectation)][1]

    def origin(configuration: Any) -> Any:
        return origins[id(configuration)][1] if id(configuration) in origins else expectation_of(configuration)

    def serializable(data: Any) -> Any:
        return data if _plain(data) else converted(data)

    for (place, name, _), quick in zip(_own(), (property(configuration), origin, serializable), strict=True):
        setattr(place, name, quick)
    try:
        yield
    finally:
        for place, name, own in _own():
            setattr(place, name, own)


@cache
def _own() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced, where and by which name, as GX has it."""
    from great_expectations.core import id_dict
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    names: tuple[tuple[Any, str], ...] = (
        (Expectation, "configuration"),
        (ExpectationConfiguration, "to_domain_obj"),
        (id_dict, "convert_to_json_serializable"),
    )
    return tuple((place, name, vars(place)[name]) for place, name in names)


def _plain(data: Any) -> bool:
    """Whether JSON has it as it is: GX would leave it so."""
    if type(data) is dict:
        return all(type(key) is str and _plain(value) for key, value in data.items())
    return all(map(_plain, data)) if type(data) is list else type(data) in (str, int, bool, NoneType)


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
