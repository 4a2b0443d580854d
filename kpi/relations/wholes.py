"""What each part of the page is taken from, whichever wording says so. No finder needs another one to have run."""

from __future__ import annotations

from kpi.relations.breakdowns import wholes_of_among
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.subsets import pairs
from kpi.relations.totals import wholes_of_splits


@once_a_page
def wholes(page: Page) -> dict[str, Figure]:
    """The whole of each part by the part's id: of a known split, else of 其中, else of what was looked at."""
    looked_at = {part.id: whole for part, whole, _ in pairs(page)}
    return {**looked_at, **wholes_of_among(page), **wholes_of_splits(page)}
