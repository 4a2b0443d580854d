"""Problems that people can act on: what was expected, what was found, where, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

MOST_PROBLEMS = 200  # of one file
_MOST_ASKED, _MOST_LISTED, _LONGEST = 1_000, 40, 200
_ALIKE = 0.5  # of 1: words less alike are no slip of the pen


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the input. `code` is stable and is looked up in the message catalogue (kpi/presenting).

    `values` fill the message's placeholders; `file` is relative to the workspace where there is one; `line` is
    1-based, 0 where a line makes no sense.
    """

    code: str
    file: str = ""
    line: int = 0
    values: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        return dict(self.values)


def problem(code: str, file: str = "", line: int = 0, **values: object) -> Problem:
    return Problem(code, file, line, tuple((name, str(value)) for name, value in values.items()))


class KpiError(Exception):
    """Bad input: carries every problem found at once. The command line prints them and exits 2.

    `beside` is what was worth telling before it came to that; what is written to files holds it.
    """

    beside: tuple[Problem, ...] = ()

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(f"{p.file}:{p.line} {p.code} {p.fields}" for p in self.problems))

    def __reduce__(self) -> tuple[type[KpiError], tuple[tuple[Problem, ...]], dict[str, object]]:
        """From process to process with its problems, not with the text of them."""
        return KpiError, (self.problems,), {"beside": self.beside}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to `word`, empty where none is close; of very many only the first are asked."""
    best, found = _ALIKE, ""
    if len(word) <= _LONGEST:
        matcher = SequenceMatcher(b=word)
        for one in islice(known, _MOST_ASKED):
            matcher.set_seq1(one)
            # What a word can come to at most costs little to say; most are behind the best one already.
            if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
                best, found = max((best, found), (matcher.ratio(), one))
    return found


def listed(names: Collection[str]) -> str:
    """Names one after another, the first of very many."""
    some = ", ".join(islice(names, _MOST_LISTED))
    return some if len(names) <= _MOST_LISTED else f"{some}, … ({len(names)})"


def enough(problems: list[Problem], file: str) -> None:
    """KpiError with the problems of a file once there are so many that nobody reads the rest."""
    if len(problems) >= MOST_PROBLEMS:
        raise KpiError([*problems, problem("too_many_problems", file, n=len(problems))])
