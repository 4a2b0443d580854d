"""What a clause promises by its form, whatever verb opens it; the words that all readings of a clause share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kpi.language import language_data
from kpi.outline.expressions import expression, lists
from kpi.rules import on

SHORTEST_NAME = 4
# Promises with a form of their own, whatever verb opens them; `whose`, where the form has it, is part of the name.
_FORMS = {
    "milestone.set-above": ("set_above", "set_by_plan", "to_level"),
    "milestone.raised": ("raised",),
    "milestone.batched": ("batched",),
    "milestone.renamed": ("renamed",),
    "milestone.enlarged": ("enlarged",),
    "milestone.admitted": ("admitted",),
    "milestone.founded": ("founded_for", "set_up"),
    "milestone.trend": ("trend",),
    "milestone.document": ("drawn_up",),
    "milestone.held": ("held_at", "served"),
    "milestone.in-force": ("in_force", "rolled_out", "enforced_on"),
    "milestone.applied": ("heritage",),
    "milestone.deeds": ("deeds_of",),
    "milestone.lifted": ("lifted", "all_removed"),
    "milestone.tried": ("tried",),
    "milestone.unified": ("unified",),
    "milestone.included": ("included", "given_standing"),
    "milestone.prevented": ("prevented", "forbidden"),
    "milestone.surveyed": ("surveyed", "census"),
    "milestone.removed": ("removed",),
    "milestone.works": ("works",),
    "milestone.extended": ("extended",),
}
# What is measured or set needs no name of its own.
_WHOLE = ("milestone.set-above", "milestone.trend", "milestone.document", "milestone.deeds")
_NAMES = (
    "lead", "title", "listed", "and_such", "second_verb", "soon", "documents", "document", "finished",
    "done", "vague", "carried_out", "task", "placed", "working", "built", "opened", "pushed", "abstract",
    "empty", "past", "started", "put_to_use", "founded", "held", "passed", "set_above", "unnamed", "loose",
    "rhetoric", "claimed", "going", "settled", "quoted", "applied", "set_by_plan", "raised", "batched", "renamed",
    "enlarged", "admitted", "founded_for", "trend", "in_force", "prevented", "drawn_up", "held_at", "settles",
    "to_level", "short_name", "served", "forbidden", "surveyed", "removed", "works", "extended",
    "rolled_out", "enforced_on", "lifted", "all_removed", "tried", "unified", "included", "given_standing",
    "set_up", "census", "heritage", "deeds_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What a clause promises, at offsets within it, and the rule that says so."""

    start: int
    end: int
    subject: str
    rule: str


@cache
def words() -> dict[str, re.Pattern[str]]:
    """The expressions of a clause, with the words of targets.yml."""
    given = lists(language_data("targets"))
    return {name: expression("extraction", f"milestones.{name}", given) for name in _NAMES}


@cache
def needs() -> dict[str, re.Pattern[str]]:
    """A word without which a clause has not the form of that name."""
    given = lists(language_data("targets"))
    names = [name for forms_of in _FORMS.values() for name in forms_of]
    return {name: expression("extraction", f"milestones.{name}_needs", given) for name in (*names, "applied")}


@cache
def _any_need() -> re.Pattern[str]:
    return re.compile("|".join(needed.pattern for needed in needs().values()))


def forms(clause: str, skip: int, body: str) -> Iterator[list[Deliverable]]:
    """Promises by their form: what is set above, raised, renamed, taken into a plan, kept on its way."""
    said, needed = words(), needs()
    if not _any_need().search(clause):
        return
    for rule, names in _FORMS.items():
        for name in names:
            if not needed[name].search(clause):
                continue
            found = said[name].match(body) or (said[name].match(clause) if skip else None)
            if found and (rule in _WHOLE or _is_thing(found)):
                yield _items(clause, skip, Deliverable(skip, len(clause), _named(found), rule))


def _named(found: re.Match[str]) -> str:
    """What a form's clause is about: its object, behind whom it is for and before what it is to become."""
    said = found.groupdict()
    standing = said.get("standing") or ""
    return (said.get("whose") or "") + said["object"] + (standing if len(standing) > SHORTEST_NAME else "")


def _is_thing(found: re.Match[str]) -> bool:
    return is_named(_named(found)) and not kept("guard.loose", words()["loose"].search(_named(found)))


def _items(clause: str, skip: int, whole: Deliverable) -> list[Deliverable]:
    """甲学院更名乙大学、丙中心扩容: one milestone for each item where each has such an end of its own."""
    items = list(words()["listed"].finditer(clause, skip))
    ends = [_end_of(item) for item in items]
    return [end for end in ends if end] if len(items) > 1 and all(ends) else [whole]


def _end_of(item: re.Match[str]) -> Deliverable | None:
    for name in ("renamed", "enlarged"):
        found = words()[name].match(item[0])
        if found:
            return Deliverable(item.start(), item.end(), _named(found), f"milestone.{name}")
    return None


def kept(guard: str, found: re.Match[str] | None) -> bool:
    """Whether a guard keeps the clause, or one of its readings, from being drafted."""
    return found is not None and on(guard)


def is_short(name: str) -> bool:
    """Whether it is too short for a name; 厂前路 and 亚冬会 are names, 项目 is none."""
    return len(name) < SHORTEST_NAME and not words()["short_name"].fullmatch(name)


def is_named(deliverable: str) -> bool:
    """Whether it is a thing of its own: neither 一批项目 nor 新格局."""
    plain = deliverable.strip()
    if is_short(plain) or kept("guard.abstract", words()["abstract"].search(plain)):
        return False
    return not kept("guard.unnamed", words()["unnamed"].search(plain))
