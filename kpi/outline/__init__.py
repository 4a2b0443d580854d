"""The form of a report, parsed once: where clauses, brackets and lists begin and end, where each number stands.

It works on the plain text and on spans of numbers, and knows nothing of what they mean.
"""

from __future__ import annotations
