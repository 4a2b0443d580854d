"""What a draft left out, rule by rule: numbers, titles and tasks with their clause; other numerals counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kpi.extraction.omitted import Omitted, clause_around
from kpi.model import Report
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message
from kpi.rules import registry


def omitted_lines(found: Sequence[Omitted], report: Report, lang: Lang) -> Iterator[str]:
    """A line to sum up; a line a rule, and below it `line: clause`, or for what is no figure the numerals."""
    if not found:
        return
    titles = sum(one.rule == "omitted.title" for one in found)
    tasks = sum(registry()[one.rule].family == "guard" for one in found)
    yield message("draft.left_out", lang, n=len(found) - titles - tasks, titles=titles, tasks=tasks)
    rules: dict[str, list[Omitted]] = {}
    for one in found:
        rules.setdefault(one.rule, []).append(one)
    for rule, ones in sorted(rules.items(), key=lambda pair: (is_no_figure(pair[0]), pair[0])):
        said = registry()[rule].zh if lang == "zh" else registry()[rule].en
        head = f"  {rule}  {said}"
        if is_no_figure(rule):
            yield f"{head}{message('audit.colon', lang)}{_counted(report.text[o.start : o.end] for o in ones)}"
            continue
        yield head
        for one in ones:
            yield f"    {report.text.count(chr(10), 0, one.start) + 1}: {clause_around(report.text, one)}"


def is_no_figure(rule: str) -> bool:
    """Dates, ordinals and the like: what was never a number of anything."""
    return registry()[rule].family == "exclusion"


def _counted(texts: Iterator[str]) -> str:
    """2024×3 2025"""
    return " ".join(f"{text}×{n}" if n > 1 else text for text, n in Counter(texts).items())
