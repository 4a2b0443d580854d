"""The crew of an audit on a Dask cluster: its workers run the very functions that processes beside this one run.

What goes to a worker are names of files and settings; what was read and made comes back as files. So the workers
of a cluster elsewhere have to see the workspace at the same path, and to run the same kpi: both are asked first.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kpi.auditing.crew import Crew, Done, Failed, Item
from kpi.errors import KpiError, problem
from kpi.warehouse.engine import engine_version, judging_version

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "dask"  # a cluster of processes on this machine
SCHEMES = ("tcp://", "tls://")
PACKAGE = "kpi-audit[cluster]"
RETRIES = 3  # of a task that raised; one whose worker died is given to another, as often as Dask's settings say
SECONDS = 30  # that a scheduler has for its answer
_PREFIX = "parts-"


class _LostError(Exception):
    """The scheduler went away; the text says how that was noticed."""


class Cluster(Crew):
    """Work given to the workers of a Dask client, in the order of what they are given."""

    leaves_out = True

    def __init__(self, client: Client, shared: Path | None) -> None:
        super().__init__(max(2, len(client.scheduler_info()["workers"])))
        self._client = client
        self.dashboard = _dashboard(client)
        self._shared = shared

    def attempt(self, function: Callable[[Item], Done], items: Sequence[Item]) -> Iterator[Done | Failed]:
        """As `Crew.attempt`. Where the scheduler goes away, processes of this machine do what it did not.

        KpiError: what a worker told that stops an audit, a full disk among it.
        """
        done = 0
        for made in () if self.lost else self._told(function, items):
            yield made
            done += 1
        if self.lost:
            yield from self.map(function, items[done:])

    def _told(self, function: Callable[[Item], Done], items: Sequence[Item]) -> Iterator[Done | Failed]:
        """What the workers tell, until the scheduler goes away."""
        futures = []
        try:
            futures = self._client.map(function, items, retries=RETRIES, pure=False)
            for future in futures:
                yield self._outcome(future)
        except _LostError as error:
            self.lost = str(error)
        finally:
            self._client.cancel(futures)

    def _outcome(self, future: Future) -> Any:
        try:
            return future.result()
        except KpiError:
            raise
        except Exception as error:  # whatever Dask, its network or the workers' machines raise
            if future.status != "error":  # nobody tried it to the end
                raise _LostError(_words(error)) from error
            return Failed(_words(error))

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for files between processes: where all workers see it."""
        if self._shared is None:
            with super().folder() as found:
                yield found
            return
        with TemporaryDirectory(prefix=_PREFIX, dir=self._shared) as folder:
            yield Path(folder)


@contextmanager
def cluster_at(address: str, workers: int, shared: Path) -> Iterator[Cluster]:
    """The crew at `address`: `dask` for `workers` processes here, or a scheduler's. `shared` is a folder of the
    workspace for the files that go between machines.

    KpiError: another address, the extra is not installed, nobody answers, the workers do not see the folder or run
    another kpi.
    """
    if address != LOCAL and not address.startswith(SCHEMES):
        raise KpiError(problem("cluster_address", found=address, expected=f"{LOCAL}, tcp://HOST:PORT"))
    if find_spec("distributed") is None:
        raise KpiError(problem("cluster_missing", expected=f"pip install '{PACKAGE}'"))
    with _client(address, workers) as client:
        if address == LOCAL:
            yield Cluster(client, None)
            return
        forget_parts(shared)
        _greet(client, address, shared)
        yield Cluster(client, shared)


def forget_parts(shared: Path) -> None:
    """Remove what an audit that died left in the folder; of a link in its place only the link goes."""
    for stale in shared.glob(f"{_PREFIX}*"):
        if stale.is_symlink() or not stale.is_dir():
            stale.unlink()
        else:
            shutil.rmtree(stale)


@contextmanager
def _client(address: str, workers: int) -> Iterator[Client]:
    from distributed import Client, LocalCluster

    try:
        if address == LOCAL:
            with (
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
                Client(cluster) as client,
            ):
                yield client
        else:
            with Client(address, timeout=SECONDS) as client:
                yield client
    except OSError as error:  # nobody answers; TimeoutError is one
        raise KpiError(problem("cluster_failed", reason=_words(error))) from error


def _dashboard(client: Client) -> str:
    """The address of the page on which Dask shows its work, empty where the scheduler has none."""
    served = client.scheduler_info().get("services", {})
    return str(client.dashboard_link) if "dashboard" in served else ""


def _greet(client: Client, address: str, shared: Path) -> None:
    """Whether every worker runs this kpi and sees what is in the folder."""
    with TemporaryDirectory(prefix=_PREFIX, dir=shared) as token:
        try:
            answers: dict[str, Any] = client.run(greeting, token)
        except Exception as error:  # a worker without kpi cannot even take the question
            raise KpiError(problem("cluster_failed", reason=_words(error))) from error
    if not answers:
        raise KpiError(problem("cluster_empty", found=address))
    wanted = (engine_version(), judging_version())
    for worker, (version, seen) in sorted(answers.items()):
        if version != wanted:
            raise KpiError(problem("cluster_version", found=f"{worker}: {version[0]}", expected=wanted[0]))
        if not seen:
            raise KpiError(problem("cluster_elsewhere", found=worker, expected=str(shared.parent)))


def greeting(token: str) -> tuple[tuple[str, str], bool]:
    """What a worker answers: its reader and judge, and whether it sees the folder."""
    return (engine_version(), judging_version()), Path(token).is_dir()


def _words(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
