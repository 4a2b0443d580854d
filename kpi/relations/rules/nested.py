"""sum.nested: what 其中 takes from each part of a list, and what it takes from the whole.

资金3680万元,其中中央2940万元。/ 河东区612万元,其中中央489万元;/ 河西区548万元,其中中央438万元;…: the districts
add up, so that the list is closed; what is taken from each under one name makes what is taken from the whole.
Takes the sums that the other rules found; what does not fit is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.breakdowns import wholes_of_among
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.parts import SURE, told
from kpi.relations.slips import FITS
from kpi.relations.sums import bare_name

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_FEWEST = 2  # characters that two names have in common from their beginning


def sums_of_nested_parts(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    inner: dict[str, list[Figure]] = {}
    figures = {figure.id: figure for figure in page.figures}
    for name, taken_from in wholes_of_among(page).items():
        if name in figures:
            inner.setdefault(taken_from.id, []).append(figures[name])
    for relation in found:
        whole, *parts = relation.members
        if relation.type in _SUMS and relation.verdict in FITS and len(parts) > 1 and whole in inner:
            for one in inner[whole]:
                alike = [next((x for x in inner.get(part, ()) if _is_named_so(one, x)), None) for part in parts]
                members = [x for x in alike if x is not None]
                if len(members) == len(parts) and one.id not in parts and significant(one) >= SURE:
                    yield from told(one, members)


def _is_named_so(one: Figure, other: Figure) -> bool:
    """中央资金 and 中央, in one unit."""
    first, second = sorted((bare_name(one), bare_name(other)), key=len)
    return one.group == other.group and len(first) >= _FEWEST and second.startswith(first)
