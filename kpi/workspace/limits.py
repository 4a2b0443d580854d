"""How much of a machine one audit may take; kpi.yml may ask for less, or for more up to a fixed bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from kpi.clock import SECONDS
from kpi.errors import Problem, problem
from kpi.workspace.record import Record


@dataclass(frozen=True, slots=True)
class Limits:
    """`files` of one folder; `file_mb` of one file; `text_mb` of one report's text, in millions of characters;
    `line` of one paragraph, in characters; `figures` of one report; `checks` of all suites; `sql_seconds` and
    `sql_mb` of one query of a suite; `read_seconds` of a processor that the figures and relations of one report
    take; `match_seconds` of the targets that are held against reports together."""

    files: int = 5_000
    file_mb: int = 100
    text_mb: int = 5
    line: int = 50_000
    figures: int = 30_000
    checks: int = 500
    sql_seconds: int = 10
    sql_mb: int = 512
    read_seconds: int = SECONDS
    match_seconds: int = 300


STANDARD = Limits()
MOST = Limits(
    files=50_000, file_mb=200, text_mb=50, line=1_000_000, figures=1_000_000, checks=10_000, sql_seconds=300,
    sql_mb=8_192, read_seconds=3_600, match_seconds=3_600,
)  # fmt: skip
_FIGURE = re.compile(r"[0-9\uff10-\uff19][0-9\uff10-\uff19.,]*|[一二三四五六七八九十百千万亿两]+")


def excess(text: str, doc: str, limits: Limits = STANDARD) -> Problem | None:
    """What a report has too much of: every figure carries its sentence, and every sentence its figures."""
    if len(text) > (most := limits.text_mb * 1_000_000):
        return problem("text_too_long", doc, found=len(text), limit=most)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > limits.line:
            return problem("line_too_long", doc, number, found=len(line), limit=limits.line)
    if (figures := sum(1 for _ in _FIGURE.finditer(text))) > limits.figures:
        return problem("too_many_figures", doc, found=figures, limit=limits.figures)
    return None


def read_limits(record: Record | None) -> Limits:
    """The limits of kpi.yml; each a whole number from 1 to its bound, else a problem."""
    found = {}
    for one in fields(Limits) if record else ():
        written, most = record.text(one.name) if record else "", getattr(MOST, one.name)
        if not written:
            continue
        if written.isascii() and written.isdigit() and len(written) < 10 and 1 <= int(written) <= most:
            found[one.name] = int(written)
        elif record:
            record.add(problem("bad_limit", *record.at(one.name), key=one.name, found=written[:40], limit=most,
                               expected=getattr(STANDARD, one.name)))  # fmt: skip
    return Limits(**found)


def raised(limits: Limits) -> dict[str, int]:
    """The limits that are above the standard ones."""
    return {
        one.name: getattr(limits, one.name)
        for one in fields(Limits)
        if getattr(limits, one.name) > getattr(STANDARD, one.name)
    }
