"""kpi review: a person decides what the engine could not; decisions stand in the targets files."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import (
    LangOption,
    WorkspaceOption,
    open_workspace,
    print_lines,
    session_of,
    tell,
    tell_problems,
)
from kpi.model import Verdict

if TYPE_CHECKING:
    from kpi.auditing.reviewing import Case, Option
    from kpi.presenting.lang import Lang
    from kpi.workspace.config import Config


def review_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    target: Annotated[str | None, typer.Option("--target", metavar="ID")] = None,
    candidate: Annotated[str | None, typer.Option("--candidate", metavar="N|none")] = None,
    verdict: Annotated[str | None, typer.Option("--verdict", metavar="VERDICT")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME")] = None,
    listed: Annotated[bool, typer.Option("--list")] = False,
    apply: Annotated[Path | None, typer.Option("--apply", metavar="FILE")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y")] = False,
    lang: LangOption = None,
) -> None:
    from kpi.auditing.reviewing import open_cases
    from kpi.errors import KpiError, problem
    from kpi.presenting.messages import message
    from kpi.presenting.review_view import list_lines
    from kpi.workspace.pinning import default_name
    from kpi.workspace.weakened import weakened

    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    tell_problems(weakened(config), session.lang, message("warning.prefix", session.lang))
    at_once = any(given is not None for given in (candidate, verdict, why))
    if apply is not None:
        if at_once or listed or target or by:
            raise KpiError(problem("apply_alone"))
        from kpi.cli.applying import apply_file

        raise typer.Exit(apply_file(session, config, apply, yes))
    if yes:
        raise KpiError(problem("yes_alone"))
    if at_once and (missing := _missing(target, candidate, why)):
        raise KpiError(problem("review_incomplete", expected=", ".join(missing)))
    if not at_once and not listed and not sys.stdin.isatty():
        raise KpiError(problem("review_needs_terminal"))
    found = read_cases(config, target)
    name = by or default_name(config.root)
    if listed:
        print_lines(lambda lang, width: list_lines(open_cases(found), lang, width), session.lang)
    elif at_once:
        decide_at_once(config, found[0], candidate or "", verdict, Decision(why=why or "", by=name), session.lang)
    else:
        walk(config, found if target else open_cases(found), name, session.lang)


def _missing(target: str | None, candidate: str | None, why: str | None) -> list[str]:
    given = {"--target": target, "--candidate": candidate, "--why": (why or "").strip()}
    return [option for option, value in given.items() if not value]


def read_cases(config: Config, name: str | None) -> list[Case]:
    """All targets that a report was read for, or the one named."""
    from kpi.auditing.fetching import read_targets
    from kpi.auditing.reviewing import cases, kept_texts
    from kpi.auditing.standing import find_target, standing
    from kpi.errors import KpiError, problem
    from kpi.workspace.targets import load_targets

    specs = load_targets(config)
    wanted = find_target(specs, name) if name else None
    bodies = [wanted.body] if wanted else sorted({spec.body for spec in specs})
    with standing(config, specs, bodies) as warehouse:
        targets = [target for target in read_targets(warehouse) if not wanted or target.target == wanted.key]
        found = cases(targets, kept_texts(warehouse))
    if wanted and not found:
        raise KpiError(problem("nothing_asked", found=wanted.key))
    return found


class Stopped(Exception):  # noqa: N818 - no error
    """The person wants no more questions."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said: the option (None: not reported), and the verdict where it decides nothing by itself."""

    option: Option | None = None
    verdict: Verdict | None = None
    why: str = ""
    by: str = ""


def decide_at_once(
    config: Config, case: Case, candidate: str, verdict: str | None, said: Decision, lang: Lang
) -> None:
    """The decision given on the command line. KpiError where it is not one."""
    from kpi.auditing.reviewing import chosen
    from kpi.errors import KpiError, problem

    option, decided = chosen(case, candidate, verdict)
    if not said.by:
        raise KpiError(problem("review_incomplete", expected="--by"))
    pin(config, case, replace(said, option=option, verdict=decided), lang)


def walk(config: Config, found: list[Case], name: str, lang: Lang) -> None:
    """Ask for one target after the other; what was decided is written at once, so that stopping loses nothing."""
    from kpi.presenting.messages import message
    from kpi.presenting.review_view import case_lines, list_lines

    if not found:
        print_lines(lambda lang, width: list_lines((), lang, width), lang)
        return
    pinned = 0
    try:
        for at, case in enumerate(found, start=1):
            print_lines(partial(case_lines, case, at, len(found)), lang)
            if said := decide(case, name, lang):
                pin(config, case, said, lang)
                name, pinned = said.by, pinned + 1
    except Stopped:
        pass
    tell(message("review.done", lang, pinned=pinned, n=len(found) - pinned))


def decide(case: Case, name: str, lang: Lang) -> Decision | None:
    """What the person says of one target, None where it is skipped; `name` is who it was last time."""
    from kpi.presenting.messages import message

    choice = choose(case, lang)
    if choice == "q":
        raise Stopped
    if choice == "s":
        return None
    option = case.options[int(choice) - 1] if choice != "0" else None
    verdict = choose_verdict(lang) if option and not option.decides else None
    why = ask_for(message("review.ask_why", lang), "")
    who = message("review.ask_by", lang, name=name) if name else message("review.ask_who", lang)
    return Decision(option, verdict, why, ask_for(who, name))


def choose(case: Case, lang: Lang) -> str:
    """A number of the options, 0 for none of them, s to skip, q to stop; asked until it is one of these."""
    from kpi.presenting.messages import message

    choices = [str(number) for number in range(len(case.options) + 1)]
    question = message("review.ask" if case.options else "review.ask_empty", lang, last=len(case.options))
    while (said := ask(question).lower()) not in (*choices, "s", "q"):
        tell(message("review.again", lang))
    return said


def choose_verdict(lang: Lang) -> Verdict:
    """The verdict by number, code or word."""
    from kpi.presenting.messages import message, word
    from kpi.workspace.pinning import DECIDABLE

    words = [word("verdict", verdict.value, lang) for verdict in DECIDABLE]
    shown = "  ".join(f"{number} {said}" for number, said in enumerate(words, start=1))
    while True:
        said = ask(message("review.ask_verdict", lang, choices=shown)).lower()
        for number, verdict in enumerate(DECIDABLE, start=1):
            if said in (str(number), verdict.value, words[number - 1]):
                return verdict
        tell(message("review.again", lang))


def ask_for(question: str, default: str) -> str:
    """A line of text; the default where nothing is said, asked again where there is none."""
    while not (said := ask(question) or default):
        pass
    return said


def ask(question: str) -> str:
    """One line from the terminal. Stopped: there are no more (Ctrl-D)."""
    try:
        return input(question).strip()
    except EOFError:
        raise Stopped from None


def pin(config: Config, case: Case, said: Decision, lang: Lang) -> None:
    """Write the decision into the targets file."""
    from kpi.auditing.reviewing import pin_of
    from kpi.presenting.messages import message, word
    from kpi.workspace.pinning import today, write_pin

    decided = pin_of(case, said.option, said.verdict, said.by, today(), said.why)
    line = write_pin(config.root, case.target.file, case.target.id, decided)
    follows = word("verdict", decided.verdict or (said.option.would if said.option else ""), lang)
    what = f"{decided.quote} → {follows}" if decided.quote else follows
    tell(message("review.pinned", lang, place=f"{case.target.file}:{line}", what=what))
