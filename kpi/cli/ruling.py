"""Which rules a report is read with by commands that take a file: those of the workspace that it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.cli.session import tell_problems
from kpi.clock import read_within
from kpi.errors import KpiError
from kpi.presenting.messages import message

if TYPE_CHECKING:
    from kpi.presenting.lang import Lang
    from kpi.workspace.config import Config


@contextmanager
def rules_of(report: Path, lang: Lang) -> Iterator[None]:
    """Read without the rules that the report's workspace switches off, and tell which; no longer than it lets.

    All rules outside of a workspace, and in one whose kpi.yml cannot be read: that is told, too.
    """
    from kpi.rules import switched_off
    from kpi.workspace.limits import STANDARD
    from kpi.workspace.weakened import weakened

    config = _config_of(report, lang)
    if config is not None:
        tell_problems(weakened(config), lang, message("warning.prefix", lang))
    limits = STANDARD if config is None else config.limits
    with switched_off(config.off if config is not None else ()), read_within(limits.read_seconds, str(report)):
        yield


def _config_of(report: Path, lang: Lang) -> Config | None:
    from kpi.workspace.config import find_root, load_config

    try:
        root = find_root(report.parent)
    except (KpiError, OSError):
        return None
    try:
        return load_config(root)
    except KpiError as error:
        tell_problems(error.problems, lang, message("warning.prefix", lang))
        return None
