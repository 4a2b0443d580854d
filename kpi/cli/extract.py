"""kpi extract: the figures, relations and targets of one report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.opening import open_document
from kpi.cli.ruling import rules_of
from kpi.cli.session import (
    FailOn,
    FailOnOption,
    Format,
    FormatOption,
    LangOption,
    print_json,
    print_lines,
    session_of,
    tell,
)
from kpi.presenting.lang import Lang


def extract_command(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
    unread: Annotated[bool, typer.Option("--unread")] = False,
    fail_on: FailOnOption = None,
) -> None:
    from kpi.auditing.declared import read_with_formulas
    from kpi.extraction.accounting import numerals

    language = session_of(context).settle(lang)
    document = open_document(report, language)
    with rules_of(report, language):
        reading = read_with_formulas(document, report.stem)
        runs = numerals(reading)
    if format is Format.JSON:
        from kpi.presenting.reading_json import reading_json

        print_json(reading_json(reading, runs))
    else:
        from kpi.presenting.extract_view import extract_lines, unread_lines

        lines = unread_lines if unread else extract_lines
        print_lines(lambda lang, width: lines(reading, runs, lang, width), language)
    if fail_on is not None:
        raise typer.Exit(_judged(report, fail_on, format, language))


def _judged(report: Path, fail_on: FailOn, format: Format, lang: Lang) -> int:
    """What the shipped suites find, told to people (beside JSON on standard error), and the exit code."""
    from kpi.auditing.single import audit_report
    from kpi.presenting.audit_view import exit_reason, finding_lines

    result = audit_report(report, fail_on.value)
    if format is Format.JSON:
        tell(exit_reason(result, lang))
    else:
        print_lines(lambda lang, width: finding_lines(result, lang, width), lang)
    return result.exit_code
