"""kpi extract: the figures, relations and targets of one report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.opening import open_document
from kpi.cli.ruling import rules_of
from kpi.cli.session import Format, FormatOption, LangOption, print_json, print_lines, session_of


def extract_command(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
    unread: Annotated[bool, typer.Option("--unread")] = False,
) -> None:
    from kpi.auditing.declared import shipped_formulas
    from kpi.extraction.accounting import numerals
    from kpi.extraction.catalogue import builtin_catalogue
    from kpi.relations.formulas import with_formulas
    from kpi.relations.opened import read_reading

    language = session_of(context).settle(lang)
    document = open_document(report, language)
    with rules_of(report, language):
        found = read_reading(document, report.stem)
        reading, _ = with_formulas(found, shipped_formulas(), builtin_catalogue())
        runs = numerals(reading)
    if format is Format.JSON:
        from kpi.presenting.reading_json import reading_json

        print_json(reading_json(reading, runs))
        return
    from kpi.presenting.extract_view import extract_lines, unread_lines

    lines = unread_lines if unread else extract_lines
    print_lines(lambda lang, width: lines(reading, runs, lang, width), language)
