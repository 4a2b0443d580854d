"""The ledger (问题台账): what people decided about findings, in a YAML file that they edit (docs/ledger.md)."""

from kpi.ledger.entries import Entry, Status, load_ledger, read_ledger
from kpi.ledger.standing import NOTICED, Mended, Standing, mended, stand

__all__ = ["NOTICED", "Entry", "Mended", "Standing", "Status", "load_ledger", "mended", "read_ledger", "stand"]
