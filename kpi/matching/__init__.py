"""Targets to answers to verdicts, as set-based SQL over the warehouse."""

from __future__ import annotations

from kpi.matching.compare import compare
from kpi.matching.portions import judge_targets

__all__ = ["compare", "judge_targets"]
