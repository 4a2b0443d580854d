"""kpi compare: every target of a plan against the next report; no workspace needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.opening import open_document
from kpi.cli.pairing import ForceOption, settle_doubts
from kpi.cli.ruling import rules_of
from kpi.cli.session import Format, FormatOption, LangOption, print_json, print_lines, session_of

if TYPE_CHECKING:
    from kpi.documents import Document
    from kpi.model import Reading
    from kpi.presenting.lang import Lang


def compare_command(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    later: Annotated[Path, typer.Argument(metavar="REPORT")],
    force: ForceOption = False,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.extraction.opened import extract_document

    language = session_of(context).settle(lang)
    documents = read_both(plan, later, language)
    names = _names(plan, later)
    from kpi.between.pairing import doubts
    from kpi.matching import compare

    readings: list[Reading] = []
    for path, found, name in zip((plan, later), documents, names, strict=True):
        with rules_of(path, language):
            readings.append(extract_document(found, name))
    first, second = readings
    settle_doubts(doubts(first.report, second.report), later.as_posix(), force, language)
    comparison = compare(first, second)
    if format is Format.JSON:
        from kpi.presenting.reading_json import comparison_json

        print_json(comparison_json(comparison))
        return
    from kpi.presenting.compare_view import compare_lines

    print_lines(lambda lang, width: compare_lines(comparison, lang, width), language)


def read_both(plan: Path, later: Path, lang: Lang) -> tuple[Document, ...]:
    """Both documents, or the problems of both."""
    from kpi.errors import KpiError, Problem

    documents: list[Document] = []
    problems: list[Problem] = []
    for path in (plan, later):
        try:
            documents.append(open_document(path, lang))
        except KpiError as error:
            problems += error.problems
    if problems:
        raise KpiError(problems)
    return tuple(documents)


def _names(plan: Path, later: Path) -> tuple[str, str]:
    """Short names that tell the two apart."""
    return (plan.stem, later.stem) if plan.stem != later.stem else (plan.as_posix(), later.as_posix())
