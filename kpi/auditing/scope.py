"""Which rows a suite looks at, where kpi.yml limits it to some bodies, kinds of report or a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi.workspace.config import SuiteUse

if TYPE_CHECKING:
    import pandas as pd


def in_scope(data: pd.DataFrame, use: SuiteUse | None) -> pd.DataFrame:
    """The rows of `data` that `use` lets through: all for None. A row without a report passes by its due date."""
    if use is None or not use.limited or data.empty:
        return data
    import pandas as pd

    keep = pd.Series(True, index=data.index)
    if use.bodies:
        keep &= data["body"].isin(use.bodies)
    if use.reports:
        keep &= data["report_kind"].isin(use.reports)
    if use.start or use.end:
        day = pd.to_datetime(data["report_end"])
        if use.start:
            keep &= day >= pd.Timestamp(use.start)
        if use.end:
            keep &= day <= pd.Timestamp(use.end)
    return data[keep]
