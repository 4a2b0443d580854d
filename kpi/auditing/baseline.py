"""The findings of a workspace as it stood at a git ref: what a change brought is what is not among them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kpi.auditing.pipeline import audit
from kpi.errors import KpiError, problem
from kpi.warehouse.store import borrow
from kpi.workspace.config import CONFIG_FILE, Policy
from kpi.workspace.gittree import commit_of, files_at, unpack


def fingerprints_at(root: Path, ref: str, patience: float = 0, policy: Policy | None = None) -> frozenset[str]:
    """Fingerprints of all findings of the workspace as it was at `ref`, with its targets and suites of then.

    None where it did not exist yet; with a policy both are held to it. The tree is unpacked elsewhere, so
    neither checkout nor index is touched; reports that are the same are not read again. KpiError: `git_failed`,
    and what is wrong with that tree.
    """
    commit = commit_of(root, ref)
    if not commit:
        raise KpiError(problem("git_failed", ref=ref, reason="unknown revision"))
    with tempfile.TemporaryDirectory(prefix="kpi-since-") as folder:
        there = Path(folder)
        unpack(root, commit, files_at(root, commit), there)
        if not (there / CONFIG_FILE).is_file():
            return frozenset()
        borrow(root, there)
        result = audit(there, "never", patience=patience, policy=policy, stored=False)
    return frozenset(finding.fingerprint for finding in (*result.findings, *result.settled))
