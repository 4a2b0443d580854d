"""kpi compare: every target of a plan against the next report; no workspace needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.pairing import ForceOption, settle_doubts
from kpi.cli.session import Format, FormatOption, LangOption, print_json, print_lines, session_of


def compare_command(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    later: Annotated[Path, typer.Argument(metavar="REPORT")],
    force: ForceOption = False,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.extraction import extract

    language = session_of(context).settle(lang)
    texts = read_both(plan, later)
    plan_name, later_name = _names(plan, later)
    from kpi.between.pairing import doubts
    from kpi.matching import compare

    readings = extract(texts[0], plan_name), extract(texts[1], later_name)
    settle_doubts(doubts(readings[0].report, readings[1].report), later.as_posix(), force, language)
    comparison = compare(*readings)
    if format is Format.JSON:
        from kpi.presenting.reading_json import comparison_json

        print_json(comparison_json(comparison))
        return
    from kpi.presenting.compare_view import compare_lines

    print_lines(lambda lang, width: compare_lines(comparison, lang, width), language)


def read_both(plan: Path, later: Path) -> tuple[str, ...]:
    """Both texts, or the problems of both."""
    from kpi.errors import KpiError, Problem
    from kpi.reading.source import read_text

    texts: list[str] = []
    problems: list[Problem] = []
    for path in (plan, later):
        try:
            texts.append(read_text(path))
        except KpiError as error:
            problems += error.problems
    if problems:
        raise KpiError(problems)
    return tuple(texts)


def _names(plan: Path, later: Path) -> tuple[str, str]:
    """Short names that tell the two apart."""
    return (plan.stem, later.stem) if plan.stem != later.stem else (plan.as_posix(), later.as_posix())
