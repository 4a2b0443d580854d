"""sum.closed: the parts that one 其中 holds, where something says that they are all.

其他 or 其余 as the last of them; a known split (结婚, 离婚); all ranks from the first on (五级 to 一级); a name
and its denial (护理型, 非护理型); a bracket that names its parts; or the same names that add up twice elsewhere in
the report (责令解散15起,约谈整改230起 under each kind of organisation). A sum that does not fit is told where
it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from unicodedata import numeric

from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.outline.scopes import OPENS
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words
from kpi.relations.rules.parts import own, told, words
from kpi.relations.scopes import Scope, scopes_of
from kpi.relations.sums import adds_up, whole_split

_ENDS = pattern("relations", "rules_closed.ends")
_RANK = expression("relations", "rules_closed.rank")
_ELSEWHERE = 2
_SMALL = 20


def sums_closed(page: Page) -> Iterator[Relation]:
    found = scopes_of(page)
    fitting: dict[tuple[str, ...], int] = {}
    for scope in found:
        if adds_up(scope.whole, scope.parts):
            names = _kinds(page, scope)
            fitting[names] = fitting.get(names, 0) + 1
    for scope in found:
        alike = fitting.get(_kinds(page, scope), 0) - adds_up(scope.whole, scope.parts)
        if alike >= _ELSEWHERE or _is_closed(page, scope):
            likely = whole_split(scope.whole, scope.parts, likely=True)
            yield from told(scope.whole, scope.parts, sure=not likely or whole_split(scope.whole, scope.parts))


def _is_closed(page: Page, scope: Scope) -> bool:
    if fit_words("rest").search(own(page, scope.parts[-1])):
        return not _rest_of_more(page, scope)
    if scope.whole.value < _SMALL:
        return False
    if page.slots[scope.parts[0].index].owner == scope.whole.index and _is_all_of_bracket(page, scope.parts):
        return True
    named = whole_split(scope.whole, scope.parts, likely=True) or _is_series(scope.parts)
    return named or _denied(page, scope.parts)


def _rest_of_more(page: Page, scope: Scope) -> bool:
    """10件实事已完成7件,其中…3件;其余3件: the seven and the rest are the ten."""
    near = page.figures[max(0, scope.whole.index - _ELSEWHERE) : scope.whole.index]
    return any(one.group == scope.whole.group and adds_up(one, [scope.whole, scope.parts[-1]]) for one in near)


def _is_all_of_bracket(page: Page, parts: Sequence[Figure]) -> bool:
    """(单位队358支,社区队129支): a bracket that tells its parts by name and no 其中, none of them 党员 or 女性."""
    low, high = page.slots[parts[0].index].bracket, parts[-1].closing
    text = page.text[low:high]
    open_ = OPENS.search(text) or fit_words("some").search(text)
    may_overlap = any(cues().overlapping.search(name) for name in _names(page, parts))
    return not open_ and not may_overlap and all(_names(page, parts))


def _is_series(parts: Sequence[Figure]) -> bool:
    """五级2家、四级11家、三级38家、二级27家、一级6家: every rank from the first on, each once."""
    found = [_RANK.search(part.own) for part in parts]
    ranks = [(one["kind"], int(numeric(one["rank"]))) for one in found if one is not None]
    kinds = {kind for kind, _ in ranks}
    return len(parts) > 2 and len(kinds) == 1 and sorted(n for _, n in ranks) == list(range(1, len(parts) + 1))


def _denied(page: Page, parts: Sequence[Figure]) -> bool:
    """护理型 and 非护理型: two parts of which one has the other's name behind 非, 未 or 不."""
    if len(parts) != 2:
        return False
    first, second = sorted(_names(page, parts), key=len)
    return bool(first) and second.endswith(first) and words("denials").fullmatch(second[: -len(first)]) is not None


def _kinds(page: Page, scope: Scope) -> tuple[str, ...]:
    """The parts' names without the thing that the whole names too: 责令解散(服务队) of 纠正服务队违规行为."""
    thing = own(page, scope.whole)
    return tuple(_without(name, thing) for name in _names(page, scope.parts))


def _without(name: str, thing: str) -> str:
    found = SequenceMatcher(None, name, thing, autojunk=False).find_longest_match()
    return name[: found.a] + name[found.a + found.size :] if 1 < found.size < len(name) else name


def _names(page: Page, parts: Sequence[Figure]) -> tuple[str, ...]:
    """The parts' own words without what opens them."""
    return tuple(OPENS.sub("", own(page, one)).strip(_ENDS) for one in parts)
