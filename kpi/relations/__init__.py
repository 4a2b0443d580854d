"""勾稽: numbers of one report that must fit together, found by structure and judged by intervals."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.extraction import extract
from kpi.extraction.accounting import doubtful
from kpi.extraction.catalogue import Catalogue
from kpi.extraction.qualifiers import is_size_of_things
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import PLAIN, Form, Quantity, Reading, Relation, RelationType, RelationVerdict, Report
from kpi.numbers.plain import normalise
from kpi.relations.doubts import without_doubts
from kpi.relations.doubts_of_times import OF_ONE
from kpi.relations.explain import explained, gap_between, share_of
from kpi.relations.figures import Page, build_page
from kpi.relations.finders import ARITHMETIC, FINDERS, LINKS
from kpi.relations.slips import FITS
from kpi.relations.told_whole import with_their_wholes
from kpi.rules.switch import on

__all__ = ["find_relations", "read"]

_ROUGH = Decimal("0.15")  # of twice a whole: so much and more may be anything
_STATED = (RelationType.SHARE, RelationType.RISE)  # the last member is what is stated


def find_relations(report: Report, scanned: str, quantities: Sequence[Quantity]) -> tuple[Relation, ...]:
    """All relations between the quantities of one report, in the order of their last member.

    `scanned` is the normalised text with hard-wrapped lines joined (same length, so offsets agree). Pure and
    linear in the text. Every relation names quantity ids, the whole first, and carries its computation.
    """
    page = build_page(report, scanned, quantities)
    seen: dict[tuple[str, frozenset[str]], Relation] = {}
    told = list(_all(page))
    for rule, link in LINKS:
        told += [replace(one, rule=rule) for one in (list(link(page, told)) if on(rule) else ())]
    told = list(without_doubts(page, list(with_their_wholes(page, told))))
    accused: set[tuple[RelationType, str]] = set()
    for relation in told:
        if relation.verdict is RelationVerdict.INCONSISTENT and relation.type in _STATED:
            if (relation.type, relation.members[-1]) in accused:
                continue  # one number is told of once, by the first of its readings
            accused.add((relation.type, relation.members[-1]))
        kind = RelationType.SUM if relation.type is RelationType.PARTIAL else relation.type
        key = (kind.value, frozenset(relation.members))
        if key not in seen or _knows_more(relation, seen[key]):
            seen[key] = relation
    changes = {frozenset(members) for kind, members in seen if kind == RelationType.RISE.value}
    for members in changes:  # 2.32 more than 69.52 are 71.84: levels of two times are no parts of one whole
        sum_ = seen.get((RelationType.SUM.value, members))
        if sum_ is not None and sum_.type is RelationType.PARTIAL:
            del seen[RelationType.SUM.value, members]
    _drop_partial_readings(seen)
    _drop_further_wholes(seen)
    by_id = {quantity.id: quantity for quantity in quantities}
    place = {quantity.id: index for index, quantity in enumerate(quantities)}
    found = _in_order(seen.values(), place)
    told_all = explained(found, by_id)
    known = _borne_out(found)
    sure = [one for one, full in zip(found, told_all, strict=True) if not _is_of_two_things(full, known)]
    more = list(_by_arithmetic(page, sure))
    if more:  # what the numbers alone tell may explain what a rule found off
        sure = list(without_doubts(page, [*sure, *more]))
    return explained(_in_order(sure, place), by_id) if more or len(sure) < len(found) else told_all


def _in_order(relations: Iterable[Relation], place: Mapping[str, int]) -> list[Relation]:
    return sorted(relations, key=lambda relation: max(place[member] for member in relation.members))


def _by_arithmetic(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    """What only the numbers tell: of members that nothing else has told of together."""
    known = {frozenset(one.members) for one in told}
    for rule, find in ARITHMETIC:
        for relation in find(page, told) if on(rule) else ():
            if frozenset(relation.members) not in known:
                known.add(frozenset(relation.members))
                yield replace(relation, rule=rule)


def _is_of_two_things(relation: Relation, borne_out: Container[str]) -> bool:
    """Two unequal numbers of like names, both borne out by other relations: two things, not one told twice."""
    if relation.type is not RelationType.RESTATED or relation.verdict is not RelationVerdict.INCONSISTENT:
        return False
    members = {mend.member for mend in relation.mends if mend.breaks}
    broken = len(members) == len(relation.members) and all(mend.breaks for mend in relation.mends)
    return broken or (relation.rule not in OF_ONE and all(member in borne_out for member in relation.members))


def _borne_out(found: Sequence[Relation]) -> frozenset[str]:
    """The numbers that a sum, a share or a change in this report says to the digit."""
    firm = (RelationType.SUM, RelationType.SHARE, RelationType.RISE)
    fitting = [one for one in found if one.type in firm and one.verdict is RelationVerdict.CONSISTENT]
    return frozenset(member for one in fitting for member in one.members)


def _drop_partial_readings(seen: dict[tuple[str, frozenset[str]], Relation]) -> None:
    """Parts that miss their whole are no contradiction where they and others make it up.

    Nor where some of them make it up with others, in a sum: then a part of a part was taken for one.
    """
    whole: dict[str, list[tuple[frozenset[str], bool]]] = {}
    for (kind, members), relation in seen.items():
        if kind == RelationType.SUM.value and relation.verdict in FITS:
            whole.setdefault(relation.members[0], []).append((members, relation.type is RelationType.SUM))
    for key, relation in list(seen.items()):
        wrong = key[0] == RelationType.SUM.value and relation.verdict is RelationVerdict.INCONSISTENT
        parts = frozenset(relation.members[1:])
        known = whole.get(relation.members[0], ()) if wrong else ()
        if any(key[1] < members or (closed and parts & members) for members, closed in known):
            del seen[key]


def _drop_further_wholes(seen: dict[tuple[str, frozenset[str]], Relation]) -> None:
    """Of several wholes that the same parts are held against at most one is theirs: the one they miss by least."""
    held: dict[frozenset[str], list[tuple[Decimal, tuple[str, frozenset[str]]]]] = {}
    for key, relation in seen.items():
        if key[0] == RelationType.SUM.value and relation.verdict is RelationVerdict.INCONSISTENT:
            gap = share_of(gap_between(relation.computed, relation.stated), relation.stated)
            if gap is not None:
                held.setdefault(frozenset(relation.members[1:]), []).append((gap, key))
    for several in held.values():
        least = min(gap for gap, _ in several)
        for gap, key in several:
            if gap > least:
                del seen[key]


def _knows_more(relation: Relation, other: Relation) -> bool:
    """What one rule knows to be all of the whole, or to be meant, another only saw to fit."""
    if other.type is RelationType.PARTIAL and relation.type is RelationType.SUM:
        return True
    return other.verdict is RelationVerdict.PLAUSIBLE and relation.verdict is RelationVerdict.CONSISTENT


def _all(page: Page) -> Iterator[Relation]:
    """What each rule finds, in their order."""
    for rule, find in FINDERS:
        if on(rule):
            for relation in find(page):
                if not _says_nothing(relation):
                    yield replace(relation, rule=rule)


def _says_nothing(relation: Relation) -> bool:
    """其中…共1万名: a sum that fits what may be anything from 5000 to 15000."""
    stated = relation.stated
    fits = relation.type in (RelationType.SUM, RelationType.PARTIAL) and relation.verdict in FITS
    if not fits or stated is None or stated.low is None or stated.high is None:
        return False
    return stated.high - stated.low > (stated.high + stated.low) * _ROUGH


def read(
    text: str,
    doc: str,
    catalogue: Catalogue | None = None,
    front: str = "",
    form: Form = PLAIN,
    period: str = "",
) -> Reading:
    """All that is read in one report, its relations included: extraction first, then the arithmetic over it."""
    reading = extract(text, doc, catalogue, front, form, period)
    scanned = join_hard_wraps(normalise(text))
    related = [quantity for quantity in reading.printed if not is_size_of_things(quantity)]
    related = sorted((*related, *reading.bare), key=lambda one: one.start) if reading.bare else related
    relations = find_relations(reading.report, scanned, related)
    quantities = _with_members(reading, relations)
    unread = doubtful(reading.report, scanned, (*quantities, *reading.worded), relations)
    return replace(reading, quantities=quantities, relations=relations, bare=(), unread=unread)


def _with_members(reading: Reading, relations: Sequence[Relation]) -> tuple[Quantity, ...]:
    """The quantities, and of the numbers without a unit those that add up: evidence, and no facts of a matter."""
    members = {member for relation in relations for member in relation.members} if reading.bare else ()
    told = [replace(one, optional=True) for one in reading.bare if one.id in members]
    return tuple(sorted((*reading.quantities, *told), key=lambda one: one.start)) if told else reading.quantities
