"""Whether two names can mean one body: 黔东南州 and 黔东南苗族侗族自治州 can, 安徽省 and 山西省 cannot."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from kpi.language import language_data
from kpi.language.terms import AUTONOMOUS
from kpi.outline.expressions import expression

_OPENING = 3000  # characters in which a speaker names who speaks
_GOVERNMENT = 0  # the first line of the offices
_NONE, _OTHER = -1, -2  # no office; one that bodies.yml does not list
_PARTED = expression("reading", "whose.parted")


class Same(Enum):
    """What two names say of each other."""

    YES = "yes"
    MAYBE = "maybe"  # one says less than the other
    UNLIKE = "unlike"  # one place under another level, as when a county becomes a city
    NO = "no"


class _Name(NamedTuple):
    """`place` is without its level, "" for none; `office` is a line of bodies.yml, OTHER with its words in
    `other`, NONE where the name has none."""

    place: str
    level: str
    office: int
    national: bool
    other: str = ""


def same_body(one: str, other: str) -> Same:
    """Whether two bodies' names, each as a report tells it, can mean the same; an empty name says nothing."""
    if one == other:
        return Same.YES if one else Same.MAYBE
    if not one or not other:
        return Same.MAYBE
    a, b = _parts(one), _parts(other)
    if a.national != b.national or not _may_be_one_office(a, b):
        return Same.NO
    if not a.place or not b.place or a.national:
        return Same.MAYBE
    short, long = sorted((a.place, b.place), key=len)
    if a.level and b.level and a.level != b.level:
        return Same.NO
    if short == long and _ends(one, a) != _ends(other, b):
        return Same.UNLIKE
    return Same.MAYBE if long.startswith(short) or long.endswith(short) else Same.NO


def another_office(one: str, other: str) -> bool:
    """Whether the names tell of two offices, wherever these are: 林业局 is no 公安局. None named says nothing."""
    return not _may_be_one_office(_parts(one), _parts(other))


def _may_be_one_office(a: _Name, b: _Name) -> bool:
    """Offices that bodies.yml does not list can be one where one name shortens the other (应急局, 应急管理局)."""
    if _NONE in (a.office, b.office) or a.office == b.office != _OTHER:
        return True
    if _GOVERNMENT in (a.office, b.office) or _OTHER not in (a.office, b.office):
        return False
    return any(_shortens(one, other) for one in _office_words(a) for other in _office_words(b))


def _office_words(name: _Name) -> tuple[str, ...]:
    words = [name.other] if name.office == _OTHER else [w for w, n in _words().offices if n == name.office]
    return tuple(map(_stem, words))


def _shortens(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(sign in rest for sign in short)


def _stem(office: str) -> str:
    """The office without the word for its kind, which is another on every level (林业局, 林业厅)."""
    kind = next((kind for kind in _words().kinds if office.endswith(kind)), "")
    return office.removesuffix(kind)


def spoken_level(text: str) -> str:
    """The level at which a speaker names the government (省, 市, 县 …), "" where the opening does not."""
    found = _words().speaks.search("".join(text[:_OPENING].split()))
    return str(found["level"]) if found else ""


def level_fits(level: str, body: str) -> bool:
    """Whether a government named by its level alone (我代表市人民政府) can be this body."""
    own = _parts(body)
    if own.office > _GOVERNMENT:
        return False
    return not own.national and (not own.place or not own.level or own.level == _level(level))


def without_own(name: str) -> str:
    """The name without the word by which people mean their own: 我县民政局 is some 县民政局."""
    return _words().own.sub("", name)


class _Words(NamedTuple):
    levels: tuple[tuple[str, str], ...]  # ending, level; the longest ending first
    offices: tuple[tuple[str, int], ...]
    national: tuple[str, ...]
    speaks: re.Pattern[str]
    own: re.Pattern[str]
    kinds: tuple[str, ...]


@cache
def _words() -> _Words:
    data: dict[str, Any] = language_data("bodies")
    ends = [(word, level) for level, words in data["levels"].items() for word in words]
    offices = [(word, number) for number, line in enumerate(data["offices"]) for word in line]
    return _Words(
        tuple(sorted(ends, key=lambda end: -len(end[0]))),
        tuple(sorted(offices, key=lambda office: -len(office[0]))),
        tuple(data["national"]),
        re.compile(data["speaks"]),
        re.compile(data["own"]),
        tuple(data["kinds"]),
    )


@cache
def _parts(name: str) -> _Name:
    national = name.startswith(_words().national)
    word, office = next(((w, n) for w, n in _words().offices if name.endswith(w)), ("", _NONE))
    if not word and (parted := _PARTED.match(without_own(name))):
        word, office = parted["office"], _OTHER
    place = name.removesuffix(word)
    end, level = next(((e, kind) for e, kind in _words().levels if place.endswith(e)), ("", ""))
    return _Name(place.removesuffix(end), level, office, national, word if office == _OTHER else "")


def _ends(name: str, parts: _Name) -> str:
    """The word of level behind the place, the same for 自治州 and 州."""
    return name[name.index(parts.place) + len(parts.place) :].removeprefix(AUTONOMOUS)[:1]


def _level(word: str) -> str:
    return next((kind for end, kind in _words().levels if end == word), "")
