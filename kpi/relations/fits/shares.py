"""share.fit: a percentage that the count before it is of another count near by.

特困供养中集中418人,分散1045人,两类相加1463人,集中供养率由此算得28.6%. Neither growth nor a task: the nearest
counts before the percentage are tried as the part, the counts of their family around them as the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import (
    around,
    before,
    behind,
    fit_words,
    in_common,
    is_han,
    lead,
    same_sentence,
    settled,
    width,
)
from kpi.relations.quotients import by_a_slip, mended_by_base, quotient
from kpi.relations.rules.parts import counts, family, own
from kpi.relations.slips import FITS

_ENDS = pattern("relations", "fits_shares.ends")
_AND_HE = pattern("relations", "words.and_he")
_AND_JI = pattern("relations", "words.and_ji")
_AND_YU = pattern("relations", "words.and_yu")
_AS_WELL_AS = pattern("relations", "words.as_well_as")
_YUAN = pattern("relations", "words.yuan")

_PARTS = 4
_WHOLES = 24
_LINES = 6
_BACK = 10
_LOOSE = 0.3  # points: with a percentage printed to 0.1 and long counts
_LOOSER = 1.2  # where a word says that it is a share, and whole and part stand in its sentence
_LONG = 4  # digits of a whole on another line that bears no name of the part
_SMALL = 50  # of so few anything is some per cent
_CHAIN = 6
_STEM = expression("relations", "fits_shares.stem")
_PLAIN = expression("relations", "fits_shares.plain")
_BASE = expression("relations", "fits_shares.base")


def shares_that_fit(page: Page) -> Iterator[Relation]:
    chained: set[int] = set()
    for rate in page.percents:
        if rate.index in chained or not _is_share(page, rate):
            continue
        chain = _chain(page, rate)
        if len(chain) > 1:
            chained.update(one.index for one in chain)
            yield from _in_turn(page, chain)
            continue
        relation = _first(page, rate)
        if relation is not None:
            yield relation


def _is_share(page: Page, figure: Figure) -> bool:
    if figure.quantity.unit != "%" or not settled(figure) or not 0 < figure.value < 100:
        return False
    exact = figure.quantity.bound is Bound.EXACT
    said = own(page, figure)
    return exact and fit_words("share").search(said) is not None and not fit_words("growth").search(said)


def _first(page: Page, rate: Figure) -> Relation | None:
    near = _parts(page, rate)
    for at, part in enumerate(near):
        beside = at < _PARTS and (not at or _together(page, part, rate) or not _together(page, near[0], rate))
        if not beside and not _is_named(page, part, rate):
            continue
        for whole in _wholes(page, part, rate):
            relation = quotient(part, whole, rate, across=True, fitting=True)
            if relation is None or relation.verdict not in (FITS if not at else FITS[:1]):
                continue
            together = same_sentence(page, part, rate) and same_sentence(page, whole, rate)
            loose = _LOOSER if together else _LOOSE * (2 if not at else 1)
            if width(relation) <= loose:
                return relation
    return _slipped(page, rate)


def _together(page: Page, part: Figure, rate: Figure) -> bool:
    """No semicolon between: 甲支出124.7万元,执行率94.0%;乙支出189万元,执行率90.0%."""
    return page.slots[part.index].segment == page.slots[rate.index].segment


def _slipped(page: Page, rate: Figure) -> Relation | None:
    """Whole, part and rate one after another in a sentence: told where one slip would mend it."""
    near = [one for one in before(page, rate, 4) if one.quantity.unit not in cues().not_additive_units][:2]
    if len(near) < 2 or not all(same_sentence(page, one, rate) and counts(page, one) for one in near):
        return None
    part, whole = near
    said = own(page, rate)
    stem = _STEM.search(said)
    named = stem is not None and stem[1][-2:] in own(page, part)
    alike = family(part) == family(whole) and _PLAIN.fullmatch(said.strip(_ENDS)) is not None
    levels = {page.slots[one.index].depth for one in (whole, part, rate)}
    if not (named or alike) or len(levels) > 1 or part.value >= whole.value:
        return None
    if ";" in page.text[whole.end : rate.start] or (
        _YUAN in (part.group, whole.group) and part.group != whole.group
    ):
        return None
    return by_a_slip(part, whole, rate)


def _parts(page: Page, rate: Figure) -> list[Figure]:
    """The counts of its sentence before it, the nearest first; else those of the sentence before."""
    near = [one for one in before(page, rate, _BACK) if counts(page, one) and "/" not in one.quantity.unit]
    together = [one for one in near if same_sentence(page, one, rate)]
    return together or [one for one in near if same_sentence(page, one, near[0])]


def _is_named(page: Page, part: Figure, rate: Figure) -> bool:
    """低保金1732.64万元、…, 低保一项就占去60.9%: the rate's own words name a part further back."""
    said, name = own(page, rate), own(page, part)
    return any(name[n : n + 2] in said for n in range(len(name) - 1) if is_han(name[n : n + 2]))


def _wholes(page: Page, part: Figure, rate: Figure) -> Iterator[Figure]:
    """Counts of the part's family that are more than it: before it, between it and the rate, right behind."""
    between = page.figures[part.index + 1 : rate.index]
    base = _BASE.search(own(page, rate))
    for one in (*between, *before(page, part, _WHOLES, _LINES), *behind(page, rate, 2)):
        if one.value > part.value and counts(page, one):
            if base and not in_common(base[1], around(page, one) + around(page, part)):
                continue  # 占电力装机比重: of what is named so
            far = one.paragraph != rate.paragraph and significant(one) < _LONG
            if far and not in_common(around(page, one), around(page, part) + lead(page, rate)):
                continue
            alike = family(one) == family(part)
            people = {one.group, part.group}.isdisjoint((_YUAN,)) and same_sentence(page, one, part)
            if alike or (people and fit_words("rate").search(own(page, rate))):
                yield one


def _chain(page: Page, first: Figure) -> list[Figure]:
    """Percentages side by side: 23.0%、17.3%和3.1%."""
    chain = [first]
    for one in page.figures[first.index + 1 : first.index + _CHAIN]:
        gap = page.text[chain[-1].end : one.start].strip()
        if one.quantity.unit != "%" or gap not in ("、", _AND_HE, _AND_YU, _AND_JI, _AS_WELL_AS):
            break
        chain.append(one)
    return chain


def _in_turn(page: Page, chain: Sequence[Figure]) -> Iterator[Relation]:
    """Each is one count's, in their order, of one whole; one that is off by a slip is told too."""
    near = [one for one in before(page, chain[0], _WHOLES, 1) if counts(page, one)]
    near.reverse()
    for whole in reversed(near):
        alike = [one for one in near if family(one) == family(whole) and one.value < whole.value]
        for start in range(len(alike) - len(chain), -1, -1):
            parts = alike[start : start + len(chain)]
            found = [quotient(part, whole, rate, fitting=True) for part, rate in zip(parts, chain, strict=True)]
            fitting = [one for one in found if one is not None and one.verdict in FITS]
            if len(fitting) == len(chain):
                yield from fitting
                return
            enough = len(chain) > 2 or fit_words("each").search(lead(page, chain[0]))
            if enough and whole.value >= _SMALL and len(fitting) == len(chain) - 1:
                yield from fitting
                pairs = zip(parts, chain, found, strict=True)
                off = next((part, rate) for part, rate, one in pairs if one not in fitting)
                relation = by_a_slip(off[0], whole, off[1])
                if relation is not None:
                    yield relation
                return
    yield from _off_base(near, chain)


def _off_base(near: Sequence[Figure], chain: Sequence[Figure]) -> Iterator[Relation]:
    """None of them fits, and one slip in the whole would mend all."""
    for whole in reversed(near):
        alike = [one for one in near if family(one) == family(whole) and one.value < whole.value]
        for start in range(len(alike) - len(chain), -1, -1):
            found = mended_by_base(list(zip(alike[start : start + len(chain)], chain, strict=True)), whole)
            if found:
                yield from found
                return
