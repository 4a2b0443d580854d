"""A time limit over the statements of one pass: what somebody sends may pair everything with everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from kpi.errors import KpiError, problem
from kpi.warehouse.store import Warehouse

_AGAIN = 0.2  # seconds: between two statements an interrupt meets nothing, so the next one gets another


@contextmanager
def limited(warehouse: Warehouse, seconds: float) -> Iterator[None]:
    """KpiError `matching_stopped`: what is done inside took longer than so many seconds."""
    import duckdb

    done = Event()

    def watch() -> None:
        pause = seconds
        while not done.wait(pause):
            pause = _AGAIN
            warehouse.connection.interrupt()

    clock = Thread(target=watch, daemon=True)
    clock.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise KpiError(problem("matching_stopped", limit=f"{seconds:g}")) from error
    finally:
        done.set()
        clock.join()
