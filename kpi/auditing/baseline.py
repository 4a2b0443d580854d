"""The findings of a workspace as it stood at a git ref: what a change brought is what is not among them."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from kpi.auditing.pipeline import audit
from kpi.errors import KpiError, problem
from kpi.warehouse.store import borrow
from kpi.workspace.config import CONFIG_FILE


def fingerprints_at(root: Path, ref: str, patience: float = 0) -> frozenset[str]:
    """Fingerprints of all findings of the workspace as it was at `ref`, with its targets and suites of then.

    None where it did not exist yet. The tree is unpacked elsewhere, so neither checkout nor index is touched;
    reports that are the same are not read again. KpiError: `git_failed`, and what is wrong with that tree.
    """
    with tempfile.TemporaryDirectory(prefix="kpi-since-") as folder:
        there = _unpack(root.resolve(), ref, Path(folder))
        if not (there / CONFIG_FILE).is_file():
            return frozenset()
        borrow(root, there)
        result = audit(there, "never", patience=patience)
    return frozenset(finding.fingerprint for finding in (*result.findings, *result.settled))


def _unpack(root: Path, ref: str, folder: Path) -> Path:
    """The workspace's tree at `ref` below `folder`."""
    prefix = _git(root, ref, "rev-parse", "--show-prefix").decode().strip().rstrip("/")
    _git(root, ref, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    listed = _git(root, ref, "ls-tree", "--name-only", ref, "--", ".")
    if listed:
        archive = _git(root, ref, "archive", "--format=tar", ref, "--", ".")
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
    # `git archive` run in a folder names its files from there.
    return folder / prefix if (folder / prefix / CONFIG_FILE).is_file() else folder


def _git(root: Path, ref: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise KpiError(problem("git_failed", ref=ref, reason=error.strerror or error)) from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise KpiError(problem("git_failed", ref=ref, reason=reason[0] if reason else "?"))
    return done.stdout
