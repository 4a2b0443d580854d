"""The command line: one file a command; `main` is what the `kpi` script calls."""

from __future__ import annotations

# A command makes much that lives as long as it does and hardly any garbage that goes in circles.
COLLECTOR = (50_000, 20, 20)


def main() -> None:
    import gc
    import os

    open_closed()
    # Processes that this one starts look for no modules in the folder that the user stands in.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        from kpi.cli.app import run
        from kpi.system import heed_termination
    except KeyboardInterrupt:  # before anything has begun there is nothing to say
        os._exit(130)
    heed_termination()
    gc.set_threshold(*COLLECTOR)
    leave(run())


def open_closed() -> None:
    """A stream closed before the start (`kpi audit >&-`) is None in Python: what goes there goes nowhere."""
    import os
    import sys
    from pathlib import Path

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open as long as the program
            setattr(sys, name, stream)


def leave(code: int) -> None:
    """Exit without taking the modules apart again, which costs half a second after Great Expectations.

    Everything is written and closed by now. What cannot be flushed is left to the interpreter to complain of.
    """
    import os
    import sys

    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None where it was closed
            stream.flush()
    except (OSError, ValueError):
        raise SystemExit(code) from None
    os._exit(code)
