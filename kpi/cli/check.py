"""kpi check: one newly arrived report against the workspace it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.delivery import AuditFormat, AuditFormatOption, OutputsOption, deliver, plan_delivery, stops_told
from kpi.cli.pairing import ForceOption, settle_doubts
from kpi.cli.running import EverythingOption, OnlyNewOption, PolicyOption, SinceOption, held_to, limited, run_audit
from kpi.cli.session import FailOnOption, LangOption, WorkspaceOption, session_of, tell
from kpi.errors import KpiError

if TYPE_CHECKING:
    from kpi.between.pairing import Doubt
    from kpi.model import Report
    from kpi.workspace.config import Config
    from kpi.workspace.reports import ReportFile


def check_command(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    workspace: WorkspaceOption = None,
    audit_format: AuditFormatOption = AuditFormat.TABLE,
    outputs: OutputsOption = None,
    fail_on: FailOnOption = None,
    only_new: OnlyNewOption = False,
    since: SinceOption = None,
    policy: PolicyOption = None,
    everything: EverythingOption = False,
    force: ForceOption = False,
    lang: LangOption = None,
) -> None:
    from kpi.reading import read_report
    from kpi.workspace.alone import read_whole
    from kpi.workspace.limits import excess

    session = session_of(context)
    session.settle(lang)
    delivery = plan_delivery(audit_format, outputs, everything)
    with stops_told(delivery, session), ExitStack() as stack:
        document = read_whole(report)  # a report that cannot be read is the first thing to say
        config = stack.enter_context(held_to(session, lang, workspace, policy, start_of(report)))
        from kpi.auditing.gathering import only_report
        from kpi.presenting.messages import message

        doc, extra = place_of(config, report)
        if found := excess(document.text, doc, config.limits):
            raise KpiError(found)
        strange = stranger_doubts(
            config, read_report(document.text, doc, document.front, period=document.period), inside=not extra
        )
        settle_doubts(strange, report.as_posix(), force, session.lang)
        if extra:
            tell(message("warning.not_in_workspace", session.lang, doc=doc, folder=config.reports))
        result = run_audit(session, config, fail_on, extra, delivery.wanted(doc))
        result = only_report(limited(result, config, only_new, since), doc)
    deliver(delivery, result, session, config.root)
    raise typer.Exit(result.exit_code)


def start_of(report: Path) -> Path:
    """Where the workspace is looked for: above the report, else above the folder that the command stands in."""
    from kpi.workspace.config import find_root

    folder = report.resolve().parent
    try:
        find_root(folder)
    except KpiError:
        return Path.cwd()
    return folder


def place_of(config: Config, report: Path) -> tuple[str, tuple[ReportFile, ...]]:
    """The report's name in the workspace; from outside, the file to take along under its own name."""
    from kpi.workspace.reports import ReportFile, list_reports

    path = report.resolve()
    files = list_reports(config)
    inside = next((file.doc for file in files if file.holds(path)), None)
    if inside is not None:
        return inside, ()
    doc, taken = path.name, {file.doc for file in files}
    return doc, (ReportFile(doc if doc not in taken else path.as_posix(), path),)


def stranger_doubts(config: Config, report: Report, inside: bool) -> tuple[Doubt, ...]:
    """Why a report may not belong to the workspace: a copy of one that is there, of no body of it, or too early.

    What lies `inside` was put there, so a body that is not its own is only likely to be wrong.
    """
    from kpi.between.pairing import Doubt, same_report, strange_body, too_early
    from kpi.reading import read_report
    from kpi.workspace.reports import list_reports
    from kpi.workspace.targets import read_targets

    specs, _ = read_targets(config)
    bodies = config.body_names or tuple(dict.fromkeys(spec.body for spec in specs))
    known = config.body(report.body)
    found = (
        []
        if known
        else [Doubt(d.code, d.certain and not inside, d.plan, d.report) for d in strange_body(bodies, report)]
    )
    if inside:
        return tuple(found)
    plans = {spec.plan for spec in specs if spec.plan and (known is None or spec.body == known.name)}
    texts = dict(_readable(list_reports(config)))
    copies = [doc for doc, text in texts.items() if same_report(text, report.text)]
    early = too_early([read_report(texts[plan], plan) for plan in sorted(plans & set(texts))], report)
    return (*(Doubt("same_report", True, doc, report.doc) for doc in copies), *found, *early)


def _readable(files: Iterable[ReportFile]) -> Iterator[tuple[str, str]]:
    """Doc and text; the audit itself tells what cannot be read, what another program must open is passed over."""
    from kpi.documents import is_slow

    for file in files:
        if any(map(is_slow, file.parts or (file.path,))):
            continue
        with suppress(KpiError):
            yield file.doc, file.read().text
