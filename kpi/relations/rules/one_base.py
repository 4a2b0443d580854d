"""share.one-base: several shares behind counts of one measure, all of one base, which is said once before them.

全区老年人口18.46万人。 / 高龄老人2.71万人,占14.7%;失能老人0.83万人,占4.5%;空巢老人5.92万人,占32.1%. The
base is the figure that most of them are shares of; then the others have to be, and one that is not is told if
it is a near miss.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.outline.lists import listings
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.quotients import by_a_near_miss, by_a_slip, comes_close, make_up_all, mended_by_base, quotient
from kpi.relations.rules.of_named import bears, name_of_base
from kpi.relations.rules.parts import counts, own
from kpi.relations.rules.parts import told as parts_told
from kpi.relations.slips import FITS

_SHARE = expression("relations", "rules_one_base.share")
_OF_PART = expression("relations", "rules_one_base.of_part")
_COMMAS = pattern("relations", "words.joins")
_LINES = 3  # lines in which the base may stand before
_BEFORE_LIST = 8  # … of a list of lines
_BASES = 12
_FEWEST = 2
_ROW = 3  # shares that say in the same words what they are of
_NAMED = 5  # characters of 占…的 that name a base
_FEW_OFF = 2
_SHARP = 3  # digits of a share


def shares_of_one_base(page: Page) -> Iterator[Relation]:
    for place, figures in enumerate(page.paragraphs):
        pairs = list(_pairs(page, figures))
        if len(pairs) < _FEWEST:
            continue
        before = [one for earlier in page.paragraphs[max(0, place - _LINES) : place] for one in earlier]
        told = list(_bases(page, [*before, *figures], pairs))
        # 持证3718人,肢体2156人,占总数的58.0%,精神389人,占总数的10.5%: commas alone, and a base each time
        beside = list(_beside(page, pairs))
        together = len({page.slots[share.index].segment for _, share in beside}) == 1
        yield from told or _bases(page, [*before, *figures], beside, together)
    yield from _of_lines(page)


def _beside(page: Page, pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """What stands right before each share, of those that say in the same words what they are of."""
    places = [own(page, share).strip(_COMMAS) for _, share in pairs]
    most = max(places, key=places.count, default="")
    if places.count(most) < (_FEWEST if len(most) >= _NAMED else _ROW):
        return
    for place, (_, share) in zip(places, pairs, strict=True):
        part = page.figures[share.index - 1]
        if place == most and part.sentence == share.sentence and not part.is_percent and counts(page, part):
            yield part, share


def _of_lines(page: Page) -> Iterator[Relation]:
    """——企业872.4万元,占61.2%; / ——个人215.8万元,占15.1%: the items of a list of lines, of one base before it."""
    starts = [figure.start for figure in page.figures]
    for listing in listings(page.text, page.listed):
        low = bisect_left(starts, listing.items[0][0])
        lines = (page.figures[slice(*(bisect_left(starts, at) for at in line))] for line in listing.items)
        figures = [one for line in lines for one in line]
        pairs = list(_pairs(page, figures))
        if figures and len(pairs) >= _FEWEST:
            near = page.figures[max(0, low - 3 * _BASES) : low]
            before = [one for one in near if figures[0].paragraph - one.paragraph <= _BEFORE_LIST]
            yield from _bases(page, [*before, *figures], pairs)


def _pairs(page: Page, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """(part, share): the first count of the share's segment, or the one right before it; what 其中 opens there."""
    for place, share in enumerate(figures):
        if share.quantity.unit != "%" or not _SHARE.search(own(page, share)):
            continue
        segment = page.slots[share.index].segment
        near = [one for one in figures[max(0, place - 6) : place] if page.slots[one.index].segment == segment]
        parts = [one for one in near if one.quantity.unit != "%" and counts(page, one)]
        if parts:
            opened = [one for one in parts[1:] if OPENS.search(own(page, one))]
            yield (opened or parts)[0], share


def _bases(
    page: Page, figures: Sequence[Figure], pairs: Sequence[tuple[Figure, Figure]], listed: bool = True
) -> Iterator[Relation]:
    """`listed`: shares that make a hundred stand behind the parts of their base."""
    if len(pairs) < _FEWEST:
        return
    first = pairs[0][0]
    candidates = [one for one in figures if one.index < first.index and one.family == first.family]
    candidates = [one for one in candidates if (_says_something(one) and counts(page, one)) or _is_rough(one)]
    alike = [(part, share) for part, share in pairs if part.family == first.family]
    least = sorted(part.value for part, _ in alike)[-_FEWEST:][0]  # a slip may have made the greatest so great
    candidates = [one for one in candidates if one.value >= least]
    held = [(whole, _fitting(alike, whole)) for whole in reversed(candidates[-_BASES:])]
    beside = [page.figures[share.index - 1] for _, share in alike]
    hundred = listed and make_up_all([share for _, share in alike])
    most = [one for one in held if len(one[1]) >= _FEWEST and len(one[1]) * 2 > len(alike)]
    some = [
        (whole, fitting)
        for whole, fitting in held
        if fitting
        and (
            (hundred and _says_more(alike, fitting) and _are_parts(page, whole, beside))
            or _heads(page, whole, alike)
        )
    ]
    # the nearest of those that as many fit, and none that is only roughly told (30万余名) where another one is
    best = sorted(most or some, key=lambda one: (len(one[1]), one[0].exact), reverse=True)
    for whole, fitting in best[:1]:
        yield from fitting
        yield from parts_told(whole, beside) if hundred and _are_parts(page, whole, beside) else ()
        rivals = (one for one, _ in held if one.index > whole.index and one.value != whole.value)
        if not any(_is_close(alike, one) for one in rivals):
            yield from _off(page, whole, fitting, alike)
        return
    for whole in reversed(candidates[-_BASES:]):
        off = mended_by_base([pair for pair in alike if pair[0].value < whole.value], whole)
        if off and len(off) == len(alike) > _FEWEST:
            yield from off
            return
    for whole, fitting in held if len(alike) == _FEWEST else ():
        other = _other_of_two(whole, alike, fitting[0]) if len(fitting) == 1 else []
        if other:
            yield from other
            return


def _off(
    page: Page, whole: Figure, fitting: Sequence[Relation], pairs: Sequence[tuple[Figure, Figure]]
) -> Iterator[Relation]:
    """The shares that are not of the whole of which the others are, where they are near misses."""
    members = {one.members[0] for one in fitting}
    said = {own(page, share) for part, share in pairs if part.id in members}
    # 占2%, 占9%: whole per cents fit many bases; where several do not, another one is meant
    sharp = any("." in share.digits for part, share in pairs if part.id in members)
    for part, share in pairs if sharp or len(pairs) - len(fitting) <= _FEW_OFF else ():
        if part.id not in members and part.value < whole.value and _may_be_of(page, share, whole, said):
            relation = by_a_near_miss(part, whole, share)
            if relation is not None and relation.verdict is RelationVerdict.INCONSISTENT:
                yield relation


def _is_close(pairs: Sequence[tuple[Figure, Figure]], base: Figure) -> bool:
    """A nearer number that all of the shares come close to: perhaps they are of that, and all of them off."""
    return all(part.value < base.value and comes_close(part, base, share) for part, share in pairs)


def _says_something(figure: Figure) -> bool:
    return significant(figure) > 1 or len(figure.digits) >= _SHARP


def _fitting(pairs: Sequence[tuple[Figure, Figure]], whole: Figure) -> list[Relation]:
    told = (quotient(part, whole, share, across=True) for part, share in pairs if part.value < whole.value)
    return [one for one in told if one is not None and one.verdict in FITS]


def _other_of_two(whole: Figure, pairs: Sequence[tuple[Figure, Figure]], fits: Relation) -> list[Relation]:
    """18.1万份,占38.0%,还有9.4万份,占29.7%: one fits to three digits, the other by a slip, beside each other."""
    (first, _), (part, share) = sorted(pairs, key=lambda pair: pair[0].id != fits.members[0])
    sharp = all(len(rate.digits.replace(".", "")) >= _SHARP for _, rate in pairs)
    relation = by_a_slip(part, whole, share) if part.value < whole.value else None
    beside = share.index == part.index + 1 and abs(first.index - part.index) == _FEWEST
    if not sharp or not beside or relation is None:
        return []
    return [fits, relation]


def _says_more(pairs: Sequence[tuple[Figure, Figure]], fitting: Sequence[Relation]) -> bool:
    """1% alone is of too many bases."""
    rates = {share.id: share for _, share in pairs}
    return len(fitting) > 1 or any(len(rates[one.members[-1]].digits) > 1 for one in fitting)


def _may_be_of(page: Page, share: Figure, whole: Figure, said: Collection[str]) -> bool:
    """占户籍人口的31.5% is no share of 常住人口, unless others say so; 女性占31.8% is of who came before."""
    name = name_of_base(page, share)
    if not _OF_PART.match(own(page, share)):
        return False
    return not name or own(page, share) in said or bears(page, whole, name)


def _are_parts(page: Page, whole: Figure, beside: Sequence[Figure]) -> bool:
    """省级2448万元,占40%,市县两级3672万元,占60%: what stands right before each share, each another one."""
    alike = all(one.family == whole.family and counts(page, one) and one.value < whole.value for one in beside)
    return alike and len({one.index for one in beside}) == len(beside)


def _heads(page: Page, whole: Figure, pairs: Sequence[tuple[Figure, Figure]]) -> bool:
    """成员4863人,其中女性1724人,占35.5%;党员3902人,占80.2%: the first count of their sentence."""
    sentence = page.slots[whole.index].sentence
    if any(page.slots[one.index].sentence != sentence for pair in pairs for one in pair):
        return False
    near = page.figures[max(0, whole.index - 3) : whole.index]
    return not any(page.slots[one.index].sentence == sentence and counts(page, one) for one in near)


def _is_rough(figure: Figure) -> bool:
    return figure.additive and figure.value > 0 and figure.quantity.bound is Bound.ABOVE
