"""kpi diff: two drafts of one report; which figures changed, and which contradictions and verdicts with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.compare import read_both
from kpi.cli.opening import open_document
from kpi.cli.ruling import rules_of
from kpi.cli.session import (
    Format,
    FormatOption,
    LangOption,
    Language,
    Session,
    WorkspaceOption,
    open_workspace,
    print_json,
    print_lines,
    session_of,
    tell_problems,
)
from kpi.presenting.messages import message

if TYPE_CHECKING:
    from kpi.between.drafts import RelationKey
    from kpi.documents import Document
    from kpi.ledger.entries import Entry
    from kpi.model import Reading
    from kpi.presenting.lang import Lang
    from kpi.workspace.config import Config


def diff_command(
    context: typer.Context,
    draft_file: Annotated[Path, typer.Argument(metavar="OLD")],
    new_draft: Annotated[Path, typer.Argument(metavar="NEW")],
    plan_before: Annotated[Path | None, typer.Option("--plan", metavar="REPORT")] = None,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.between.drafts import differ
    from kpi.between.pairing import drafts_doubts
    from kpi.matching import compare
    from kpi.matching.drafts import changed_verdicts

    session = session_of(context)
    language = session.settle(lang)
    config = _workspace(session, lang, workspace)
    paths = (draft_file, new_draft)
    apart = draft_file.stem != new_draft.stem
    documents = read_both(draft_file, new_draft, language)
    old, new = (
        _read(path, document, path.stem if apart else path.as_posix(), language)
        for path, document in zip(paths, documents, strict=True)
    )
    doubts = drafts_doubts(old.report, new.report, new_draft.as_posix())
    tell_problems(doubts, language, message("warning.prefix", language))
    found, verdicts = differ(old, new), None
    if plan_before is not None:
        plan = _read(plan_before, open_document(plan_before, language), plan_before.stem, language)
        verdicts = changed_verdicts(compare(plan, old), compare(plan, new))
    settled = _dismissed(new, config)
    if format is Format.JSON:
        from kpi.presenting.diff_json import diff_json

        print_json(diff_json(found, verdicts, settled))
        return
    from kpi.presenting.diff_view import diff_lines

    print_lines(lambda lang, width: diff_lines(found, verdicts, lang, width, settled), language)


def _workspace(session: Session, lang: Language | None, workspace: Path | None) -> Config | None:
    """The one named, else the one around the folder that the command stands in, if any."""
    from kpi.errors import KpiError
    from kpi.workspace.config import find_root

    if workspace is None:
        try:
            find_root(Path.cwd())
        except KpiError:
            return None
    return open_workspace(session, lang, workspace)


def _dismissed(reading: Reading, config: Config | None) -> Mapping[RelationKey, Entry]:
    """The contradictions that the ledger dismisses; nothing is loaded where there is no ledger."""
    if config is None or not (config.home / config.ledger).is_file():
        return {}
    from kpi.auditing.dismissing import dismissed

    return dismissed(reading, config, config.as_of or date.today())


def _read(path: Path, document: Document, name: str, lang: Lang) -> Reading:
    """With relations and the shipped formulas, and without the rules that its workspace switches off."""
    from kpi.auditing.declared import read_with_formulas

    with rules_of(path, lang):
        return read_with_formulas(document, name)
