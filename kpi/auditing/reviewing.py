"""What a person is asked about a target: the answers considered, each with the words that would pin it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from kpi.auditing.evidence import Evidence
from kpi.auditing.fetching import sentence_around
from kpi.auditing.result import CandidateResult, Quote, TargetResult, TargetVerdict
from kpi.errors import KpiError, nearest, problem
from kpi.model import Verdict
from kpi.outline.marks import RAW_COMMAS
from kpi.warehouse.store import Warehouse
from kpi.workspace.pinning import DECIDABLE, NONE
from kpi.workspace.targets import Pin

ASKED = "needs_review"
_SPACE = re.compile(r"\s+")
_EDGE = " \t\r\n\u3000，。；：、,;:（("
Span = tuple[int, int]
Text = tuple[str, list[Span]]  # of a report, and where its numbers stand


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose: a number with its likeness and why it was not taken, or words.

    `pin` are the words that stand for it in the targets file; `would` is the verdict that the engine makes of it,
    empty where it makes none: words, another unit, or a number of quite another size (`odd`). Then the person has
    to say the verdict.
    """

    quote: Quote
    pin: str
    score: float
    reason: str = ""
    would: str = ""
    odd: bool = False

    @property
    def decides(self) -> bool:
        return self.would != ""


@dataclass(frozen=True, slots=True)
class Case:
    """A target and the report that is to answer it; options count from 1."""

    target: TargetResult
    verdict: TargetVerdict
    options: tuple[Option, ...]


def cases(targets: Sequence[TargetResult], read: Callable[[str], Text]) -> list[Case]:
    """One case a target that a report was read for, by the report that decides as things stand."""
    found: list[Case] = []
    texts: dict[str, Text] = {}
    for target in targets:
        if latest := target.latest:
            if latest.doc not in texts:
                texts[latest.doc] = read(latest.doc)
            found.append(Case(target, latest, tuple(_options(target, latest, *texts[latest.doc]))))
    return found


def open_cases(found: Sequence[Case]) -> list[Case]:
    """Those that only a person can decide."""
    return [case for case in found if case.verdict.verdict == ASKED]


def chosen(case: Case, candidate: str, verdict: str | None) -> tuple[Option | None, Verdict | None]:
    """The option called by its number (None: the report does not say), and the verdict where one has to be said.

    KpiError: there is no such option, or the verdict is missing, unknown or out of place.
    """
    choices = [str(number) for number in range(1, len(case.options) + 1)]
    if candidate not in (NONE, *choices):
        raise KpiError(problem("unknown_candidate", found=candidate, expected=", ".join((*choices, NONE))))
    option = None if candidate == NONE else case.options[int(candidate) - 1]
    names = [decidable.value for decidable in DECIDABLE]
    if verdict is not None and verdict not in names:
        near = nearest(verdict, names)
        raise KpiError(
            problem("unknown_choice", key="--verdict", found=verdict, expected=", ".join(names), nearest=near)
        )
    if option is None and verdict not in (None, Verdict.NOT_REPORTED.value):
        raise KpiError(problem("verdict_not_for_none", found=verdict))
    if option is not None and not option.decides and verdict is None:
        raise KpiError(problem("verdict_needed", expected=", ".join(names)))
    return option, Verdict(verdict) if verdict else None


def pin_of(case: Case, option: Option | None, verdict: Verdict | None, by: str, on: date, why: str) -> Pin:
    """What is written into the target: the engine's words for the option, the person's for the reason."""
    said = verdict if option else Verdict.NOT_REPORTED
    return Pin(option.pin if option else "", by, on, " ".join(why.split()), said, case.verdict.doc)


def kept_texts(warehouse: Warehouse) -> Callable[[str], Text]:
    """The reports' texts as the warehouse has them."""
    return partial(_kept, warehouse)


def shown_texts(evidence: Evidence) -> Callable[[str], Text]:
    """The same from what an audit was asked to bring along."""

    def read(doc: str) -> Text:
        figures = evidence.figures.get(doc, ())
        return evidence.texts.get(doc, ""), [(figure.start, figure.end) for figure in figures]

    return read


def _kept(warehouse: Warehouse, doc: str) -> Text:
    ((text,),) = warehouse.rows("SELECT text FROM reports WHERE doc = ?", [doc])
    spans = warehouse.rows('SELECT start, "end" FROM quantities WHERE doc = ? ORDER BY start, "end", id', [doc])
    return str(text), [(start, end) for start, end in spans]


def _options(target: TargetResult, verdict: TargetVerdict, text: str, numbers: Sequence[Span]) -> list[Option]:
    """Words that the engine found first, then the numbers, best first."""
    options = []
    if verdict.answer and not verdict.quantity:
        low, high = sentence_around(text, verdict.answer.start, verdict.answer.end)
        quote = Quote(
            verdict.doc, verdict.answer.start, verdict.answer.end, verdict.answer.text, verdict.answer.line,
            text[low:high], low, verdict.answer.place,
        )  # fmt: skip
        options.append(Option(quote, _SPACE.sub(" ", quote.text).strip(), verdict.confidence))
    return [*options, *(_number(target, candidate, text, numbers) for candidate in verdict.candidates)]


def _number(target: TargetResult, found: CandidateResult, text: str, numbers: Sequence[Span]) -> Option:
    pin = pin_words(text, found.quote, numbers)
    judged = found.plausible and found.would != Verdict.NOT_COMPARABLE.value and target.kind != "milestone"
    return Option(
        found.quote, pin, found.score, found.reason, found.would if judged else "", odd=not found.plausible
    )


def pin_words(text: str, quote: Quote, numbers: Sequence[Span]) -> str:
    """Words around a number that hold no other before it and stand once in the report, as short as may be."""
    start, end, first = quote.start, quote.end, quote.sentence_start
    before = max((high for _, high in numbers if first <= high <= start), default=first)
    clause = max(text.rfind(mark, before, start) + 1 for mark in RAW_COMMAS)
    high = first + len(quote.sentence)
    for low, stop in ((max(clause, before), end), (before, end), (before, high)):
        words = _SPACE.sub(" ", text[low:stop].strip(_EDGE))
        if _once(text, words) and len(words) > end - start:
            return words
    return words


def _once(text: str, words: str) -> bool:
    return _squeezed(text).count(_SPACE.sub("", words)) == 1


@lru_cache(maxsize=4)
def _squeezed(text: str) -> str:
    """A report without its spaces: asked for once a candidate."""
    return _SPACE.sub("", text)
