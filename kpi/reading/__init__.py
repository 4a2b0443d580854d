"""What a report is: whose, of when, and its sections."""

from __future__ import annotations

from kpi.reading.dues import due_at
from kpi.reading.structure import read_report

__all__ = ["due_at", "read_report"]
