"""Workspaces that have been audited: the next audit reads what changed since, as it does for users.

The first audit of the same files is done once for all tests of a process, so that a test pays for what it is
about. Tests of the first audit itself take the workspace as it is.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from pathlib import Path

from kpi.warehouse.store import FOLDER, borrow

_kept: dict[str, Path] = {}


def known(root: Path) -> Path:
    """The workspace, with the warehouse that a first audit of its files leaves."""
    from kpi.auditing.pipeline import audit

    digest = files_digest(root)
    if digest not in _kept:
        folder = Path(tempfile.mkdtemp(prefix="kpi-audited-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        copy = shutil.copytree(root, folder / "workspace", ignore=shutil.ignore_patterns(FOLDER))
        audit(copy)
        _kept[digest] = copy
    borrow(_kept[digest], root)
    return root


def copied(root: Path, to: Path) -> Path:
    """A copy of a workspace with its warehouse. Copied as a file it would be another's, and not believed."""
    copy = shutil.copytree(root, to, ignore=shutil.ignore_patterns(FOLDER))
    borrow(root, copy)
    return copy


def files_digest(root: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file() and FOLDER not in path.parts):
        found.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()
