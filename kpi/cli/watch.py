"""kpi watch: reports dropped into a folder are checked at once, the result shown and written beside them."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi.cli.check import place_of
from kpi.cli.running import run_audit
from kpi.cli.session import (
    FailOnOption,
    LangOption,
    Session,
    WorkspaceOption,
    open_workspace,
    print_lines,
    session_of,
    tell,
    tell_problems,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi.auditing.result import AuditResult
    from kpi.cli.session import FailOn
    from kpi.errors import Problem
    from kpi.workspace.config import Config
    from kpi.workspace.reports import ReportFile

FORMAT = "kpi-watch/1"
Stamp = tuple[int, int]  # size, modification time in ns


@dataclass
class Inbox:
    """The reports of a folder, and which of them wait to be checked.

    A file is checked when size and time have not changed from one look to the next: who copies it has finished.
    Looking again and again works on network drives too, where notifications of changes do not arrive.
    """

    folder: Path
    seen: dict[Path, Stamp] = field(default_factory=dict)
    done: dict[Path, Stamp] = field(default_factory=dict)

    def ready(self) -> Iterator[Path]:
        """Look once; the files that are whole and not checked as they are."""
        before, self.seen = self.seen, dict(self._stamps())
        for path, stamp in sorted(self.seen.items()):
            if before.get(path) == stamp and self.done.get(path) != stamp and stamp[0]:
                yield path
                self.done[path] = stamp

    @property
    def waits(self) -> bool:
        """Whether a file was seen that is not settled yet; an empty one is taken for one that is being copied."""
        return any(stamp[0] and self.done.get(path) != stamp for path, stamp in self.seen.items())

    def _stamps(self) -> Iterator[tuple[Path, Stamp]]:
        from kpi.documents.kinds import is_report_kind
        from kpi.workspace.reports import RESULT, is_lock

        for path in self.folder.rglob("*"):
            if not is_report_kind(path) or RESULT in path.name or path.name.startswith(".") or is_lock(path):
                continue
            try:
                found = path.stat()
            except OSError:
                continue  # gone again
            if path.is_file() and path.stem.upper() != "README":
                yield path, (found.st_size, found.st_mtime_ns)


def watch_command(
    context: typer.Context,
    watched: Annotated[Path, typer.Argument(metavar="DIR")],
    workspace: WorkspaceOption = None,
    fail_on: FailOnOption = None,
    once: Annotated[bool, typer.Option("--once")] = False,
    every: Annotated[float, typer.Option("--every", metavar="SECONDS", min=0.05)] = 1.0,
    lang: LangOption = None,
) -> None:
    from kpi.errors import KpiError, problem
    from kpi.presenting.messages import message

    session = session_of(context)
    config = open_workspace(session, lang, workspace, watched)
    if not watched.is_dir():
        raise KpiError(problem("folder_missing", str(watched), key="DIR", found=watched))
    inbox = Inbox(watched)
    worst = 0
    tell(message("watch.begins", session.lang, folder=watched))
    try:
        while True:
            for file in reports_of(config.root, list(inbox.ready()), session):
                if not is_checked(file):
                    worst = max(worst, check_one(session, config.root, file, fail_on))
            if once and not inbox.waits:
                break
            time.sleep(every)
    except KeyboardInterrupt:
        tell(message("watch.ends", session.lang))
        raise typer.Exit(0) from None
    raise typer.Exit(worst)


def reports_of(root: Path, paths: Sequence[Path], session: Session) -> list[ReportFile]:
    """The reports that files belong to, each once; a file of the reports folder that is none of them is told.

    Settings that cannot be read are told by the check of each file.
    """
    from kpi.errors import KpiError
    from kpi.presenting.messages import message
    from kpi.workspace.config import load_config
    from kpi.workspace.reports import ReportFile, list_reports, untaken_reports

    found: dict[Path, ReportFile] = {}
    try:
        config = load_config(root) if paths else None
        files = list_reports(config) if config else ()
        untaken = {(root / told.file).resolve(): told for told in (untaken_reports(config) if config else ())}
    except KpiError:
        files, untaken = (), {}
    for path in paths:
        own = next((file for file in files if file.holds(path.resolve())), None)
        if own is None and path.resolve() in untaken:
            tell_problems([untaken[path.resolve()]], session.lang, message("warning.prefix", session.lang))
            continue
        name = own.path if own is not None and own.parts else path
        found.setdefault(name, ReportFile(own.doc if own else path.name, name, parts=own.parts if own else ()))
    return list(found.values())


def check_one(session: Session, root: Path, file: ReportFile, fail_on: FailOn | None) -> int:
    """Check one report, show and write what came out; bad input is shown and written too, and is no end."""
    from kpi.errors import KpiError
    from kpi.presenting.audit_view import audit_lines

    try:
        result = _result(session, root, file, fail_on)
    except KpiError as error:
        tell_problems(error.problems, session.lang)
        _write(file, session, None, error.problems)
        return 2
    print_lines(lambda lang, width: audit_lines(result, lang, width), session.lang)
    _write(file, session, result, ())
    return result.exit_code


def _result(session: Session, root: Path, file: ReportFile, fail_on: FailOn | None) -> AuditResult:
    from kpi.auditing.gathering import Wanted, only_report
    from kpi.workspace.config import load_config

    file.read()
    config: Config = load_config(root)  # people change it while this runs
    doc, extra = place_of(config, file.path)
    return only_report(run_audit(session, config, fail_on, extra, Wanted(doc)), doc)


def result_paths(path: Path) -> tuple[Path, Path]:
    """`NAME.kpi.json` for machines and `NAME.kpi.md` for people, beside the report or its folder."""
    return path.with_name(f"{path.stem}.kpi.json"), path.with_name(f"{path.stem}.kpi.md")


def is_checked(file: ReportFile) -> bool:
    """Whether the result beside a report was made from the bytes that it has now."""
    try:
        found = json.loads(result_paths(file.path)[0].read_text(encoding="utf-8"))
        return bool(found["format"] == FORMAT and found["sha256"] == file.content_hash)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(file: ReportFile, session: Session, result: AuditResult | None, problems: tuple[Problem, ...]) -> None:
    """Both files whole or not at all; a report that went away meanwhile leaves nothing."""
    from kpi.auditing.result import AuditResult
    from kpi.errors import KpiError
    from kpi.presenting.audit_json import audit_json
    from kpi.presenting.jsonvalues import dumps
    from kpi.presenting.outputs import named
    from kpi.presenting.outputs.writing import write_files
    from kpi.presenting.problems import describe_all

    try:
        found: dict[str, Any] = {"format": FORMAT, "report": file.path.name, "sha256": file.content_hash}
        found["exit_code"] = result.exit_code if result else 2
        found["problems"] = describe_all(problems, session.lang)
        found["audit"] = audit_json(result) if result else None
        shown = result or AuditResult(problems=problems, exit_code=2)
        data, page = result_paths(file.path)
        write_files([(page, named("markdown").render(shown, session.lang)), (data, dumps(found).encode())])
    except KpiError as error:
        tell_problems(error.problems, session.lang)
