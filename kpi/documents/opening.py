"""Files to bytes, and the hash that says whether they changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.files import MOST, RefusedError, is_folder, read_file


def content_hash(path: Path, most: int = MOST) -> str:
    """sha256 of the file's bytes, hexadecimal; the same problems as `read_bytes`."""
    return sha256(read_bytes(path, most)).hexdigest()


def read_bytes(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file.

    KpiError: report_missing, report_is_folder, link_outside, not_plain_file, file_too_large, unreadable_file.
    """
    try:
        return read_file(path, most)
    except FileNotFoundError:
        raise KpiError(problem("report_missing", str(path))) from None
    except (IsADirectoryError, NotADirectoryError):
        code = "report_is_folder" if is_folder(path) else "report_missing"
        raise KpiError(problem(code, str(path))) from None
    except RefusedError as refused:
        raise KpiError(problem(refused.code, str(path), reason=refused.strerror)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        code = "report_is_folder" if is_folder(path) else "unreadable_file"
        raise KpiError(problem(code, str(path), reason=getattr(error, "strerror", None) or error)) from None
