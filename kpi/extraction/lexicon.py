"""The word lists of `language/subjects.yml`, compiled: what opens, links, splits and ends a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, lists

# Sets of words, by their names in subjects.yml.
_SETS = {
    "elided": "elided_heads",
    "dependent": "dependent_rates",
    "totals": "totals",
    "short_rates": "short_rates",
    "empty": "empty_nouns",
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    opener: re.Pattern[str]
    closer: re.Pattern[str]
    closer_last: frozenset[str]
    stock: re.Pattern[str]
    stock_lead: re.Pattern[str]
    new: re.Pattern[str]
    spent: re.Pattern[str]
    growth: re.Pattern[str]
    growth_word: re.Pattern[str]  # without which there is no `growth`: cheaper to look for
    change: re.Pattern[str]
    comparison: re.Pattern[str]
    fewer: re.Pattern[str]
    weak: re.Pattern[str]
    each: re.Pattern[str]
    share: re.Pattern[str]
    elided: frozenset[str]
    dependent: frozenset[str]
    short_rates: frozenset[str]
    heading_tail: re.Pattern[str]
    part_of_year: re.Pattern[str]
    totals: frozenset[str]
    accounts: tuple[str, ...]  # names that end in a total
    doing: re.Pattern[str]
    noun_stop: re.Pattern[str]
    compound: re.Pattern[str]
    attribute: re.Pattern[str]
    predicate: re.Pattern[str]
    verb_lead: re.Pattern[str]
    measure_tail: re.Pattern[str]
    brought_in: re.Pattern[str]  # whom, where and how, before the verb
    object_verb: re.Pattern[str]
    done: re.Pattern[str]  # verbs before a long subject that add nothing to it
    done_in_year: re.Pattern[str]
    verb_end: re.Pattern[str]
    bare: re.Pattern[str]
    bare_lead: re.Pattern[str]
    not_noun: re.Pattern[str]
    empty: frozenset[str]
    splitter: re.Pattern[str]
    parted: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    data = language_data("subjects")
    closers = [*data["closers"], *language_data("roles")["change_to"]]
    given = lists(data) | {
        # Matched from the end of the reversed phrase: far cheaper than a search for what ends it.
        "reversed_closers": alternatives([word[::-1] for word in closers]),
        "single_closers": _singles(data["single_closers"]),
        "single_openers": _singles(data["single_openers"]),
        "bringing_in": _singles({word: data["single_openers"].get(word, "") for word in data["bringing_in"]}),
    }
    words: dict[str, Any] = {name: frozenset(data[key]) for name, key in _SETS.items()}
    last = "".join(word[-1] for word in [*closers, *data["single_closers"]])
    words["accounts"] = tuple(data["accounts"])
    words["closer_last"] = frozenset(last + " \t\n\u3000、")
    names = [field.name for field in fields(Lexicon) if field.name not in words]
    return Lexicon(**words | {name: expression("extraction", f"lexicon.{name}", given) for name in names})


def _singles(words: dict[str, str]) -> str:
    """Words of one character that are none before certain others."""
    return "|".join(f"{word}(?![{others}])" if others else word for word, others in words.items())


def strip_openers(phrase: str) -> str:
    match = lexicon().opener.match(phrase)
    return phrase[match.end() :] if match else phrase


def without_compounds(phrase: str) -> str:
    """A phrase with blanks where its words hold the characters of others (使用: 使)."""
    return lexicon().compound.sub(lambda found: "　" * len(found[0]), phrase)


def without_whom(clause: str) -> str:
    """为困难家庭改造厕所: whom a thing is done for, where and how are no words of what is done."""
    match = lexicon().brought_in.match(without_compounds(clause))
    return clause[match.end() :] if match else clause


def without_verbs(phrase: str) -> str:
    """A noun phrase without the verbs before it (发放低保金 → 低保金), where a noun is left."""
    bare = lexicon().verb_lead.sub("", phrase, count=1)
    return phrase if len(bare) == 1 else bare


def strip_closers(phrase: str) -> tuple[str, str]:
    """(phrase without its linking words, the linking words); 收入总计 is a name."""
    lex = lexicon()
    if phrase.endswith(lex.accounts):
        return phrase, ""
    match = lex.closer.match(phrase[::-1]) if phrase[-1:] in lex.closer_last else None
    if not match:
        return phrase, ""
    cut = len(phrase) - match.end()
    return phrase[:cut], phrase[cut:]
