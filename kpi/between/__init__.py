"""Between reports of one body: what one says that cannot be so if the other is right."""

from __future__ import annotations

from kpi.between.finders import Between, between
from kpi.between.mending import Bookshelf
from kpi.between.relating import relate_bodies
from kpi.between.told import Doc, Told, in_order, told_of

__all__ = ["Between", "Bookshelf", "Doc", "Told", "between", "in_order", "relate_bodies", "told_of"]
