"""list.behind-colon: an announced count and as many items behind a colon, 即 or 分别为, whatever parts them.

涉及三类:超面积建墓71个,散埋乱葬52个,违规销售15个. The segments of what follows, else its items by 、, else its
clauses: only as many as were announced are told, for what else stands there nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi.model import Relation
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression
from kpi.outline.marks import SENTENCE_STOP
from kpi.relations.figures import Figure, Page
from kpi.relations.lists import counted_as

_LEADS = expression("relations", "rules_behind_colon.leads")
_PARTS = tuple(expression("relations", f"rules_behind_colon.{name}") for name in ("segments", "items", "clauses"))
_BRACKETS = re.compile(r"\([^()]*\)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
_UNITS = used_for("points")
_MOST = 12
_LONGEST = 400  # characters of a list


def lists_behind_colons(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        if figure.exact and figure.quantity.unit in _UNITS and 2 <= figure.value <= _MOST and not figure.depth:
            leads = _LEADS.match(page.text, figure.end)
            if leads is not None and _tells(page, figure, leads.end()):
                yield counted_as(figure, int(figure.value))


def _tells(page: Page, figure: Figure, start: int) -> bool:
    stop = SENTENCE_STOP.search(page.text, start, start + _LONGEST)
    if stop is None:
        return False
    told = _BRACKETS.sub("", page.text[start : stop.start()])
    for parts in _PARTS:
        items = [one for one in parts.split(told) if one.strip()]
        if len(items) > 1:
            return len(items) == figure.value and all(_NAMED.search(one) for one in items)
    return False
