"""sum.key-whole: parts far behind their whole, in a sentence of their own.

发现问题238条。… (two sections on) 按类别,消防97条,占40.8%;食品64条;服务48条;财务29条。… A report has few numbers
that others add up to; all figures of that unit in a sentence, or in one segment of it, that make up such a number
to the digit are its parts. Takes the sums that the other rules found. What does not fit is told where a way of
splitting opens it (按等级分,…), of the one such number that a slip would mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.outline.marks import MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.closed_lists import said_to_be_all
from kpi.relations.rules.parts import counts, own, told, words
from kpi.relations.slips import FITS
from kpi.relations.sums import may_overlap, slipped, sum_of

_OF = pattern("relations", "words.of")
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_LEAST = 100  # smaller wholes are reached by any parts
_SURE = 3  # digits of the whole
_MOST = 12  # parts
_SPLIT = 3  # parts of a way of splitting
_WHOLES = 40  # the last ones that are tried
_HEAD = 4  # characters before the name that a list opens with
_BACK = 40  # figures among which a whole is looked for by its name
_NAME, _FULL_NAME = 2, 4  # characters of it, the more where it is held against parts that miss it


def sums_of_key_wholes(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    by_id = {figure.id: figure for figure in page.figures}
    sums = [one for one in found if one.type in _SUMS and one.verdict in FITS and _is_all(one, by_id)]
    wholes: dict[tuple[str, object], Figure] = {}
    for one in sums:
        whole = by_id.get(one.members[0])
        if whole is not None and counts(page, whole) and whole.value >= _LEAST and significant(whole) >= _SURE:
            wholes.setdefault((whole.group, whole.value), whole)
    known = {frozenset(one.members[1:]) for one in sums}
    last = list(wholes.values())[-_WHOLES:]
    for sentence in page.sentences:
        for parts in _runs(page, sentence):
            whole = wholes.get((parts[0].group, sum(part.value for part in parts)))
            whole = whole or _named(page, parts)
            members = frozenset(part.id for part in parts)
            if whole is not None and whole.index < parts[0].index and members not in known:
                known.add(members)
                yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
            elif members not in known and (named := _closed(page, parts)) is not None:
                yield from told(named, parts)
            elif members not in known and len(parts) >= _SPLIT and _opens(page, parts):
                yield from _off(last, parts)


def _opens(page: Page, parts: Sequence[Figure]) -> bool:
    segment = page.slots[parts[0].index].segment
    return words("splits_sentence").match(page.text, segment, parts[0].start) is not None


def _off(wholes: Sequence[Figure], parts: Sequence[Figure]) -> Iterator[Relation]:
    """按等级分,一级…、二级…: of the one whole that a slip in one of them would make up."""
    alike = [one for one in wholes if one.group == parts[0].group and one.index < parts[0].index]
    most = max(one.value for one in parts)
    off = [one for one in alike if one.value > most and slipped(one, parts)]
    if len(off) == 1 and not may_overlap(parts) and not any(OPENS.search(one.own) for one in parts[1:]):
        yield sum_of(off[0], parts, RelationVerdict.INCONSISTENT)


def _named(page: Page, parts: Sequence[Figure]) -> Figure | None:
    """未通过218件,…。未通过的主要是三种情况:…121件,…39件,…58件: what the opening names."""
    opening = page.text[page.slots[parts[0].index].sentence : parts[0].start]
    total = sum(part.value for part in parts)
    for one in reversed(page.figures[max(0, parts[0].index - _BACK) : parts[0].index]):
        if one.group == parts[0].group and one.value == total and counts(page, one):
            name = MARKS.sub("", own(page, one)).strip()
            return one if len(name) >= _NAME and name in opening else None
    return None


def _closed(page: Page, parts: Sequence[Figure]) -> Figure | None:
    """募集资金2214.8万元。…募集的资金由四部分组成:…: what a list opens with that says to be all of it."""
    slot = page.slots[parts[0].index]
    most = max(part.value for part in parts)
    for low in dict.fromkeys((slot.sentence, slot.segment)):
        opening = page.text[low : parts[0].start].replace(_OF, "")
        for one in reversed(page.figures[max(0, parts[0].index - _BACK) : parts[0].index]):
            name = MARKS.sub("", own(page, one)).strip()
            at = opening.find(name) if len(name) >= _FULL_NAME else -1
            if one.start < low and one.group == parts[0].group and counts(page, one) and 0 <= at <= _HEAD:
                fit = one.value > most and significant(one) >= _SURE
                return one if fit and said_to_be_all(page, opening[at + len(name) :], parts) else None
    return None


def _is_all(relation: Relation, by_id: Mapping[str, Figure]) -> bool:
    if relation.type is RelationType.SUM:
        return True
    members = [by_id[one] for one in relation.members if one in by_id]
    told = len(members) == len(relation.members)  # else cells of a table
    return told and sum(one.value for one in members[1:]) == members[0].value


def _runs(page: Page, sentence: Sequence[Figure]) -> Iterator[list[Figure]]:
    """All figures of one unit in the sentence, then those of each of its segments."""
    counted = [one for one in sentence if one.counts and not one.depth]
    if len(counted) < 2:
        return
    for group in dict.fromkeys(one.group for one in counted):
        alike = [one for one in counted if one.group == group]
        segments: dict[int, list[Figure]] = {}
        for one in alike:
            segments.setdefault(page.slots[one.index].segment, []).append(one)
        runs = [alike, *segments.values()] if len(segments) > 1 else [alike]
        yield from (run for run in runs if 2 <= len(run) <= _MOST)
