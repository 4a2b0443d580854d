"""Reports that do not belong together: refused where that is certain and nobody insists, else a warning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import tell
from kpi.errors import KpiError, problem
from kpi.presenting.lang import Lang

if TYPE_CHECKING:
    from kpi.between.pairing import Doubt

ForceOption = Annotated[bool, typer.Option("--force")]  # help.force


def settle_doubts(doubts: Iterable[Doubt], file: str, force: bool, lang: Lang) -> None:
    """Tell what is likely, or was insisted on; KpiError with all that is certain."""
    from kpi.presenting.messages import message
    from kpi.presenting.problems import describe

    found = [(doubt.certain and not force, doubt) for doubt in doubts]
    told = [
        (refused, problem(_code(doubt, refused), file, plan=doubt.plan, found=doubt.report))
        for refused, doubt in found
    ]
    if refusals := [one for refused, one in told if refused]:
        raise KpiError(refusals)
    for _, one in told:
        tell(message("warning.prefix", lang) + describe(one, lang))


def _code(doubt: Doubt, refused: bool) -> str:
    return f"{doubt.code}_refused" if refused else doubt.code
