"""Growth against an earlier level that is printed too: 863万元，同比增长15.1%，上年为750万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, Role
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base, verbs, with_change

_THEN = re.compile(
    r"(?:上年同期|上年末|上年底|上年|去年同期|去年末|去年底|去年|(?:19|20)\d\d年(?:同期|末|底)?)"
    r"(?:的|为|是|仅为|仅|只有|全年|发放|接收|完成|实现|办理|共|约)*$"
)
_THEN_DONE = re.compile(r"(?:上年同期|上年|去年同期|去年)[^,;。:增减升降较比]{2,12}$")  # 去年发放1800万元，今年…
_GROWN = re.compile(
    r"^[,，、(;]?(?:今年|本年|同?比|较|与)?"
    r"(?:上年同期|上年末|上年底|上年|去年同期|去年末|去年底|去年|年初|同期|(?:19|20)\d\d年(?:同期|末|底)?)?"
    r"(?:相比)?[,，]?(?:净|共)?(?P<verb>增加|增长|提高|上升|减少|下降|降低|回落|增|降)(?:幅度?)?(?:了|为|达|约)?$"
)
_NOW = re.compile(r"^(?:今年|本年|本期|现)")


def levels(page: Page) -> Iterator[Relation]:
    """Level, growth and the level before, in whichever order a sentence tells them."""
    for sentence in page.sentences:
        for place, then in enumerate(sentence):
            if not (_THEN.search(then.left) or _THEN_DONE.search(then.left)) or page.is_cell(then):
                continue
            found = _told(sentence, place)
            if found is None:
                continue
            now, change = found
            last = max(place, sentence.index(now), sentence.index(change))
            more = [one for one in sentence[last + 1 : last + 2] if _is_change(one, then)]  # 减少18人，下降5.4%
            for told in (change, *more):
                relation = with_change(page, then, now, told)
                if relation is not None:
                    yield relation


def _told(sentence: Sequence[Figure], place: int) -> tuple[Figure, Figure] | None:
    """The level of now and the change, of three numbers side by side of which `place` is the level of then."""
    then = sentence[place]
    for first in range(max(0, place - 2), place + 1):
        three = sentence[first : first + 3]
        if len(three) < 3 or any(one.depth and one is not then for one in three):
            continue
        others = [one for one in three if one is not then]
        changes = [one for one in others if _is_change(one, then)]
        nows = [one for one in others if one not in changes]
        if len(changes) != 1 or len(nows) != 1 or not _in_order(three, changes[0]):
            continue
        named = _THEN.search(then.left) or (three[0] is then and _NOW.search(nows[0].left))
        if named and _is_level(nows[0], then):
            return nows[0], changes[0]
    return None


def _is_change(figure: Figure, then: Figure) -> bool:
    return bool(_GROWN.match(figure.gap)) and (
        figure.is_percent or base(figure) in (base(then), "个百分点")
    )


def _is_level(figure: Figure, then: Figure) -> bool:
    return (
        base(figure) == base(then)
        and figure.quantity.role is not Role.BEFORE
        and not _THEN.search(figure.left)
        and not verbs().change.match(figure.gap)
    )


def _in_order(three: Sequence[Figure], change: Figure) -> bool:
    """The change stands last or in the middle, and nothing but a comma parts the three."""
    return three[0] is not change and not any(re.search("[;。]", one.gap) for one in three[1:])
