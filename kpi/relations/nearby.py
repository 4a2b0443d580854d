"""Wholes that no 其中 names: beside the part, called like it, behind the percentage, or of another unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_slip, countable, is_sure
from kpi.relations.slips import FITS
from kpi.relations.wholes import wholes as wholes_of

_APART = expression("relations", "nearby.apart")
_AMONG_WORD = pattern("relations", "words.among")
_ITEM_OR_AMONG = pattern("relations", "words.item_or_among")
_NEW = pattern("relations", "words.new")
_PERSON = pattern("relations", "words.person")
_TYPE = pattern("relations", "words.type")

# 整改达35个, 累计整改35个: a number with these words may be no part of the one before it.
ANOTHER_TOTAL = expression("relations", "nearby.another_total")
_AMONG = expression("relations", "nearby.among")
_COVERED = word_list("relations", "nearby.covered")
_PLACES = expression("relations", "nearby.places")
_DOING = expression("relations", "nearby.doing")
_THERE_ARE = expression("relations", "nearby.there_are")
_BACK = 8
_PARAGRAPH_BACK = 14
_NOUN_BACK = 6
_NOUN = 3  # characters in common, so that a part and its whole are called alike


def beside(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """发现问题38个，整改35个，整改率92.1%: side by side; the part bears the name of the rate.

    Units may differ (辅导680人次，劝和153对，劝和率22.5%) where the part bears the name.
    """
    if len(before) < 2:
        return None
    part = before[-1]
    if stem and stem[-2:] not in part.left and page.text.count(",", before[-2].end, figure.start) == 2:
        before = before[:-1]  # 已完工9个，在建3个，完工率75%
        part = before[-1]
    elif part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    if len(before) >= 2 and stem in _COVERED and _PLACES.search(page.text[before[-2].end : part.start][:8]):
        whole = before[-2]  # 65个社区建成服务站62个，覆盖率95.4%
        together = whole.index == part.index - 1 and not _APART.search(page.text[whole.end : part.start])
        return by_a_slip(part, whole, figure) if together and whole.group == part.group else None
    if len(before) < 2 or ANOTHER_TOTAL.search(part.left) or (stem and stem[-2:] not in part.left):
        return None
    done = bool(stem) and part.left.endswith(stem[-2:])
    whole = before[-2]
    if done and whole.id in wholes_of(page):
        whole = wholes_of(page)[whole.id]  # 其中… stand between
    elif whole.index < part.index - 1 - done or page.text.count(",", whole.end, part.start) > 1 + done:
        return None
    between = page.text[whole.end : part.start]
    if "。" in between or (";" in between and not done) or (_AMONG_WORD in between and not done):
        return None
    if part.group != whole.group and not done:
        return None
    return by_a_slip(part, whole, figure)


def of_its_noun(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """社会组织1426个。抽查社会组织71个，抽查比例5%: the part is called like its whole, which stands before."""
    part = before[-1] if before else None
    if part is None or part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    if stem and stem[-2:] not in part.left:
        return None
    near = page.figures[max(0, part.index - _NOUN_BACK) : part.index]
    wholes = [
        one for one in near
        if one.paragraph == part.paragraph and one.group == part.group and one.value > part.value
        and countable(one) and len(_in_common(_bare(one.left), _bare(part.left))) >= _NOUN
    ]  # fmt: skip
    return by_a_slip(part, wholes[-1], figure) if wholes else None


def of_capacity(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """床位2860张，…。入住老人1287人，入住率45%: what some rates are of stands in the language data."""
    rate = pattern("relations", "nearby.rate_of", {"stem": stem})
    known = next((one for one in cues().data["share"]["of"] if rate.endswith(one["rate"])), None)
    part = before[-1] if before else None
    if known is None or part is None or part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    if len(before) > 1 and any(noun in part.name for noun in known["whole"]) and before[-2].group == _PERSON:
        people = before[-2]  # 入住老人87人，设计床位200张，入住率43.5%
        named = people.index == part.index - 1 and any(word in people.name for word in known["part"])
        return by_a_slip(people, part, figure) if named else None
    near = page.figures[max(0, part.index - _PARAGRAPH_BACK) : part.index]
    named_so = [one for one in near if one.paragraph == part.paragraph and countable(one)
                and any(noun in one.name for noun in known["whole"]) and _TYPE not in one.left]  # fmt: skip
    wholes = [one for one in named_so if one.id not in wholes_of(page)]
    said = figure.left.removesuffix(known["rate"])
    closest = max((len(_in_common(one.left, said)) for one in named_so), default=0)
    meant = [one for one in named_so if len(_in_common(one.left, said)) == closest]
    wholes = meant if closest >= _NOUN and len(meant) == 1 else wholes  # 机构床位入住率 is of 机构床位
    named = part.group == _PERSON and any(word in part.name for word in known["part"])
    if not wholes or not named:
        return None
    # 床位3460张,公办14家、床位1920张,…,入住老人1917人,入住率: of the nearest or of the most, whichever fits
    most = max(wholes, key=lambda one: one.value)
    told = [one for whole in (wholes[-1], most) if (one := by_a_slip(part, whole, figure)) is not None]
    return next((one for one in told if one.verdict in FITS), told[0] if told else None)


def of_what_follows(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """预算执行4286万元，执行率61.2%，全年预算7000万元: the whole stands right behind the percentage."""
    part = before[-1] if before else None
    after = page.figures[figure.index + 1] if figure.index + 1 < len(page.figures) else None
    if part is None or after is None or part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    same = after.quantity.sentence == figure.quantity.sentence and after.group == part.group
    gap = page.text[figure.end : after.start]
    if not same or not gap.startswith(",") or re.search(_ITEM_OR_AMONG, gap):
        return None
    return by_a_slip(part, after, figure) if stem[-2:] in part.left and _NEW not in after.left else None


def of_the_topic(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """全县共登记社会组织126个，其中…。年检118个，年检率93.7%: a part that only says what was done to the topic."""
    part = before[-1] if before else None
    if part is None or part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    if _DOING.sub("", part.left) != stem:
        return None
    earlier = [one for one in page.figures[max(0, part.index - _BACK) : part.index]
               if one.paragraph == part.paragraph and one.quantity.sentence != part.quantity.sentence]  # fmt: skip
    last = [one for one in earlier if one.quantity.sentence == earlier[-1].quantity.sentence]
    whole = next((one for one in last if one.group == part.group and countable(one)), None)
    return by_a_slip(part, whole, figure) if whole is not None else None


def of_those(page: Page, part: Figure, before: Sequence[Figure]) -> Figure | None:
    """126个社会组织中，…的有98个，占77.8%: the number of those among whom the part is."""
    for whole in reversed(before[:-1]):
        if whole.group == part.group and whole.value >= part.value:
            return whole if _AMONG.match(page.text[whole.end : part.start]) else None
    return None


def told_behind(page: Page, figure: Figure, part: Figure, name: str) -> Figure | None:
    """老年人2.85万人，占总人口的19.8%，总人口14.4万人: the whole that the percentage names stands behind it."""
    after = page.figures[figure.index + 1 : figure.index + 3]
    return next(
        (one for one in after if one.quantity.sentence == figure.quantity.sentence and one.group == part.group
         and len(name) >= 2 and name in one.left), None,
    )  # fmt: skip


def _bare(left: str) -> str:
    """Words before a number without the verb that says that it is so many: 重度残疾人有."""
    return _THERE_ARE.sub("", left)


def _in_common(left: str, right: str) -> str:
    """The longest run of characters with which both end, numbers and measure words aside."""
    size = 0
    while size < min(len(left), len(right)) and left[-1 - size] == right[-1 - size]:
        size += 1
    return left[len(left) - size :]
