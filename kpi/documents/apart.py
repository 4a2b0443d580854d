"""Documents that a parser could choke on are read in a process of their own, one document after another.

What they do to it ends there: the process is bounded (`bounds`), and when it ends the next document gets
a new one. It starts in 0.15 s, so small files of kinds that kpi's own code reads are read where they are.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kpi.documents.bounds import MEMORY, SECONDS
from kpi.documents.kinds import Kind
from kpi.errors import KpiError, Problem, problem
from kpi.system import after_fork, out_of_time

if TYPE_CHECKING:
    from kpi.documents.reading import Document

READER = Path(__file__).with_name("reader.py")
_ALWAYS = ("pdf", "xls")  # pdfium and xlrd need only a few bytes to be made to take everything
_NEVER = ("", "office", "picture")  # text, what LibreOffice reads, what needs the models of the extra
_LARGE = 50_000  # bytes from which the others are
_running: list[subprocess.Popen[bytes]] = []
_asking = [threading.Lock()]  # one question at a time


def is_apart(kind: Kind, data: bytes) -> bool:
    """Whether a file of this kind is read in a process of its own."""
    return kind.module in _ALWAYS or (kind.module not in _NEVER and len(data) > _LARGE)


def read_apart(data: bytes, path: Path) -> Document:
    """The document that bytes hold. KpiError: what reading says, document_too_slow, document_exhausting."""
    with _asking[0]:
        return _asked(data, path)


def _asked(data: bytes, path: Path) -> Document:
    process = _process()
    try:
        assert process.stdin is not None and process.stdout is not None
        send(process.stdin, [os.fsencode(path), b"%d %d" % (SECONDS, MEMORY), data])
        (answer,) = receive(process.stdout, 1)
        found = pickle.loads(answer)
    except (OSError, EOFError):
        raise KpiError(_ended(process, str(path))) from None
    except BaseException:  # interrupted between question and answer: the answer must not be taken for the next one
        _end(process)
        raise
    if isinstance(found, tuple):
        raise KpiError(found)
    document: Document = found
    return document


def send(stream: IO[bytes], parts: list[bytes]) -> None:
    """Each part with its length before it."""
    for part in parts:
        stream.write(len(part).to_bytes(8, "big"))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes], count: int) -> list[bytes]:
    """So many parts. EOFError: the other side is gone."""
    return [_exactly(stream, int.from_bytes(_exactly(stream, 8), "big")) for _ in range(count)]


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _process() -> subprocess.Popen[bytes]:
    """The one that runs, or a new one."""
    if _running and _running[0].poll() is not None:  # it ended between two documents
        _end(_running[0], kill=False)
    if not _running:
        _running.append(
            subprocess.Popen(
                [sys.executable, "-P", str(READER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
    return _running[0]


def _ended(process: subprocess.Popen[bytes], name: str) -> Problem:
    """Why a process is gone."""
    _end(process, kill=False)
    if out_of_time(process.returncode):
        return problem("document_too_slow", name, seconds=SECONDS)
    return problem("document_exhausting", name, mb=MEMORY // 1_000_000)


def _end(process: subprocess.Popen[bytes], kill: bool = True) -> None:
    if kill:
        process.kill()
    for stream in (process.stdin, process.stdout):
        try:
            if stream is not None:
                stream.close()
        except OSError:
            pass  # it no longer listens
    process.wait()
    _running.clear()


@atexit.register
def _stop() -> None:
    for process in list(_running):
        _end(process, kill=True)


def _forget() -> None:
    """A forked process has no reader: the one that it inherits answers its parent."""
    _asking[0] = threading.Lock()
    _running.clear()


after_fork(_forget)
