"""An audit as the commands run it: with a bar, waiting for another one, and limited to what is new where asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import FailOn, Language, Session, open_workspace, tell
from kpi.system import processors

if TYPE_CHECKING:
    from kpi.auditing.gathering import Wanted
    from kpi.auditing.result import AuditResult
    from kpi.workspace.config import Config
    from kpi.workspace.reports import ReportFile

# Seconds that a second audit of a workspace waits for the first; KPI_WAIT sets another time.
PATIENCE = 10.0

# Help texts: help.only_new, help.since, help.everything, help.policy.
OnlyNewOption = Annotated[bool, typer.Option("--only-new")]
EverythingOption = Annotated[bool, typer.Option("--all")]  # help.everything
PolicyOption = Annotated[str | None, typer.Option("--policy", metavar="DIR|REF")]
OnOption = Annotated[str | None, typer.Option("--on", metavar="CLUSTER")]  # help.on
SinceOption = Annotated[str | None, typer.Option("--since", metavar="REF")]
OnlyBodiesOption = Annotated[list[str] | None, typer.Option("--body", metavar="NAME")]  # help.only_bodies
OnlyFieldsOption = Annotated[list[str] | None, typer.Option("--field", metavar="NAME")]  # help.only_fields


class Asked:
    """What of an audit is asked for. KpiError: there is no such field of work."""

    def __init__(self, config: Config, bodies: Sequence[str] | None, fields: Sequence[str] | None) -> None:
        known = {name: body.name for body in config.bodies for name in (body.name, *body.aliases)}
        self.bodies = tuple(dict.fromkeys(known.get(name, name) for name in bodies or ()))
        self.fields: tuple[str, ...] = ()
        if fields:
            from kpi.presenting.narrowing import fields_named

            self.fields = fields_named(fields)

    def wanted(self, shown: Wanted) -> Wanted:
        """What is fetched for what is shown: a part is cut out of all relations, fields are told by the texts."""
        if not self.bodies and not self.fields:
            return shown
        return replace(
            shown, contradictions=None, texts=shown.texts or bool(self.fields), bodies=self.bodies or None
        )

    def of(self, result: AuditResult) -> AuditResult:
        """The part that is asked for. KpiError: there is no such body."""
        if not self.bodies and not self.fields:
            return result
        from kpi.presenting.narrowing import narrowed, require_bodies

        known = {report.body for report in result.reports} | {target.body for target in result.targets}
        require_bodies(self.bodies, known)
        return narrowed(result, self.bodies, self.fields)


@contextmanager
def held_to(
    session: Session, lang: Language | None, workspace: Path | None, policy: str | None, start: Path | None = None
) -> Iterator[Config]:
    """The workspace's settings, or those of a policy in their place, which is there as long as the block lasts."""
    from kpi.workspace.borrowing import borrowed
    from kpi.workspace.config import find_root

    if policy is None:  # an empty one (a variable of CI that is not set) is one that nobody knows
        yield open_workspace(session, lang, workspace, start)
        return
    root = workspace if workspace is not None else find_root(start or Path.cwd())
    with borrowed(root, policy) as taken:
        yield open_workspace(session, lang, root, policy=taken)


def run_audit(
    session: Session,
    config: Config,
    fail_on: FailOn | str | None = None,
    extra: Sequence[ReportFile] = (),
    wanted: Wanted | None = None,
    on: str | None = None,
    each: Callable[[str, AuditResult], object] | None = None,
) -> AuditResult:
    """The audit of a workspace: everything that it finds, or what is wanted; on a cluster where one is named.

    `each` is told every body with its whole part.
    """
    from kpi.auditing.gathering import EVERYTHING
    from kpi.auditing.pipeline import audit
    from kpi.presenting.messages import message
    from kpi.presenting.progress import progress

    def waiting(pid: str) -> None:
        tell(message("warning.waiting", session.lang, pid=pid))

    def joined(dashboard: str) -> None:
        tell(message("cluster.dashboard", session.lang, found=dashboard))

    with progress(session.lang) as step:
        return audit(
            config.root,
            str(fail_on) if fail_on else None,
            extra,
            processors(),
            step,
            patience(),
            waiting,
            wanted or EVERYTHING,
            config.policy,
            on or "",
            joined,
            each=each,
        )


def limited(result: AuditResult, config: Config, new: bool, since: str | None) -> AuditResult:
    """Only what the ledger does not know (`--only-new`), what is not there at a git ref (`--since`)."""
    if since:
        from kpi.auditing.baseline import fingerprints_at
        from kpi.auditing.settling import only_new

        result = only_new(result, fingerprints_at(config.root, since, patience(), config.policy))
    if new:
        from kpi.auditing.settling import only_new

        result = only_new(result)
    return result


def tell_weakened(session: Session, result: AuditResult) -> None:
    """By how much the audit was held to less than what ships, on standard error: the result itself is data."""
    from kpi.presenting.weakened import weakened_line

    if line := weakened_line(result, session.lang):
        tell(line)


def patience() -> float:
    try:
        return float(os.environ.get("KPI_WAIT", PATIENCE))
    except ValueError:
        return PATIENCE
