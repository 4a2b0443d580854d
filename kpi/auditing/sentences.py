"""The sentences that the rows of a frame stand in, each cut from its text once.

Every figure of a sentence says the same words, and SQL would walk a text from its start for each of them.
"""

from __future__ import annotations

from kpi.warehouse.rows import insert_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

FRAMES = ("quantities", "numerals", "relations")  # sentences_NAME.sql says where they stand
# As far as anybody reads: one without a stop may hold thousands of figures, and each row has its own copy. The
# longest of 222 reports has 638 characters.
_MOST = 1_000
_DOCS = 50  # whose texts are held at once
_TEXTS = "SELECT doc, text FROM reports WHERE list_contains(?::VARCHAR[], doc)"


def cut_sentences(warehouse: Warehouse, name: str) -> None:
    """Fill the temporary table `sentences` for the rows of a frame of the bodies in `wanted_bodies`."""
    warehouse.execute("DELETE FROM sentences")
    spans: dict[str, list[tuple[int, int]]] = {}
    for doc, low, high in warehouse.rows(read_sql(f"sentences_{name}", "kpi.auditing")):
        spans.setdefault(doc, []).append((low, high))
    docs = list(spans)
    for first in range(0, len(docs), _DOCS):
        texts = warehouse.rows(_TEXTS, [docs[first : first + _DOCS]])
        cut = [
            (doc, low, high, text[low : min(high, low + _MOST)]) for doc, text in texts for low, high in spans[doc]
        ]
        insert_rows(warehouse.connection, "sentences", cut)
