"""Waits that end: a test that hangs fails and says for what it waited, however fast or slow the machine is."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

import pytest

LIMIT = 300.0  # seconds: far beyond what any step takes, however loaded the machine is


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process that is gone when the block is left. One that outlives LIMIT is killed, so that reading its output
    ends too, and fails the test."""
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        process.kill()

    with subprocess.Popen(command, **options) as process:
        guard = Timer(LIMIT, stop)
        guard.daemon = True
        guard.start()
        try:
            yield process
        finally:
            guard.cancel()
            process.kill()
            if late:
                pytest.fail(f"still running after {LIMIT:.0f} s: {command}")


def left_running(command: list[str], **options: Any) -> subprocess.Popen[Any]:
    """A process that nobody waits for: it ends by itself when those that it serves have gone (tests/served.py)."""
    return subprocess.Popen(command, **options)


def stay_here() -> None:
    """For a process that a test stops."""
    time.sleep(LIMIT)


def until(holds: Callable[[], object], what: str) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"waited {LIMIT:.0f} s for {what}")
        time.sleep(0.05)
