"""What one clause of a plan promises without a number: a document, a project, a body, an event, with its verb."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.extraction.forms import Deliverable, forms, is_named, is_short, kept, needs, words
from kpi.rules import on

# A clause with fewer characters promises nothing; how far behind its verb a title may stand.
_SHORTEST, _NEAR = 5, 12
_PAST_WITHIN = 6  # characters at the opening of a clause that say it is done already
# Verbs before a named object, by the rule that reads them; the others have forms of their own.
_VERBS = {
    "milestone.built": "built",
    "milestone.put-to-use": "put_to_use",
    "milestone.started": "started",
    "milestone.founded": "founded",
    "milestone.held": "held",
    "milestone.passed": "passed",
}


def deliverables(clause: str) -> list[Deliverable]:
    """What a clause of a plan promises, most often one thing or nothing."""
    lead = words()["lead"].match(clause)
    skip = lead.end() if lead else 0
    body = clause[skip:]
    if len(body) < _SHORTEST or kept("guard.past", words()["past"].search(body[:_PAST_WITHIN])):
        return []
    return next((found for found in _promised(clause, skip, body) if found and on(found[0].rule)), [])


def _promised(clause: str, skip: int, body: str) -> Iterator[list[Deliverable]]:
    """What each rule would find in a clause, the decisive one first."""
    said = words()
    yield _titles(skip, body)
    yield from forms(clause, skip, body)
    if kept("guard.empty", said["empty"].search(body)):
        return
    applied = said["applied"].match(body) if needs()["applied"].search(body) else None
    if (
        applied
        and is_named(applied["object"])
        and not any(kept("guard.loose", said["loose"].search(part)) for part in (body, applied["object"]))
    ):
        yield [Deliverable(skip, len(clause), applied["whose"] + applied["object"], "milestone.applied")]
    document = said["document"].match(body)
    if document and not kept("guard.loose", said["loose"].search(document[1])):
        yield [Deliverable(skip, len(clause), _object(document[1]), "milestone.document")]
    vague = kept("guard.vague", said["vague"].match(body))
    if not vague:
        placed = said["placed"].match(body)
        at = skip + (placed.end() if placed else 0)
        done = said["done"].match(clause[at:])
        if (
            done
            and not kept("guard.loose", said["loose"].search(done[1]))
            and not kept("guard.claimed", said["claimed"].match(clause, at))
        ):
            yield _each(clause, skip, at, done[1], "milestone.done")
        carried_out = said["carried_out"].match(clause[at:])
        if carried_out:
            yield _each(clause, skip, at, carried_out[1], "milestone.carried-out")
        for rule, name in _VERBS.items():
            found = said[name].match(clause[at:])
            if found and is_named(found["object"]):
                whose = found.groupdict().get("whose") or ""
                yield [Deliverable(skip, len(clause), whose + _object(found["object"]), rule)]
    yield _finished(clause, skip, body, vague)


def _titles(skip: int, body: str) -> list[Deliverable]:
    """出台《…》《…》: one milestone a title."""
    titles = list(words()["title"].finditer(body))
    verb = words()["documents"].search(body) if titles else None
    if not (verb and verb.start() < titles[0].start() <= verb.end() + _NEAR):
        return []
    starts = [verb.start(), *(title.start() for title in titles[1:])]
    return [
        Deliverable(skip + start, skip + title.end(), title[0], "milestone.title")
        for start, title in zip(starts, titles, strict=True)
    ]


def _each(clause: str, skip: int, at: int, deliverable: str, rule: str) -> list[Deliverable]:
    """完成甲评选、乙结对等活动: one milestone for each item where every item names what is to be done."""
    start = clause.index(deliverable, at)
    stop = words()["and_such"].search(deliverable)
    items = list(words()["listed"].finditer(deliverable, 0, stop.start() if stop else len(deliverable)))
    if len(items) < 2 or not all(words()["task"].search(item[0]) for item in items):
        return [Deliverable(skip, len(clause), _object(deliverable), rule)]
    starts = [skip, *(start + item.start() for item in items[1:])]
    return [
        Deliverable(begin, start + item.end(), _object(item[0]), rule)
        for begin, item in zip(starts, items, strict=True)
    ]


def _finished(clause: str, skip: int, body: str, vague: bool) -> list[Deliverable]:
    """推动甲开工建设、乙建成通车: one milestone for each item where every item has a finish of its own."""
    said = words()
    if not (said["finished"].search(body) or (said["settles"].search(body) and said["settled"].search(body))):
        return []
    if kept("guard.going", words()["going"].match(body)):
        return []
    pushed = words()["pushed"].match(body)
    low = skip + (pushed.end() if pushed else 0)
    items = list(words()["listed"].finditer(clause, low))
    seen = words()["opened"], words()["settled"]
    if vague and not (pushed and any(sign.search(item[0]) for sign in seen for item in items)):
        return []
    subjects = [_subject(item[0]) for item in items]
    whole = _subject(clause[low:])
    if whole and not all(subjects):
        spans = [(skip, len(clause), whole)]  # 甲、乙、丙项目建成: of all of them
    else:
        starts = [skip, *(item.start() for item in items[1:])]
        parts = zip(starts, items, subjects, strict=True)
        spans = [(at, item.end(), subject) for at, item, subject in parts if subject]
    rule = "milestone.pushed" if pushed else "milestone.finished"
    return [Deliverable(start, end, subject, rule) for start, end, subject in spans]


def _subject(text: str) -> str:
    """What is finished, where the text ends with its finish; "" where it does not, or names nothing."""
    ends = [found.end("object") for found in words()["settled"].finditer(text)]
    ends += [
        found.start()
        for found in words()["finished"].finditer(text)
        if words()["working"].fullmatch(text, found.end())
    ]
    if not ends or kept("guard.quoted", words()["quoted"].search(text, 0, ends[0])):
        return ""
    subject = words()["soon"].sub("", text[: ends[0]])
    if is_short(subject) or kept("guard.unnamed", words()["unnamed"].search(subject)):
        return ""
    return "" if kept("guard.rhetoric", words()["rhetoric"].search(text)) else subject


def _object(deliverable: str) -> str:
    """建立健全…机制, 建成投用…: the second verb is no part of what is delivered."""
    return words()["second_verb"].sub("", deliverable)
