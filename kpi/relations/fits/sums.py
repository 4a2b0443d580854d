"""sum.fit: a total right behind the run of figures that it adds up.

在站内安置173人次,就地给予食物41人次,一并计为214人次. The figures of the total's unit that stand before it, one
after another, without another of its unit between; the fit of three digits or more says that they belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Relation, RelationVerdict
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import before, fit_words, is_parallel, same_sentence, settled
from kpi.relations.rules.parts import APART, counts, family, own, told
from kpi.relations.sums import adds_up, sum_of

_BACK = 16
_MOST = 8
_SURE = 3
_FEW = 2
_SLACK = Decimal("0.005")


def sums_that_fit(page: Page) -> Iterator[Relation]:
    for whole in page.figures:
        if not counts(page, whole) or not settled(whole) or significant(whole) < _FEW:
            continue
        total = fit_words("total").search(own(page, whole)) is not None
        if significant(whole) < _SURE and not total and not fit_words("reached").search(own(page, whole)):
            continue
        run = _run(page, whole)
        size = next((n for n in range(2, len(run) + 1) if adds_up(whole, run[-n:])), 0)
        parts = run[-size:]
        exact = size and is_sharp(whole, parts) and not _come_and_gone(parts)
        if exact and (total or _is_long(page, whole, parts)):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
        elif total and not size:
            within = _sub_run(whole, run) if significant(whole) > _SURE else []
            if within:
                yield sum_of(whole, within, RelationVerdict.CONSISTENT, closed=False)
            else:
                yield from _of_its_sentence(page, whole, run)


def _come_and_gone(parts: Sequence[Figure]) -> bool:
    """新登记174个,注销76个 add up to nothing."""
    came, went = listed("balance_rule", "came"), listed("balance_rule", "went")
    return any(came.search(one.own) for one in parts) and any(went.search(one.own) for one in parts)


def _sub_run(whole: Figure, run: Sequence[Figure]) -> list[Figure]:
    """一级3418人,二级6025人,三级5947人。一、二级合计9443人: some of the run, one after another."""
    for low in range(len(run)):
        for high in range(low + 2, len(run)):
            if adds_up(whole, run[low:high]):
                return list(run[low:high])
    return []


def is_sharp(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the rounding of the parts leaves the sum sharp: 1万个 and 100所 are no 5838."""
    return sum(part.last_place for part in parts) <= whole.value * _SLACK


def _is_long(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Without a word of a total: a number of its own, so long that it is no coincidence."""
    if is_parallel(page, whole) or any(one.group != whole.group for one in parts):
        return False
    reached = len(parts) > 2 and fit_words("reached").search(own(page, whole)) is not None
    return significant(whole) > _SURE or (significant(whole) == _SURE and len(parts) > 2) or reached


def _run(page: Page, whole: Figure) -> list[Figure]:
    """The figures of the whole's family before it, in text order."""
    run: list[Figure] = []
    for one in before(page, whole, _BACK):
        near = run[0].start if run else whole.start
        if near - one.end > APART or len(run) >= _MOST:
            break
        alike = family(one) == family(whole) and bool(one.digits) >= bool(whole.digits)  # 四个学段 of 9350个
        if alike and counts(page, one) and one.depth <= whole.depth:
            run.insert(0, one)
    return run


def _of_its_sentence(page: Page, whole: Figure, run: Sequence[Figure]) -> Iterator[Relation]:
    """一并计为: all of its unit in its sentence, three and more before 共; told if a slip would mend it."""
    said = own(page, whole)
    sure = fit_words("sure_total").search(said) is not None
    least = _FEW if sure else _SURE if fit_words("bare_total").search(said) else 0
    parts = [one for one in run if same_sentence(page, one, whole)] if least else []
    if least and len(parts) >= least and all(one.group == whole.group for one in parts):
        yield from told(whole, parts, sure)
