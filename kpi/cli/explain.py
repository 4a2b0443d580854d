"""kpi explain: the whole story of one target."""

from __future__ import annotations

from typing import Annotated

import typer

from kpi.cli.session import (
    Format,
    FormatOption,
    LangOption,
    WorkspaceOption,
    open_workspace,
    print_json,
    print_lines,
    session_of,
    tell_problems,
)


def explain_command(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="ID")],
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    from kpi.auditing.standing import find_target
    from kpi.auditing.story import tell_story
    from kpi.presenting.messages import message
    from kpi.workspace.targets import load_targets
    from kpi.workspace.weakened import weakened

    specs = load_targets(config)
    tell_problems(weakened(config), session.lang, message("warning.prefix", session.lang))
    story = tell_story(config, specs, find_target(specs, target))
    if format is Format.JSON:
        from kpi.presenting.explain_json import story_json

        print_json(story_json(story))
        return
    from kpi.presenting.explain_view import explain_lines

    print_lines(lambda lang, width: explain_lines(story, lang, width), session.lang)
