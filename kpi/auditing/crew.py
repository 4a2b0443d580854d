"""Processes that work beside this one, in the order of what they are given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from kpi.errors import KpiError, problem

Item = TypeVar("Item")
Done = TypeVar("Done")


class Failed(NamedTuple):
    """In the place of what was to be made of something: nobody could, and why."""

    reason: str


class Crew:
    """`workers` processes, which start when there is first something for two of them to do; with 1, or for one
    thing alone, this process does it itself. They end with the block.

    `leaves_out`: whether an audit goes on without the bodies that cannot be judged. `lost`: why those who worked
    elsewhere do no more. `dashboard`: the address of a page that shows their work, where there is one.
    """

    leaves_out = False
    lost = ""
    dashboard = ""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[Item], Done], items: Sequence[Item]) -> Iterator[Done]:
        """What `function` makes of each, in their order; both have to go from process to process.

        KpiError: one of the processes was ended from outside, and the others with it.
        """
        if self.workers < 2 or len(items) < 2:
            yield from map(function, items)
            return
        if self._pool is None:
            from multiprocessing import get_context

            # spawn: DuckDB and its threads must not be copied into a forked child.
            self._pool = ProcessPoolExecutor(self.workers, get_context("spawn"), _end_with_parent)
        try:
            yield from self._pool.map(function, items)
        except BrokenProcessPool as error:
            raise KpiError(problem("process_ended")) from error

    def attempt(self, function: Callable[[Item], Done], items: Sequence[Item]) -> Iterator[Done | Failed]:
        """As `map`; where others work for this process, with `Failed` for what they cannot do."""
        yield from self.map(function, items)

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for files between processes, gone after the block."""
        with TemporaryDirectory(prefix="kpi-") as folder:
            try:
                yield Path(folder)
            except BaseException:
                self._end()  # first, or somebody may still write into it
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _end_with_parent() -> None:
    """In a process that works beside another: no longer than that one lives, however it ends."""
    from multiprocessing import parent_process

    def follow() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=follow, daemon=True).start()


@contextmanager
def crew_of(workers: int | Crew) -> Iterator[Crew]:
    """A crew that somebody else ends, or one of so many processes for the block."""
    if isinstance(workers, Crew):
        yield workers
        return
    with Crew(workers) as crew:
        yield crew


def attempt_all(
    crew: Crew,
    function: Callable[[Item], Done],
    items: Sequence[Item],
    cut: Callable[[Item], Sequence[Item]],
) -> Iterator[tuple[Item, Done | Failed]]:
    """Each item with what was made of it. One that failed is cut, and its pieces are attempted in its place, so
    that what is `Failed` in the end is what cannot be cut, and no other suffers from it.
    """
    pieces: list[Item] = []
    for item, made in zip(items, crew.attempt(function, items), strict=True):
        smaller = cut(item) if isinstance(made, Failed) else ()
        if len(smaller) > 1:
            pieces += smaller
        else:
            yield item, made
    if pieces:
        yield from attempt_all(crew, function, pieces, cut)


def portions(items: Sequence[Item], workers: int, most: int) -> list[Sequence[Item]]:
    """`items` cut into pieces of at most `most`, some four for each of the workers where there are enough."""
    size = max(1, min(most, -(-len(items) // (4 * workers))))
    return [items[at : at + size] for at in range(0, len(items), size)]
