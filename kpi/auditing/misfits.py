"""Numbers whose subject the catalogue knows, in a unit that it does not know for it: 养老床位 in 元."""

from __future__ import annotations

from kpi.extraction.catalogue import Catalogue, builtin_catalogue, dimension_of, plain
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse

_SUBJECTS = """
    SELECT DISTINCT q.subject, q.unit
    FROM quantities q JOIN reports r USING (doc) JOIN wanted_bodies w ON w.body = r.body
    WHERE q.indicator = '' AND NOT q.optional AND q.measure = 'level' AND q.known_unit
        AND q.role IN ('actual', 'target')
    ORDER BY ALL
"""


def find_misfits(warehouse: Warehouse) -> None:
    """Fill the temporary table `misfits` for the bodies in `wanted_bodies`."""
    catalogue = builtin_catalogue()
    rows = [
        (subject, unit, expected)
        for subject, unit in warehouse.rows(_SUBJECTS)
        if (expected := expected_units(catalogue, subject, unit))
    ]
    warehouse.execute("DELETE FROM misfits")
    insert_rows(warehouse.connection, "misfits", rows)


def expected_units(catalogue: Catalogue, subject: str, unit: str) -> str:
    """The units that a known subject is measured in, joined by 、; empty where `unit` fits, or nobody can say.

    Only a subject that is an indicator's whole name or alias: with other words it may be another thing. Families
    of units are compared, not units: enterprises are counted in 家 and in 户, homes are built in 套 and in 平方米.
    A percentage may be the growth or the share of anything.
    """
    keys = catalogue.index.get(plain(subject), {})
    values = {dimension: found for (dimension, growth), found in keys.items() if not growth}
    own = family(dimension_of(unit))
    if not values or own in ("percent", "kinds") or own in map(family, values):
        return ""
    return "、".join(dict.fromkeys(catalogue.indicators[found].unit for found in values.values()))


def family(dimension: str) -> str:
    """money, percent, or amount: what is counted or measured in any other unit."""
    name = dimension.partition("/")[0]
    if name in ("money", "dollars"):
        return "money"
    return name if name in ("percent", "kinds") else "amount"
