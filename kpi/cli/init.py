"""kpi init: a new workspace: the sample, one made from a folder of reports, or an empty one."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import LangOption, print_lines, print_text, session_of, tell_problems
from kpi.errors import KpiError, problem
from kpi.presenting.messages import message
from kpi.system import processors

if TYPE_CHECKING:
    from kpi.presenting.lang import Lang


def init_command(
    context: typer.Context,
    dir: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)] = Path(),
    source: Annotated[Path | None, typer.Option("--from", metavar="FOLDER")] = None,
    own_bodies: Annotated[list[str] | None, typer.Option("--body", metavar="NAME")] = None,
    empty: Annotated[bool, typer.Option("--empty")] = False,
    lang: LangOption = None,
) -> None:
    language = session_of(context).settle(lang)
    bodies = list(dict.fromkeys(name.strip() for name in own_bodies or () if name.strip()))
    if (source and empty) or (bodies and not source and not empty):
        given = (("--body", bodies), ("--from", source), ("--empty", empty))
        raise KpiError(problem("init_options", found=", ".join(name for name, value in given if value)))
    if source:
        _from(dir, source, bodies, language)
    elif empty:
        from kpi.founding.founded import empty_workspace

        empty_workspace(dir, bodies)
        print_text(message("init.empty", language, dir=dir) + "\n")
    else:
        _sample(dir, language)


def _sample(dir: Path, lang: Lang) -> None:
    from kpi.workspace.starter import init_workspace

    written = init_workspace(dir)
    lines = [message("init.done", lang, dir=dir)]
    lines += [f"  {path.as_posix()}" for path in written]
    lines.append(_next(dir, lang))
    print_text("\n".join(lines) + "\n")


def _from(dir: Path, source: Path, bodies: list[str], lang: Lang) -> None:
    from kpi.founding.founded import found_workspace
    from kpi.presenting.init_view import founded_lines
    from kpi.presenting.progress import progress

    with progress(lang) as step:
        founded = found_workspace(dir, source, bodies, processors(), step)
    lost = [warning for one in founded.taken for warning in one.found.reading.warnings]
    tell_problems(lost, lang, message("warning.prefix", lang))
    print_lines(lambda lang, width: founded_lines(founded, dir.as_posix(), lang, width), lang)
    told = [message("init.check", lang, folder="targets")] if any(one.targets for one in founded.taken) else []
    print_text("\n" + "\n".join([*told, _next(dir, lang)]) + "\n")


def _next(dir: Path, lang: Lang) -> str:
    there = dir.resolve() == Path.cwd()
    command = "kpi audit" if there else f"cd {shlex.quote(dir.as_posix())} && kpi audit"
    return message("init.audit", lang, command=command)
