"""Reports that do not belong together: refused where that is certain and nobody insists, else a warning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import tell
from kpi.errors import KpiError
from kpi.presenting.lang import Lang

if TYPE_CHECKING:
    from kpi.between.pairing import Doubt

ForceOption = Annotated[bool, typer.Option("--force")]  # help.force


def settle_doubts(doubts: Iterable[Doubt], file: str, force: bool, lang: Lang) -> None:
    """Tell what is likely, or was insisted on; KpiError with all that is certain."""
    from kpi.between.pairing import as_problems
    from kpi.presenting.messages import message
    from kpi.presenting.problems import describe

    refused, likely = as_problems(doubts, file, force)
    if refused:
        raise KpiError(refused)
    for one in likely:
        tell(message("warning.prefix", lang) + describe(one, lang))
