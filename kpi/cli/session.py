"""What all commands share: the language in force, and how text and JSON leave the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from kpi.errors import KpiError, problem
from kpi.presenting.lang import Lang, choose_lang

if TYPE_CHECKING:
    from rich.text import Text

    from kpi.errors import Problem
    from kpi.workspace.config import Config, Policy


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class FailOn(StrEnum):
    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


# Help texts are filled in by kpi.cli.app from the message catalogue, in the language in force.
FormatOption = Annotated[Format, typer.Option("--format")]
LangOption = Annotated[Language | None, typer.Option("--lang")]
WorkspaceOption = Annotated[Path | None, typer.Option("--workspace", "-w", metavar="DIR")]
FailOnOption = Annotated[FailOn | None, typer.Option("--fail-on", metavar="LEVEL")]


@dataclass
class Session:
    """One run of the program. `lang` is settled as more is known: locale, then kpi.yml, then --lang."""

    flag: str | None = None
    lang: Lang = field(default_factory=choose_lang)

    def settle(self, flag: Language | None = None, workspace: str | None = None) -> Lang:
        self.flag = flag.value if flag else self.flag
        self.lang = choose_lang(self.flag, workspace)
        return self.lang


def session_of(context: typer.Context) -> Session:
    found = context.find_object(Session)
    return found if found is not None else Session()


def open_workspace(
    session: Session,
    flag: Language | None,
    workspace: Path | None,
    start: Path | None = None,
    policy: Policy | None = None,
) -> Config:
    """The settings of the workspace named or found upwards; its language is in force from here on."""
    from kpi.workspace.config import find_root, load_config

    session.settle(flag)
    config = load_config(workspace if workspace is not None else find_root(start or Path.cwd()), policy)
    session.settle(flag, config.language)
    return config


def print_lines(make: Callable[[Lang, int], Sequence[Text]], lang: Lang) -> None:
    """Lines made for the width of standard output."""
    from rich.text import Text

    from kpi.presenting.console import make_console
    from kpi.presenting.escaping import one_line, uncommanding

    console = make_console(sys.stdout)
    lines = [Text.assemble(line) for line in make(lang, console.width)]
    for line in lines:
        line.plain = uncommanding(one_line(line.plain))  # one for one, so that styles stay where they are
    with tolerant(sys.stdout):
        console.print(Text("\n").join(lines), soft_wrap=True)


def print_json(value: dict[str, object]) -> None:
    """JSON alone on standard output."""
    from kpi.presenting.jsonvalues import dumps

    with tolerant(sys.stdout) as stream:
        stream.write(dumps(value, ascii_only=not _holds_chinese(stream)))


def _holds_chinese(stream: TextIO) -> bool:
    """Whether a stream's encoding can carry every character; what it cannot would be lost in JSON."""
    return (stream.encoding or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8", "gb18030")


def print_text(text: str) -> None:
    with tolerant(sys.stdout) as stream:
        stream.write(text)


def tell(text: str) -> None:
    """One line for people on standard error."""
    from kpi.presenting.escaping import uncommanding

    with tolerant(sys.stderr) as stream:
        stream.write(uncommanding(text) + "\n")


def tell_problems(problems: Sequence[Problem], lang: Lang, prefix: str = "") -> None:
    from kpi.presenting.problems import describe_all

    for line in describe_all(problems, lang):
        tell(prefix + line)


def tell_beside(warnings: Sequence[Problem], lang: Lang) -> None:
    """What an audit that was stopped had to tell besides: as many as one that comes to its end shows."""
    from kpi.presenting.audit_view import WARNINGS
    from kpi.presenting.messages import message

    tell_problems(warnings[:WARNINGS], lang, message("warning.prefix", lang))
    if len(warnings) > WARNINGS:
        tell(message("more", lang, n=len(warnings) - WARNINGS))


class tolerant:  # noqa: N801 - reads as a word: with tolerant(stream)
    """A reader that has gone away (`kpi audit | head`) is no error: what was decided still decides the exit code.
    A full disk is, where the result goes to standard output.

    What a stream's encoding cannot hold is replaced, never an exception.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __enter__(self) -> TextIO:
        reconfigure = getattr(self.stream, "reconfigure", None)
        try:
            if reconfigure is not None:
                reconfigure(errors="replace")  # flushes what somebody else wrote
        except OSError as error:
            self._fail(error)
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        try:
            self.stream.flush()
        except OSError as failed:
            if error is not None and not isinstance(error, OSError):
                self._give_up()  # what went wrong before is what is told
                return False
            error = error or failed
        if not isinstance(error, OSError):
            return False
        self._fail(error)
        return True

    def _fail(self, error: OSError) -> None:
        self._give_up()
        if not isinstance(error, BrokenPipeError) and self.stream is not sys.stderr:
            raise KpiError(problem("cannot_write", "stdout", reason=error.strerror or error)) from error

    def _give_up(self) -> None:
        # The interpreter flushes once more at exit; give it somewhere to flush to.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
