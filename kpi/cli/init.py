"""kpi init: a new workspace that kpi audit accepts at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.session import LangOption, print_text, session_of


def init_command(
    context: typer.Context,
    dir: Annotated[Path, typer.Argument(metavar="DIR")],
    lang: LangOption = None,
) -> None:
    from kpi.presenting.messages import message
    from kpi.workspace.starter import init_workspace

    language = session_of(context).settle(lang)
    written = init_workspace(dir)
    lines = [message("init.done", language, dir=dir)]
    lines += [f"  {path.as_posix()}" for path in written]
    lines.append(message("init.next", language, dir=dir))
    print_text("\n".join(lines) + "\n")
