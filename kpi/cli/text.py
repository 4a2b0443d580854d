"""kpi text: the flat text of a document as the engine sees it, with the place of every line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.opening import open_document
from kpi.cli.session import Format, FormatOption, LangOption, print_json, print_lines, print_text, session_of


def text_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    format: FormatOption = Format.TABLE,
    plain: Annotated[bool, typer.Option("--plain")] = False,
    lang: LangOption = None,
) -> None:
    language = session_of(context).settle(lang)
    document = open_document(file, language)
    if format is Format.JSON:
        from kpi.presenting.text_view import text_json

        print_json(text_json(document, file.name))
        return
    if plain:
        print_text(document.text if document.text.endswith("\n") else document.text + "\n")
        return
    from kpi.presenting.text_view import text_lines

    print_lines(lambda lang, width: text_lines(document, lang), language)
