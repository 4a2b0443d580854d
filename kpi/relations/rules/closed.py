"""sum.closed: the parts that one 其中 holds, where something says that they are all.

其他 or 其余 among the last of them; a known split (结婚, 离婚); a name and its denial (护理型, 非护理型); or the same
names that add up twice elsewhere in the report (责令解散15起,约谈整改230起 under each kind of organisation). A sum that
does not fit is told where one slip would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words
from kpi.relations.rules.parts import own, told, words
from kpi.relations.scopes import Scope, scopes
from kpi.relations.sums import adds_up, whole_split

_ELSEWHERE = 2
_SMALL = 20


def sums_closed(page: Page) -> Iterator[Relation]:
    found = scopes(page)
    fitting: dict[tuple[str, ...], int] = {}
    for scope in found:
        if adds_up(scope.whole, scope.parts):
            names = _names(page, scope.parts)
            fitting[names] = fitting.get(names, 0) + 1
    for scope in found:
        alike = fitting.get(_names(page, scope.parts), 0) - adds_up(scope.whole, scope.parts)
        if alike >= _ELSEWHERE or _is_closed(page, scope):
            yield from told(scope.whole, scope.parts)


def _is_closed(page: Page, scope: Scope) -> bool:
    if fit_words("rest").search(own(page, scope.parts[-1])):
        return True
    if scope.whole.value < _SMALL:
        return False
    return whole_split(scope.whole, scope.parts) or _denied(page, scope.parts)


def _denied(page: Page, parts: Sequence[Figure]) -> bool:
    """护理型 and 非护理型: two parts of which one has the other's name behind 非, 未 or 不."""
    if len(parts) != 2:
        return False
    first, second = sorted(_names(page, parts), key=len)
    return bool(first) and second.endswith(first) and words("denials").fullmatch(second[: -len(first)]) is not None


def _names(page: Page, parts: Sequence[Figure]) -> tuple[str, ...]:
    """The parts' own words without what opens them."""
    return tuple(words("opens").sub("", own(page, one)).strip(" :,") for one in parts)
