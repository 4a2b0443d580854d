"""sum.balance: what there was, what came, what went, and what is left.

年初在册12204人,新增1386人,退出1655人; 在册11935人. 上年结余428.63万元, 本年收入1356.72万元, 本年支出1284.90万元,
年末结余500.45万元, each in a paragraph of its own. The words of the first and the last say their time; those
between come or go by their verbs. What does not fit is told where the last says that it is the end and it
is a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kpi.arithmetic.intervals import add, judge, negate
from kpi.arithmetic.laws import TAKEN_OFF
from kpi.language.expressions import words as language_words
from kpi.model import Computation, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.notes import in_unit_of, sign_of, term, total, unit_name
from kpi.relations.rules.parts import own
from kpi.relations.rules.parts import told as parts_told
from kpi.relations.slips import near_miss
from kpi.relations.sums import adds_up, sum_of

_IN_ALL = pattern("relations", "words.in_all")
_KINDS = language_words("relations", "rules_balance.kinds")

_YEAR_END = expression("relations", "rules_balance.year_end")
_BACK, _AHEAD = 6, 40  # figures around the opening balance
_LINES = 24  # paragraphs that a list of accounts may take
_SURE, _LONG = 3, 4  # digits of an end that says that it is one, and of another number
_SHORT = 2  # digits of an end in the sentence of its opening
_OPENER = 12  # characters that open a sentence
_TIME = 2  # characters of 今年, 年内
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_EACH = 3  # figures that come, or go, that are tried


def balances(page: Page) -> Iterator[Relation]:
    for begin in page.amounts:
        opens = _says("opening", page, begin) or _opens_its_sentence(page, begin)
        if opens or _is_of_the_year_before(page, begin):
            relation = _of(page, begin, _near(page, begin, _BACK, _AHEAD))
            if relation is not None:
                yield relation
    yield from _carried(page)
    yield from _gaps(page)
    yield from _added(page)


def _opens_its_sentence(page: Page, begin: Figure) -> bool:
    """2024年初,登记社会组织486家: the words of its time stand in a clause before it, no number between."""
    if begin.index and page.figures[begin.index - 1].sentence == begin.sentence:
        return False
    low = begin.sentence
    return listed("balance_rule", "opening").search(page.text, low, min(low + _OPENER, begin.start)) is not None


def _is_of_the_year_before(page: Page, begin: Figure) -> bool:
    """2021年末在册9415人,…2022年末8943人: the end of the year before that of another number of its sentence."""
    year = _YEAR_END.search(own(page, begin))
    behind = page.figures[begin.index + 1 : begin.index + 1 + _BACK] if year else []
    ends = [_YEAR_END.search(own(page, one)) for one in behind if one.sentence == begin.sentence]
    return year is not None and any(end is not None and int(end[1]) == int(year[1]) + 1 for end in ends)


def _gaps(page: Page) -> Iterator[Relation]:
    """收入42.8亿元,支出51.6亿元,当年收支缺口8.8亿元: what was spent is what came and the gap."""
    for income, outgo, gap in zip(page.figures, page.figures[1:], page.figures[2:], strict=False):
        if not (gap.amount and outgo.amount and income.amount and _says("gap", page, gap)):
            continue
        alike = income.base == outgo.base == gap.base and income.sentence == gap.sentence
        if alike and [_kind(own(page, one)) for one in (income, outgo)] == list(_KINDS):
            yield from parts_told(outgo, [income, gap])


def _added(page: Page) -> Iterator[Relation]:
    """筹集1843.6万元。加上上年结转286.4万元,全年可用资金2130.0万元: with one told before, to the digit."""
    for more, whole in zip(page.figures, page.figures[1:], strict=False):
        alike = more.base == whole.base and more.sentence == whole.sentence and significant(whole) >= _SURE
        between = page.text[more.end : whole.start]  # 上年结转214.36万元,加上当年分成,可用资金1901.88万元
        carried = _says("carried", page, more) and listed("balance_rule", "added").search(between)
        if not (alike and more.amount and whole.amount and (_says("added", page, more) or carried)):
            continue
        near = _near(page, more, _AHEAD, 0)
        first = next((one for one in reversed(near) if adds_up(whole, [one, more])), None)
        if first is not None and more.paragraph - first.paragraph <= 1:
            yield sum_of(whole, [first, more], RelationVerdict.CONSISTENT, closed=False)


def _carried(page: Page) -> Iterator[Relation]:
    """本年收入1763.28万元…加上年初结转79.37万元,即为收入总计: with what is carried over, the total told before."""
    for carried in page.amounts:
        if not _says("carried", page, carried):
            continue
        near = _near(page, carried, _AHEAD, 0)
        flow = next((one for one in reversed(near) if _says("flow", page, one)), None)
        if flow is None:
            continue
        named = f"{_kind(own(page, flow))}{_IN_ALL}"  # 收入总计 before any other 总计
        totals = sorted((one for one in reversed(near) if _IN_ALL in own(page, one)),
                        key=lambda one: named not in own(page, one))  # fmt: skip
        whole = next((one for one in totals if adds_up(one, [flow, carried])), None)
        if whole is not None and significant(whole) >= _LONG:
            yield sum_of(whole, [flow, carried], RelationVerdict.CONSISTENT, closed=False)


def _near(page: Page, figure: Figure, back: int, ahead: int) -> list[Figure]:
    """The figures of its unit around one, without it, within a list of accounts."""
    around = page.figures[max(0, figure.index - back) : figure.index + 1 + ahead]
    return [
        one
        for one in around
        if one is not figure
        and one.group == figure.group
        and one.amount
        and one.depth <= figure.depth
        and abs(one.paragraph - figure.paragraph) <= _LINES
    ]


def _kind(said: str) -> str:
    """收入 or 支出: what the flow's words say that it is."""
    return next((kind for kind in _KINDS if kind in said), "")


def _says(what: str, page: Page, figure: Figure) -> bool:
    said = own(page, figure) or figure.quantity.subject.text  # (一)期初余额:386214.50元
    return listed("balance_rule", what).search(said) is not None


def _of(page: Page, begin: Figure, near: Sequence[Figure]) -> Relation | None:
    """What comes and goes behind the opening balance, or before it in one paragraph, and the end that fits it."""
    near = _of_its_segment(page, begin, near)
    behind = [one for one in near if one.index > begin.index]
    if not any(_says("came", page, one) or _says("went", page, one) for one in behind):
        behind = [one for one in near if one.paragraph == begin.paragraph]  # 新登记17个、注销9个,上年末260个
    elif not any(_says("came", page, one) for one in behind):
        behind = [one for one in near if one.sentence == begin.sentence] or behind  # 新收26件,上年结转3件,办结27件
    came = [one for one in behind if _says("came", page, one)][:_EACH]
    went = [one for one in behind if _says("went", page, one)][:_EACH]
    within = any(_says("closing", page, one) for one in near if one.sentence == begin.sentence)
    net = [
        one
        for one in near
        # 年初结余3.17亿元,6月末3.05亿元。职工统筹基金…当期结余0.31亿元: of another fund
        if one.paragraph == begin.paragraph
        and (one.sentence <= begin.sentence or not within)
        and _says("net_flow", page, one)
    ]
    if not (came or went or net):  # 本年收支相抵净增173.77万元
        net = [one for one in behind if one.sentence == begin.sentence and _says("net", page, one)]
    moved = (*came, *went, *net)
    ends = [one for one in near if one not in moved and _says("closing", page, one)]
    told = [one for one in ends if one in behind] or [one for one in ends if one.paragraph == begin.paragraph]
    beside = [
        one for one in near if one not in moved and one.paragraph == begin.paragraph and significant(one) >= _LONG
    ]
    choices = [(all_came, all_went) for all_came, all_went in [_in_sentence(page, begin, came, went)] if all_came]
    choices += [([one], [other]) for one in came for other in went if one is not other]
    choices = [([net[0]], [])] if len(net) == 1 else choices  # 当期结余1.22亿元
    for end in (*told, *beside):
        for choice in choices:
            relation = balance_of(end, begin, *choice)
            if relation.verdict is not RelationVerdict.INCONSISTENT and significant(end) >= _SHORT:
                return relation
    for end in told:
        fitting = _by_fit(page, begin, end, behind)
        if fitting is not None:
            return fitting
    together = [one for one in told if one.sentence == begin.sentence]
    told = together if len(together) == 1 else told  # 年末结余…。结余中含…
    if len(told) != 1 or not choices:
        return None
    if any(adds_up(begin, [told[0], one]) for one in went) or any(adds_up(told[0], [begin, one]) for one in came):
        return None  # 21051人,比6月末的21386人减少335人。…城市新纳入97人: what moved is told already
    flows = [[one for one in moved_ if _says("flow", page, one)] for moved_ in (came, went)]
    came, went = flows if [len(one) for one in flows] == [1, 1] else choices[0]  # 收入合计 less 支出合计
    accounts = len(came) == len(went) == 1 and _says("flow", page, came[0]) and _says("flow", page, went[0])
    alone = len(net) == 1 or accounts or _alone(page, begin, near, [told[0], *came, *went])
    if not alone or not (went or net or _is_more(page, begin, told[0], came)):
        return None
    at_hand = next((one for one in behind if _is_at_hand(begin, one, came)), None)
    if at_hand is not None and went:  # what there was and came is told: 可用量470顶,调出218顶,年末结存252顶
        return next(parts_told(at_hand, [*went, told[0]]), None)
    relation = balance_of(told[0], begin, came, went)
    members = [one.quantity for one in (told[0], begin, *came, *went)]
    return relation if near_miss(relation, members) else None


def _of_its_segment(page: Page, begin: Figure, near: Sequence[Figure]) -> Sequence[Figure]:
    """年初683个,新成立58个、注销31个,年末710个;基金会…新批2个: of its own segment, where that tells its end."""
    within = [one for one in near if page.slots[one.index].segment == page.slots[begin.index].segment]
    moved = any(_says("came", page, one) or _says("went", page, one) for one in within)
    ended = any(one.index > begin.index and _says("closing", page, one) for one in within)
    return within if moved and ended else near


def _is_more(page: Page, begin: Figure, end: Figure, came: Sequence[Figure]) -> bool:
    """上年末135张,今年新增58张,年末203张: fewer would be because some went, more has no reason.

    Not of a part that came (年初有床位1000张,新增养老床位150张): beside the verb there is room for 今年 alone.
    """
    in_order = len({one.sentence for one in (begin, end, *came)}) == 1 and begin.index < end.index
    bare = all(
        len(_NOT_HAN.sub("", listed("balance_rule", "came").sub("", own(page, one)))) <= _TIME for one in came
    )
    return in_order and bare and end.value > begin.value + sum(one.value for one in came)


def _in_sentence(
    page: Page, begin: Figure, came: Sequence[Figure], went: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """注销67个,撤销18个 both go: all of the sentence in which the opening stands, else of the first that moved."""
    sentence = page.slots[begin.index].sentence
    moved = [page.slots[one.index].sentence for one in (*came, *went) if one.index > begin.index]
    if moved and sentence not in moved:
        sentence = min(moved)
    within = [[one for one in some if page.slots[one.index].sentence == sentence] for some in (came, went)]
    return within[0], [one for one in within[1] if one not in within[0]]


def _by_fit(page: Page, begin: Figure, end: Figure, behind: Sequence[Figure]) -> Relation | None:
    """年初墓位8620个,年内建成1200个、购走1536个,年末8284个: verbs that no word knows, by the signs that fit."""
    slots = page.slots
    sentence = slots[begin.index].sentence
    moved = [one for one in behind if begin.index < one.index < end.index]
    within = all(slots[one.index].sentence == sentence for one in (*moved, end))
    if not within or not 0 < len(moved) <= _EACH or significant(end) < _SHORT:
        return None
    for signs in product((True, False), repeat=len(moved)):
        came = [one for one, comes in zip(moved, signs, strict=True) if comes]
        went = [one for one, comes in zip(moved, signs, strict=True) if not comes]
        relation = balance_of(end, begin, came, went)
        known = went or (len(came) == 1 and significant(end) >= _SURE and not came[0].digits.endswith("0"))
        if came and known and relation.verdict is RelationVerdict.CONSISTENT:
            return relation
    return None


def _alone(page: Page, begin: Figure, near: Sequence[Figure], members: Sequence[Figure]) -> bool:
    """Whether its segment, or else its sentence, tells none of its unit besides, that moved too (变动50人)."""
    slots = page.slots
    all_in = len({slots[one.index].segment for one in (begin, *members)}) == 1
    around = [slots[one.index].segment if all_in else slots[one.index].sentence for one in near]
    own_place = slots[begin.index].segment if all_in else slots[begin.index].sentence
    between = range(begin.index + 1, members[0].index)
    beside = [one for one, place in zip(near, around, strict=True) if place == own_place or one.index in between]
    return all(one in members or _is_at_hand(begin, one, members) for one in beside)


def _is_at_hand(begin: Figure, figure: Figure, came: Sequence[Figure]) -> bool:
    """年初320顶,购入150顶,可用量470顶: what there was and what came."""
    return any(adds_up(figure, [begin, one]) for one in came if one is not begin)


def balance_of(end: Figure, begin: Figure, came: Sequence[Figure], went: Sequence[Figure]) -> Relation:
    """end = begin + came − went; the formula says how many of the last members are taken off."""
    terms = ((begin, ""), *((one, "+") for one in came), *((one, "−") for one in went))
    others = [one for one, _ in terms]
    computed = add((begin.interval, *(one.interval for one in came), *(negate(one.interval) for one in went)))
    verdict = judge(computed, end.interval, end.cut)
    value = begin.value + sum(one.value for one in came) - sum(one.value for one in went)
    result = total(value, end, others)
    off = ""
    if verdict is RelationVerdict.INCONSISTENT:
        off = f"{total(abs(value - end.value), end, others)}{unit_name(end)}"
    computation = Computation(
        Shape.SUM,
        tuple(term(one, sign, in_unit_of(one, end)) for one, sign in terms),
        sign_of(verdict) if value != end.value else "",
        (term(end),),
        result if value != end.value else f"{result}{unit_name(end)}",
        computed,
        end.interval,
        off,
    )
    members = (end.id, *(one.id for one in others))
    formula = f"{TAKEN_OFF}{len(went)}" if went else ""
    return Relation(RelationType.SUM, members, verdict, computation, formula=formula)
