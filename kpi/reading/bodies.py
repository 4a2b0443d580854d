"""Whether two names can mean one body: 黔东南州 and 黔东南苗族侗族自治州 can, 安徽省 and 山西省 cannot."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from kpi.language import language_data
from kpi.language.terms import AUTONOMOUS

_OPENING = 3000  # characters in which a speaker names who speaks
_GOVERNMENT = 0  # the first line of the offices


class Same(Enum):
    """What two names say of each other."""

    YES = "yes"
    MAYBE = "maybe"  # one says less than the other
    UNLIKE = "unlike"  # one place under another level, as when a county becomes a city
    NO = "no"


class _Name(NamedTuple):
    """`place` is without its level, "" for none; `office` is a line of bodies.yml, -1 for none."""

    place: str
    level: str
    office: int
    national: bool


def same_body(one: str, other: str) -> Same:
    """Whether two bodies' names, each as a report tells it, can mean the same; an empty name says nothing."""
    if one == other:
        return Same.YES if one else Same.MAYBE
    if not one or not other:
        return Same.MAYBE
    a, b = _parts(one), _parts(other)
    if a.national != b.national or (-1 not in (a.office, b.office) and a.office != b.office):
        return Same.NO
    if not a.place or not b.place or a.national:
        return Same.MAYBE
    short, long = sorted((a.place, b.place), key=len)
    if a.level and b.level and a.level != b.level:
        return Same.NO
    if short == long and _ends(one, a) != _ends(other, b):
        return Same.UNLIKE
    return Same.MAYBE if long.startswith(short) or long.endswith(short) else Same.NO


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
    )


@cache
def _parts(name: str) -> _Name:
    national = name.startswith(_words().national)
    word, office = next(((w, n) for w, n in _words().offices if name.endswith(w)), ("", -1))
    place = name.removesuffix(word)
    end, level = next(((e, kind) for e, kind in _words().levels if place.endswith(e)), ("", ""))
    return _Name(place.removesuffix(end), level, office, national)


def _ends(name: str, parts: _Name) -> str:
    """The word of level behind the place, the same for 自治州 and 州."""
    return name[name.index(parts.place) + len(parts.place) :].removeprefix(AUTONOMOUS)[:1]


def _level(word: str) -> str:
    return next((kind for end, kind in _words().levels if end == word), "")
