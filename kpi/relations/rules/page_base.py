"""share.page-base: many shares of one base that is said once, whatever it is counted in.

有效问卷1127份。…男性531人(47.1%)、女性596人(52.9%);…独居的318人,占28.2%: the base is the one figure before them
that most shares of a paragraph are of. From there on a share that names no base is of it as well, unless another
rule knows better; what the shares of a hundred stand behind are the parts of the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kpi.language.terms import SHARE
from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.expressions import words as word_list
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import fit_words, in_a_row
from kpi.relations.quotients import by_a_near_miss, by_a_slip, make_up_all, quotient
from kpi.relations.rules.parts import counts, own
from kpi.relations.rules.parts import told as parts_told
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, whole_split

_SHARE = expression("relations", "rules_chained.share")
_BRACKET = expression("relations", "rules_page_base.bracket")
_OTHERS = expression("relations", "rules_page_base.others")
_ASKED = frozenset(word_list("relations", "rules_page_base.asked"))
_PAIR = 2
_OF_ASKED = expression("relations", "rules_page_base.of_asked")
_BASES = 12  # figures before the first share, or before a row
_FEWEST = 3  # shares of a paragraph that say what they are of
_SHARP = 3  # digits of a share that says so
_PARTS = 6  # parts of which a row of shares may be

Pair = tuple[Figure, Figure]


def shares_of_page_bases(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.SHARE and one.verdict in FITS}
    base: Figure | None = None
    for figures in page.paragraphs:
        pairs = list(_pairs(page, figures))
        base = _base(page, pairs) or _split_base(page, figures) or _run_base(page, figures) or base
        if base is None:
            continue
        alike = [(part, share) for part, share in pairs if part.value < base.value]
        for part, share in alike:
            relation = by_a_slip(part, base, share) if share.id not in known else None
            if relation is not None:
                yield relation
        yield from _sums(base, alike)
        yield from _rows(page, base, figures)
        yield from _runs(page, base, figures)


def _pairs(page: Page, figures: Sequence[Figure]) -> Iterator[Pair]:
    """A count and the share right behind it: 531人(47.1%), 318人,占28.2%."""
    for part, share in pairwise(figures):
        if share.quantity.unit != "%" or not share.exact or not counts(page, part):
            continue
        gap = page.text[part.end : share.start]
        if _BRACKET.fullmatch(gap) or (part.depth == share.depth and _is_share(own(page, share), own(page, part))):
            yield part, share


def _is_share(said: str, of_part: str) -> bool:
    """占54.6%, 女性占54.6% behind 女性755人, 占有效样本的55.3%."""
    named = said.removesuffix(SHARE)
    again = named != said and named.strip() != "" and of_part.endswith(named)
    return again or (_SHARE.fullmatch(said) or _OF_ASKED.fullmatch(said)) is not None


def _base(page: Page, pairs: Sequence[Pair]) -> Figure | None:
    """The nearest figure before them that most of the shares of a paragraph are of."""
    sharp = [(part, share) for part, share in pairs if _printed(share) >= _SHARP]
    if len(sharp) < _FEWEST:
        return None
    first = sharp[0][0].index
    for whole in reversed(page.figures[max(0, first - _BASES) : first]):
        if whole.exact and not whole.is_percent and significant(whole) >= _SHARP:
            fits = [quotient(part, whole, share, across=True, fitting=True) for part, share in sharp]
            fitting = sum(one is not None and one.verdict is RelationVerdict.CONSISTENT for one in fits)
            if fitting >= _FEWEST and fitting * 2 > len(sharp):
                return whole
    return None


def _printed(share: Figure) -> int:
    """How many digits: three of 11.0 and of 12.9."""
    return len(share.digits.replace(".", "").lstrip("0"))


def _split_base(page: Page, figures: Sequence[Figure]) -> Figure | None:
    """有效问卷1382份,…男性627人,女性755人: the figure before a known split that is counted in something else."""
    for first, second in pairwise(figures):
        if not (first.group == second.group and counts(page, first) and counts(page, second)):
            continue
        for whole in reversed(page.figures[max(0, first.index - _BASES) : first.index]):
            if whole.exact and whole.group != first.group and significant(whole) >= _SHARP:
                both = [first, second]
                if whole.value == first.value + second.value and whole_split(whole, both, likely=True):
                    return whole
    return None


def _run_base(page: Page, figures: Sequence[Figure]) -> Figure | None:
    """有效1116份。经常去的452人、偶尔去的389人、没去过的275人: what a run of those who were asked makes up."""
    for place, first in enumerate(figures):
        if first.base in _ASKED and first.exact and significant(first) >= _SHARP:
            for end in range(place + 1 + _FEWEST, min(len(figures), place + _BASES) + 1):
                run = [one for one in figures[end - _FEWEST : end] if counts(page, one) and not one.depth]
                alike = len(run) == _FEWEST and len({one.group for one in run}) == 1
                if alike and run[0].group != first.group and adds_up(first, run):
                    return first
    return None


def _sums(base: Figure, pairs: Sequence[Pair]) -> Iterator[Relation]:
    """男性531人(47.1%)、女性596人(52.9%): a run of shares that makes a hundred."""
    run: list[Pair] = []
    for pair in pairs:
        run.append(pair)
        if make_up_all([share for _, share in run]):
            yield from parts_told(base, [part for part, _ in run])
            run = []


def _rows(page: Page, base: Figure, figures: Sequence[Figure]) -> Iterator[Relation]:
    """助餐612人、助医578人、家政349人,提及率依次为54.3%、51.3%、31.0%: all of them, or all but one."""
    for place, first in enumerate(figures):
        if first.is_percent and fit_words("each").search(own(page, first)):
            rates = in_a_row(page, first, _PARTS)
            near = figures[max(0, place - _BASES) : place]
            parts = [one for one in near if one.sentence == first.sentence and counts(page, one)]
            parts = parts[-len(rates) :]
            told = [by_a_near_miss(part, base, rate) for part, rate in zip(parts, rates, strict=False)]
            fitting = sum(one is not None and one.verdict in FITS for one in told)
            if len(parts) == len(rates) > 1 and fitting >= max(2, len(rates) - 1):
                yield from (one for one in told if one is not None)


def _runs(page: Page, base: Figure, figures: Sequence[Figure]) -> Iterator[Relation]:
    """与配偶同住536人,与子女同住294人,独居221人,其他47人: a segment of counts that make up the base, shares aside.

    What misses is told where 其他 closes the list.
    """
    segments = [list(some) for _, some in groupby(figures, key=lambda one: page.slots[one.index].segment)]
    sentences = [list(some) for _, some in groupby(figures, key=lambda one: one.sentence)]
    for some in (*segments, *sentences):
        parts = [one for one in some if counts(page, one) and not one.depth and one.value < base.value]
        alike = len({one.group for one in parts}) == 1 and base not in parts
        if not (alike and len(parts) > 1):
            continue
        if adds_up(base, parts) or (len(parts) > _PAIR and _OTHERS.search(own(page, parts[-1]))):
            yield from parts_told(base, parts, sure=False)
