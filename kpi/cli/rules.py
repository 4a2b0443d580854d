"""kpi rules: the rules by which figures are read, and one of them explained."""

from __future__ import annotations

from typing import Annotated

import typer

from kpi.cli.session import Format, FormatOption, LangOption, print_json, print_lines, session_of


def rules_command(
    context: typer.Context,
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.presenting import rules_view
    from kpi.rules import find_rule, registry

    language = session_of(context).settle(lang)
    rule = find_rule(rule_id) if rule_id else None
    if format is Format.JSON:
        print_json(rules_view.rules_json([rule] if rule else registry().values()))
        return
    print_lines(
        lambda lang, width: (
            rules_view.rule_lines(rule, lang, width) if rule else rules_view.list_lines(lang, width)
        ),
        language,
    )
