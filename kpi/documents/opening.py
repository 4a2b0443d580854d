"""Files to bytes, and the hash that says whether they changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kpi.errors import KpiError, problem


def content_hash(path: Path) -> str:
    """sha256 of the file's bytes, hexadecimal; the same problems as `read_bytes`."""
    return sha256(read_bytes(path)).hexdigest()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. KpiError: report_missing, report_is_folder, unreadable_file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KpiError(problem("report_missing", str(path))) from None
    except (IsADirectoryError, NotADirectoryError):
        code = "report_is_folder" if path.is_dir() else "report_missing"
        raise KpiError(problem(code, str(path))) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        code = "report_is_folder" if path.is_dir() else "unreadable_file"
        raise KpiError(problem(code, str(path), reason=getattr(error, "strerror", None) or error)) from None
