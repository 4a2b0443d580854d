"""share.task: how much of a task, a budget or a plan was done.

年初预算为1583.60万元,支出决算为1702.18万元,完成年初预算的107.49%.
新增就业18624人,完成全年目标任务(2.4万人)的77.6%. The words of the rate say that it is of a task; the task is the
figure in the bracket that they hold, or the nearest that says it is one; of a rate of execution the one amount
that was told before under the name of what was spent (运营补贴项目138.5万元 … 运营补贴支出124.7万元,执行率90.0%).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kpi.model import Relation, Role
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import before
from kpi.relations.quotients import by_a_near_miss, countable
from kpi.relations.rules.parts import own

_YUAN = pattern("relations", "words.yuan")
_RESPECTIVELY = pattern("relations", "words.respectively")
_EXECUTED = expression("relations", "rules_task.executed")
_NOT_NAMED = expression("relations", "rules_task.not_named")
_SET_ASIDE = expression("relations", "rules_task.set_aside")
_SURPLUS = expression("relations", "rules_task.surplus")
_BEHIND = expression("relations", "rules_task.behind")
_DONE = expression("relations", "rules_task.done")
_BACK, _LINES = 8, 2
_MOST = 8  # amounts of one name that are looked at
_NAME = 4  # characters of a task's name

_words = partial(listed, "task_rule")


def shares_of_tasks(page: Page) -> Iterator[Relation]:
    yield from _of_named_tasks(page)
    yield from _of_budgets(page)
    for sentence in page.sentences:
        for place, rate in enumerate(sentence):
            if rate.is_percent and place > 1 and _is_of_task(page, sentence[place - 1], rate):
                yield from _told(page, sentence[:place], rate)


def _of_named_tasks(page: Page) -> Iterator[Relation]:
    """A rate of execution behind what was spent, and the amount of that name in an earlier sentence."""
    names: dict[str, list[Figure]] = {}
    for one in page.amounts:
        if one.base == _YUAN and len(name := _NOT_NAMED.sub("", one.quantity.subject.text)) >= _NAME:
            names.setdefault(name, []).append(one)
    for rate in page.percents if names else ():
        part = page.figures[rate.index - 1] if rate.index else rate
        if part.base == _YUAN and part.sentence == rate.sentence and _EXECUTED.fullmatch(own(page, rate)):
            alike = names.get(_NOT_NAMED.sub("", part.quantity.subject.text), ())[:_MOST]
            before = [one for one in alike if one.end < part.start and one.sentence != part.sentence]
            relation = by_a_near_miss(part, before[0], rate) if len({one.value for one in before}) == 1 else None
            if relation is not None:
                yield relation


def _of_budgets(page: Page) -> Iterator[Relation]:
    """全年预算数5202万元。…实际支出5046.8万元,预算执行率97.0%: of the nearest sum before it that was set aside."""
    for rate in page.percents:
        part = page.figures[rate.index - 1] if rate.index else rate
        if part.base != _YUAN or part.sentence != rate.sentence or not _EXECUTED.fullmatch(own(page, rate)):
            continue
        near = [one for one in before(page, part, _BACK, _LINES) if one.base == _YUAN and one.depth == part.depth]
        base = next(
            (one for one in near if one.sentence != part.sentence and _SET_ASIDE.search(own(page, one))), None
        )
        between = [one for one in near if base is not None and one.index > base.index]
        if base is not None and base.value >= part.value and not any(one.value > part.value for one in between):
            relation = by_a_near_miss(part, base, rate)
            if relation is not None:
                yield relation


def _is_of_task(page: Page, last: Figure, rate: Figure) -> bool:
    """Its words say so, or it stands right behind a task with nothing but 已, 已走完 and the like between."""
    said = _lead(page, last, rate)
    behind = _is_task(page, last) and _DONE.fullmatch(own(page, rate)) is not None
    return behind or _words("done").search(said) is not None


def _lead(page: Page, before: Figure, rate: Figure) -> str:
    """The rate's own words, with those before a bracket that they hold."""
    said = own(page, rate)
    return said if page.text[before.end : before.end + 1] != ")" else own(page, before) + said


def _told(page: Page, before: Sequence[Figure], rate: Figure) -> Iterator[Relation]:
    if len(before) > 2 and _SURPLUS.search(own(page, before[-1])):
        before = before[:-1]  # 任务300户,完成328户,超额28户,完成率109.3%
    last, other = before[-1], before[-2]
    if _RESPECTIVELY in own(page, rate):
        return  # 筹措6800套、供应4950套,分别完成年度任务的113%和124%: of tasks that are not told
    if page.text[last.end : last.end + 1] == ")" and last.group == other.group:
        pairs = [(other, last)]
    else:
        named = [one for one in reversed(before[:-1]) if _is_task(page, one)]
        pairs = [(last, one) for one in named if one.group == last.group][:1]
        if _is_task(page, last):  # 改造316户,年度任务620户,已完成51.0%
            done = other.group == last.group and not _is_task(page, other) and _together(page, other, last, rate)
            pairs = [(other, last)] if done else []
    for part, whole in pairs:
        relation = by_a_near_miss(part, whole, rate) if countable(part) else None
        if relation is not None:
            yield relation


def _is_task(page: Page, figure: Figure) -> bool:
    named = _words("task").search(own(page, figure)) or _BEHIND.match(page.text, figure.end)
    return figure.quantity.role is Role.TARGET or named is not None


def _together(page: Page, *figures: Figure) -> bool:
    return len({page.slots[one.index].segment for one in figures}) == 1
