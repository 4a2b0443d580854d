"""What Windows has not is asked for in one module; its line ends and its names make no difference.

Nothing of this has been run on Windows: the tests hold the code to what is known of it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
from small_workspace import FILES, make, make_audited

from bench.places import ROOT
from kpi import system
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.workspace.config import load_config
from kpi.workspace.reports import list_reports

# Of the modules that Windows has, what it has not; of those that it has not, everything.
MISSING = {
    "os": {
        "fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "getpgid", "getpgrp", "killpg", "setsid",
        "setuid", "wait", "chown", "lchown", "mkfifo", "mknod", "nice", "openpty", "register_at_fork",
        "sched_getaffinity", "sched_setaffinity", "statvfs", "sysconf", "uname", "O_NOFOLLOW", "O_NONBLOCK",
        "O_DIRECTORY", "O_CLOEXEC",
    },
    "signal": {
        "SIGALRM", "SIGKILL", "SIGHUP", "SIGCHLD", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGXCPU", "ITIMER_REAL",
        "alarm", "pause", "setitimer", "pthread_sigmask",
    },
}  # fmt: skip
SIGNS = set('<>:"\\|?*')
ABSENT = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}
ARGUMENTS = {"preexec_fn", "pass_fds"}
NAMED = re.compile(rf"\b(?:{'|'.join({*ABSENT, *ARGUMENTS}.union(*MISSING.values()))})\b")
ALLOWED = {"kpi/system.py"}


def only_posix(text: str) -> Iterator[str]:
    if not NAMED.search(text):
        return  # it takes long to parse all
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in ABSENT)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            missing = MISSING.get(node.module or "", set())
            yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name in missing)
            yield from ([node.module] if node.module in ABSENT else [])
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in MISSING.get(node.value.id, ()):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.keyword) and node.arg in ARGUMENTS:
            yield node.arg


def test_what_windows_has_not_is_called_in_one_module() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in sorted((ROOT / "kpi").rglob("*.py"))
        if (names := sorted(only_posix(path.read_text(encoding="utf-8"))))
    }
    assert found.keys() == ALLOWED, found
    assert {"resource", "os.killpg", "os.getuid", "signal.SIGALRM"} <= set(found["kpi/system.py"])


def test_without_any_of_it_the_module_does_what_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module, names in ((system.os, MISSING["os"]), (system.signal, MISSING["signal"])):
        for name in names:
            monkeypatch.delattr(module, name, raising=False)
    monkeypatch.setitem(sys.modules, "resource", None)
    with system.time_limit(0.001):
        sum(range(100))
    system.bound_process(1, 1)
    system.bound_memory(1)
    assert not system.out_of_time(0) and not system.out_of_time(1)
    assert system.processors() >= 1
    assert system.is_own(tmp_path.stat())
    system.after_fork(lambda: None)
    killed: list[bool] = []

    class Process:
        pid = 0

        def kill(self) -> None:
            killed.append(True)

    system.kill_group(Process())  # type: ignore[arg-type]
    assert killed == [True]


def told(result: AuditResult) -> list[object]:
    return [
        (found.expectation, found.fingerprint, found.message, found.doc, found.line, found.quote)
        for found in result.findings
    ]


def outcomes(result: AuditResult) -> list[object]:
    return [(one.target, one.quote, [(v.doc, v.verdict) for v in one.verdicts]) for one in result.targets]


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain, other = make_audited(tmp_path / "plain"), make(tmp_path / "other")
    for path in [*(other / name for name in FILES), *(other / "checks").glob("*.yml")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    first, second = audit(plain), audit(other)
    assert told(first)
    assert told(second) == told(first)
    assert outcomes(second) == outcomes(first)
    assert outcomes(first)


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    plain, other = make_audited(tmp_path / "plain"), make(tmp_path / "other")
    for name in FILES:
        path = other / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert told(audit(other)) == told(audit(plain))


def test_reports_are_named_with_slashes(tmp_path: Path) -> None:
    root = make(tmp_path / "workspace")
    docs = [file.doc for file in list_reports(load_config(root))]
    assert docs == ["reports/2023-h1.txt", "reports/2023.txt"]
    assert all("\\" not in doc and PureWindowsPath(doc).as_posix() == doc for doc in docs)


def test_no_file_of_the_repository_has_a_name_that_windows_refuses() -> None:
    reserved = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
    names = [path for top in ("kpi", "checks", "docs", "tests", "bench", "tools", "reports", "targets", "examples")
             for path in (ROOT / top).rglob("*") if "__pycache__" not in path.parts]  # fmt: skip
    assert len(names) > 500
    refused = [
        path.relative_to(ROOT).as_posix()
        for path in names
        if path.name.split(".")[0].lower() in reserved
        or set(path.name) & set('<>:"\\|?*')
        or path.name[-1] in ". "
    ]
    assert refused == []
    folded = [path.relative_to(ROOT).as_posix().lower() for path in names]
    assert len(set(folded)) == len(folded)
