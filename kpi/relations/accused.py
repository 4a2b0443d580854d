"""A contradiction as doubts see it: its figures, and what fits beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page


@dataclass(frozen=True, slots=True)
class Accused:
    """A contradiction and its figures, in the order of its members."""

    page: Page
    relation: Relation
    figures: tuple[Figure, ...]
    fitting: Mapping[object, list[Relation]]  # those that fit, by `_keys`

    def is_of(self, *kinds: RelationType, members: int = 0) -> bool:
        """Whether it is of one of these types, and where `members` says so has that many figures."""
        return self.relation.type in kinds and (not members or len(self.figures) == members)

    @property
    def is_sum(self) -> bool:
        """A whole and its parts, all of them or some."""
        return self.is_of(RelationType.SUM, RelationType.PARTIAL)

    @property
    def is_share(self) -> bool:
        """A part, its base and the share."""
        return self.is_of(RelationType.SHARE, members=3)
