"""share.linked: the share of a part in the whole that it adds up to with the others.

1702家…合格1588家、基本合格71家、不合格43家;合格率93.3%: the three add up to 1702, so the rate that bears the
name of one of them is of 1702. Takes the sums that the other rules found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kpi.model import Bound, Relation, RelationType
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import behind_line, fit_words, in_common, settled
from kpi.relations.quotients import by_a_near_miss
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS

_ENDS = pattern("relations", "rules_linked.ends")
_AHEAD = 6
_HEAD = 2  # characters of a name
_OPENS = expression("relations", "rules_by_name.opens")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,12}$")
_ASIDE = re.compile(r"\([^()]*\)")
_CALLED = expression("relations", "rules_linked.called")
_MEASURE = expression("relations", "rules_linked.measure")
_TAIL = expression("relations", "rules_linked.tail")
_CALLS = expression("relations", "rules_linked.calls")


def shares_of_sums(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    known = {
        one.members[-1]
        for one in found
        if one.type in (RelationType.SHARE, RelationType.RISE) and one.verdict in FITS
    }
    for relation in found:
        if relation.type in (RelationType.SUM, RelationType.PARTIAL) and relation.verdict in FITS:
            yield from _of(page, relation, figures, known)


def _of(page: Page, relation: Relation, figures: Mapping[str, Figure], known: set[str]) -> Iterator[Relation]:
    members = [figures[member] for member in relation.members if member in figures]
    if len(members) != len(relation.members) or len(members) < 3 or members[0].is_percent:
        return
    whole, *parts = members
    last = max(members, key=lambda one: one.index)
    names = {part.index: _CALLED.sub("", _name(own(page, part))) for part in parts}
    yield from _beside(page, whole, parts, known)
    for rate in behind_line(page, last, _AHEAD):
        if rate.quantity.unit != "%" or rate.quantity.bound is not Bound.EXACT or not settled(rate):
            continue
        said = own(page, rate)
        if rate.id in known or not fit_words("share").search(said) or fit_words("growth").search(said):
            continue
        stem = _TAIL.sub("", _ASIDE.sub("", said).strip(_ENDS))
        named = [part for part in parts if len(names[part.index]) > 1 and stem == names[part.index]]
        named = named or [part for part in parts if len(stem) > _HEAD and names[part.index].endswith(stem)]
        if not stem:  # 4467人,占84.0%: of the part right before it
            named = [part for part in parts if part.index == rate.index - 1] or _opens(page, rate, parts, names)
        relation_ = by_a_near_miss(named[0], whole, rate) if len(named) == 1 else None
        if relation_ is not None:
            yield relation_


def _opens(page: Page, rate: Figure, parts: Sequence[Figure], names: Mapping[int, str]) -> list[Figure]:
    """其中企业捐赠214.5万元,个人捐赠87.6万元…。企业是主力,占比达65.6%: the part whose name opens the sentence."""
    opening = page.text[page.slots[rate.index].sentence : rate.start].strip(_ENDS)
    heads = {part.index: _OPENS.sub("", names[part.index])[:_HEAD] for part in parts}
    apart = len(set(heads.values())) == len(heads)  # 城市低保, 城市特困: no name by itself
    return [
        part
        for part in parts
        if apart and len(heads[part.index]) == _HEAD and opening.startswith(heads[part.index])
    ]


def _beside(page: Page, whole: Figure, parts: Sequence[Figure], known: set[str]) -> Iterator[Relation]:
    """消防97条,占40.8%;…;已整改214条,整改率89.9%: the rate behind a part that says 占, or its name."""
    for part in parts:
        rate = page.figures[part.index + 1] if part.index + 1 < len(page.figures) else part
        if rate.quantity.unit != "%" or rate.id in known or rate.paragraph != part.paragraph:
            continue
        if rate.quantity.bound is not Bound.EXACT or rate.quantity.damaged:
            continue
        said = _ASIDE.sub("", own(page, rate)).strip(_ENDS)
        stem = _TAIL.sub("", said)
        share = fit_words("share").search(said) and not fit_words("growth").search(said)
        named = _MEASURE.match(stem) or _name(own(page, part)).endswith(stem) or _names_whole(page, stem, whole)
        if share and named:
            relation = by_a_near_miss(part, whole, rate)
            if relation is not None:
                yield relation


def _names_whole(page: Page, stem: str, whole: Figure) -> bool:
    """占总火灾起数 of 发生火灾事故212起, and not 占全国火灾总数."""
    called = _CALLS.search(stem)
    return called is not None and in_common(called["noun"], own(page, whole)) > 0


def _name(said: str) -> str:
    found = _NAME.search(said)
    return found[0] if found else ""
