"""partial.bracket: a number in the bracket right behind another, that bears the same noun and says which of them.

社区58个(城市社区61个): more than there are. A bracket that tells another time, a plan or all there is (累计, 上年)
is no part.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own
from kpi.relations.sums import total_of

_OTHER = expression("relations", "rules_in_bracket.other")
_NOUN = 2  # characters


def parts_in_brackets(page: Page) -> Iterator[Relation]:
    for part in page.figures:
        owner = page.slots[part.index].owner
        whole = page.figures[owner] if owner >= 0 else None
        if whole is None or owner != part.index - 1 or not _is_of(page, whole, part):
            continue
        relation = total_of(whole, [part], complete=False)
        if relation is not None:
            yield relation


def _is_of(page: Page, whole: Figure, part: Figure) -> bool:
    said, noun = own(page, part), own(page, whole)[-_NOUN:]
    alike = part.group == whole.group and counts(page, whole) and counts(page, part)
    return alike and len(noun) == _NOUN and said.endswith(noun) and len(said) > _NOUN and not _OTHER.search(said)
