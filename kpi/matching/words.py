"""From a phrase to the words that say what it measures; its lists are data (matching.yml, synonyms.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kpi.language import language_data
from kpi.language.branches import branches
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import marked_data, pattern

Pattern = re.Pattern[str]
_PLAIN = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_QUOTED = re.compile(r"[“”\"‘’《》_\s]")

_SHARE = pattern("matching", "words.share")
_OF_WHOLE = pattern("matching", "words.of_whole")
_OR_MORE_OF = pattern("matching", "words.or_more_of")
_SPENDING = pattern("matching", "words.spending")
_AND_OTHERS = pattern("matching", "words.and_others")
_OF = pattern("matching", "words.of")
_NOUN = 4  # characters of the compound noun that a subject comes to


def any_of(words: Iterable[str]) -> str:
    """A regular expression for the longest of many words at a place, behind a look at the first character."""
    known = sorted(set(words))
    firsts = "".join(re.escape(one) for one in sorted({word[0] for word in known}))
    return f"(?=[{firsts}])(?:{branches(known)})"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled word lists; `patterns` are the named expressions over the words around a number."""

    names: dict[str, str]
    same: Pattern
    weightless: Pattern
    kept: Pattern
    kinds: Pattern
    kind_of: dict[str, str]
    exclusive: tuple[Pattern, ...]
    any_exclusive: Pattern
    halves: dict[str, Pattern]
    words: dict[str, Pattern]
    patterns: dict[str, Pattern]
    umbrellas: dict[str, Pattern]
    worded: dict[str, Pattern]  # what tells a number without digits


_LISTS = (
    "narrowing", "lower_is_better", "higher_is_better", "this_year", "cumulative", "done", "going_on",
    "start_asked", "finish_asked", "nearly", "held_asked", "held", "prepared", "acts",
)  # fmt: skip
_EXPRESSIONS = ("several_years", "year_asides", "part_year", "begun")


@cache
def lexicon() -> Lexicon:
    data: dict[str, Any] = marked_data(language_data("matching"))
    names = {other: name for name, others in language_data("synonyms").items() for other in (name, *others)}
    kept = [*data["kept"], *(names.keys() - set(data["weightless"]))]
    words = {name: re.compile(any_of(data[name])) for name in _LISTS}
    words |= {name: re.compile("|".join(data[name])) for name in _EXPRESSIONS}
    return Lexicon(
        names=names,
        same=re.compile(any_of(names)),
        weightless=re.compile(
            rf"(?P<kept>{any_of(kept)})|{any_of(data['weightless'])}|{data['patterns']['lone']}"
        ),
        kept=re.compile(any_of(data["kept"])),
        kinds=re.compile(any_of(word for words in data["kinds"].values() for word in words)),
        kind_of={word: kind for kind, words in data["kinds"].items() for word in words},
        any_exclusive=re.compile(any_of(word for words in data["exclusive"] for word in words)),
        exclusive=tuple(re.compile(any_of(words)) for words in data["exclusive"]),
        halves={half: re.compile(any_of(data["halves"][half])) for half in data["halves"]},
        words=words,
        patterns={name: re.compile(expression) for name, expression in data["patterns"].items()},
        umbrellas=_umbrellas(data["umbrellas"]),
        worded={name: re.compile(expression) for name, expression in data["worded"].items()},
    )


def _umbrellas(data: dict[str, Any]) -> dict[str, Pattern]:
    named = data | {"list": data["list"].replace("{noun}", any_of(data["nouns"]))}
    return {name: re.compile(expression) for name, expression in named.items() if isinstance(expression, str)}


def has(name: str, text: str) -> bool:
    """Whether one of the words of the list `name` stands in the text."""
    return lexicon().words[name].search(text) is not None


def affirmed(name: str, text: str) -> bool:
    """The same where nothing before the word denies it: not 尚未建成."""
    denied = lexicon().patterns["denied"]
    return any(not denied.search(text, 0, found.start()) for found in lexicon().words[name].finditer(text))


def last(name: str, text: str) -> int:
    """Offset of the last word of the list `name`, -1 where there is none."""
    found = -1
    for match in lexicon().words[name].finditer(text):
        found = match.start()
    return found


def looks(name: str, text: str) -> re.Match[str] | None:
    """The match of a named pattern."""
    return lexicon().patterns[name].search(text)


WAYS = ("up", "down", "kept", "ahead", "none")


def way_asked(text: str) -> str:
    """Which way a milestone asks for without a number, "" where it asks for something to be done."""
    return next((way for way in WAYS if looks(f"way_{way}", text)), "")


def ways_told(clause: str) -> list[str]:
    """Every way that a clause tells."""
    return [way for way in WAYS if looks(f"told_{way}", clause)]


def canonical(phrase: str) -> str:
    """One name for each thing (GDP → 生产总值), no quotation marks; `phrase` is of normalised text."""
    lex = lexicon()
    plain = lex.patterns["line"].sub(r"\1\2", _QUOTED.sub("", phrase))
    return lex.same.sub(lambda match: lex.names[match[0]], plain)


def content(phrase: str) -> str:
    """The words of a canonical phrase that weigh something, `|` where others were: 完成棚户区改造 → 棚户区改造."""
    kept = lexicon().weightless.sub(lambda match: match[0] if match["kept"] else "|", phrase)
    return _PLAIN.sub("|", kept).strip("|")


@lru_cache(maxsize=4096)
def reduced(clause: str) -> tuple[str, str]:
    """`canonical` and `content` of a clause: the numbers of a sentence all stand behind the same clauses."""
    phrase = canonical(clause)
    return phrase, content(phrase)


def kind_of(phrase: str) -> str:
    """What a canonical phrase comes to: the kind of its last known word, "" where it has none.

    收入20万元以上的村 are villages.
    """
    if _SHARE in phrase or _OF_WHOLE in phrase:
        return "share_of"
    phrase = phrase[phrase.rfind(_OR_MORE_OF) + len(_OR_MORE_OF) :] if _OR_MORE_OF in phrase else phrase
    found = lexicon().kinds.findall(phrase)
    return lexicon().kind_of[found[-1]] if found else ""


def shared_part(phrase: str) -> str:
    """What has the share (X of X占Y比重): the whole is its measure, not its subject."""
    part, share, _ = phrase.partition(_SHARE)
    return part if share else phrase


def spent_on(phrase: str) -> str:
    """One name for money that goes to a matter (科技投入, 用于科技的支出 → 科技支出); "" where it is none."""
    found = looks("spending", phrase)
    matter = content(phrase[: found.start()]).rpartition("|")[2] if found else ""
    return f"{matter}{_SPENDING}" if len(matter) > 1 else ""


def head_of(own: str) -> str:
    """The last two characters of content words, "" where there are none."""
    return own.rpartition("|")[2][-2:]


def name_of(own: str) -> str:
    """The words that name a milestone's thing, without what is done to it: 保交房交付 → 保交房."""
    return lexicon().patterns["name_end"].sub("", own) or own


def acts(text: str) -> list[str]:
    """The verbs of what is done by doing it (实施, 开展), but not 加快实施 or 实施范围."""
    still, in_name = lexicon().patterns["still"], lexicon().patterns["act_in_name"]
    found = lexicon().words["acts"].finditer(text)
    return sorted(
        {m[0] for m in found if not still.search(text[: m.start()]) and not in_name.match(text[m.end() :])}
    )


def parts_of(subject: str) -> tuple[str, ...]:
    """The words of each thing that a subject names: A、B和C等项目; of one thing only where 等 stands behind it."""
    subject = _BRACKETS.sub("", subject)
    apart = _one_each(subject)
    if apart:
        return apart
    others = looks("and_others", subject)
    if looks("kinds_of", subject) or (not others and looks("one_thing", subject)):
        return ()
    named = subject[: others.start()] if others else subject
    parts = (content(canonical(part)) for part in lexicon().patterns["between_parts"].split(named))
    found = tuple(part for part in parts if len(part.replace("|", "")) > 2)
    return found if len(found) > 1 or (others and others[0].startswith(_AND_OTHERS)) else ()


def _one_each(subject: str) -> tuple[str, ...]:
    """白川、安岭两座抽水蓄能电站: of each place that it names one of the kind, as many as it says."""
    found = looks("one_each", subject) or looks("each_of_places", subject)
    if not found:
        return ()
    names, said = lexicon().patterns["between_parts"].split(found["names"]), found.groupdict().get("count")
    if said and whole_number(said) != len(names):
        return ()
    return tuple(content(canonical(f"{name}{found['kind']}")) for name in names)


def noun_of(own: str) -> str:
    """The end of the compound that content words come to, without what is done to it: 积水点位改造 → 积水点位."""
    noun = lexicon().patterns["noun_end"].sub("", own).rpartition("|")[2]
    return noun[-_NOUN:] if len(noun) >= _NOUN else ""


def proper_of(own: str, subject: str) -> str:
    """What tells a thing from others of its kind: its words without the noun that they end with.

    锦江国际酒店 → 锦江; "" where only the noun is left. Of 符合实际的总体规划 what stands behind 的 is the thing.
    """
    named = content(canonical(subject.rpartition(_OF)[2]))
    words = own if len(named) <= _NOUN and looks("one_thing", named) else named or own
    whole = lexicon().patterns["noun_end"].sub("", words)
    return _without_level(whole)[:-_NOUN].strip("|") if noun_of(own) else ""


def thing_of(subject: str) -> str:
    """What a description leads to: 十五五规划 of 符合实际的“十五五”规划; "" where that is no name."""
    told, of, named = subject.rpartition(_OF)
    thing = content(canonical(named)) if of and told else ""
    return thing if len(thing) > _NOUN and "|" not in thing else ""


def run_of(own: str) -> str:
    """The compound that content words end with, levels blanked out."""
    return _without_level(own.rpartition("|")[2])


def _without_level(phrase: str) -> str:
    return lexicon().patterns["level"].sub(lambda match: "|" * len(match[0]), phrase)


def exclusive_words(phrase: str) -> list[str]:
    """`<group>:<word>` for each word of a group in which one text cannot say one and the other another."""
    numbered = {_which(found) for found in lexicon().patterns["numbered"].finditer(phrase)}
    if not lexicon().any_exclusive.search(phrase):
        return sorted(numbered)
    groups = enumerate(lexicon().exclusive)
    return sorted(numbered | {f"{n}:{m[0]}" for n, group in groups for m in group.finditer(phrase)})


def _which(found: re.Match[str]) -> str:
    """The group of 第三批 is that of all lots."""
    return f"{found['kind'] or found['stage'] or '.0'}:{found['whole']}"


def half_of(phrase: str) -> tuple[str, str]:
    """Which half of a whole a canonical phrase speaks of ("both" for the whole), and the rest of the phrase."""
    for half, named in lexicon().halves.items():
        rest, count = named.subn("", phrase)
        if count:
            return half, rest
    return "", phrase


def without_verbs(phrase: str) -> str:
    """Without the verb inside a compound: 项目完成投资 is 项目投资."""
    return lexicon().patterns["inside"].sub("", phrase)


def narrowing_words(phrase: str) -> list[str]:
    return sorted(set(lexicon().words["narrowing"].findall(phrase)))


def is_lower_better(phrase: str) -> bool:
    """Whether a smaller value is the better one: 失业率 yes, 优良天数 no."""
    return has("lower_is_better", phrase) and not has("higher_is_better", phrase)


def whole_words(subject: str, clause: str) -> str:
    """The subject without a word cut in two: 就业 of 实现再就业2529人 becomes 再就业."""
    at = clause.find(subject) if subject else -1
    for match in lexicon().kept.finditer(clause):
        if match.start() < at < match.end():
            return clause[match.start() : at] + subject
    return subject


def share_a_pair(own: str, words: str) -> bool:
    """Whether two texts of content words have two neighbouring characters in common."""
    pairs = (own[i : i + 2] for i in range(len(own) - 1))
    return len(own) < 2 or any("|" not in pair and pair in words for pair in pairs)
