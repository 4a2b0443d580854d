"""Bytes to text, and what a report is: whose, of when, and its sections."""

from __future__ import annotations

from kpi.reading.dues import due_at
from kpi.reading.source import content_hash, read_text
from kpi.reading.structure import read_report

__all__ = ["content_hash", "due_at", "read_report", "read_text"]
