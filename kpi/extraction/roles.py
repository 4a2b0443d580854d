"""What a number is in its sentence: done, promised, a rate in force, an old value, or context.

Decided by words near the number first, by the section only where they are silent: plans mention past figures,
reviews mention tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kpi.extraction.promises import rules_in_plan
from kpi.language import language_data
from kpi.model import Role, SectionKind
from kpi.numbers.units import Unit, alternatives, unit_table
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


FROM = re.compile(r"(?:从|由)[^,，。；;：:]{0,24}$")
RATE_OF_MONEY = re.compile(r"元/(?:人|月|年|户|天|日|件|张|床|吨|次|学年|生|位|名)")
_QUOTED = re.compile(r"“[^”\n]{0,40}”|《[^》\n]{0,60}》")
# The end of a list of projects, each with its size: 30万吨镁合金、15万吨锂电材料等20个项目.
_PROJECTS = re.compile(r"[^,，。；;\n]{0,60}?等(?:\d+[个项])?[^,，。；;\n\d]{0,8}(?:项目|工程)")
# 25万吨铜杆、32万吨铜资源综合利用项目: the noun that the last size prints belongs to all.
_MORE_SIZES = re.compile(r"^(?:[^,，。；;、\d]{1,14}、\d[\d.]*[万亿]?(?:吨|千瓦|兆瓦))+")
# 签约项目279个、拟投资1413亿元: the sum that signed projects will take, no task of the body's own.
_OF_PROJECTS = re.compile(r"(?:^|[、,])拟(?:总)?投资(?:额|总额)?(?:约|近|超|达)*$")
_SPENT_ON = re.compile(r"[^,;。、]{0,6}(?:建|用于|实施|购)")
# 300亿元园区, 50亿企业: the sum names the thing.
_NAMED_BY_SIZE = re.compile(r"级?(?:园区|企业|产业集群|集群)")
_FIRMS = ("企业", "公司", "法人", "单位")  # 引进2户以上企业: firms are counted in 户, too
# 在建、拟建项目63个: an attribute of what is counted; 省定20件民生实事, 全长56公里的大道: no task, either.
_STANDING = re.compile(r"在建(?:、|和|及)?拟建")
_SET_ABOVE = ("省定", "市定", "县定")
_SHARE_OF_TASK = re.compile(r"(?:任务|计划|目标)(?:数)?的$")
_CARRIED_OUT = re.compile(r"(?:已|均|都)?(?:全部|全面|圆满|如期|顺利|超额)+完成(?=[,，。;；]|$)")
_REACHING = re.compile(r"缩|压|至|到|时限|提速|提前")


@cache
def role_words() -> RoleWords:
    data = language_data("roles")

    def words(name: str) -> str:
        return alternatives(tuple(data[name]))

    return RoleWords(
        # Words alone, and a word first: `re` skips to what they begin with.
        target=re.compile(words("target")),
        # 计划 is a verb at the head of a clause and a noun elsewhere.
        planned=re.compile(
            r"计划(?:(?<=^计划)|(?<=[,，。；;、：:内并还均]计划)|(?<=年计划)(?<![一两二三四五六七八十\d]年计划))(?!生育|的)"
        ),
        target_near=re.compile(words("target_near")),
        done_after=re.compile(rf"[^,，。；;：:\d]{{0,16}}?(?:{words('done_after')})"),
        durations=re.compile(rf"(?:{words('durations')})[^,，。；;]{{0,6}}$"),
        sized=re.compile(
            rf"(?:及?以上|及?以下|级以上|级)(?:的|及以上的)?[^,，。；;：:、\d]{{0,8}}?(?:{words('sized_nouns')})"
        ),
        sized_noun=re.compile(rf"[^,，。；;：:、\d]{{0,6}}?(?:{words('sized_nouns')})"),
        project=re.compile(rf"级?[^,，。；;：:、\d以]{{0,14}}?(?:{words('sized_nouns')})"),
        size_verbs=re.compile(rf"(?:{words('size_verbs')})(?:了|各类)?$"),
        site=re.compile(rf"(?:{words('site')})(?!区生产总值|区)"),
        announced=re.compile(rf"[^,，。；;：:、\d]{{0,5}}?(?:{words('announced')})"),
        actual=re.compile(words("actual")),
        change_to=re.compile(rf"^[^,，。；;：:]{{0,20}}?(?:{words('change_to')})"),
        standard=re.compile(words("standard")),
        other=re.compile(rf"(?:{words('other')})(?!区生产总值|内|区)"),
        target_after=re.compile(rf"[^,，。；;：:\d]{{0,16}}?(?<!超)(?:{words('target_after')})(?!金|投资)"),
        standard_after=re.compile(rf"(?:[和、至][\d.,]+万?元)*(?:{words('standard_after')})"),
    )


def is_old_value(left: str, right: str) -> bool:
    """由870元提高到910元: `left` is the clause before the number, `right` the clause behind it."""
    return ("从" in left or "由" in left) and bool(FROM.search(left)) and bool(role_words().change_to.match(right))


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
    if unit == "件" and near.endswith(_SET_ABOVE):
        yield "role.actual.set-above"
    if near.endswith("全长") and right.startswith("的"):
        yield "role.other.full-length"
    yield from _asked(section, near, right)
    if RATE_OF_MONEY.match(unit):
        yield "role.standard.per-head"
    if unit == "元" and role_words().standard_after.match(right):
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
    if section is SectionKind.PROBLEMS and not done and words.target_near.search(near):
        yield "role.target.problems"
    ahead = words.target_after.match(right)
    if ahead and (_CARRIED_OUT.match(right, ahead.end()) or (ahead[0].endswith("的任务") and "完成" in near)):
        ahead = None
    if ahead and not words.actual.search(near) and not (done and done.end() < ahead.end()):
        yield "role.target.behind"


def _last_asked(near: str) -> int:
    """Where the last word of a task ends, 0 where there is none."""
    words = role_words()
    near = _STANDING.sub("", near) if "在建" in near else near
    ends = [found.end() for found in words.target.finditer(near)]
    ends += [found.end() for found in words.planned.finditer(near)] if "计划" in near else []
    return max(ends, default=0)


def _sizes(dimension: str, near: str, right: str) -> Iterator[str]:
    """5亿元以上制造业项目60个, 30万吨镁合金项目: the number qualifies a noun and is no figure of its own."""
    words = role_words()
    if right.startswith("级") and dimension not in ("things", "persons"):
        yield "role.other.grade"
    if dimension in ("money", "area", "power", "mass", "voltage", "energy", "coal", "households"):
        sized = words.sized.match(right)
        if sized and not (dimension == "households" and sized[0].endswith(_FIRMS)):
            yield "role.other.sized"
    if dimension == "money" and _NAMED_BY_SIZE.match(right):
        yield "role.other.named-by-size"
    if near.endswith(("×", "年产")):
        yield "role.other.capacity"
    if dimension in ("mass", "power", "voltage", "energy_stored") and not words.size_verbs.search(near):
        if words.project.match(right) or words.project.match(_MORE_SIZES.sub("", right)) or _PROJECTS.match(right):
            yield "role.other.project-size"
        return
    if dimension == "money" and near.endswith(("超", "过", "逾", "超过")) and words.sized_noun.match(right):
        yield "role.other.passed"
