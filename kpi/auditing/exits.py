"""The one place that decides the exit code (docs: command-line conventions)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

SEVERITIES = ("info", "warning", "critical")  # mildest first
FAIL_ON = (*SEVERITIES, "never")


class HasSeverity(Protocol):
    @property
    def severity(self) -> str: ...


def exit_code(findings: Iterable[HasSeverity], fail_on: str, evaluated: int, problems: int = 0) -> int:
    """0: nothing at or above `fail_on`; 1: findings; 2: a problem with input or tool, or nothing was checked.

    `evaluated` counts the checks that really looked at something, `problems` those that stopped a part of the run.
    ValueError for an unknown severity: a misspelt threshold must never pass.
    """
    if fail_on not in FAIL_ON:
        raise ValueError(f"fail_on is one of {', '.join(FAIL_ON)}, not {fail_on!r}")
    ranks = [SEVERITIES.index(finding.severity) for finding in findings]
    if problems or evaluated <= 0:
        return 2
    if fail_on == "never":
        return 0
    return int(any(rank >= SEVERITIES.index(fail_on) for rank in ranks))
