"""Growth against an earlier level that is printed too: 863万元，同比增长15.1%，上年为750万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict, Role
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.slips import FITS, near_miss

_POINTS = pattern("relations", "words.points")

_THEN = expression("relations", "levels.then")
_THEN_DONE = expression("relations", "levels.then_done")  # 去年发放1800万元，今年…
_GROWN = expression("relations", "levels.grown")
_NOW = expression("relations", "levels.now")
_NOT_NOW = expression("relations", "levels.not_now")
_NET = expression("relations", "doubts_of_sums.net")
_YEAR = expression("relations", "rises.year")
_BACK = 4


def levels(page: Page) -> Iterator[Relation]:
    """Level, growth and the level before, in whichever order a sentence tells them."""
    for sentence in page.sentences:
        for place, then in enumerate(sentence):
            if not (_THEN.search(then.left) or _THEN_DONE.search(then.left)):
                continue
            for now, change, sure in _told(page, sentence, place):
                relation = with_change(page, then, now, change)
                if change.exact and _NET.search(change.left) and _is_flow(now):
                    continue  # 退休538人,调出162人,净增226人,即上年末为18201人: of a stock, and no level is told
                members = [one.quantity for one in (then, now, change)]
                if relation is not None and (
                    sure or relation.verdict is not RelationVerdict.INCONSISTENT or near_miss(relation, members)
                ):
                    yield relation


def _told(page: Page, sentence: Sequence[Figure], place: int) -> Iterator[tuple[Figure, Figure, bool]]:
    """(level now, change, whether nothing stands between) for each change told beside the level of then."""
    then = sentence[place]
    behind = sentence[place + 1 : place + 3]
    if (
        len(behind) > 1
        and _NOW.search(behind[0].left)
        and _is_level(behind[0], then)
        and _is_change(behind[1], then)
    ):
        yield behind[0], behind[1], True  # 去年1800万元，今年1980万元，增长10%
        return
    if not _THEN.search(then.left):
        return
    after = [one for one in behind if _is_change(one, then)]
    after = after if behind and after and after[0] is behind[0] else []
    before = sentence[place - 1 : place] if place else []
    before = [one for one in before if _is_change(one, then)]
    changes = after or before
    if not changes:
        return
    first = place - len(before)
    near = reversed(sentence[max(0, first - _BACK) : first])
    known = [one for one in near if _is_level(one, then)]
    # 火化3061具,其中甲馆2214具、乙站847具,火化量同比增加74具(上年2987具): the level that it fits.
    levels = [one for one in known if all(_fits(page, then, one, change) for change in changes)]
    levels = levels or [one for one in known if one.depth == changes[0].depth]
    for one in levels[:1]:
        sure = one.index == first + sentence[0].index - 1 and ";" not in page.text[one.end : then.start]
        yield from ((one, change, sure) for change in changes)


def _fits(page: Page, then: Figure, now: Figure, change: Figure) -> bool:
    told = with_change(page, then, now, change)
    return told is not None and told.verdict in FITS


def _is_change(figure: Figure, then: Figure) -> bool:
    return bool(_GROWN.match(figure.gap)) and (figure.is_percent or base(figure) in (base(then), _POINTS))


def _is_level(figure: Figure, then: Figure) -> bool:
    """A number of the unit that is neither of then, nor a change, nor a plan, nor an average."""
    return (
        base(figure) == base(then)
        and figure.quantity.role not in (Role.BEFORE, Role.TARGET)
        and not _THEN.search(figure.left)
        and not _NOT_NOW.search(figure.left)
        and not verbs().change.match(figure.gap)
        and not _is_earlier(figure, then)
    )


def _is_flow(figure: Figure) -> bool:
    """退休538人,调出162人: what came or went."""
    return any(listed("balance_rule", way).search(figure.own) for way in ("came", "went"))


def _is_earlier(figure: Figure, then: Figure) -> bool:
    """2023年低保对象9210户,2024年8965户: the first is of the year before."""
    years = [_YEAR.findall(one.left)[-1:] for one in (figure, then)]
    return all(years) and years[0] < years[1]
