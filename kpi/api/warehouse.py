"""The warehouse that the last audit left, for questions of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.api.cards import card, language
from kpi.api.error import told
from kpi.auditing.querying import changed_since, query
from kpi.errors import KpiError
from kpi.presenting.messages import message
from kpi.presenting.problems import describe_all
from kpi.warehouse.dictionary import dictionary, no_table
from kpi.warehouse.snapshot import Snapshot
from kpi.warehouse.standing import read_only, standing_file
from kpi.workspace.config import Config

if TYPE_CHECKING:
    import pandas as pd

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
PATIENCE = 10.0  # seconds to wait for an audit that runs


@dataclass(frozen=True, repr=False)
class Warehouse:
    """What `kpi.open` gives: the tables of docs/warehouse.md, to be read only.

    Nothing stays open between two questions, so audits may go on meanwhile. `folder` is that of the workspace, or
    the address of a store, of which this is a copy as it was when it was opened.
    """

    folder: Path | str
    _config: Config
    _copy: Snapshot | None = None

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
                raise KpiError(no_table(table))
        rows = [(one.name, one.type, one.zh, one.en) for one in dictionary()[table].columns]
        return pd.DataFrame(rows, columns=["column", "type", "zh", "en"]).set_index("column")

    def table(self, name: str) -> pd.DataFrame:
        """A whole table, decimals as floats. kpi.Error: no such table, or no audit has left one here."""
        self.columns(name)
        with told(), standing_file(self._config.root, PATIENCE) as file, read_only(file) as connection:
            found = connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL')
            names, kinds = zip(*((str(one[0]), str(one[1])) for one in found.description or []), strict=True)
            return _frame(names, kinds, found.fetchall())

    def sql(self, select: str) -> pd.DataFrame:
        """The answer to one SELECT, decimals as floats, with the bounds of `kpi query`. kpi.Error says why not."""
        with told():
            answer = query(self._config, select, PATIENCE, stored=self._copy is not None)
        return _frame(answer.columns, answer.types, answer.rows)

    @property
    def notes(self) -> list[str]:
        """What was changed after the audit, of which the warehouse knows nothing."""
        return describe_all(changed_since(self._config), language())

    def __repr__(self) -> str:
        name = self.folder if isinstance(self.folder, str) else self.folder.name or self.folder
        return f"<kpi warehouse of {name}: {len(dictionary())} tables>"

    def _repr_html_(self) -> str:
        lang = language()
        rows = [
            (one.name, one.zh if lang == "zh" else one.en) for one in dictionary().values() if not one.internal
        ]
        return card(str(self.folder), [message("query.hint_python", lang)], rows, len(rows))


def _frame(names: Sequence[str], kinds: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows as a frame; `kinds` are DuckDB's types, which alone decide those of the columns."""
    import pandas as pd

    columns = list(zip(*rows, strict=True)) or [() for _ in names]
    series = [_series(list(values), kind) for values, kind in zip(columns, kinds, strict=True)]
    found = pd.concat(series, axis=1) if series else pd.DataFrame()
    found.columns = pd.Index(names)
    return found


def _series(values: list[Any], kind: str) -> pd.Series[Any]:
    import pandas as pd

    if kind.startswith("DECIMAL"):
        values = [float(value) if isinstance(value, Decimal) else value for value in values]
        return pd.Series(values, dtype="float64")
    if kind == "DATE" and all(value is None or isinstance(value, date) for value in values):
        return pd.Series(values, dtype="datetime64[us]")
    if kind in _WHOLE:
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype="object") if kind.endswith("[]") or not values else pd.Series(values)
