"""Which of equal numbers the whole of a relation is.

受理736件,已办结736件。/ 来访512件,占69.6%: parts told elsewhere are of what came, not of the same number done.
百岁老人236人。… / 百岁老人236人。男性81人,占34.3%: of one number told twice, the nearest before the parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, figures_by_id
from kpi.relations.slips import FITS

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_SHARE = 3  # a part, its base and the rate
_ACCOUNTS = "restated.accounts"  # what came in and what went out are equal, and two things
_PAIR = 2
_PLACES = 20  # at which a number is told again that are looked at
_DONE = expression("relations", "told_whole.done")


def with_their_wholes(page: Page, relations: Sequence[Relation]) -> Iterator[Relation]:
    """The same relations, each of the one of equal wholes that it is of."""
    came, again = _came(page), _told_again(page, relations)
    by_id = figures_by_id(page)
    for relation in relations:
        place = _place(relation)
        members = [by_id.get(one) for one in relation.members]
        whole = members[place] if place is not None else None
        if place is None or whole is None or None in members:
            yield relation
            continue
        parts = [one for number, one in enumerate(members) if number != place and one is not None]
        first = came.get(whole.id)
        meant = first if first is not None and all(one.sentence != first.sentence for one in parts) else whole
        start = min(one.index for one in parts)
        near = [one for one in again.get(meant.id, ()) if meant.index < one.index < start]
        meant = max(near, key=lambda one: one.index, default=meant)
        yield _of(relation, whole.id, meant.id) if meant.id not in relation.members else relation


def _place(relation: Relation) -> int | None:
    """Where the whole stands among the members; None where there is none (shares that are 100 together)."""
    if relation.type is RelationType.SHARE:
        return 1 if len(relation.members) == _SHARE else None
    return 0 if relation.type in _SUMS and len(relation.members) > 1 else None


def _came(page: Page) -> dict[str, Figure]:
    """What came, by the id of the same number done."""
    found: dict[str, Figure] = {}
    for sentence in page.sentences:
        first: dict[tuple[str, object], Figure] = {}
        for one in sentence if len(sentence) > 1 else ():
            if one.counts:
                known = first.setdefault((one.group, one.value), one)
                if known is not one and _DONE.search(one.own):
                    found[one.id] = known
    return found


def _told_again(page: Page, relations: Sequence[Relation]) -> dict[str, list[Figure]]:
    """Where a number is told again, by its id."""
    by_id = figures_by_id(page)
    found: dict[str, list[Figure]] = {}
    for one in relations:
        same = one.type is RelationType.RESTATED and one.verdict in FITS and one.rule != _ACCOUNTS
        if same and len(one.members) == _PAIR:
            first, second = (by_id.get(member) for member in one.members)
            if first is not None and second is not None and first.value == second.value:
                for number, again in ((first, second), (second, first)):
                    places = found.setdefault(number.id, [])
                    if len(places) < _PLACES:
                        places.append(again)
    return found


def _of(relation: Relation, old: str, new: str) -> Relation:
    computation = relation.computation
    terms = tuple(one._replace(quantity=new) if one.quantity == old else one for one in computation.terms)
    against = tuple(one._replace(quantity=new) if one.quantity == old else one for one in computation.against)
    members = tuple(new if one == old else one for one in relation.members)
    return replace(relation, members=members, computation=replace(computation, terms=terms, against=against))
