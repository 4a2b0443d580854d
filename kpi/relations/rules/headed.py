"""share.headed: a share right behind its part, of the whole that it names or that heads its paragraph.

结婚登记1954对…。"跨省通办"218对,占结婚登记量的11.2%: of the one number near by that bears the name.
全县有留守儿童1924人。 按性别分…。由祖父母监护的1768人,占91.9%: a bare share is of the number of its unit that
opens the paragraph, where others are known to be parts of it. Where no number near by fits, and one is meant, what
a slip would mend is told; of a name said in full also an old figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, before, fit_words, in_common, lead, opening, said_of, settled
from kpi.relations.quotients import by_a_near_miss, by_a_slip, quotient
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_SHARE = expression("relations", "rules_headed.share")
_BARE = expression("relations", "rules_headed.bare")
_OTHER = expression("relations", "rules_headed.other")
_TOTAL = pattern("relations", "rules_headed.total")
_SCOPES = word_list("relations", "shares.scopes")
_BACK, _LINES = 16, 2
_LINE = 60  # figures of a line whose first one may be meant
_LEAST = 2  # characters of a name


def shares_of_heads(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.verdict in FITS}
    held = (one for one in found if one.verdict in (*FITS, RelationVerdict.PLAUSIBLE))
    split = {whole for one in held for whole in _whole_of(one)}
    for rate in page.percents:
        part = page.figures[rate.index - 1] if rate.index else None
        if part is None or rate.id in known or not _is_of(page, part, rate):
            continue
        said = _SHARE.search(own(page, rate))
        if said is None:
            continue
        near = [one for one in before(page, part, _BACK, _LINES) if _may_be_whole(page, part, one)]
        fitting = [one for one in near if _fits(part, one, rate)]
        name = _BARE.sub("", said["whole"] or "")
        if len(name) >= _LEAST:
            called = [one for one in near if _is_called(page, one, name) and _in_scope(page, one, said["whole"])]
            meant = [one for one in fitting if one in called] or ([] if fitting else called)
            if len({one.value for one in meant}) == 1:
                yield from _told(by_a_near_miss(part, meant[0], rate))
        elif not said["whole"] and not fitting:
            head = _head(page, part, near)
            if head is None and _TOTAL in own(page, rate):
                head = _head_before(page, part, near)
            sure = head is not None and head.id in split
            yield from _told(by_a_slip(part, head, rate) if head is not None and sure else None)


def _whole_of(relation: Relation) -> tuple[str, ...]:
    """The number that others are parts or shares of."""
    if relation.type is RelationType.SHARE:
        return relation.members[1:2]
    return relation.members[:1] if relation.type in (RelationType.SUM, RelationType.PARTIAL) else ()


def _told(relation: Relation | None) -> Iterator[Relation]:
    if relation is not None:
        yield relation


def _is_of(page: Page, part: Figure, rate: Figure) -> bool:
    """Said of the number right before it: in its sentence, on its level, nothing else named between."""
    if rate.quantity.bound is not Bound.EXACT or not settled(rate) or not counts(page, part):
        return False
    beside = part.sentence == rate.sentence and part.depth == rate.depth
    return beside and not _OTHER.search(lead(page, rate)) and not fit_words("growth").search(lead(page, rate))


def _may_be_whole(page: Page, part: Figure, one: Figure) -> bool:
    return one.family == part.family and counts(page, one) and one.value > part.value and one.depth <= part.depth


def _fits(part: Figure, whole: Figure, rate: Figure) -> bool:
    relation = quotient(part, whole, rate, across=True)
    return relation is not None and relation.verdict in FITS


def _is_called(page: Page, one: Figure, name: str) -> bool:
    said = said_of(page, one)
    return name in said or (len(name) > _LEAST and in_common(name, said) >= len(name) - 1)


def _in_scope(page: Page, one: Figure, name: str) -> bool:
    """占全省志愿者总数的14% is of no 志愿者 but those of 全省."""
    said = around(page, one)
    return all(scope in said for scope in _SCOPES if scope in name)


def _head(page: Page, part: Figure, near: Sequence[Figure]) -> Figure | None:
    """The first number of the part's unit in its paragraph, where it is the largest."""
    return _first_if_largest(page, _alike(part, opening(page, part, _LINE)), near)


def _head_before(page: Page, part: Figure, near: Sequence[Figure]) -> Figure | None:
    """安排3800万元…。 / 低保2789万元,占总额的73.4%: the same of the paragraph before, for a share of it all."""
    before_it = page.paragraphs[part.paragraph - 1][:_LINE] if part.paragraph else []
    return _first_if_largest(page, _alike(part, [*before_it, *opening(page, part, _LINE)]), near)


def _alike(part: Figure, figures: Sequence[Figure]) -> list[Figure]:
    return [one for one in figures if one.group == part.group]


def _first_if_largest(page: Page, figures: Sequence[Figure], near: Sequence[Figure]) -> Figure | None:
    first = next((one for one in figures if counts(page, one)), None)
    if first is None or first not in near:
        return None
    return first if all(one.value <= first.value for one in figures) else None
