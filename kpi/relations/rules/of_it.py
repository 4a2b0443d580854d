"""sum.of-it: a number and its noun open the sentence, and what becomes of all of it follows.

全年受理投诉46件。46件投诉中,13件为服务态度问题;16件为收费问题;17件为其他问题. The sentence holds nothing but
parts of it, one of which is what is left (其他), so the list is closed; a further one may be undecided still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.outline.marks import CLAUSE_STOP
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own, told
from kpi.relations.sums import may_overlap

_OPENS = expression("relations", "rules_of_it.opens")
_REST = expression("relations", "rules_of_it.rest")
_BEFORE = expression("relations", "rules_of_it.before")
_FEWEST = 3
_SMALLEST = 10
_BEHIND = 16  # characters behind a number in which it says what it is


def sums_of_it(page: Page) -> Iterator[Relation]:
    for figures in page.sentences:
        whole = figures[0]
        lead = page.text[page.slots[whole.index].sentence : whole.start]
        if whole.value < _SMALLEST or not counts(page, whole) or not _BEFORE.fullmatch(lead):
            continue
        if _OPENS.match(page.text, whole.end):
            parts = [one for one in figures[1:] if one.family == whole.family and counts(page, one)]
            if len(parts) >= _FEWEST and _are_all(page, whole, parts):
                yield from told(whole, parts)


def _are_all(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Each in a clause of its own, none within another, and one of them is the rest."""
    clauses = {page.slots[one.index].clause for one in parts}
    if len(clauses) < len(parts) or may_overlap(parts):
        return False
    level = all(one.depth == whole.depth and not OPENS.search(own(page, one)) for one in parts)
    return level and any(_is_rest(page, one) for one in parts)


def _is_rest(page: Page, part: Figure) -> bool:
    """其他38件, 38件为其他问题."""
    clause = CLAUSE_STOP.split(page.text[page.slots[part.index].clause : part.end + _BEHIND])[0]
    return _REST.match(clause) is not None
