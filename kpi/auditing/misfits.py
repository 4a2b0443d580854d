"""Numbers whose subject the catalogue knows, in a unit that it does not know for it: 养老床位 in 元."""

from __future__ import annotations

from kpi.extraction.catalogue import Catalogue, builtin_catalogue, dimension_of, plain
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse

_SUBJECTS = """
    SELECT DISTINCT q.subject, q.unit FROM quantities q JOIN reports r USING (doc) JOIN wanted w ON w.body = r.body
    WHERE q.indicator = '' AND q.measure = 'level' AND q.known_unit AND q.role IN ('actual', 'target')
    ORDER BY ALL
"""


def find_misfits(warehouse: Warehouse) -> None:
    """Fill the temporary table `misfits` for the bodies in `wanted`."""
    catalogue = builtin_catalogue()
    rows = [
        (subject, unit, expected)
        for subject, unit in warehouse.rows(_SUBJECTS)
        if (expected := expected_units(catalogue, subject, unit))
    ]
    warehouse.execute("DELETE FROM misfits")
    insert_rows(warehouse.connection, "misfits", rows)


def expected_units(catalogue: Catalogue, subject: str, unit: str) -> str:
    """The units that a known subject is measured in, joined by 、; empty where `unit` is one, or nobody can say.

    Only a subject that is an indicator's whole name or alias: with other words it may be another thing. Percentages
    are growth or shares of it, which have no unit of their own.
    """
    keys = catalogue.index.get(plain(subject), {})
    own = dimension_of(unit)
    values = {dimension: found for (dimension, growth), found in keys.items() if not growth}
    if not values or own in values or own in ("percent", "kinds"):
        return ""
    return "、".join(dict.fromkeys(catalogue.indicators[found].unit for found in values.values()))
