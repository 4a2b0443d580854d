"""The progress bar: in a terminal only, and only when work takes long."""

from __future__ import annotations

import io
import time

import pytest

from kpi.presenting import progress as module
from kpi.presenting.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, seconds: float) -> str:
    with progress("zh", stream) as step:
        step("read", 1, 2)
        time.sleep(seconds)
        step("read", 2, 2)
    return stream.getvalue()


def test_a_pipe_never_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    assert shown(io.StringIO(), 0.1) == ""


def test_quick_work_shows_nothing() -> None:
    assert shown(Terminal(), 0.0) == ""


def test_slow_work_shows_what_is_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    assert "读取报告" in shown(Terminal(), 0.3)
