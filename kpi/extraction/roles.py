"""What a number is in its sentence: done, promised, a rate in force, an old value, or context.

Decided by words near the number first, by the section only where they are silent: plans mention past figures,
reviews mention tasks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kpi.extraction.scanner import Printed
from kpi.extraction.units import alternatives, unit_table
from kpi.language import language_data
from kpi.model import Measure, Role, SectionKind


@dataclass(frozen=True, slots=True)
class RoleWords:
    target: re.Pattern[str]
    actual: re.Pattern[str]
    done_after: re.Pattern[str]
    change_to: re.Pattern[str]
    standard: re.Pattern[str]
    other: re.Pattern[str]


FROM = re.compile(r"(?:从|由)[^,，。；;：:]{0,24}$")
RATE_OF_MONEY = re.compile(r"元/(?:人|月|年|户|天|日|件|张|床|吨|次|学年|生|位|名)")


@cache
def role_words() -> RoleWords:
    data = language_data("roles")

    def words(name: str) -> str:
        return alternatives(tuple(data[name]))

    return RoleWords(
        target=re.compile(words("target")),
        actual=re.compile(words("actual")),
        done_after=re.compile(words("done_after")),
        change_to=re.compile(rf"^[^,，。；;：:]{{0,20}}?(?:{words('change_to')})"),
        standard=re.compile(words("standard")),
        other=re.compile(words("other")),
    )


def is_old_value(left: str, right: str) -> bool:
    """由870元提高到910元: `left` is the clause before the number, `right` the clause behind it."""
    return bool(FROM.search(left)) and bool(role_words().change_to.match(right))


def role_of(
    printed: Printed, unit: str, measure: Measure, section: SectionKind, near: str, clause: str, right: str
) -> Role:
    """`near` is the phrase that touches the number, `clause` all of its clause and the ones before it up to ；。."""
    words = role_words()
    table = unit_table().get(unit.partition("/")[0])
    if table is not None and table.dimension == "age":
        return Role.OTHER
    if table is not None and table.duration:
        return Role.OTHER if not words.target.search(near) else Role.TARGET
    planned = section is SectionKind.PLAN
    target = words.target.search(clause)
    if target and not planned:
        done = words.actual.search(clause, target.end())
        return Role.ACTUAL if done else Role.TARGET
    if planned:
        if words.actual.search(near) and not target:
            return Role.ACTUAL
        return Role.TARGET
    if RATE_OF_MONEY.match(unit):
        return Role.STANDARD
    if unit == "元" and words.standard.search(near) and right.startswith(("的标准", "标准", "奖励", "补助", "补贴")):
        return Role.STANDARD
    if words.other.search(near):
        return Role.OTHER
    return Role.ACTUAL
