"""Doubts of sums and of things told again: what sets numbers apart that a rule took for those of one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from kpi.arithmetic.laws import TAKEN_OFF
from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.lists import listings
from kpi.outline.marks import SENTENCE_STOP
from kpi.outline.scopes import OPENS
from kpi.relations.accused import Accused
from kpi.relations.cues import cues, listed
from kpi.relations.figures import Figure, Page, figures_by_id, once_a_page
from kpi.relations.fits.near import around, fit_words, in_common, pairs_of
from kpi.relations.rules.closed_lists import places_said
from kpi.relations.rules.parts import own
from kpi.relations.scopes import wholes_of
from kpi.relations.slips import accountable, mendable
from kpi.relations.sums import adds_up, bare_name, slip

_GOALS = expression("relations", "doubts_of_sums.goals")
_UNREAD = expression("relations", "doubts_of_sums.unread")
_NESTED = expression("relations", "rules_closed_lists.nested")
_EACH = expression("relations", "doubts_of_sums.each")
_OVERLAP = expression("relations", "doubts_of_sums.overlap")
_NO_OVERLAP = expression("relations", "doubts_of_sums.no_overlap")
_AMONG = pattern("relations", "words.among")
_CUMULATIVE = pattern("relations", "words.cumulative")
_NET = expression("relations", "doubts_of_sums.net")
_THRESHOLD = expression("relations", "doubts_of_sums.threshold")
_BOUND = expression("relations", "doubts_of_sums.bound")
_BESIDES = expression("relations", "doubts_of_sums.besides")
_IN_A_ROW = expression("relations", "doubts_of_sums.in_a_row")
_ADDED = expression("relations", "doubts_of_sums.added")
_REACHED = expression("relations", "doubts_of_sums.reached")
_MORE = expression("relations", "doubts_of_sums.more")
_OF_MOVEMENTS = ("sum.natural-growth", "sum.balance", "sum.left")  # which themselves know what came and what went
_STOCK = expression("relations", "doubts_of_sums.stock")
_NAMED_TOTAL = expression("relations", "doubts_of_sums.named_total")
_STAGES = [re.compile(stage) for stage in word_list("relations", "doubts_of_sums.stages")]
_PARTS = 2
_HEAD = 60  # characters from a whole to its parts
_MANY_KINDS = 5  # of a split that may be told in part
_BACK = 8  # figures before those that are asked
_NAME = 3  # characters of a name that another one ends with
_NOUN = 2  # characters of the noun behind a number
_ALIKE = 1  # pairs of characters that two numbers of one thing have in common
_SHARE_OF = "share of"  # relations that say of which whole a part is a share
_LOST_UNIT = "sum.lost-unit"  # which says what mends it


def whole_is_miswritten(accused: Accused, fits: Relation) -> bool:
    """咨询2157件。… / 咨询2167件,其中监管2125件,其他32件: the parts fit another of its name, one slip away."""
    page, whole, first = accused.page, accused.figures[0], accused.figures[1]
    other = figures_by_id(page).get(fits.members[0])
    if other is None or other.group != whole.group or not slip(other, whole.value):
        return False
    nearer = abs(whole.index - first.index) < abs(other.index - first.index)
    return nearer and in_common(around(page, whole), around(page, other)) >= _ALIKE


def are_some_of_a_split(accused: Accused) -> bool:
    """农林牧渔业产值18.19亿元,其中农业14.91亿元、林业1.36亿元、牧业1.61亿元: three of five, less than all."""
    if not accused.is_sum or sum(one.value for one in accused.figures[1:]) >= accused.figures[0].value:
        return False
    whole, *parts = accused.figures
    named = whole.label + whole.name
    for split in cues().splits:
        known = split.of is not None and not split.likely and len(split.parts) >= _MANY_KINDS
        if known and split.of is not None and split.of.search(named):
            kinds = [{n for n, kind in enumerate(split.parts) if kind.search(part.label)} for part in parts]
            if all(kinds) and len(set().union(*kinds)) < len(split.parts):
                return True
    return False


def have_own_total(accused: Accused) -> bool:
    """列入24个,已完工9个,在建11个,合起来开工20个: what stands right behind the parts is their total."""
    page, figures = accused.page, accused.figures
    if not accused.is_sum or len(figures) <= _PARTS:
        return False
    whole, *parts = figures
    last = max(parts, key=lambda one: one.index)
    if whole.index > last.index or last.index + 1 >= len(page.figures):
        return False
    total = page.figures[last.index + 1]
    alike = total.group == whole.group and total.sentence == last.sentence and total.depth == last.depth
    if OPENS.search(own(page, total)):
        return False  # 其中一、二级合计1996人: of some of them
    between = max(one.value for one in parts) < total.value < whole.value
    return alike and between and fit_words("sure_total").search(own(page, total)) is not None


def are_of_another_whole(accused: Accused) -> bool:
    """共申请202万元,其中40万元,96万元。共完成132万元: the sentence after a split tells no total of its parts."""
    if not accused.is_sum or len(accused.figures) <= _PARTS:
        return False
    whole, *parts = accused.figures
    held = [wholes_of(accused.page).get(part.index) for part in parts]
    apart = all(whole.sentence > part.sentence for part in parts)
    return apart and None not in held and whole.index not in held


def are_nested(accused: Accused) -> bool:
    """教职工39.97万人,其中专任教师33.82万人,…少数民族专任教师19.15万人: a part of the part that it is named after.

    Where one slip would mend the sum they stand beside each other (社会工作师, 助理社会工作师). Behind 含 they are
    all of the part before them (机构床位2000张,含护理型880张、普通型1120张).
    """
    relation, figures = accused.relation, accused.figures
    if accused.is_sum and _is_split_again(accused):
        return True
    more = accused.is_sum and sum(one.value for one in figures[1:]) > figures[0].value
    if not more or mendable(relation, [one.quantity for one in figures]):
        return False
    names = [fit_words("reaching").sub("", bare_name(one)) for one in figures[1:]]
    return any(one != other and len(other) >= _NAME and one.endswith(other) for one in names for other in names)


def _is_split_again(accused: Accused) -> bool:
    page = accused.page
    parts = sorted(accused.figures[1:], key=lambda one: one.index)
    for place, one in enumerate(parts[1:], 1):
        if _NESTED.match(own(page, one)):
            segment = page.slots[one.index].segment
            inner = [other for other in parts[place:] if page.slots[other.index].segment == segment]
            if adds_up(parts[place - 1], inner):
                return True
    return False


def are_not_all_read(accused: Accused) -> bool:
    """山东59.9万具,安徽25.7,河北21.9万具: a number without its unit; 中学、小学各1所: one that counts twice."""
    page, figures = accused.page, accused.figures
    if not accused.is_sum or len(figures) <= _PARTS:
        return False
    parts = sorted(figures[1:], key=lambda one: one.index)
    behind = page.figures[parts[-1].index + 1 : parts[-1].index + 2]
    parts += [one for one in behind if one.sentence == parts[-1].sentence and one.group == parts[-1].group]
    if any(_EACH.search(own(page, one)) for one in parts):
        return True
    return any(
        left.sentence == right.sentence
        and right.start >= left.end
        and _UNREAD.search(page.text, left.end, right.start) is not None
        for left, right in pairwise(parts)
    )


def is_a_goal(accused: Accused) -> bool:
    """新建14处。… / 明年的目标任务: / ——新建10处: one of the two stands in a list of goals, the other in none."""
    page, relation, figures = accused.page, accused.relation, accused.figures
    if relation.type is not RelationType.RESTATED:
        return False
    return len({_in_goals(page, one) for one in figures}) > 1


def _in_goals(page: Page, figure: Figure) -> bool:
    starts, ends = _goals(page)
    at = bisect_right(starts, figure.start) - 1
    return at >= 0 and figure.start < ends[at]


def _stage(words: str) -> int | None:
    return next((place for place, stage in enumerate(_STAGES) if stage.search(words)), None)


@once_a_page
def _goals(page: Page) -> tuple[list[int], list[int]]:
    """Where the items of the lists begin and end whose head line says that they are goals."""
    found = [one for one in listings(page.text, page.listed) if _GOALS.search(page.text, *one.head)]
    spans = sorted(item for one in found for item in one.items)
    return [start for start, _ in spans], [end for _, end in spans]


def may_overlap(accused: Accused) -> bool:
    """Whether something from the whole's sentence to the end of its parts' says that one may be in two of them.

    签约64个,…;新开工52个,竣工39个: what is at a later stage has been at the earlier one.
    完成127个村,…累计完成1368个村: what is counted up holds the other.
    """
    page, figures = accused.page, accused.figures
    if not accused.is_sum:
        return False
    counted_up = [_CUMULATIVE in own(page, one) for one in figures[1:]]
    if any(counted_up) and not all(counted_up):
        return True
    stages = {_stage(own(page, one)) for one in figures}
    if len(stages) == len(figures) > _PARTS and None not in stages:
        return True
    first, last = min(one.index for one in figures), max(one.index for one in figures)
    low = page.figures[max(0, first)].sentence
    stop = SENTENCE_STOP.search(page.text, page.figures[last].end)
    said = page.text[low : stop.start() if stop else len(page.text)]
    return _OVERLAP.search(_NO_OVERLAP.sub("", said)) is not None


def of_what_went(accused: Accused) -> bool:
    """新增300人,退出150人: what came is not the whole of what went."""
    if not accused.is_sum or accused.relation.rule in _OF_MOVEMENTS:
        return False
    whole, *parts = (own(accused.page, one) for one in accused.figures)
    if any(_NET.search(one) for one in parts):
        return False  # 新登记96家,注销38家,净增58家; 收入, 支出, 当期结余
    whole = _lead_of_its_row(accused.page, accused.figures[0]) + whole
    came, went = listed("balance_rule", "came"), listed("balance_rule", "went")
    if not came.search(whole) and not went.search(whole):
        return any(came.search(one) for one in parts) and any(went.search(one) for one in parts)
    other = went if came.search(whole) else came
    return any(other.search(one) for one in parts)


def _lead_of_its_row(page: Page, figure: Figure) -> str:
    """取消城市低保261户593人、农村低保604户1510人: what is said once for all of them."""
    said = ""
    for before in reversed(page.figures[max(0, figure.index - _BACK) : max(0, figure.index)]):
        between = page.text[before.end : figure.start]
        if between and _IN_A_ROW.fullmatch(between) is None:
            break
        figure, said = before, own(page, before) + said
    return said


def is_a_stock(accused: Accused) -> bool:
    """分别新建620张、1500张和1500张,确保总量达到6000张: there were some before."""
    page, (whole, *parts) = accused.page, accused.figures
    if not accused.is_sum or whole.index < max(one.index for one in parts):
        return False
    first = min(parts, key=lambda one: one.start)
    added = _ADDED.search(page.text, first.sentence, first.start) is not None
    return added and _STOCK.search(own(page, whole)) is not None


def is_reached(accused: Accused) -> bool:
    """基金增加72.7万元,其中晴朗基金增加到100万元: what a part came to is none of what was added."""
    page, (whole, *parts) = accused.page, accused.figures
    if not accused.is_sum or _REACHED.search(own(page, whole)) is not None:
        return False
    return _MORE.search(own(page, whole)) is not None and any(_REACHED.search(own(page, one)) for one in parts)


def are_told_again(accused: Accused) -> bool:
    """调整为80元、90元(生活补贴80元、护理补贴90元): each of the row again, by its name."""
    page, (whole, *parts) = accused.page, accused.figures
    if not accused.is_sum or not 0 < len(parts) <= whole.index + 1:
        return False
    row = page.figures[whole.index + 1 - len(parts) : whole.index + 1]
    return len(parts) > 1 and [one.value for one in row] == [one.value for one in parts]


def has_two_measures(accused: Accused) -> bool:
    """新建实验小学1620座,…新建幼儿园2所720座: the schools are none of the places."""
    parts = accused.figures[1:] if accused.is_sum else ()
    return any(
        left.quantity.unit != right.quantity.unit and left.index >= 0 and left.end == right.start
        for left, right in pairwise(parts)
    )


def are_in_more_places(accused: Accused) -> bool:
    """涉及12个镇,其中城关镇412户、…南坪镇62户: six of the twelve."""
    if not accused.is_sum:
        return False
    whole, *parts = accused.figures
    head = accused.page.text[whole.end : min(one.start for one in parts)]
    return any(
        number > len(parts) and all(bare_name(part).endswith(kind) for part in parts)
        for number, kind in places_said(head[:_HEAD])
    )


def are_confirmed(accused: Accused) -> bool:
    """税收38.46亿元,增值税16.28亿元,占42.3%;所得税8.74亿元,占22.7%;…: the shares say that both are right.

    Then they are some of it, but where a slip in one that has no share would do.
    """
    if accused.relation.type is not RelationType.SUM:
        return False
    whole, *parts = accused.relation.members
    confirmed = [one for one in parts if (_SHARE_OF, one, whole) in accused.fitting]
    few = len(confirmed) < _PARTS or 2 * len(confirmed) < len(parts)
    return not few and not accountable(accused.relation, [one.quantity for one in accused.figures])


def of_itself(accused: Accused) -> bool:
    """出台3项制度、6项措施;…6项措施已落地4项: the whole told again is no part of it."""
    if not accused.is_sum:
        return False
    whole, *parts = accused.figures
    noun = accused.page.text[whole.end : whole.end + _NOUN]
    return any(one.value == whole.value and accused.page.text.startswith(noun, one.end) for one in parts)


def far_off(accused: Accused) -> bool:
    """Parts of less than half of the whole, and no slip that would mend it: they are some of it."""
    if accused.relation.type is not RelationType.SUM or accused.relation.rule == _LOST_UNIT:
        return False
    whole, *parts = accused.figures
    some = sum(one.value for one in parts) * 2 < whole.value
    return some and not mendable(accused.relation, [one.quantity for one in accused.figures])


def of_thresholds(accused: Accused) -> bool:
    """其中65岁以上35.19万人,80岁以上7.04万人: the one holds the other. 50人以上的280支,百人以上的74支."""
    parts = accused.figures[1:] if accused.is_sum else ()
    bounds = [not one.exact and _BOUND.match(accused.page.text, one.end) is not None for one in accused.figures]
    return all(bounds) or sum(_THRESHOLD.search(one.own) is not None for one in parts) > 1


def is_besides(accused: Accused) -> bool:
    """捐款2843万元,其中现金2516万元,“特殊党费”另有1127万元: what there is besides is no part."""
    if not accused.is_sum or TAKEN_OFF in accused.relation.formula:  # 注销17家,另撤销9家
        return False
    page, (whole, *parts) = accused.page, accused.figures
    return any(
        _BESIDES.search(own(page, one)) and _AMONG in page.text[whole.end : max(whole.end, one.start)]
        for one in parts
    )


def of_a_sentence_before(accused: Accused) -> bool:
    """检查2847家,…暂停协议63家。其中,专项飞检检查药店65家: of one or another number of that sentence."""
    if not accused.is_sum or len(accused.figures) > _PARTS:
        return False
    page, (whole, part) = accused.page, accused.figures
    if min(whole.index, part.index) < 0 or whole.sentence == part.sentence:
        return False
    return any(
        one.sentence == whole.sentence and one.group == whole.group and one.value >= part.value
        for one in page.figures[max(0, whole.index - _BACK) : part.index]
    )


def has_a_name_of_its_own(accused: Accused) -> bool:
    """151个村、17个社区完成公开。社会组织总数213家: a total that names what it is of, and it is none of them.

    总产值1847亿元,其中新兴产业742亿元;社会消费品零售总额615.8亿元: nor is another total a part.
    """
    if not accused.is_sum:
        return False
    page, (whole, *parts) = accused.page, accused.figures
    if whole.index < 0 or min(one.index for one in parts) < 0:
        return False
    low, high = min(one.sentence for one in parts), max(one.end for one in parts)
    named = _NAMED_TOTAL.search(own(page, whole))
    if named is not None and whole.sentence not in {one.sentence for one in parts}:
        return not any(pair in page.text[low : high + _NAME] for pair in pairs_of(named["name"]))
    first = page.slots[min(parts, key=lambda one: one.start).index].segment
    return any(_NAMED_TOTAL.search(own(page, one)) and page.slots[one.index].segment != first for one in parts)
