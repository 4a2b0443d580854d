"""What a line that is an item of a list opens with; the group says which kind of number it is."""

from __future__ import annotations

from kpi.outline.expressions import expression

ITEM_HEAD = expression("outline", "heads.item_head")
