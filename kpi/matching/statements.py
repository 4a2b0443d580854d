"""Sentences and clauses of the later reports: what they say of a matter in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi.matching.features import titles_of
from kpi.matching.words import canonical, content, has, lexicon

_SENTENCES = re.compile(r"[^。；;！？!?\n]{4,}")
_CLAUSES = re.compile(r"(?:《[^》\n]*》|[^,，：:。；;！？!?\n])+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause or a sentence, with the words that milestones are looked up by; columns of statements.sql."""

    doc: str
    n: int
    start: int
    end: int
    whole: bool  # a sentence; else a clause
    text: str  # as the report has it
    words: str
    titles: list[str]
    done: bool  # a verb says that it is finished
    begun: bool  # a verb says that it goes on


def statements(
    doc: str, text: str, spans: Iterable[tuple[int, int]], clauses: bool = True
) -> Iterator[Statement]:
    """Every sentence of the spans, and every clause of it; `n` counts through the report."""
    number = 0
    for low, high in spans:
        for sentence in _SENTENCES.finditer(text, low, high):
            found = list(_CLAUSES.finditer(text, sentence.start(), sentence.end())) if clauses else []
            following = [canonical(clause[0]) for clause in found[1:]] + [""]
            yield _statement(doc, number, sentence, True, "")
            for index, clause in enumerate(found):
                yield _statement(doc, number + 1 + index, clause, False, following[index])
            number += 1 + len(found)


def _statement(doc: str, number: int, match: re.Match[str], whole: bool, following: str) -> Statement:
    words = canonical(match[0])
    goes_on = lexicon().words["going_on"].match(following)
    verbs = words + following if goes_on or not (has("done", words) or has("begun", words)) else words
    return Statement(
        doc=doc,
        n=number,
        start=match.start(),
        end=match.end(),
        whole=whole,
        text=match[0],
        words=content(words),
        titles=titles_of(match[0]),
        done=has("done", verbs),
        begun=has("begun", verbs),
    )
