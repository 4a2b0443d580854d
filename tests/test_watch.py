"""kpi watch: a report dropped in is checked at once, once, and only when it is whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_workspace import FILES, LATER, make, make_audited, only, write
from waiting_support import LIMIT, running, until

from kpi.cli.app import run
from kpi.cli.watch import Inbox, result_paths
from kpi.workspace.config import load_config
from kpi.workspace.reports import list_reports

SETTINGS = FILES["kpi.yml"] + only("arithmetic", "targets")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_audited(tmp_path / "workspace", kpi_yml=SETTINGS)


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process `kpi watch` looks again at once, and not for ever."""
    looks = count()

    def pause(seconds: float) -> None:
        if next(looks) == 1000:
            pytest.fail("kpi watch has looked 1000 times and still waits")

    monkeypatch.setattr("kpi.cli.watch.time", SimpleNamespace(sleep=pause))


def watch_once(root: Path, folder: Path, *arguments: str) -> int:
    return run(["watch", str(folder), "-w", str(root), "--once", "--every", "0.05", "--lang", "en", *arguments])


def ready(inbox: Inbox) -> list[str]:
    return [path.name for path in inbox.ready()]


def test_a_file_is_looked_at_when_it_stops_growing(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    report = tmp_path / "a.txt"
    report.write_text("一")
    assert ready(inbox) == [] and inbox.waits
    report.write_text("一二")
    assert ready(inbox) == []  # still being copied
    assert ready(inbox) == ["a.txt"] and not inbox.waits
    assert ready(inbox) == []
    os.utime(report, ns=(1, 1))
    assert ready(inbox) == []  # another copy of it, perhaps not whole yet
    assert ready(inbox) == ["a.txt"]


def test_empty_hidden_and_own_files_are_left_alone(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    for name in ("a.txt", "b.kpi.md", ".c.txt", "README.md", "d.zip", "e.txt.part"):
        (tmp_path / name).write_text("" if name == "a.txt" else "一")
    assert ready(inbox) == ready(inbox) == [] and not inbox.waits
    (tmp_path / "a.txt").write_text("一")
    assert ready(inbox) == []
    (tmp_path / "a.txt").unlink()
    assert ready(inbox) == [] and not inbox.waits


def test_a_dropped_report_is_checked_shown_and_written_beside(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watch_once(root, root / "reports") == 1
    assert "节地生态安葬率" in capsys.readouterr().out
    data, page = result_paths(root / "reports/2023.txt")
    written = json.loads(data.read_text(encoding="utf-8"))
    assert (written["format"], written["report"], written["exit_code"]) == ("kpi-watch/1", "2023.txt", 1)
    assert [report["doc"] for report in written["audit"]["reports"]] == ["reports/2023.txt"]
    assert "节地生态安葬率" in page.read_text(encoding="utf-8")
    assert [file.doc for file in list_reports(load_config(root))] == ["reports/2023-h1.txt", "reports/2023.txt"]
    before = data.stat().st_mtime_ns
    assert watch_once(root, root / "reports") == 0  # both are checked as they are
    assert data.stat().st_mtime_ns == before
    write(root, "reports/2023.txt", LATER.replace("76.5%", "86.5%"))
    assert watch_once(root, root / "reports") == 0
    assert json.loads(data.read_text(encoding="utf-8"))["exit_code"] == 0


def test_an_inbox_outside_the_workspace_leaves_it_as_it_is(tmp_path: Path) -> None:
    root, inbox = make(tmp_path / "workspace", kpi_yml=SETTINGS), tmp_path / "inbox"
    (root / "reports/2023.txt").rename(tmp_path / "2023.txt")
    write(inbox, "交来.txt", LATER)
    assert watch_once(root, inbox) == 1
    written = json.loads(result_paths(inbox / "交来.txt")[0].read_text(encoding="utf-8"))
    assert [target["verdicts"][0]["verdict"] for target in written["audit"]["targets"]] == ["missed"]
    assert not (root / "reports/2023.txt").exists() and not (root / ".kpi").exists()


def test_a_file_that_is_no_report_is_said_and_is_no_end(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "reports/0-broken.txt").write_bytes(b"%PDF-1.4\x00\x01\x02")
    inbox = root / "inbox"
    write(root, "inbox/0-broken.txt", "")
    (inbox / "0-broken.txt").write_bytes(b"%PDF-1.4\x00\x01\x02")
    (root / "reports/0-broken.txt").unlink()
    write(inbox, "1.txt", LATER.replace("2023", "2024"))
    assert watch_once(root, inbox) == 2
    assert "0-broken.txt" in capsys.readouterr().err
    broken = json.loads(result_paths(inbox / "0-broken.txt")[0].read_text(encoding="utf-8"))
    assert broken["audit"] is None and "0-broken.txt" in broken["problems"][0]
    assert result_paths(inbox / "1.txt")[0].exists()


def test_a_copy_in_pieces_is_checked_once_and_ctrl_c_ends_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (root / "reports/2023.txt").unlink()
    data, _ = result_paths(inbox / "交来.txt")
    pieces = [LATER[:20], LATER[20:45], LATER[45:]]
    written: list[int | None] = []  # when the result was written, seen between two looks

    def pause(seconds: float) -> None:
        written.append(data.stat().st_mtime_ns if data.exists() else None)
        if len(written) == 8:
            raise KeyboardInterrupt
        if pieces:
            with (inbox / "交来.txt").open("a", encoding="utf-8") as copy:
                copy.write(pieces.pop(0))

    monkeypatch.setattr("kpi.cli.watch.time", SimpleNamespace(sleep=pause))
    assert run(["watch", str(inbox), "-w", str(root), "--lang", "en"]) == 0
    # A look before it comes, one after each piece, and the one that finds it as it was.
    assert written[:4] == [None] * 4 and None not in written[4:] and len(set(written[4:])) == 1
    found = json.loads(data.read_text(encoding="utf-8"))
    assert found["exit_code"] == 1 and len(found["audit"]["targets"]) == 1
    shown = capsys.readouterr()
    assert "no longer watching" in shown.err and "missed" in shown.out.lower()


def interruptible() -> None:
    """A shell that starts pytest in the background has Ctrl-C ignored by all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_real_ctrl_c_ends_it(root: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (root / "reports/2023.txt").unlink()
    arguments = ["watch", str(inbox), "-w", str(root), "--every", "0.05", "--lang", "en"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-m", "kpi", *arguments]
    with running(command, **pipes, preexec_fn=interruptible) as watching:
        assert watching.stderr is not None and watching.stderr.readline().startswith("watching ")
        write(tmp_path, "交来.txt", LATER)
        (tmp_path / "交来.txt").rename(inbox / "交来.txt")
        until(result_paths(inbox / "交来.txt")[0].exists, "the result beside the report")
        watching.send_signal(signal.SIGINT)
        out, err = watching.communicate(timeout=LIMIT)
    assert watching.returncode == 0
    assert "no longer watching" in err and "Traceback" not in err
    assert "missed" in out.lower()
