"""Files that are either as they were or complete: written beside their place, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kpi.errors import KpiError, Problem, problem


def write_files(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write each file, its folder made where needed. KpiError: all that cannot be written; the others are."""
    problems: list[Problem] = []
    for path, data in files:
        try:
            _write(path, data)
        except OSError as error:
            problems.append(problem("cannot_write", str(path), reason=error.strerror or error))
    if problems:
        raise KpiError(problems)


def _write(path: Path, data: bytes) -> None:
    place = path.resolve()  # a link stays a link
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def append_text(path: Path, data: bytes) -> None:
    """Add to a file that others write to as well (a job's step summary)."""
    try:
        with path.open("ab") as stream:
            stream.write(data)
    except OSError as error:
        raise KpiError(problem("cannot_write", str(path), reason=error.strerror or error)) from error
