"""The `kpi` command of the wheel, from a process that has imported and prepared everything and forks for each run.

A tenth of a second, not three: for tests that run many commands and are not about the process itself. A run gets
the caller's arguments, folder, environment, streams and limits (of memory, time and so on), and gives its code.
Whatever starts it cannot tell the difference, be it a shell or git. The wheel is built and installed once for all
workers of a test run, and the server, which they share, ends when the last of them has gone. Where no process can
fork, it is the command of the checkout.
"""

from __future__ import annotations

import array
import gc
import io
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from selectors import EVENT_READ, DefaultSelector

# Runs without site-packages, in 15 ms. What it is given on its command line it hands on.
CLIENT = """\
#!{python} -IS
import array, json, os, resource, socket, struct, sys
server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
limits = [(each, *resource.getrlimit(each)) for name, each in vars(resource).items() if name.startswith("RLIMIT_")]
job = {{"arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ), "limits": limits}}
data = json.dumps(job).encode()
streams = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))]
server.sendmsg([struct.pack("!Q", len(data))], streams)
server.sendall(data)
answer = server.recv(4)
if len(answer) < 4:
    sys.exit("the server of tests/served.py is gone: see " + {address!r} + ".log")
code = struct.unpack("!i", answer)[0]
if code < 0:
    os.kill(os.getpid(), -code)
os._exit(code)
"""
REPORT = "甲县民政局2023年工作总结\n\n全年新增床位7张，其中公办3张、民办4张，增长2.5%。\n"
# The server takes kpi from its wheel, and leaves what it compiles to the processes that its commands start.
NOT_HANDED_ON = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
# Run as scripts of their own, with limits that they set themselves.
SCRIPTS = ("kpi.__main__", "kpi.documents.reader", "kpi.auditing.sqlrunner")
STREAMS = 3 * array.array("i").itemsize


def command(shared: Path, checkout: Path) -> tuple[Path, object]:
    """The command, and what has to be kept as long as it is used; `shared` is one folder for a test run."""
    from filelock import FileLock
    from waiting_support import LIMIT, left_running
    from wheel_support import installed_wheel

    if not hasattr(os, "fork"):
        return checkout, None
    known = shared / "kpi-served"
    with FileLock(shared / "kpi-served.lock", timeout=LIMIT):
        if known.is_file() and (lease := lease_of(known.read_text(encoding="utf-8"))):
            return Path(known.read_text(encoding="utf-8")).with_name("kpi"), lease
        # An address may have no more than some hundred characters: not below the folders of tests.
        address = Path(tempfile.mkdtemp(prefix="kpi-served-")) / "socket"
        python = installed_wheel(address.parent).with_name("python")
        with socket.socket(socket.AF_UNIX) as listener, address.with_suffix(".log").open("wb") as log:
            listener.bind(str(address))
            listener.listen(64)
            handed_on = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
            left_running(
                [str(python), "-P", str(Path(__file__)), str(listener.fileno())],
                pass_fds=[listener.fileno()], cwd=address.parent, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**handed_on, "KPI_CACHE": str(address.parent / "cache")},
            )  # fmt: skip
            lease = lease_of(str(address))
        client = address.with_name("kpi")
        client.write_text(CLIENT.format(python=sys.executable, address=str(address)), encoding="utf-8")
        client.chmod(0o700)
        known.write_text(str(address), encoding="utf-8")
        return client, lease


def lease_of(address: str) -> socket.socket | None:
    """An open connection, for which the server stays; None where there is no server."""
    lease = socket.socket(socket.AF_UNIX)
    try:
        lease.connect(address)
    except OSError:
        lease.close()
        return None
    return lease


def main() -> None:
    listener = socket.socket(fileno=int(sys.argv[1]))
    address = Path(listener.getsockname())
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        serve(listener)
    finally:
        shutil.rmtree(address.parent, ignore_errors=True)


def load() -> None:
    """Everything that a command may import, and what each would make before its own work.

    Patterns, vocabulary and the shipped suites are the same for all, and took most of them longer than the rest.
    """
    gc.disable()
    import kpi

    for module in walk_packages(kpi.__path__, "kpi."):
        if module.name not in SCRIPTS:
            import_module(module.name)
    from kpi.auditing.pipeline import audit
    from kpi.cli.app import build
    from kpi.workspace.starter import shipped_suites

    with tempfile.TemporaryDirectory() as folder:
        files = {"kpi.yml": "bodies: [{name: 甲县民政局}]\n".encode(), "reports/2023.txt": REPORT.encode()}
        for name, data in (*files.items(), *((f"checks/{name}", data) for name, data in shipped_suites())):
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        audit(Path(folder))
    build("zh"), build("en")
    gc.enable()
    gc.freeze()  # forks share it


def serve(listener: socket.socket) -> None:
    """Until nobody is connected any more."""
    with DefaultSelector() as selector:
        selector.register(listener, EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is listener:
                    selector.register(listener.accept()[0], EVENT_READ)
                    continue
                assert isinstance(key.fileobj, socket.socket)
                selector.unregister(key.fileobj)
                with key.fileobj as asking:
                    answer(asking)
            if len(selector.get_map()) == 1:
                return


def answer(asking: socket.socket) -> None:
    """Nothing for a lease that ends; else a process that starts the command, waits for it and tells its code."""
    head, streams, _, _ = socket.recv_fds(asking, 8, 3)
    if head:
        if os.fork() == 0:
            os._exit(attended(asking, head, streams))
        for stream in streams:
            os.close(stream)


def attended(asking: socket.socket, head: bytes, streams: list[int]) -> int:
    """Runs the command; a caller that is killed takes it along, as if they were one process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with asking.makefile("rb") as source:
        job = json.loads(source.read(struct.unpack("!Q", head)[0]))
    ended, held = os.pipe()  # held until the command ends
    child = os.fork()
    if child == 0:
        asking.close()
        os.close(ended)
        os._exit(ran(job, streams))
    for stream in (*streams, held):
        os.close(stream)
    with DefaultSelector() as selector:
        selector.register(asking, EVENT_READ)
        selector.register(ended, EVENT_READ)
        if all(key.fileobj is asking for key, _ in selector.select()):  # nothing is said on it, so it was closed
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with suppress(OSError):
        asking.sendall(struct.pack("!i", os.waitstatus_to_exitcode(status)))
    return 0


def ran(job: dict[str, object], streams: list[int]) -> int:
    """The command as it would run in a process of its own; it leaves by itself."""
    import resource

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    for which, soft, hard in job["limits"]:  # type: ignore[attr-defined]
        resource.setrlimit(which, (soft, hard))
    os.chdir(str(job["folder"]))
    os.environ.clear()
    os.environ.update(job["environment"])  # type: ignore[call-overload]
    sys.argv = ["kpi", *job["arguments"]]  # type: ignore[misc]
    sys.stdin, sys.stdout = text(0, "r", "surrogateescape"), text(1, "w", "surrogateescape")
    sys.stderr = text(2, "w", "backslashreplace")
    try:
        from kpi.cli import main

        main()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        return 1
    return 0


def text(number: int, mode: str, errors: str) -> io.TextIOWrapper:
    lines = os.isatty(number) or number == 2
    return open(number, mode, encoding="utf-8", errors=errors, buffering=1 if lines else -1, closefd=False)  # type: ignore[return-value]


if __name__ == "__main__":
    main()
