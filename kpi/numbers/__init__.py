"""The grammar of numbers and units: spans in the plain text, with value, unit, bound and sign.

It knows nothing of sentences or sections: everything that cuts text stands above it.
"""

from __future__ import annotations

from kpi.numbers.number import Number
from kpi.numbers.plain import normalise
from kpi.numbers.ranges import join_ranges
from kpi.numbers.scanning import scan

__all__ = ["Number", "join_ranges", "normalise", "scan"]
