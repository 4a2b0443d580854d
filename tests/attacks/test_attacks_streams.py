"""Streams that are closed decide no exit code."""

from __future__ import annotations

import sys

import pytest

from kpi.cli import open_closed


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_closed_stream_is_opened_to_nowhere(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, name, None)
    open_closed()
    stream = getattr(sys, name)
    assert stream is not None and (stream.read() == "" if name == "stdin" else stream.write("x") == 1)
