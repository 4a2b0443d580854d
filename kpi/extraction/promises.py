"""What a plan mentions without promising it: results, the size of what exists, thresholds, rates that go on.

Every rule is a pure function of the words around one number; `rules_in_plan` asks them in turn. A number that none
of them knows is a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from kpi.language import language_data
from kpi.language.terms import OF
from kpi.model import Role
from kpi.outline.expressions import expression, lists, pattern
from kpi.outline.expressions import words as words_of


def _of(name: str) -> re.Pattern[str]:
    return expression("extraction", f"promises.{name}")


_PASSED = _of("passed")
_NEARBY = _of("nearby")
_NEXT_SIZE = _of("next_size")
_TAKEN = _of("taken")
_LISTED = _of("listed")
_COUNTED = _of("counted")
_PREDICATE = _of("predicate")
_BARE = _of("bare")
_FACT = _of("fact")
_BASIS = _of("basis")
_BRACKET = _of("bracket")
_IN_USE = words_of("extraction", "promises.in_use")
_ASKED = _of("asked")
_FRAMED_NEEDS = pattern("extraction", "promises.framed_needs")
_HALF_YEAR = pattern("extraction", "promises.half_year")
_DONE_LIST = _of("done_list")
_PROLONGED = _of("prolonged")
_KEPT = _of("kept")
_STILL = _of("still")
_TO_COME = _of("to_come")
_DIFFERENCE = _of("difference")
_NATION = _of("nation")
_LIVE = _of("live")
_QUOTED_RATE = _of("quoted_rate")
_CARRY_OUT = _of("carry_out")
_PAPER = _of("paper")
_OPEN_QUOTE = _of("open_quote")
_FORMULA = _of("formula")
_STATISTICAL = pattern("extraction", "promises.statistical")
_NOT_PAST = _of("not_past")
_NEW_AND_OLD = _of("new_and_old")
_IN_FORCE = words_of("extraction", "promises.in_force")
_BASE = words_of("extraction", "promises.base")
_KINDS = words_of("extraction", "promises.kinds")
_ASPECTS = pattern("extraction", "promises.aspects")
_CONCERNED = pattern("extraction", "promises.concerned")
_PERSON = pattern("extraction", "promises.person")
_CLAUSE_OF = pattern("extraction", "promises.clause_of")
_ATTRIBUTED = _of("attributed")
_INVESTED = _of("invested")
_SIZES = ("money", "area", "mass", "power", "energy_stored")
_BOUNDS = words_of("extraction", "promises.bounds")
_NEW_ARTICLE = words_of("extraction", "promises.new_article")
_ARTICLE_ENDS = _of("article_ends")
_PEOPLES = _of("peoples")
_TO_GOAL = _of("to_goal")


@dataclass(frozen=True, slots=True)
class _Words:
    """The expressions with the words of roles.yml and promises.yml, by their names in `promises`."""

    actual: re.Pattern[str]
    target: re.Pattern[str]
    awarded: re.Pattern[str]
    framed: re.Pattern[str]
    looks_ahead: re.Pattern[str]
    finished: re.Pattern[str]
    fallen: re.Pattern[str]
    of_people: re.Pattern[str]
    cohort: re.Pattern[str]
    threshold: re.Pattern[str]
    named: re.Pattern[str]
    about: re.Pattern[str]
    act: re.Pattern[str]
    continued: re.Pattern[str]
    of_tax: re.Pattern[str]
    taxable: re.Pattern[str]
    site: re.Pattern[str]
    standing_verb: re.Pattern[str]
    standing: re.Pattern[str]
    circle: re.Pattern[str]
    children: re.Pattern[str]
    of_work: re.Pattern[str]
    owner: re.Pattern[str]
    runs: re.Pattern[str]


@cache
def _words() -> _Words:
    plan = language_data("promises")
    given = {f"role_{name}": words for name, words in lists(language_data("roles")).items()}
    given["opened"] = lists(language_data("targets"))["opened"]
    given |= {**lists(plan), "frames": "|".join(plan["past_frames"])}
    return _Words(
        **{word.name: expression("extraction", f"promises.{word.name}", given) for word in fields(_Words)}
    )


def rules_in_plan(
    dimension: str, unit: str, near: str, own: str, right: str, said: str, before: Role | None
) -> Iterator[str]:
    """The rules that would give the role of a number in a plan section, the decisive one first.

    `near` is the clause before the number, `own` its part behind the number before, `right` what follows, `said`
    the sentence up to the number, `before` the role of the number before it in the sentence.
    """
    words = _words()
    if near.endswith(_IN_FORCE):
        yield "role.before.in-force"
    if words.awarded.search(own):
        yield "role.actual.awarded"
    if _BASIS.match(right):
        yield "role.actual.basis"
    if _DIFFERENCE.search(own):
        yield "role.other.difference"
    yield from _past(near, own, said, before)
    if _KEPT.search(near):
        yield "role.other.standing"
    if dimension in ("persons", ""):
        yield from _existing(unit, near, right)
    if dimension == "money":
        yield from _qualifying(near, right)
    if dimension in _SIZES and _is_size_of_work(dimension, near, own, right):
        yield "role.other.of-work"
    if dimension == "things":
        yield from _named(unit, near, right)
    if _is_scope(dimension, near, right):
        yield "role.other.scope"
    if unit.startswith("%") and _goes_on(near, right):
        yield "role.other.goes-on"
    if unit.startswith("%") and _is_quoted(near, right):
        yield "role.other.quoted-rate"
    if dimension == "money" and right.startswith(_STATISTICAL) and not words.act.search(near):
        yield "role.other.statistical"
    if dimension == "money" and words.taxable.search(near) and _BRACKET.match(right):
        yield "role.other.tax-bracket"
    if near.endswith(_BASE):
        yield "role.other.base"
    if unit in _KINDS:
        yield "role.other.kind"
    if dimension == "area" and words.site.match(right):
        yield "role.other.site"
    if dimension == "length" and (_NEARBY.match(right) or words.circle.match(right)):
        yield "role.other.nearby"
    yield "role.target.plan"


def _past(near: str, own: str, said: str, before: Role | None) -> Iterator[str]:
    """Done or reached: 已建成20家, 去年超收…其中…; but a rise against last year (比上年增加) is asked for."""
    words = _words()
    if _NOT_PAST.search(own):
        if before is Role.ACTUAL:
            yield "role.actual.compared"
        return
    # 推动39个已签约项目开工、84个在谈项目签约: the noun of the number before ends at 、
    last = own[own.rfind("、") + 1 :]
    # 确保…开工率一季度达到35%、上半年达到80%: half a year that is asked for is no look back.
    done = words.actual.search(last.replace(_HALF_YEAR, "") if _ASKED.search(said) else last)
    used = done is not None and done[0] in _IN_USE and words.act.search(last, done.end())
    if done and not used and not _NEW_AND_OLD.search(own) and not words.target.search(near):
        yield "role.actual.done"
    if words.finished.search(own):
        yield "role.actual.finished"
    if _FACT.search(near):
        yield "role.actual.fact"
    if before is Role.ACTUAL and own.endswith(_CONCERNED):
        yield "role.actual.concerned"
    if before is Role.BEFORE and words.fallen.search(near):
        yield "role.actual.changed"
    frame = None
    for frame in words.framed.finditer(said) if _FRAMED_NEEDS in said else ():  # noqa: B007 - the last one decides
        pass
    if frame is not None and not words.looks_ahead.search(said, frame.end()):
        yield "role.actual.look-back"
    if _DONE_LIST.search(said):
        yield "role.actual.done-list"


def _existing(unit: str, near: str, right: str) -> Iterator[str]:
    """Counts of people who are there: 14亿中国人民, 今年高校毕业生达700万人."""
    words = _words()
    if _NATION.search(near) and _LIVE.match(right):
        yield "role.other.nation"
    if _STILL.search(near) and not _TO_COME.match(right):
        yield "role.other.people"
    # 8亿人民: 人 was taken for the unit
    printed = unit == _PERSON and bool(words.of_people.match(f"{_PERSON}{right}"))
    if printed or words.of_people.match(right) or words.children.match(right):
        yield "role.other.people"
    if words.cohort.search(near):
        yield "role.other.cohort"


def _qualifying(near: str, right: str) -> Iterator[str]:
    """Sums that describe what is counted: 产值超500亿元的集群, 总投资572亿元的74个项目."""
    if _is_threshold(near, right):
        yield "role.other.threshold"
    if right.startswith(OF) and _ATTRIBUTED.search(near):
        yield "role.other.attribute"


def _is_size_of_work(dimension: str, near: str, own: str, right: str) -> bool:
    """投资3亿元的颐养中心开工: how large the one thing is that is started or finished."""
    words = _words()
    if words.of_work.match(right):
        return dimension != "money" or bool(_INVESTED.search(near))
    owned = dimension != "money" and words.owner.match(own) and not words.act.search(own)
    return bool(owned and words.runs.match(right))


def _is_threshold(near: str, right: str) -> bool:
    """产值超500亿元的集群, 引进50亿元、100亿元以上项目: what the things counted must reach."""
    if right.startswith(_BOUNDS) and _words().named.match(right):
        return True
    if _NEXT_SIZE.match(right):
        return bool(_TAKEN.search(near)) and bool(_words().threshold.match(right))
    return bool((_PASSED.search(near) or _LISTED.search(near)) and _words().threshold.match(right))


def _named(unit: str, near: str, right: str) -> Iterator[str]:
    """Counts that name something or say whose figure follows: 8个产业集群产值突破6100亿元, 56个民族."""
    if _BARE.match(_COUNTED.sub("", near)) and _PREDICATE.match(right):
        yield "role.other.whose"
    if right.startswith(_ASPECTS):
        yield "role.other.aspects"
    if _words().standing_verb.search(near) and _words().standing.match(right):
        yield "role.other.standing"
    if (
        unit == _CLAUSE_OF
        and _ARTICLE_ENDS.match(right)
        and (near.endswith(_NEW_ARTICLE) or _OPEN_QUOTE.search(near))
    ):
        yield "role.other.articles"
    if near.endswith("“") and _FORMULA.match(right):
        yield "role.other.formula"
    if unit == _CLAUSE_OF and _CARRY_OUT.search(near) and _PAPER.match(right):
        yield "role.other.paper"
    if _PEOPLES.match(right):
        yield "role.other.peoples"


def _is_quoted(near: str, right: str) -> bool:
    """“10%工作法”, “6个90%”."""
    if near.endswith("“"):
        return bool(_QUOTED_RATE.match(right))
    return right.startswith("”") and bool(_OPEN_QUOTE.search(near))


def _is_scope(dimension: str, near: str, right: str) -> bool:
    """围绕22个产业、189条产业链: what the work is about."""
    found = _words().about.search(near)
    if found is None or _words().act.search(found[1]):
        return False
    return dimension == "things" or bool(_TO_GOAL.match(right))


def _goes_on(near: str, right: str) -> bool:
    """延续15%的优惠税率, 保持6%一档的税率不变, 电价降5%政策延长: a rate in force."""
    words = _words()
    return bool(_PROLONGED.match(right) or (words.continued.search(near) and words.of_tax.match(right)))
