"""What is said of a number that was mended or could not be: sentences of `language/expressions_extraction.yml`."""

from __future__ import annotations

from kpi.outline.expressions import mapping

_NOTES = mapping("extraction", "notes")


def note(name: str, **parts: str) -> str:
    """The note of this name with its parts filled in."""
    return _NOTES[name].format(**parts)
