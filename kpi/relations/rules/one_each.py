"""sum.one-each: a head and a colon that promise a number for each of all.

全市各县区结婚登记量依次为:中城区4126对、江畔区3385对、…: 各 leaves none out, so that the districts make up the
one number told before of what the head names. 共反映问题64个,涉及42个部门。具体为:财政管理方面18个,…: what the
sentence before begins with. The list ends its sentence, with nothing in it but names and numbers; told too where
it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import SENTENCE_STOP
from kpi.outline.scopes import OPENS
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, before, in_common
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import counts, own, told

_EACH = expression("relations", "rules_one_each.each")
_NAMELY = expression("relations", "rules_one_each.namely")
_PERSON = pattern("relations", "words.person")
_FEWEST, _LONGEST = 3, 12  # parts, and characters of a part's name
_BACK, _LINES = 30, 3
_SMALL = 20
_NAMED = 2  # pairs of characters that the head and the whole have in common


def sums_of_one_each(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        start = page.slots[sentence[0].index].sentence
        head = page.text[start : sentence[0].start]
        each, namely = _EACH.match(head), _NAMELY.match(head)
        parts = list(sentence)
        if not (each or namely) or not _is_plain(page, parts):
            continue
        whole = _named(page, parts, each["what"]) if each else _opening(page, parts)
        if whole is not None:
            yield from told(whole, parts)


def _is_plain(page: Page, parts: Sequence[Figure]) -> bool:
    """Three or more counts of one unit, each behind a short name of its own, up to the sentence's end."""
    first, last = parts[0], parts[-1]
    alike = all(one.group == first.group and counts(page, one) and one.depth == first.depth for one in parts)
    names = [own(page, one) for one in parts]
    plain = all(0 < len(name) <= _LONGEST and not OPENS.search(name) for name in names)
    overlap = first.group == _PERSON and any(cues().overlapping.search(name) for name in names)
    ends = SENTENCE_STOP.match(page.text, last.end) is not None
    return alike and plain and ends and not overlap and len(set(names)) == len(names) >= _FEWEST


def _named(page: Page, parts: Sequence[Figure], what: str) -> Figure | None:
    """The one number told before that counts what the head names, of this time and larger than each part."""
    near = [one for one in before(page, parts[0], _BACK, _LINES) if _may_be(page, one, parts)]
    scored = [(in_common(what, around(page, one)), one) for one in near]
    most = max((score for score, _ in scored), default=0)
    named = [one for score, one in scored if score == most >= _NAMED]
    return named[0] if len({one.value for one in named}) == 1 else None


def _opening(page: Page, parts: Sequence[Figure]) -> Figure | None:
    """The first number of that unit in the sentence right before."""
    last = page.figures[parts[0].index - 1] if parts[0].index else parts[0]
    same = [
        one
        for one in before(page, parts[0], _BACK)
        if one.sentence == last.sentence and one.group == parts[0].group
    ]
    first = same[-1] if same else None
    return first if first is not None and _may_be(page, first, parts) else None


def _may_be(page: Page, one: Figure, parts: Sequence[Figure]) -> bool:
    alike = (
        one.group == parts[0].group
        and counts(page, one)
        and not is_then(page, one)
        and one.depth == parts[0].depth
    )
    return alike and one.value >= _SMALL and one.value > max(part.value for part in parts)
