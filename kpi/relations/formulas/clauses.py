"""The clause of a figure, word by word: does anything stand in it that makes another number of it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from kpi.model import Measure, Quantity, Role
from kpi.outline.expressions import expression, pattern
from kpi.relations.formulas.units import kind_of
from kpi.relations.formulas.words import words

_AMONG = pattern("relations", "words.among")
_CUMULATIVE = pattern("relations", "words.cumulative")

_STOP = expression("relations", "formulas_clauses.stop")
_PART = expression("relations", "formulas_clauses.part")
_SEEN, _BEHIND = 60, 24  # characters before and behind a number that are looked at
_SENTENCE = 400
_MANY = 24  # figures before it among which its whole is looked for
_BESIDE = re.compile(r"[\s、]*")
_MARKS = str.maketrans(dict.fromkeys(" \u3000\xa0“”\"'‘’「」『』"))
_BRACKETS = re.compile(r"[()]")


class Seen(NamedTuple):
    """A clause that says no more than the name. `within`: the id of the figure whose part it is; `bare`: no other
    word stands in it, so what holds for the figure before it holds for this one.
    """

    cumulative: bool
    within: str
    bare: bool = False
    territory: str = ""  # 市 where 全市 is said


class Clause(NamedTuple):
    """The words before a number and behind it; its part of the sentence, and all of the sentence, up to it."""

    before: str
    behind: str
    lead: str
    sentence: str

    @property
    def definite(self) -> bool:
        """Whether it says that it speaks of all (共有, 年末)."""
        return bool(words().stays.search(self.before) or words().stays.search(self.behind))


class Clauses:
    """The figures of a report in their clauses; every question looks at a bounded stretch of text."""

    def __init__(self, text: str, quantities: Sequence[Quantity], own: Sequence[str] = ()) -> None:
        self.text = text
        self.quantities = quantities
        self._own = own
        self._first = list(accumulate(range(len(quantities)), self._first_of))

    def _first_of(self, first: int, place: int) -> int:
        """The measure whose words a figure has, `first` being that of the one before it."""
        before = self.quantities[place - 1].end
        beside = _BESIDE.fullmatch(self.text, before, max(self.quantities[place].start, before))
        return first if beside else place

    def clause(self, place: int) -> Clause:
        """Of the figure at `place`; a second measure (13万户20万人) has the words of the first."""
        quantity, first = self.quantities[place], self._first[place]
        start = self.quantities[first].start
        low = max(start - _SEEN, self.quantities[first - 1].end if first else 0)
        line = self.text.rfind("\n", max(0, quantity.start - _SENTENCE), quantity.start) + 1
        sentence = self.text[max(quantity.sentence[0], line, quantity.start - _SENTENCE) : quantity.start]
        return Clause(
            self._bare(_STOP.split(self.text[low:start])[-1]),
            self._behind(place).translate(_MARKS),
            _PART.split(sentence)[-1],
            sentence,
        )

    def _behind(self, place: int) -> str:
        """The words from the number to the end of its clause; none where another number stands right behind it."""
        end = self.quantities[place].end
        after = self.quantities[place + 1].start if place + 1 < len(self.quantities) else len(self.text)
        words_behind = _STOP.split(self.text[end : end + _BEHIND])[0]
        return "" if end + len(words_behind) > after and not self.text[end:after].strip() else words_behind

    def in_table(self, place: int) -> bool:
        quantity = self.quantities[place]
        near = self.text[max(0, quantity.start - _SEEN) : quantity.end + _BEHIND]
        at = quantity.start - max(0, quantity.start - _SEEN)
        line = near[near.rfind("\n", 0, at) + 1 : near.find("\n", at) if "\n" in near[at:] else None]
        return "|" in line

    def cell(self, subject: str, wordings: Sequence[str], dimensions: Sequence[str]) -> bool:
        """Whether the name of a row and its column say no more than the indicator's."""
        return only(self._bare(subject), "", wordings, dimensions)

    def seen(
        self, place: int, clause: Clause, subject: str, wordings: Sequence[str], dimensions: Sequence[str]
    ) -> Seen | None:
        """What the clause of the figure at `place` says beside the name; None where it says anything more.

        城市3.17万人 behind a whole, and 总床位5000张 behind 养老机构25所, leave out what was filled in.
        """
        part = not clause.behind and clause.before.removeprefix(_AMONG) in dimensions
        if not part and not only(clause.before, clause.behind, wordings, dimensions):
            full = self._bare(subject)
            short = words().before.sub("", clause.before, count=1) or clause.before
            elided = not clause.behind and len(short) > 1 and full.endswith(short)
            if not elided or not only(full, "", wordings, dimensions):
                return None
        definite = clause.definite or bool(words().new.search(wordings[0]))  # 新增床位50张 has a verb of its own
        if (words().new.search(clause.sentence) and not definite) or self.told_of_before(place, clause):
            return None
        within = self.whole(place, clause, part, definite)
        bare = not definite and _last_open(clause.lead) is None
        said = words().territory.findall(clause.sentence)
        return None if within is None else Seen(_CUMULATIVE in clause.lead, within, bare, said[-1] if said else "")

    def told_of_before(self, place: int, clause: Clause) -> bool:
        """上年底，全市孤儿214人: the words since the number before name an earlier time."""
        start = self.quantities[place].start
        low = max(self.quantities[place - 1].end if place else 0, start - len(clause.lead))
        return bool(words().past.search(self.text[low:start]))

    def whole(self, place: int, clause: Clause, needed: bool, definite: bool = False) -> str | None:
        """The figure that this one is a part of, "" where it is of none, None where that cannot be told.

        It stands before what opens the parts; without such words it is the one before in this part of the
        sentence that counts the same, unless the figure says that it is of all.
        """
        quantity, opened = self.quantities[place], _last_open(clause.lead)
        kind = kind_of(quantity.unit).dimensions
        if opened is None and not needed and (definite or not kind):
            return ""
        limit = quantity.start - (len(clause.lead) - opened if opened is not None else 0)
        line = self.text.rfind("\n", max(0, quantity.start - 2 * _SENTENCE), quantity.start)
        low = line if opened is not None else quantity.start - len(clause.lead)
        limit = limit if kind else quantity.start  # a rate is of what was told last
        for other in reversed(self.quantities[max(0, place - _MANY) : place]):
            if other.start < low:
                break
            alike = not kind or (kind_of(other.unit).dimensions == kind and other.subject.measure is Measure.LEVEL)
            own = other.role in (Role.ACTUAL, Role.STANDARD) and other.end <= limit
            if alike and own and not _closed(self.text[other.end : limit]):
                return other.id
        return None if needed or opened is not None else ""

    def _bare(self, text: str) -> str:
        text = text.translate(_MARKS)
        for own in self._own:
            text = text.replace(own, "", 1)
        return text


def _closed(text: str) -> bool:
    """Whether a bracket that was open before `text` closes in it: what stood there was an aside."""
    depth = 0
    for mark in _BRACKETS.findall(text):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            return True
    return False


def _last_open(lead: str) -> int | None:
    """Where the last words that open the parts of a whole begin, closed brackets left out."""
    closed = 0
    for found in reversed([*re.finditer(rf"{words().opens.pattern}|\)", lead)]):
        if found[0] == ")":
            closed += 1
        elif found[0] == "(" and closed:
            closed -= 1
        elif not closed:
            return found.start()
    return None


def only(before: str, behind: str, wordings: Sequence[str], dimensions: Sequence[str]) -> bool:
    """Whether the clause is a name with words around it that change nothing: before the number, or behind it."""
    known = words()
    for wording in sorted((word.translate(_MARKS) for word in wordings), key=len, reverse=True):
        if behind:
            if behind.endswith(wording) and known.before.fullmatch(before):
                return not _without(behind.removesuffix(wording), dimensions)
            continue
        at = before.rfind(wording)
        while at >= 0:
            rest = _without(before[:at], dimensions)
            if known.before.fullmatch(rest) and known.between.fullmatch(before[at + len(wording) :]):
                return True
            at = before.rfind(wording, 0, at)
    return False


def _without(text: str, dimensions: Sequence[str]) -> str:
    for word in sorted(dimensions, key=len, reverse=True):
        text = text.replace(word, "")
    return text
