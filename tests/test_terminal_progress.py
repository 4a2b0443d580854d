"""The progress bar: in a terminal only, and only when work takes long."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from waiting_support import until

from kpi.presenting import progress as module
from kpi.presenting.progress import Pace, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, work: Callable[[], None]) -> str:
    with progress("zh", stream) as step:
        step("read", 1, 2)
        work()
        step("read", 2, 2)
    return stream.getvalue()


def test_a_pipe_never_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Timer", None)  # nothing could start a bar
    assert shown(io.StringIO(), lambda: None) == ""


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 3600.0)  # quick for any machine
    assert shown(Terminal(), lambda: None) == ""


def test_slow_work_shows_what_is_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    shown(terminal, lambda: until(lambda: "读取报告" in terminal.getvalue(), "the bar"))


def test_it_says_how_many_of_how_many_and_how_many_a_second_since_the_step_began() -> None:
    pace = Pace()
    assert pace.told("read", 0, 40, 5.0) == "0/40"
    assert pace.told("read", 10, 40, 9.0) == "10/40 2.5/s"
    assert pace.told("match", 0, 8, 9.0) == "0/8"
    assert pace.told("match", 8, 8, 10.0) == "8/8 8.0/s"
    assert pace.told("result", 0, 0, 11.0) == ""
