"""The command line: one file a command; `main` is what the `kpi` script calls."""

from __future__ import annotations


def main() -> None:
    from kpi.cli.app import run

    raise SystemExit(run())
