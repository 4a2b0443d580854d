"""sum.series: parts right behind their whole that are lettered or numbered from the first on.

全镇低保对象547人,A类63人、B类284人、C类200人: no 其中 opens them, and every letter from A on stands there once.
So do 甲类, 乙类, 丙类 and 一类, 二类, 三类. Nothing of their unit may stand between the whole and the first of
them, nor follow in their list. Told where one slip would mend it: there may be a class that is not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own, told

_CLASS = expression("relations", "rules_series.part")
_GOES_ON = expression("relations", "rules_series.goes_on")
_ORDERS = tuple(pattern("relations", f"rules_series.{name}") for name in ("letters", "stems", "numerals"))
_FEWEST = 3
_BACK = 3  # figures of another unit between the whole and its first part
_SMALL = 20
_MOST = 24  # figures that are looked at for the parts


def sums_of_series(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        found = _place(page, figure)
        if found is not None and found[1] == 0 and figure.counts:
            whole, parts = _whole(page, figure), _run(page, figure, found[0])
            if whole is not None and len(parts) >= _FEWEST and all(one.value < whole.value for one in parts):
                yield from told(whole, parts, sure=False)


def _place(page: Page, figure: Figure) -> tuple[str, int] | None:
    """Which order the letter of a part is of with the noun of the class, and its place there."""
    found = _CLASS.search(own(page, figure))
    order = next((one for one in _ORDERS if found and found["rank"] in one), None)
    return (order[0] + found["kind"], order.index(found["rank"])) if found and order else None


def _whole(page: Page, first: Figure) -> Figure | None:
    """The last figure of the parts' unit before them in their sentence, with none but others between."""
    for one in reversed(page.figures[max(0, first.index - _BACK) : first.index]):
        if one.sentence != first.sentence or one.depth > first.depth:
            return None
        if one.group == first.group:
            return one if one.counts and one.value >= _SMALL and one.depth == first.depth else None
    return None


def _run(page: Page, first: Figure, order: str) -> list[Figure]:
    """The parts in their order; [] where another of their unit follows in the list."""
    parts = [first]
    for one in page.figures[first.index + 1 : first.index + 1 + _MOST]:
        if one.sentence != first.sentence or one.depth < first.depth:
            break
        if one.group != first.group or one.depth > first.depth:
            continue
        if _place(page, one) != (order, len(parts)) or not one.counts:
            break
        parts.append(one)
    return [] if _is_open(page, parts) else parts


def _is_open(page: Page, parts: list[Figure]) -> bool:
    """C类200人、未定类36人, C类200人等: the list goes on behind the last."""
    return _GOES_ON.match(page.text, parts[-1].end) is not None
