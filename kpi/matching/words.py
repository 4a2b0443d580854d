"""From a phrase to the words that say what it measures; the word lists are data (`language/matching.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.reading.normalise import normalise

_PLAIN = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_QUOTED = re.compile(r"[“”\"‘’《》\s]")


def alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled word lists."""

    names: dict[str, str]
    same: re.Pattern[str]
    weightless: re.Pattern[str]
    kept: re.Pattern[str]
    kinds: re.Pattern[str]
    kind_of: dict[str, str]
    exclusive: tuple[re.Pattern[str], ...]
    narrowing: re.Pattern[str]
    lower: re.Pattern[str]
    higher: re.Pattern[str]
    several_years: re.Pattern[str]
    this_year: re.Pattern[str]
    part_year: re.Pattern[str]
    cumulative: re.Pattern[str]
    done: re.Pattern[str]
    begun: re.Pattern[str]
    going_on: re.Pattern[str]
    start_asked: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    data: dict[str, Any] = language_data("matching")
    names = {other: name for name, others in data["same"].items() for other in (name, *others)}
    kept = set(data["kept"]) | set(names)
    return Lexicon(
        names=names,
        same=re.compile(alternatives(names)),
        weightless=re.compile(rf"(?P<kept>{alternatives(kept)})|{alternatives(data['weightless'])}"),
        kept=re.compile(alternatives(data["kept"])),
        kinds=re.compile(alternatives(word for words in data["kinds"].values() for word in words)),
        kind_of={word: kind for kind, words in data["kinds"].items() for word in words},
        exclusive=tuple(re.compile(alternatives(words)) for words in data["exclusive"]),
        narrowing=re.compile(alternatives(data["narrowing"])),
        lower=re.compile(alternatives(data["lower_is_better"])),
        higher=re.compile(alternatives(data["higher_is_better"])),
        several_years=re.compile("|".join(data["several_years"])),
        this_year=re.compile(alternatives(data["this_year"])),
        part_year=re.compile("|".join(data["part_year"])),
        cumulative=re.compile(alternatives(data["cumulative"])),
        done=re.compile(alternatives(data["done"])),
        begun=re.compile("|".join(data["begun"])),
        going_on=re.compile(alternatives(data["going_on"])),
        start_asked=re.compile(alternatives(data["start_asked"])),
    )


def canonical(phrase: str) -> str:
    """One name for each thing (GDP → 生产总值), plain characters, no quotation marks."""
    lex = lexicon()
    return lex.same.sub(lambda match: lex.names[match[0]], _QUOTED.sub("", normalise(phrase)))


def content(phrase: str) -> str:
    """The words of a canonical phrase that weigh something, `|` where others were: 完成棚户区改造 → 棚户区改造."""
    kept = lexicon().weightless.sub(lambda match: match[0] if match["kept"] else "|", phrase)
    return _PLAIN.sub("|", kept).strip("|")


def kind_of(phrase: str) -> str:
    """What a canonical phrase comes to: the kind of its last known word, "" where it has none."""
    lex = lexicon()
    last = ""
    for match in lex.kinds.finditer(phrase):
        last = match[0]
    return lex.kind_of.get(last, "")


def exclusive_words(phrase: str) -> list[str]:
    """`<group>:<word>` for each word of a group in which one text cannot say one and the other another."""
    found = {f"{n}:{m[0]}" for n, group in enumerate(lexicon().exclusive) for m in group.finditer(phrase)}
    return sorted(found)


def narrowing_words(phrase: str) -> list[str]:
    return sorted(set(lexicon().narrowing.findall(phrase)))


def is_lower_better(phrase: str) -> bool:
    """Whether a smaller value is the better one: 失业率 yes, 优良天数 no."""
    lex = lexicon()
    return bool(lex.lower.search(phrase)) and not lex.higher.search(phrase)
