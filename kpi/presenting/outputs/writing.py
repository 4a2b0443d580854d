"""Files that are either as they were or complete: see kpi.files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kpi.errors import KpiError, Problem, problem
from kpi.files import append_file, write_file


def write_files(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write each file, its folder made where needed. KpiError: all that cannot be written; the others are."""
    problems: list[Problem] = []
    for path, data in files:
        try:
            write_file(path, data)
        except OSError as error:
            problems.append(problem("cannot_write", str(path), reason=error.strerror or error))
    if problems:
        raise KpiError(problems)


def append_text(path: Path, data: bytes) -> None:
    """Add to a file that others write to as well (a job's step summary)."""
    try:
        append_file(path, data)
    except OSError as error:
        raise KpiError(problem("cannot_write", str(path), reason=error.strerror or error)) from error
