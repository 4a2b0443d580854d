"""The warehouse that the last audit left, for questions of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.api.cards import card, language
from kpi.api.error import told
from kpi.auditing.querying import changed_since, query
from kpi.errors import KpiError, problem
from kpi.presenting.messages import message
from kpi.presenting.problems import describe_all
from kpi.warehouse.dictionary import dictionary
from kpi.warehouse.standing import read_only, standing_file
from kpi.workspace.config import Config

if TYPE_CHECKING:
    import pandas as pd

PATIENCE = 10.0  # seconds to wait for an audit that runs


@dataclass(frozen=True, repr=False)
class Warehouse:
    """What `kpi.open` gives: the tables of docs/warehouse.md, to be read only.

    Nothing stays open between two questions, so audits may go on meanwhile.
    """

    folder: Path
    _config: Config

    @property
    def tables(self) -> pd.DataFrame:
        """The tables by name, with what each holds in 中文 and English."""
        import pandas as pd

        rows = [(one.name, one.zh, one.en) for one in dictionary().values()]
        return pd.DataFrame(rows, columns=["table", "zh", "en"]).set_index("table")

    def columns(self, table: str) -> pd.DataFrame:
        """The columns of a table by name: type, and meaning in 中文 and English. kpi.Error: no such table."""
        import pandas as pd

        if table not in dictionary():
            with told():
                raise KpiError(problem("no_table", found=table, expected=", ".join(dictionary())))
        rows = [(one.name, one.type, one.zh, one.en) for one in dictionary()[table].columns]
        return pd.DataFrame(rows, columns=["column", "type", "zh", "en"]).set_index("column")

    def table(self, name: str) -> pd.DataFrame:
        """A whole table, decimals as floats. kpi.Error: no such table, or no audit has left one here."""
        self.columns(name)
        with told(), standing_file(self._config.root, PATIENCE) as file, read_only(file) as connection:
            return connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL').df()

    def sql(self, select: str) -> pd.DataFrame:
        """The answer to one SELECT, decimals as floats, with the bounds of `kpi query`. kpi.Error says why not."""
        import pandas as pd

        with told():
            answer = query(self._config, select, PATIENCE)
        columns = list(zip(*answer.rows, strict=True)) or [() for _ in answer.columns]
        series = [_series(list(values), kind) for values, kind in zip(columns, answer.types, strict=True)]
        found = pd.concat(series, axis=1) if series else pd.DataFrame()
        found.columns = pd.Index(answer.columns)
        return found

    @property
    def notes(self) -> list[str]:
        """What was changed after the audit, of which the warehouse knows nothing."""
        changed = changed_since(self._config)
        told_of = [problem("warehouse_changed", found=", ".join(changed))] if changed else []
        return describe_all(told_of, language())

    def __repr__(self) -> str:
        return f"<kpi warehouse of {self.folder.name or self.folder}: {len(dictionary())} tables>"

    def _repr_html_(self) -> str:
        lang = language()
        rows = [
            (one.name, one.zh if lang == "zh" else one.en) for one in dictionary().values() if not one.internal
        ]
        return card(str(self.folder), [message("query.hint_python", lang)], rows, len(rows))


def _series(values: list[Any], kind: str) -> pd.Series[Any]:
    import pandas as pd

    if kind.startswith("DECIMAL"):
        values = [float(value) if isinstance(value, Decimal) else value for value in values]
        return pd.Series(values, dtype="float64")
    if kind == "DATE" and all(value is None or isinstance(value, date) for value in values):
        return pd.Series(values, dtype="datetime64[us]")
    return pd.Series(values, dtype="object") if kind.endswith("[]") or not values else pd.Series(values)
