"""A contradiction as doubts see it: its figures, and what fits beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.model import Relation
from kpi.relations.figures import Figure, Page


@dataclass(frozen=True, slots=True)
class Accused:
    """A contradiction and its figures, in the order of its members."""

    page: Page
    relation: Relation
    figures: tuple[Figure, ...]
    fitting: Mapping[object, list[Relation]]  # those that fit, by `_keys`
