"""What a number is in its sentence: done, promised, a rate in force, an old value, or context.

Decided by words near the number first, by the section only where they are silent: plans mention past figures,
reviews mention tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from kpi.extraction.promises import rules_in_plan
from kpi.language import language_data
from kpi.language.terms import GRADE, OF, PIECE, YUAN
from kpi.model import Role, SectionKind
from kpi.numbers.units import Unit, unit_table
from kpi.outline.expressions import expression, lists, words
from kpi.rules import first


@dataclass(frozen=True, slots=True)
class RoleWords:
    target: re.Pattern[str]
    planned: re.Pattern[str]
    target_near: re.Pattern[str]
    done_after: re.Pattern[str]
    durations: re.Pattern[str]
    sized: re.Pattern[str]
    sized_noun: re.Pattern[str]
    project: re.Pattern[str]
    announced: re.Pattern[str]
    site: re.Pattern[str]
    size_verbs: re.Pattern[str]
    actual: re.Pattern[str]
    change_to: re.Pattern[str]
    standard: re.Pattern[str]
    other: re.Pattern[str]
    target_after: re.Pattern[str]
    standard_after: re.Pattern[str]


FROM = expression("extraction", "roles.from")
RATE_OF_MONEY = expression("extraction", "roles.rate_of_money")
_QUOTED = re.compile(r"“[^”\n]{0,40}”|《[^》\n]{0,60}》")
_PROJECTS = expression("extraction", "roles.projects")
_MORE_SIZES = expression("extraction", "roles.more_sizes")
_OF_PROJECTS = expression("extraction", "roles.of_projects")
_SPENT_ON = expression("extraction", "roles.spent_on")
_NAMED_BY_SIZE = expression("extraction", "roles.named_by_size")
_FIRMS = words("extraction", "roles.firms")
_FULL_LENGTH = words("extraction", "roles.full_length")
_TASK = words("extraction", "roles.task")
_DONE = expression("extraction", "roles.done")
_UNDER_WAY = expression("extraction", "roles.under_way")
_PLAN = expression("extraction", "roles.plan")
_CAPACITY = words("extraction", "roles.capacity")
_PASSED = words("extraction", "roles.passed")
_STANDING = expression("extraction", "roles.standing")
_ASKED_OF = expression("extraction", "roles.asked_of")
_AND_CAME = expression("extraction", "roles.and_came")
_SET_ABOVE = words("extraction", "roles.set_above")
_SHARE_OF_TASK = expression("extraction", "roles.share_of_task")
_CARRIED_OUT = expression("extraction", "roles.carried_out")
_REACHING = expression("extraction", "roles.reaching")


@cache
def role_words() -> RoleWords:
    given = lists(language_data("roles"))
    return RoleWords(
        **{word.name: expression("extraction", f"roles.{word.name}", given) for word in fields(RoleWords)}
    )


def is_old_value(left: str, right: str) -> bool:
    """由870元提高到910元: `left` is the clause before the number, `right` the clause behind it."""
    return FROM.search(left) is not None and role_words().change_to.match(right) is not None


def names_a_project(clause: str) -> bool:
    """占地, 静态投资: the numbers that follow in the sentence are sizes of a project, too."""
    return bool(role_words().site.search(clause))


def role_of(
    unit: str,
    section: SectionKind,
    near: str,
    own: str,
    right: str,
    said: str = "",
    before: Role | None = None,
) -> str:
    """The rule that gives the role of one number (`role_given`).

    `near` is the clause that touches it, `own` its part behind the number before, `right` the text behind it,
    `said` its sentence so far, `before` the role of the number before it there.
    """
    return first(_rules(unit, section, near, own, right, said, before))


@cache
def role_given(rule: str) -> Role:
    """role.target.task gives the role "target"."""
    return Role(rule.split(".")[1])


def _rules(
    unit: str, section: SectionKind, near: str, own: str, right: str, said: str, before: Role | None
) -> Iterator[str]:
    """The rules that would speak, the decisive one first."""
    table = unit_table().get(unit.partition("/")[0])
    if table is not None:
        yield from _of_unit(table, section, near, right)
    if section is SectionKind.PLAN:
        yield from rules_in_plan(table.dimension if table else "", unit, near, own, right, said, before)
        return
    if "“" in near or "《" in near:
        near = _QUOTED.sub("", near)
    if unit.startswith("%") and _SHARE_OF_TASK.search(near):
        yield "role.actual.share-of-task"
    if unit == PIECE and near.endswith(_SET_ABOVE):
        yield "role.actual.set-above"
    if near.endswith(_FULL_LENGTH) and right.startswith(OF):
        yield "role.other.full-length"
    yield from _asked(section, near, right)
    if RATE_OF_MONEY.match(unit):
        yield "role.standard.per-head"
    if unit == YUAN and role_words().standard_after.match(right):
        yield "role.standard.behind"
    if role_words().other.search(near):
        yield "role.other.context"
    yield "role.actual.review"


def _of_unit(unit: Unit, section: SectionKind, near: str, right: str) -> Iterator[str]:
    """Ages, durations and sizes, in a review and in a plan."""
    words = role_words()
    if unit.dimension == "age":
        yield "role.other.age"
    if unit.duration and not (_REACHING.search(near[-8:]) or words.durations.search(near)):
        yield "role.other.duration"
    yield from _sizes(unit.dimension, near, right)
    if section is SectionKind.PLAN and unit.dimension == "things" and words.announced.match(right):
        yield "role.other.announced"


def _asked(section: SectionKind, near: str, right: str) -> Iterator[str]:
    """What a review or a list of problems still asks for."""
    words = role_words()
    done = words.done_after.match(right)
    asked = _last_asked(near)
    if asked and _OF_PROJECTS.search(near) and not _SPENT_ON.match(right):
        yield "role.other.to-be-invested"
    if asked and not done and not words.actual.search(near, asked):
        yield "role.target.task"
    if _ASKED_OF.search(near) and _AND_CAME.match(right):
        yield "role.target.beside"
    if section is SectionKind.PROBLEMS and not done and words.target_near.search(near):
        yield "role.target.problems"
    ahead = words.target_after.match(right)
    if ahead and (_CARRIED_OUT.match(right, ahead.end()) or (ahead[0].endswith(_TASK) and _DONE.search(near))):
        ahead = None
    if ahead and not words.actual.search(near) and not (done and done.end() < ahead.end()):
        yield "role.target.behind"


def _last_asked(near: str) -> int:
    """Where the last word of a task ends, 0 where there is none."""
    words = role_words()
    near = _STANDING.sub("", near) if _UNDER_WAY.search(near) else near
    ends = [found.end() for found in words.target.finditer(near)]
    ends += [found.end() for found in words.planned.finditer(near)] if _PLAN.search(near) else []
    return max(ends, default=0)


def _sizes(dimension: str, near: str, right: str) -> Iterator[str]:
    """5亿元以上制造业项目60个, 30万吨镁合金项目: the number qualifies a noun and is no figure of its own."""
    words = role_words()
    if right.startswith(GRADE) and dimension not in ("things", "persons"):
        yield "role.other.grade"
    if dimension in ("money", "area", "power", "mass", "voltage", "energy", "coal", "households"):
        sized = words.sized.match(right)
        if sized and not (dimension == "households" and sized[0].endswith(_FIRMS)):
            yield "role.other.sized"
    if dimension == "money" and _NAMED_BY_SIZE.match(right):
        yield "role.other.named-by-size"
    if near.endswith(_CAPACITY):
        yield "role.other.capacity"
    if dimension in ("mass", "power", "voltage", "energy_stored") and not words.size_verbs.search(near):
        if words.project.match(right) or words.project.match(_MORE_SIZES.sub("", right)) or _PROJECTS.match(right):
            yield "role.other.project-size"
        return
    if dimension == "money" and near.endswith(_PASSED) and words.sized_noun.match(right):
        yield "role.other.passed"
