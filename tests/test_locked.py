"""`make lock` says what changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.places import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import locked

OLD = """\
# made by make lock
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
beta==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:ba
beta==2.1 ; python_full_version >= '3.12' \\
    --hash=sha256:bb
gamma==3.0 \\
    --hash=sha256:ca
delta==4.0 \\
    --hash=sha256:da
"""
NEW = OLD.replace("alpha==1.0", "alpha==1.1").replace("sha256:ca", "sha256:cb").replace("delta", "epsilon")


def test_each_kind_of_change_has_its_line() -> None:
    told = ["alpha  1.0 → 1.1", "delta  - 4.0", "epsilon  + 4.0", "gamma  3.0: other files"]
    assert locked.changes(OLD, NEW) == told


def test_versions_by_python_are_told_together() -> None:
    assert locked.changes(OLD, OLD.replace("beta==2.1", "beta==2.2")) == ["beta  2.0 / 2.1 → 2.0 / 2.2"]


def test_the_order_of_a_lock_is_no_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = OLD.splitlines(keepends=True)
    (tmp_path / "old.lock").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.lock").write_text("".join(lines[-2:] + lines[1:-2]), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["locked.py", str(tmp_path / "old.lock"), str(tmp_path / "new.lock")])
    locked.main()
    assert capsys.readouterr().out == "new.lock: nothing changed\n"


def test_make_lock_runs_it() -> None:
    assert "tools/locked.py build/$$lock $$lock" in (ROOT / "Makefile").read_text(encoding="utf-8")
