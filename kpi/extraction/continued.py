"""A start or a finish whose thing stands in the clause before: 加快推进南山电站前期工作，力争年内开工建设."""

from __future__ import annotations

import re
from functools import cache

from kpi.extraction.deliverables import deliverables
from kpi.extraction.forms import Deliverable, is_named
from kpi.language import language_data
from kpi.outline.expressions import expression, lists
from kpi.rules import on

_RULE = "milestone.continued"
_NAMES = ("continued", "continued_from")


@cache
def _said() -> dict[str, re.Pattern[str]]:
    given = lists(language_data("targets"))
    return {name: expression("extraction", f"milestones.{name}", given) for name in _NAMES}


def continued(text: str, clause: re.Match[str], low: int) -> Deliverable | None:
    """What a clause that only starts or finishes promises of the clause before it; offsets within the clause.

    `low` is where the section begins. The promise opens with the clause before, unless that promises by itself.
    """
    finish = _said()["continued"].fullmatch(clause[0])
    if not finish or not on(_RULE):
        return None
    before = _said()["continued_from"].search(text, low, clause.start())
    if not before or not is_named(before["object"]):
        return None
    own = bool(finish["stage"]) or bool(deliverables(before["clause"]))
    start = 0 if own else before.start("clause") - clause.start()
    return Deliverable(start, len(clause[0]), before["object"] + (finish["stage"] or ""), _RULE)
