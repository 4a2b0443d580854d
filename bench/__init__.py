"""Measurements: `python -m bench.score` (accuracy against gold) and `python -m bench.run` (speed)."""
