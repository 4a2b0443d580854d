"""kpi diff: two drafts of one report; which figures changed, and which contradictions and verdicts with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.compare import read_both
from kpi.cli.opening import open_document
from kpi.cli.ruling import rules_of
from kpi.cli.session import Format, FormatOption, LangOption, print_json, print_lines, session_of, tell_problems
from kpi.presenting.messages import message

if TYPE_CHECKING:
    from kpi.documents import Document
    from kpi.model import Reading
    from kpi.presenting.lang import Lang


def diff_command(
    context: typer.Context,
    draft_file: Annotated[Path, typer.Argument(metavar="OLD")],
    new_draft: Annotated[Path, typer.Argument(metavar="NEW")],
    plan_before: Annotated[Path | None, typer.Option("--plan", metavar="REPORT")] = None,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.between.drafts import differ
    from kpi.between.pairing import drafts_doubts
    from kpi.matching import compare
    from kpi.matching.drafts import changed_verdicts

    language = session_of(context).settle(lang)
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
    if format is Format.JSON:
        from kpi.presenting.diff_json import diff_json

        print_json(diff_json(found, verdicts))
        return
    from kpi.presenting.diff_view import diff_lines

    print_lines(lambda lang, width: diff_lines(found, verdicts, lang, width), language)


def _read(path: Path, document: Document, name: str, lang: Lang) -> Reading:
    """With relations and the shipped formulas, and without the rules that its workspace switches off."""
    from kpi.auditing.declared import read_with_formulas

    with rules_of(path, lang):
        return read_with_formulas(document, name)
