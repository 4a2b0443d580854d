"""kpi review --apply: decisions taken on the HTML page, looked at, then merged into ledger and targets files."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.cli.session import Session, print_lines, tell

if TYPE_CHECKING:
    from kpi.auditing.deciding import Weighed
    from kpi.ledger.decisions import Decisions
    from kpi.workspace.config import Config

LEFT = 1  # exit code where a decision was left out: what it rests on has changed


def apply_file(session: Session, config: Config, path: Path, yes: bool) -> int:
    """The exit code: 0 where all of the file is written or was before, 1 where some of it is out of date.

    KpiError: the file is not one of decisions, speaks of what is not there, or nobody has agreed.
    """
    from kpi.auditing.applying import edits, write_edits
    from kpi.auditing.deciding import Outcome
    from kpi.errors import KpiError, problem
    from kpi.ledger.decisions import read_decisions
    from kpi.presenting.apply_view import apply_lines, edit_lines
    from kpi.presenting.messages import message
    from kpi.workspace.pinning import today

    decisions = read_decisions(path, today())
    found = weigh(session, config, decisions)
    made = edits(config, decisions, found)
    print_lines(lambda lang, width: apply_lines(decisions, found, lang, width), session.lang)
    left = LEFT if any(one.outcome not in (Outcome.APPLIES, Outcome.THERE) for one in found.all) else 0
    if not made:
        tell(message("apply.nothing", session.lang))
        return left
    print_lines(lambda lang, width: edit_lines(made, lang, width), session.lang)
    if not yes:
        if not sys.stdin.isatty():
            raise KpiError(problem("apply_needs_yes"))
        if not agreed(message("apply.ask", session.lang), message("apply.yes", session.lang).split()):
            tell(message("apply.left", session.lang))
            return left
    write_edits(config, made)
    written = sum(one.outcome is Outcome.APPLIES for one in found.all)
    tell(message("apply.written", session.lang, n=written, files=", ".join(edit.file for edit in made)))
    return left


def weigh(session: Session, config: Config, decisions: Decisions) -> Weighed:
    """The decisions held against an audit of the workspace as it is now."""
    from kpi.auditing.deciding import weighed
    from kpi.auditing.gathering import Wanted
    from kpi.auditing.reviewing import cases, shown_texts
    from kpi.cli.running import run_audit
    from kpi.errors import KpiError
    from kpi.ledger import load_ledger
    from kpi.workspace.targets import read_targets

    result = run_audit(session, config, "never", wanted=Wanted(texts=True))
    if result.problems or result.evidence is None:
        raise KpiError(result.problems)
    specs, _ = read_targets(config)  # none is no problem: findings need no targets
    asked = cases(result.targets, shown_texts(result.evidence))
    return weighed(decisions, result, asked, specs, load_ledger(config))


def agreed(question: str, answers: Collection[str]) -> bool:
    """Only a plain yes is one; so a file that is looked at with `| less` writes nothing."""
    try:
        return input(question).strip().lower() in answers
    except EOFError:
        return False
