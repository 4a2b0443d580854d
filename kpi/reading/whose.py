"""Who reports: a government by who speaks for it, an office by the place and the kind of office that are named."""

from __future__ import annotations

from kpi.outline.expressions import expression
from kpi.outline.expressions import words as words_of
from kpi.reading.lines import Line

_OPENING = 700
_SUBJECT = 80  # characters in which the text says who acts
_MINISTRY = expression("reading", "whose.ministry")
_NAMED = expression("reading", "whose.named")
_ALONE = expression("reading", "whose.alone")
_TOWN = expression("reading", "whose.government")
_PUBLISHER = expression("reading", "whose.publisher")
_SPEAKS = expression("reading", "whose.speaks")
_CONGRESS = expression("reading", "whose.congress")
_CONGRESS_CUE = expression("reading", "whose.congress_cue")
_TITLE_BODY = expression("reading", "whose.title_body")
_OFFICER = expression("reading", "whose.officer")
_GENERIC = expression("reading", "whose.generic")
_PREMIER = expression("reading", "whose.premier")
_WELCOME = expression("reading", "whose.welcome")
_TIMES = expression("reading", "whose.times")
_ACTS = expression("reading", "whose.acts")
_STATE_COUNCIL, _NATION, _GOVERNMENT = words_of("reading", "whose.governments")
_DEPUTIES = words_of("reading", "metadata.said")[0]


def read_body(plain: str, lines: list[Line], title: str, body_index: int) -> str:
    """Who reports, as the text names it; "" where it never does (我代表市人民政府 names nobody)."""
    opening = opening_of(plain, lines, body_index)
    top = [line.head for line in lines[:body_index]]
    if is_to_congress(title, opening):
        return _titled(title) or _government(top, title, opening)
    return _bureau(top, title, _subject(plain, lines, body_index))


def is_to_congress(title: str, opening: str) -> bool:
    return bool(_CONGRESS_CUE.search(title) or _CONGRESS_CUE.search(opening))


def opening_of(plain: str, lines: list[Line], body_index: int) -> str:
    """The first words of the text itself, normalised and without blanks."""
    return "".join(_first_words(plain, lines, body_index).split())


def _first_words(plain: str, lines: list[Line], body_index: int) -> str:
    if not lines:
        return ""
    start = lines[min(body_index, len(lines) - 1)].start
    return plain[start : start + _OPENING]


def _subject(plain: str, lines: list[Line], body_index: int) -> str:
    """The same for who acts: what ends a line belongs to no name on the next."""
    told = "|".join(filter(None, map(_closed_up, _first_words(plain, lines, body_index).split("\n"))))
    return told[:_SUBJECT]


def _closed_up(line: str) -> str:
    return "".join(line.split())


def _government(top: list[str], title: str, opening: str) -> str:
    speaks = _SPEAKS.search(opening)
    if speaks and not _GENERIC.match(speaks["body"]):
        return speaks["body"]
    for line in top:
        officer = _OFFICER.search(line)
        if officer and not _GENERIC.match(officer["body"]):
            return officer["body"]
    if any(_PREMIER.search(line) for line in top):
        return _STATE_COUNCIL
    before, called, _ = opening.partition(_DEPUTIES)
    whole = "".join(top) + (before if called else "")
    place = _CONGRESS.search(whole) or _TITLE_BODY.search(title)
    if place is None:
        return ""
    return _STATE_COUNCIL if place["place"].endswith(_NATION) else place["place"] + _GOVERNMENT


def _bureau(top: list[str], title: str, opening: str) -> str:
    """The title names the body before the lines around it do, and these before the text."""
    if named := _titled(title):
        return named
    for line in top:
        named = _first(_WELCOME.sub("", line)) if line != title else ""
        if named and not _PUBLISHER.search(named):
            return named
    subject = _TIMES.sub("|", opening)
    for found in _NAMED.finditer(subject):
        if _ACTS.match(subject[found.end() :]):
            return found["place"] + found["office"]
    if ministry := _MINISTRY.search("".join(top)):
        return ministry[0]
    alone = _ALONE.search(_TIMES.sub("|", title))
    return alone["office"] if alone else ""


def _titled(title: str) -> str:
    words = _TIMES.sub("|", title)
    town = _TOWN.search(words)
    return _first(words) or (town["place"] + town["office"] if town else "")


def _first(words: str) -> str:
    found = _NAMED.search(words)
    return found["place"] + found["office"] if found else ""
