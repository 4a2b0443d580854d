"""kpi ledger: findings and what was decided about them, listed, and decided."""

from __future__ import annotations

import subprocess
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.running import run_audit, tell_weakened
from kpi.cli.session import (
    Format,
    FormatOption,
    LangOption,
    Session,
    WorkspaceOption,
    open_workspace,
    print_json,
    print_lines,
    session_of,
    tell,
)
from kpi.ledger.entries import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi.auditing.result import AuditResult, FindingResult
    from kpi.workspace.config import Config


class Action(StrEnum):
    LIST = "list"
    SYNC = "sync"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    CLOSE = "close"
    REOPEN = "reopen"


_STATUS = {
    Action.CONFIRM: Status.CONFIRMED,
    Action.DISMISS: Status.DISMISSED,
    Action.CLOSE: Status.CLOSED,
    Action.REOPEN: Status.NEW,
}


def ledger_command(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(metavar="[ACTION]")] = Action.LIST,
    findings: Annotated[list[str] | None, typer.Argument(metavar="[FINGERPRINT]...")] = None,
    workspace: WorkspaceOption = None,
    status: Annotated[list[Status] | None, typer.Option("--status")] = None,
    of_check: Annotated[str | None, typer.Option("--check", metavar="ID")] = None,
    body: Annotated[str | None, typer.Option("--body", metavar="BODY")] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="REASON")] = None,
    expires: Annotated[str | None, typer.Option("--expires", metavar="DATE")] = None,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    decided = _decision(action, findings or [], who, why, expires, config)
    result = run_audit(session, config, "never")
    if action is Action.LIST:
        tell_weakened(session, result)
        _list(session, result, status or [], of_check, body, format)
        return
    from kpi.presenting.messages import message

    changed = _sync(config, result) if action is Action.SYNC else _decide(config, result, findings or [], decided)
    tell(message("ledger.written", session.lang, n=changed, file=config.ledger))


def _list(
    session: Session,
    result: AuditResult,
    status: Sequence[Status],
    check: str | None,
    body: str | None,
    format: Format,
) -> None:
    from kpi.presenting.ledger_view import ledger_json, ledger_lines, ledger_rows
    from kpi.presenting.worded import in_words

    rows = [
        row
        for row in ledger_rows(result if format is Format.JSON else in_words(result))
        if (not status or row.status in status)
        and (check is None or row.check == check)
        and (body is None or row.body == body)
    ]
    if format is Format.JSON:
        print_json(ledger_json(rows))
    else:
        print_lines(lambda lang, width: ledger_lines(rows, lang, width), session.lang)


def _decision(
    action: Action,
    findings: Sequence[str],
    who: str | None,
    why: str | None,
    expires: str | None,
    config: Config,
) -> dict[str, str | date | None]:
    """What to write; everything that is missing or misshapen is said before the audit runs."""
    from kpi.errors import KpiError, problem

    if action not in _STATUS:
        return {}
    problems = []
    if not findings:
        problems.append(problem("no_finding_named", action=action.value))
    if action is Action.DISMISS and not (why or "").strip():
        problems.append(problem("why_needed"))
    until: date | None = None
    if expires:
        try:
            until = date.fromisoformat(expires)
        except ValueError:
            problems.append(problem("bad_date", key="--expires", found=expires, expected="2026-12-31"))
    name = who or _person(config.root)
    if not name:
        problems.append(problem("who_needed"))
    if problems:
        raise KpiError(problems)
    if action is Action.REOPEN:
        return {"status": "new", "who": None, "when": None, "why": None, "expires": None, "by": None}
    from kpi.auditing.deciding import decided

    return decided(_STATUS[action].value, name, date.today(), why, until)


def _person(root: Path) -> str:
    """Who decides, unless --who says so: the name that git writes under commits, else the user's."""
    try:
        named = subprocess.run(
            ["git", "-C", str(root), "config", "user.name"], capture_output=True, text=True, check=False
        )
        if named.stdout.strip():
            return named.stdout.strip()
    except OSError:
        pass
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _decide(
    config: Config, result: AuditResult, findings: Sequence[str], values: dict[str, str | date | None]
) -> int:
    from kpi.auditing.deciding import facts
    from kpi.ledger.book import Book

    chosen = [_finding(result, name) for name in findings]
    book = Book(config.root / config.ledger)
    for finding in chosen:
        book.put(finding.fingerprint, facts(finding) | values)
    book.save()
    return len(chosen)


def _finding(result: AuditResult, name: str) -> FindingResult:
    """The finding whose fingerprint begins with `name`."""
    from kpi.errors import KpiError, problem

    known = (*result.findings, *result.settled)
    found = [finding for finding in known if finding.fingerprint.startswith(name)]
    if len(found) != 1:
        code = "ambiguous_finding" if found else "unknown_finding"
        expected = ", ".join(finding.fingerprint for finding in found[:5])
        raise KpiError(problem(code, found=name, expected=expected))
    return found[0]


def _sync(config: Config, result: AuditResult) -> int:
    """Write down what is new, what came back, and what was mended."""
    from kpi.ledger.book import Book

    changes = [*_new_entries(result), *_mended_entries(result)]
    if changes:
        book = Book(config.root / config.ledger)
        for fingerprint, values in changes:
            book.put(fingerprint, values)
        book.save()
    return len(changes)


def _new_entries(result: AuditResult) -> Iterator[tuple[str, dict[str, str | date | None]]]:
    from kpi.auditing.deciding import facts

    for finding in (*result.findings, *result.settled):
        standing = finding.standing
        if standing.known:
            continue
        values = facts(finding) | {"status": Status.NEW.value}
        if (before := standing.entry) is not None:
            # What was decided then stays readable, but decides nothing any more.
            when = before.when.isoformat() if before.when else ""
            words = " ".join(filter(None, (before.status.value, before.who, when, before.why, before.by)))
            values |= {"who": None, "when": None, "why": None, "expires": None, "by": None}
            decided = words if before.status is not Status.NEW else ""
            values["note"] = "; ".join(filter(None, (before.note, decided)))
        yield finding.fingerprint, values


def _mended_entries(result: AuditResult) -> Iterator[tuple[str, dict[str, str | date | None]]]:
    for mended in result.rectified:
        if mended.entry.status is not Status.RECTIFIED:
            yield mended.entry.fingerprint, {"status": Status.RECTIFIED.value, "by": mended.by}
