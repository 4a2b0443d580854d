"""The field of work that a target belongs to: the catalogue's domain, else telling words, else its headings'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from kpi.auditing.evidence import Evidence
from kpi.auditing.result import TargetResult
from kpi.extraction.catalogue import builtin_catalogue
from kpi.language.parsed import read_data
from kpi.presenting.lang import Lang

OTHER = "other"
_FILE = Path(__file__).with_name("fields.yml")


@cache
def cues() -> tuple[tuple[str, str], ...]:
    """(word, field), the longest word first, words of the first field first among equals."""
    data = cast(Mapping[str, Sequence[str]], read_data(_FILE))
    pairs = [(str(word), name) for name, words in data.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def field_of(target: TargetResult, evidence: Evidence) -> str:
    """The id of a domain of the catalogue, `other` where nothing tells."""
    wording = evidence.wordings.get(target.target)
    known = builtin_catalogue()
    if wording and (found := known.get(known.resolve(target.subject, target.unit, wording.measure))):
        return found.domain
    return told_by([target.indicator, target.subject, target.quote, *headings_over(target, evidence)])


def told_by(texts: Iterable[str]) -> str:
    """The field of the longest telling word in the first text that holds one."""
    for text in texts:
        for word, name in cues() if text else ():
            if word in text:
                return name
    return OTHER


def headings_over(target: TargetResult, evidence: Evidence) -> list[str]:
    """What the promise stands under, the nearest heading first."""
    wording = evidence.wordings.get(target.target)
    topics = [wording.topic] if wording and wording.topic else []
    if target.promise is None:
        return topics
    over = [h for h in evidence.headings.get(target.promise.doc, ()) if h.start <= target.promise.start]
    found: list[str] = []
    level = 99
    for heading in reversed(over):
        if heading.level < level:
            found.append(heading.text)
            level = heading.level
    return topics + found


def field_name(field: str, lang: Lang, other: str) -> str:
    domain = builtin_catalogue().domains.get(field)
    if domain is None:
        return other
    return domain.name if lang == "zh" or not domain.english else domain.english


def field_order(fields: Iterable[str]) -> list[str]:
    """As in the catalogue, what is unknown last."""
    known = [*builtin_catalogue().domains, OTHER]
    return sorted(set(fields), key=lambda name: known.index(name) if name in known else len(known))
