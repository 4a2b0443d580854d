"""Streams that are closed decide no exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from waiting_support import LIMIT

from kpi.cli import open_closed


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_closed_stream_is_opened_to_nowhere(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, name, None)
    open_closed()
    stream = getattr(sys, name)
    assert stream is not None and (stream.read() == "" if name == "stdin" else stream.write("x") == 1)


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no such device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"], ["rules"]], ids=" ".join)
def test_a_full_stdout_is_no_defect_of_kpi(arguments: list[str], unbuffered: str) -> None:
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "kpi", "--lang", "en", *arguments], stdout=full, stderr=subprocess.PIPE,
            timeout=LIMIT, check=False, env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert ran.returncode == 2
    told = ran.stderr.decode()
    assert "stdout: cannot write" in told and "defect" not in told and "Traceback" not in told
