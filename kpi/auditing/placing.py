"""Where each stretch of a report stands in its document, from the warehouse."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from kpi.model import Place
from kpi.warehouse.store import Warehouse

Places = dict[str, tuple[Place, ...]]


def places_of(warehouse: Warehouse) -> Places:
    """The places of every report that is no plain text."""
    rows = warehouse.rows("SELECT * FROM document_places ORDER BY doc, start")
    return {doc: tuple(Place(*row[1:]) for row in found) for doc, found in groupby(rows, itemgetter(0))}
