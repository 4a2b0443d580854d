"""What came, what went and the net of both: 新登记96家，注销38家，净增58家."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import pattern
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page
from kpi.relations.sums import total_of_all

_LESS = pattern("relations", "words.less")


def net_of(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[Relation]:
    """新登记96家，注销38家，净增58家: what came is what went and what is left of it."""
    net = sentence[place]
    near = [one for one in sentence[max(0, place - 8) : place] if one.group == net.group and not one.depth]
    came, went = _moved(near)
    if came is None and went is None:  # 净增13家，其中新注册22家，注销9家
        came, went = _moved([one for one in sentence[place + 1 : place + 4] if one.group == net.group])
    if came is None or went is None or ";" in page.text[min(came.end, went.end, net.end) : net.start]:
        return
    whole, rest = (went, came) if _LESS in net.label else (came, went)
    relation = total_of_all(whole, (rest, net))
    if relation is not None:
        yield relation


def _moved(near: Sequence[Figure]) -> tuple[Figure | None, Figure | None]:
    """The only one that says that it came, and the only one that says that it went."""
    came = [one for one in near if listed("balance_rule", "came").search(one.label)]
    went = [one for one in near if listed("balance_rule", "went").search(one.label)]
    if len(came) != 1 or len(went) != 1 or came == went:  # 出生6人、死亡9人、迁入4人、迁出7人
        return None, None
    return came[0], went[0]
