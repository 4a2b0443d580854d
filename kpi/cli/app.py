"""All commands put together, and what happens to every error on its way out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache, wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kpi
from kpi.cli import (
    audit,
    check,
    compare,
    diff,
    draft,
    explain,
    explain_check,
    export,
    extract,
    formulas,
    html,
    init,
    ledger,
    query,
    review,
    rules,
    text,
    validate,
    watch,
)
from kpi.cli.session import LangOption, Session, print_text, session_of, tell, tell_beside, tell_problems
from kpi.errors import KpiError, Problem, problem
from kpi.presenting.lang import Lang
from kpi.presenting.messages import catalogue, message
from kpi.presenting.usage import usage_words

if TYPE_CHECKING:
    from typer.core import TyperGroup

COMMANDS = (
    ("extract", extract.extract_command),
    ("text", text.text_command),
    ("draft", draft.draft_command),
    ("compare", compare.compare_command),
    ("diff", diff.diff_command),
    ("audit", audit.audit_command),
    ("check", check.check_command),
    ("html", html.html_command),
    ("explain", explain.explain_command),
    ("review", review.review_command),
    ("ledger", ledger.ledger_command),
    ("watch", watch.watch_command),
    ("explain-check", explain_check.explain_check_command),
    ("rules", rules.rules_command),
    ("query", query.query_command),
    ("export", export.export_command),
    ("formulas", formulas.formulas_command),
    ("init", init.init_command),
    ("validate", validate.validate_command),
)
INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return the exit code: 0, 1 (findings) or 2 (usage, input or tool error)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    session = Session(flag=_lang_flag(given))
    session.settle()
    try:
        build(session.lang).main(given, prog_name="kpi", obj=session)
    except SystemExit as left:
        if left.code == INTERRUPTED:  # so typer leaves for Ctrl-C, without a word
            tell(message("error.interrupted", session.lang))
        if stuck := _unwritten(""):  # a help page still in the buffer
            tell_problems(stuck, session.lang)
            return 2
        return left.code if isinstance(left.code, int) else 0
    except KpiError as error:
        tell_problems(error.problems, session.lang)
        tell_beside(error.beside, session.lang)
    except KeyboardInterrupt:
        tell(message("error.interrupted", session.lang))
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("KPI_DEBUG"):
            raise
        if isinstance(error, OSError) and error.filename:  # what the system says of a name is no defect of kpi
            named = problem("refused_by_system", str(error.filename), reason=error.strerror or error)
            tell_problems((named,), session.lang)
            return 2
        if isinstance(error, OSError) and (stuck := _unwritten()):
            tell_problems(stuck, session.lang)
            return 2
        detail = (str(error).strip() or "?").splitlines()[0]
        tell(message("error.unexpected", session.lang, kind=type(error).__name__, detail=detail))
        tell(message("error.report_it", session.lang, version=kpi.__version__))
    return 2


def _unwritten(more: str = "\n") -> Sequence[Problem]:
    """What keeps standard output from taking what it was given: a help page is written by typer itself.

    What could not be flushed is gone, so that only another line (`more`) tells whether it was this stream.
    """
    try:
        print_text(more)
    except KpiError as error:
        return error.problems
    return ()


def build(lang: Lang) -> TyperGroup:
    """The command group with its help in one language."""
    group = _group(lang)
    _panels(lang)
    _whole()
    _errors(lang)
    return group


@cache
def _group(lang: Lang) -> TyperGroup:
    """Made once in a process: it takes longer than many a command."""
    app = typer.Typer(name="kpi", no_args_is_help=True, rich_markup_mode="rich")
    app.callback()(root)
    for name, function in COMMANDS:
        app.command(name)(function)
    group = typer.main.get_command(app)
    _localise(group, lang)
    return group  # type: ignore[return-value]  # an app with several commands is a group


def _version(wanted: bool) -> None:
    if wanted:
        print_text(f"kpi {kpi.__version__}\n")
        raise typer.Exit


def root(
    context: typer.Context,
    lang: LangOption = None,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False,
) -> None:
    session_of(context).settle(lang)


def _localise(group: Any, lang: Lang) -> None:
    """Help of commands and parameters from the message catalogue: help.<name>."""
    group.help, group.epilog = message("help.app", lang), message("help.exit", lang)
    _parameters(group, lang)
    for name, command in group.commands.items():
        command.help = message(f"help.{name}", lang)
        _parameters(command, lang)
    group.subcommand_metavar = message("help.subcommand_metavar", lang)
    for command in (group, *group.commands.values()):
        _own_words(command, lang)


def _parameters(command: Any, lang: Lang) -> None:
    for parameter in command.params:
        if f"help.{parameter.name}" in catalogue():
            parameter.help = message(f"help.{parameter.name}", lang)


def _own_words(command: Any, lang: Lang) -> None:
    """What typer itself says on a help page: `Usage:`, `[OPTIONS]`, the help of --help."""
    context_class = command.context_class
    formatter_class: Any = context_class.formatter_class

    class Formatter(formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or message("help.usage", lang))

    command.context_class = type("Context", (context_class,), {"formatter_class": Formatter})
    command.options_metavar = message("help.options_metavar", lang)
    option = command.get_help_option(command.context_class(command))
    if option is not None:
        option.help = message("help.help", lang)


def _panels(lang: Lang) -> None:
    """The titles of the boxes of a help page and other words that typer keeps as constants."""
    from typer import rich_utils

    rich_utils.REQUIRED_LONG_STRING = message("help.required", lang)
    rich_utils.DEFAULT_STRING = message("help.default", lang)
    rich_utils.ERRORS_PANEL_TITLE = message("help.panel_error", lang)
    rich_utils.RICH_HELP = message("help.try", lang)
    rich_utils.ABORTED_TEXT = message("help.aborted", lang)
    rich_utils.ARGUMENTS_PANEL_TITLE = message("help.panel_arguments", lang)
    rich_utils.OPTIONS_PANEL_TITLE = message("help.panel_options", lang)
    rich_utils.COMMANDS_PANEL_TITLE = message("help.panel_commands", lang)


def _whole() -> None:
    """A sentence without spaces is one word to rich, and would be cut with … where it is wider than its cell."""
    from rich.columns import Columns
    from rich.table import Table
    from rich.text import Text
    from typer import rich_utils

    class Folding(Table):
        def add_column(self, *arguments: Any, **named: Any) -> None:
            super().add_column(*arguments, **{"overflow": "fold", **named})

        def add_row(self, *cells: Any, **named: Any) -> None:
            while len(self.columns) < len(cells):
                self.add_column()
            super().add_row(*cells, **named)

    def beside(items: Any) -> Any:
        """The words of an option and its marks, one after the other."""
        items = list(items)
        return Text(" ").join(items) if all(isinstance(item, Text) for item in items) else Columns(items)

    names: Any = rich_utils
    names.Table, names.Columns = Folding, beside


def _errors(lang: Lang) -> None:
    """What the parser says of an option, in the language; typer shows it by a function that it looks up."""
    from typer import rich_utils

    show = getattr(rich_utils.rich_format_error, "__wrapped__", rich_utils.rich_format_error)

    @wraps(show)
    def told(error: Any) -> None:
        said = usage_words(error.format_message(), lang)
        error.format_message = lambda: said
        show(error)

    rich_utils.rich_format_error = told  # type: ignore[assignment]


def _lang_flag(arguments: Sequence[str]) -> str | None:
    """--lang before anything is parsed, so that help and usage errors speak it too."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
