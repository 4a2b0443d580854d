"""Targets to answers to verdicts: features in Python once a number, everything else as SQL over all of them.

docs/matching.md tells how a verdict comes about, and names the .sql files in their order.
"""

from __future__ import annotations

from kpi.matching.clock import limited
from kpi.matching.loading import load_features
from kpi.matching.steps import run
from kpi.warehouse.plainly import plainly
from kpi.warehouse.store import Warehouse

_DECIDING = (
    "rivals", "halves", "verdicts", "worded", "kin", "matters", "elided", "parts", "declared", "modifiers",
)  # fmt: skip


SECONDS = 300  # of one pass; kpi.yml may say otherwise (`match_seconds`)


def judge_together(
    warehouse: Warehouse, share: float = 0.05, points: float = 0.3, seconds: float = SECONDS
) -> None:
    """`judge_targets` (portions.py) in one pass; its temporary tables stay for whoever wants to look into them.

    KpiError: it took longer than so many seconds.
    """
    with plainly(warehouse), limited(warehouse, seconds):
        _judge(warehouse, share, points)


def _judge(warehouse: Warehouse, share: float, points: float) -> None:
    # All but the last step write temporary tables, whose memory is given back only outside a transaction.
    run(warehouse, "rounds")
    run(warehouse, "pins")
    load_features(warehouse)
    run(warehouse, "words")
    run(warehouse, "links")
    run(warehouse, "gates")
    run(warehouse, "bases")
    run(warehouse, "first_half")
    run(warehouse, "outcomes", share=share, points=points)
    run(warehouse, "picks")
    while run(warehouse, "pick_round"):
        pass
    for step in _DECIDING:
        run(warehouse, step)
    with warehouse.transaction():
        run(warehouse, "forget")
        run(warehouse, "results")
