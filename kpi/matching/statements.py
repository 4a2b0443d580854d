"""Sentences and clauses of the later reports: what they say of a matter in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kpi.matching.features import titles_of
from kpi.matching.words import acts, affirmed, exclusive_words, has, lexicon, looks, reduced, ways_told
from kpi.outline.expressions import expression

_SENTENCES = expression("matching", "statements.sentences")
_WHOLE = re.compile(r"(?s).+")
_CLAUSES = expression("matching", "statements.clauses")


class Statement(NamedTuple):
    """A clause or a sentence, with the words that milestones are looked up by; columns of features.sql."""

    doc: str
    n: int
    start: int
    end: int
    whole: bool  # a sentence; else a clause
    words: str
    titles: list[str]
    done: bool  # a verb says that it is finished
    begun: bool  # a verb says that it goes on
    nearly: bool  # it has come to a stage before its use: 贯通, 通过验收
    prepared: bool  # … before its start: 具备核准条件
    held: bool  # an event took place, a title was won
    exclusive: list[str]  # words of which another text may not say another (省级, 国家级)
    ways: list[str]  # up, down, kept, ahead: which way it says that something goes
    acts: list[str]  # what it says was done by doing it (实施, 开展)


def statements(doc: str, text: str, spans: Iterable[tuple[int, int]], clauses: bool = True) -> Iterator[Statement]:
    """Every sentence of the spans, and every clause of it; `n` counts through the report."""
    number = 0
    for low, high in spans:
        for sentence in _SENTENCES.finditer(text, low, high):
            pattern = _CLAUSES if clauses else _WHOLE
            parts = list(_clauses(doc, number + 1, list(pattern.finditer(text, *sentence.span()))))
            yield _whole(doc, number, sentence, parts)
            if clauses:
                yield from parts
            number += 1 + len(parts)


def _clauses(doc: str, number: int, found: list[re.Match[str]]) -> Iterator[Statement]:
    texts = [reduced(match[0]) for match in found]
    words = [phrase for phrase, _ in texts]
    for index, match in enumerate(found):
        own, following = words[index], words[index + 1] if index + 1 < len(words) else ""
        yield Statement(
            doc, number + index, match.start(), match.end(), False, texts[index][1], titles_of(match[0]),
            *_verbs(own, following),
        )  # fmt: skip


@lru_cache(maxsize=8192)
def _verbs(own: str, following: str) -> tuple[bool, bool, bool, bool, bool, list[str], list[str], list[str]]:
    """What a clause says, in the order of a statement's columns from `done` on."""
    done, begun = affirmed("done", own), affirmed("begun", own) and not looks("issued", own)
    # A clause without a verb of its own takes that of the next; one that is still going on says so there.
    if lexicon().words["going_on"].match(following) or not (done or begun):
        done, begun = done or affirmed("done", following), begun or affirmed("begun", following)
    held = affirmed("held", own)
    nearly, prepared = has("nearly", own), has("prepared", own)
    lead = looks("at_once", following)
    at_once = lead is not None and lexicon().words["finish_asked"].match(following, lead.end()) is not None
    finished = has("finish_asked", own) or at_once
    nearly, prepared = nearly and not finished, prepared and not finished and not has("start_asked", own)
    return done, begun, nearly, prepared, held, exclusive_words(own), ways_told(own), acts(own)


def _whole(doc: str, number: int, sentence: re.Match[str], parts: list[Statement]) -> Statement:
    """A sentence holds what its clauses hold: nothing is read twice."""
    done = begun = nearly = prepared = held = False
    titles: list[str] = []
    exclusive: set[str] = set()
    ways: set[str] = set()
    told: set[str] = set()
    for part in parts:
        done, begun, held = done or part.done, begun or part.begun, held or part.held
        nearly, prepared = nearly or part.nearly, prepared or part.prepared
        titles += part.titles
        exclusive.update(part.exclusive)
        ways.update(part.ways)
        told.update(part.acts)
    return Statement(
        doc, number, sentence.start(), sentence.end(), True, "|".join(part.words for part in parts), titles, done,
        begun, nearly, prepared, held, sorted(exclusive), sorted(ways), sorted(told),
    )  # fmt: skip
