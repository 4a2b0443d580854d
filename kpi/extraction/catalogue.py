"""The indicator catalogue: which indicator a subject names (`language/indicators.yml`, docs/catalogue.md).

A subject resolves only where it clearly matches: it must end in a name or alias of an indicator whose unit and
measure agree, and all that stands before must be words that change nothing (verbs, places, the indicator's own
dimensions). Everything else keeps its own words: a wrong indicator lets two different things answer each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from kpi.language import language_data
from kpi.language.terms import MONTH, STANDARD, YEAR
from kpi.model import Flow, Measure, Weight
from kpi.numbers.units import alternatives, unit_table
from kpi.outline.expressions import expression, words

# What may differ between two prints of one name: quotes, blanks, the forms of signs.
_PLAIN = str.maketrans(
    dict.fromkeys("“”‘’\"'「」『』《》〈〉 \u3000\xa0")
    | {ord("（"): "(", ord("）"): ")", ord("＆"): "&", ord("％"): "%", ord("．"): ".", ord("／"): "/"}
)
POPULATION = expression("extraction", "catalogue.population")
_SPLIT = "\x1f"  # stands for a dimension word
_STANDING = (Flow.STOCK, Flow.DONE)  # the verbs under which a number can be that of a stock
_KINDS = frozenset(words("extraction", "catalogue.kinds"))
_LONGEST_SUBJECT = 80  # characters; a longer phrase names no indicator, and reading it would cost time
_CACHED = 200_000  # answers kept before the cache starts anew


class Polarity(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"
    NEUTRAL = "neutral"


MEASURES = (Measure.LEVEL, Measure.GROWTH, Measure.SHARE, Measure.RATE)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, independent of any report.

    `unit` is canonical (units.yml), `also` are other units that reports use; `of` is the id of the indicator whose
    growth this is; `dimensions` are words that split it without making it another (城市/农村); `stock` marks what
    reports also mention in passing (为50名孤儿…), which is no figure of the whole. `weight` is that of every
    target for it, None where plans decide.
    """

    id: str
    name: str
    unit: str
    measure: Measure
    polarity: Polarity
    domain: str
    english: str = ""
    aliases: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    of: str = ""
    stock: bool = False
    weight: Weight | None = None

    @property
    def growth(self) -> bool:
        return self.measure is Measure.GROWTH


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of work; `group` is civil (民政业务) or headline (政府工作报告)."""

    id: str
    name: str
    english: str = ""
    group: str = "civil"


# A wording in one dimension of units, as a growth or as a value, names one indicator.
Key = tuple[str, bool]  # (dimension, growth)


@dataclass(frozen=True)
class Catalogue:
    """Indicators by id, and the index that resolves subjects. Build it with `build`.

    `index` goes from a wording to its keys and their ids; `lengths` from the last two characters of wordings to
    their lengths, longest first.
    """

    indicators: Mapping[str, Indicator]
    domains: Mapping[str, Domain]
    index: Mapping[str, Mapping[Key, str]] = field(repr=False, default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False, default_factory=dict)
    _answers: dict[tuple[str, str, str], str] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def build(cls, indicators: Iterable[Indicator], domains: Iterable[Domain]) -> Catalogue:
        """The catalogue of these indicators; of two that share a wording the first keeps it (`collisions`)."""
        known = {indicator.id: indicator for indicator in indicators}
        index: dict[str, dict[Key, str]] = {}
        for wording, key, indicator in wordings(known):
            index.setdefault(wording, {}).setdefault(key, indicator.id)
        lengths: dict[str, set[int]] = {}
        for wording in index:
            lengths.setdefault(wording[-2:], set()).add(len(wording))
        sizes = {ending: tuple(sorted(found, reverse=True)) for ending, found in lengths.items()}
        return cls(known, {domain.id: domain for domain in domains}, index, sizes)

    def get(self, identifier: str) -> Indicator | None:
        return self.indicators.get(identifier)

    def resolve(self, subject: str, unit: str, measure: str = Measure.LEVEL, flow: str | None = None) -> str:
        """The id of the indicator that a subject with this unit and measure names, "" where none clearly does.

        With `flow` (kpi.model.Flow) a stock resolves only where the words speak of one: 现有社会组织76家, but not
        引导76家社会组织 (`Flow.NONE`) and not 资助孤儿50名 (`Flow.SPENT`).
        """
        found = self._cached(subject, unit, measure)
        if found and flow is not None and self.indicators[found].stock and flow not in _STANDING:
            return ""
        return found

    def split(self, subject: str, indicator: str) -> tuple[str, ...]:
        """The dimension words of an indicator that stand in a subject: 农村低保标准 → (农村,).

        They keep apart what shares an indicator, so matching compares them.
        """
        known = self.indicators.get(indicator)
        known = self.indicators.get(known.of, known) if known else None
        return tuple(word for word in known.dimensions if word in subject) if known else ()

    def _cached(self, subject: str, unit: str, measure: str) -> str:
        asked = (subject, unit, measure)
        answer = self._answers.get(asked)
        if answer is None:
            if len(self._answers) >= _CACHED:
                self._answers.clear()
            answer = self._answers[asked] = self._resolve(subject, unit, measure)
        return answer

    def _resolve(self, subject: str, unit: str, measure: str) -> str:
        if not 1 < len(subject) <= _LONGEST_SUBJECT or measure == Measure.CHANGE:
            return ""
        text = plain(subject)
        key = (dimension_of(unit), False)
        if measure != Measure.GROWTH and (found := self._find(text, key)):
            return found
        if unit == "%":
            bare = without_growth(text)
            if bare != text or measure == Measure.GROWTH:
                return self._find(bare, ("percent", True))
        elif measure == Measure.GROWTH:
            return ""
        shorter = without_tail(text)
        return self._find(shorter, key) if shorter else ""

    def _find(self, text: str, key: Key) -> str:
        """The longest wording that ends `text`, has this key and stands behind words that change nothing."""
        for length in self.lengths.get(text[-2:], ()):
            named = self.index.get(text[-length:]) if length <= len(text) else None
            if named and (found := named.get(key)) and self._alone(text[:-length], found):
                return found
        return ""

    def _alone(self, before: str, found: str) -> bool:
        """True where the words before a wording do not make another thing of it."""
        if not before:
            return True
        of = self.indicators[found].of
        for word in self.indicators[of or found].dimensions:
            before = before.replace(word, _SPLIT)
        return _before().fullmatch(before) is not None


def wordings(indicators: Mapping[str, Indicator]) -> Iterator[tuple[str, Key, Indicator]]:
    """Every wording of every indicator with the key under which it is found, names before aliases.

    A growth takes over the wordings of what grows, but not those that name several things by unit (低保增长).
    """
    values = [indicator for indicator in indicators.values() if not indicator.growth]
    named = Counter(word for one in values for word in {plain(written) for written in (one.name, *one.aliases)})
    for aliases in (False, True):
        for indicator in indicators.values():
            own = indicator.aliases if aliases else (indicator.name,)
            words = [without_growth(plain(word)) if indicator.growth else plain(word) for word in own]
            if grown := indicators.get(indicator.of):
                taken = grown.aliases if aliases else (grown.name,)
                words += [plain(word) for word in taken if named[plain(word)] == 1]
            for word in dict.fromkeys(words):
                for key in keys_of(indicator, word):
                    yield word, key, indicator


def keys_of(indicator: Indicator, word: str) -> tuple[Key, ...]:
    """The keys of one wording: its units' dimensions. A rate of money (标准) may lack its time base in print."""
    if indicator.growth:
        return (("percent", True),)
    dimensions = [dimension_of(unit) for unit in (indicator.unit, *indicator.also)]
    if "money/time" in dimensions and word.endswith(STANDARD):
        dimensions.append("money")
    return tuple((dimension, False) for dimension in dict.fromkeys(dimensions))


def plain(text: str) -> str:
    """A subject without quotes and blanks, Latin letters in capitals."""
    return text.translate(_PLAIN).upper()


@cache
def dimension_of(unit: str) -> str:
    """What a unit measures, so that units that can name one indicator agree.

    元/人·月 and 元/年 are money/time, 人/万老年人 and 人/万名老人 persons/万; an unknown unit stands for itself.
    """
    numerator, slash, denominator = unit.partition("/")
    known = unit_table().get(numerator)
    dimension = "kinds" if numerator in _KINDS else known.dimension if known else numerator
    if not slash:
        return dimension
    if dimension == "money" and any(part in (MONTH, YEAR) for part in denominator.split("·")):
        return "money/time"
    population = POPULATION.match(denominator)
    return f"{dimension}/{population[0] if population else denominator}"


class Endings(frozenset[str]):
    """Words that may end a phrase and are taken off it."""

    @cached_property
    def longest(self) -> int:
        return max(map(len, self), default=0)

    def off(self, text: str) -> str:
        """The text without the words that end it, however many, the longest first."""
        length = min(self.longest, len(text))
        while length:
            if text[-length:] in self:
                text = text[:-length]
                length = min(self.longest, len(text))
            else:
                length -= 1
        return text


@dataclass(frozen=True, slots=True)
class _Words:
    growth: Endings
    compared: Endings
    tail: Endings
    lead: str


@cache
def _words() -> _Words:
    data: Mapping[str, Any] = language_data("indicators")["words"]
    subjects = language_data("subjects")
    growth = Endings([*data["growth"], *subjects["growth"]])
    lead = alternatives([*map(str, data["lead"]), *map(str, data["place"])])
    return _Words(growth, Endings([*growth, *subjects["comparisons"]]), Endings(data["tail"]), lead)


def without_growth(text: str) -> str:
    """A phrase without the words of growth that end it: 粮食产量同比增长 → 粮食产量."""
    bare = _words().growth.off(text)
    return text if bare == text else _words().compared.off(bare)


def without_tail(text: str) -> str:
    """A phrase without the general words that end it (高龄津贴发放总金额 → 高龄津贴), "" where there are none."""
    shorter = _words().tail.off(text)
    return "" if shorter == text else shorter


@cache
def _before() -> re.Pattern[str]:
    """What may stand before a wording: verbs, times, places, and dimensions (each a `_SPLIT`), also listed."""
    return expression("extraction", "catalogue.before", {"split": _SPLIT, "lead": _words().lead})


@cache
def builtin_catalogue() -> Catalogue:
    """The catalogue that ships with the package. A workspace's own: `kpi.workspace.indicators.load_catalogue`."""
    data = language_data("indicators")
    domains = [Domain(str(key), **{name: str(value) for name, value in entry.items()})
               for key, entry in data["domains"].items()]  # fmt: skip
    return Catalogue.build((_indicator(entry) for entry in data["indicators"]), domains)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        id=str(entry["id"]),
        name=str(entry["name"]),
        unit=str(entry["unit"]),
        measure=Measure(entry["measure"]),
        polarity=Polarity(entry["polarity"]),
        domain=str(entry["domain"]),
        english=str(entry.get("english", "")),
        aliases=tuple(map(str, entry.get("aliases", ()))),
        dimensions=tuple(map(str, entry.get("dimensions", ()))),
        also=tuple(map(str, entry.get("also", ()))),
        of=str(entry.get("of", "")),
        stock=bool(entry.get("stock", False)),
        weight=Weight(entry["weight"]) if "weight" in entry else None,
    )
