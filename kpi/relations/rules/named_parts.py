"""sum.named-parts: a total that names its parts, and what was due, done and not done.

结婚与离婚登记合计4303对 adds up the figures of 结婚 and 离婚. 应检648家,实际参检611家,…未参检的37家: what is
denied of one part (未参检) makes up, with what is said of the other (参检), all that should have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own, told, words
from kpi.relations.sums import adds_up, sum_of

_BACK = 12  # figures before
_LEAST = 10


def sums_of_named_parts(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        if not counts(page, figure):
            continue
        said = own(page, figure)
        both = words("both_named").search(said)
        denied = words("denied_part").search(said)
        if both is not None or denied is not None:
            near = [
                one
                for one in page.figures[max(0, figure.index - _BACK) : figure.index]
                if one.group == figure.group and counts(page, one) and one.paragraph == figure.paragraph
            ]
            if both is not None:
                yield from _of_both(page, figure, near, both)
            elif denied is not None:
                yield from _of_denied(page, figure, near, denied["what"])


def _of_both(page: Page, whole: Figure, near: Sequence[Figure], both: re.Match[str]) -> Iterator[Relation]:
    """The nearest figure of each name before the total."""
    parts = [_named(page, near, both[name]) for name in ("first", "second")]
    first, second = parts
    if first is None or second is None or first is second or whole.value < _LEAST:
        return
    yield from told(whole, sorted((first, second), key=lambda one: one.index))


def _named(page: Page, near: Sequence[Figure], name: str) -> Figure | None:
    return next((one for one in reversed(near) if name[:2] in own(page, one)), None)


def _of_denied(page: Page, left: Figure, near: Sequence[Figure], what: str) -> Iterator[Relation]:
    """(应…) = (…) + (未…); told by a slip where the whole's words say that it was due."""
    done = next((one for one in reversed(near) if own(page, one).endswith(what)), None)
    if done is None:
        return
    wholes = [one for one in reversed(near) if one.value > max(done.value, left.value)]
    whole = next((one for one in wholes if adds_up(one, [done, left])), None)
    if whole is not None and whole.value >= _LEAST:
        yield sum_of(whole, [done, left], RelationVerdict.CONSISTENT, closed=True)
        return
    due = [one for one in wholes if words("due").search(own(page, one))]
    said = page.text[page.slots[left.index].clause : left.start]
    if len(due) == 1 and words("denied_plainly").search(said):  # 连续两年未参检的38家 are some of them
        yield from told(due[0], [done, left])
