"""What the JSON of readings, comparisons, audits and explanations is made of.

Same bytes for the same input: nothing in them depends on time, machine or order of work.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from kpi.auditing.result import Quote
from kpi.model import Interval
from kpi.presenting.escaping import plain_json
from kpi.presenting.numbers import json_number
from kpi.presenting.where import place_json

Json = dict[str, Any]


def dumps(value: Json, ascii_only: bool = False) -> str:
    """中文 as itself (or as \\u escapes), one space of indent, a newline at the end."""
    return plain_json(json.dumps(value, ensure_ascii=ascii_only, indent=1)) + "\n"


def quote(quote: Quote | None) -> Json | None:
    return quote_fields(quote) if quote else None


def quote_fields(quote: Quote) -> Json:
    return {
        "report": quote.doc,
        "start": quote.start,
        "end": quote.end,
        "line": quote.line,
        "place": place_json(quote.place),
        "text": quote.text,
        "sentence": quote.sentence,
    }


def interval(interval: Interval | None) -> list[int | float | None] | None:
    return None if interval is None else [json_number(interval.low), json_number(interval.high)]


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
