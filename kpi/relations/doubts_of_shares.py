"""Doubts of shares and rates: what keeps one from being held against a base that is not its own."""

from __future__ import annotations

from decimal import Decimal

from kpi.model import RelationType, Role
from kpi.outline.expressions import expression, pattern
from kpi.relations.accused import Accused
from kpi.relations.figures import Figure
from kpi.relations.fits.near import in_common, said_of
from kpi.relations.rises import verbs
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.of_named import bears, name_of_base
from kpi.relations.rules.parts import own
from kpi.relations.slips import SMALL, of_one_size

SHARE_OF = "share of"  # relations that say of which whole a part is a share
_PAIR = 2
_FAR = 200  # figures before a share among which the number is that bears its base's name
_ROW = 12  # figures before and behind a share among which its row is
_ALL = 100  # per cent
_IN_A_ROW = expression("relations", "doubts_of_shares.in_a_row")
_SURPLUS = expression("relations", "rules_task.surplus")
_AND_OTHERS = expression("relations", "doubts_of_shares.and_others")
_NAMED = expression("relations", "doubts_of_shares.named")
_COUNTS = pattern("relations", "doubts_of_shares.counts")
_DEFINED = expression("relations", "doubts_of_shares.defined")
_AND_ABOVE = expression("relations", "doubts_of_shares.and_above")
_BARE = expression("relations", "rules_base_kept.bare")
_TAKEN_OFF = expression("relations", "doubts_of_shares.taken_off")
_LEFT_OUT = expression("relations", "doubts_of_shares.left_out")
_WHOLES = 60  # figures before several parts among which their whole is
_TOGETHER = 3  # further parts that one share may be of
_RATE = expression("relations", "doubts_of_shares.rate")
_OF_PLAN = expression("relations", "doubts_of_shares.of_plan")
_TASK_BEHIND = expression("relations", "rules_task.behind")
_PLANNED = expression("relations", "doubts_of_shares.planned")


def of_a_base_before(accused: Accused) -> bool:
    """结婚登记7952对,比上年的8460对减少508对,…跨省通办318对,占结婚登记总量的4.0%: no share of the year before."""
    if not accused.is_share:
        return False
    part, base, _ = accused.figures
    page = accused.page
    return base.index != part.index - 1 and is_then(page, base) and not is_then(page, part)


def _has_its_own_before(accused: Accused) -> bool:
    """饮用水水源地11个,水质达标率100%;农村水源地37个,达标35个: a rate told first is of the count before it."""
    page, share = accused.page, accused.figures[-1]
    before = page.figures[share.index - 1] if share.index else share
    segments = [page.slots[one.index].segment for one in (before, share, accused.figures[0])]
    return before.group == accused.figures[0].group and segments[0] == segments[1] != segments[2]


def of_what_is_nearer(accused: Accused) -> bool:
    """集中供养412人,…;失能特困人员386人,集中供养率达82.4%: of the 386 of its own segment."""
    if not accused.is_share:
        return False
    page, share = accused.page, accused.figures[-1]
    if share.index < min(one.index for one in accused.figures[:_PAIR]):
        return _has_its_own_before(accused)
    last = max(one.index for one in accused.figures[:_PAIR])
    told = page.slots[accused.figures[0].index].segment, page.slots[accused.figures[1].index].segment
    return any(
        one.group == accused.figures[0].group
        and page.slots[one.index].segment == page.slots[share.index].segment
        and page.slots[one.index].segment not in told
        for one in page.figures[last + 1 : share.index]
    )


def of_its_neighbour(accused: Accused) -> bool:
    """三大产业分别实现产值18.9亿元、36.4亿元、22.7亿元,占总产值的73.6%: of items in a row none is the base.

    日处理能力由0.8万吨提升到1.5万吨,处理率92.4%: nor is what something came to.
    """
    if not accused.is_share:
        return False
    first, second = sorted(accused.figures[:_PAIR], key=lambda one: one.start)
    between = accused.page.text[first.end : second.start]
    return (_IN_A_ROW.fullmatch(between) or verbs().turn.match(between)) is not None


def of_all_of_it(accused: Accused) -> bool:
    """社区民警743名,占警力(1592名)的46.7%;助理覆盖1643个村,覆盖率100%: all of the villages, not of the police.

    为1210名特困人员、失能老人提供照料,其中特困人员1134名(占特困人员的100%): nor of those and others.
    """
    if not accused.is_share:
        return False
    part, base, share = accused.figures
    unlike = (part.family or part.base) != (base.family or base.base)
    return share.value == _ALL and (unlike or _AND_OTHERS.match(accused.page.text, base.end) is not None)


def of_a_base_that_it_names(accused: Accused) -> bool:
    """计1563例,与海葬合计1784例,占全年安葬总数的27.4%: of more than both of them, which it names itself."""
    if not accused.is_share:
        return False
    part, base, share = accused.figures
    named = _NAMED.search(own(accused.page, share))
    return part.value > base.value and named is not None and not own(accused.page, base).strip(_COUNTS)


def of_what_it_defines(accused: Accused) -> bool:
    """不起诉198人,不起诉率24.6%(不起诉人数占起诉与不起诉人数之和的比例): it says itself of what it is."""
    if accused.relation.type is not RelationType.SHARE:
        return False
    return _DEFINED.match(accused.page.text, accused.figures[-1].end) is not None


def of_more_than_its_part(accused: Accused) -> bool:
    """博士61人、硕士394人,硕士及以上占76.1%: of both of them. 防治1.26万公顷,无公害防治率98.6%: of some of it."""
    if not accused.is_share:
        return False
    part, base, share = (own(accused.page, one) for one in accused.figures)
    if _AND_ABOVE.search(share) is not None and _AND_ABOVE.search(part) is None:
        return True
    rate = _RATE.search(share)
    return rate is not None and _narrowed(rate["name"], f"{part}|{base}")


def _narrowed(name: str, words: str) -> bool:
    """Whether a rate's name begins with words that none of the two has, and goes on with one that they have."""
    known = [place for place in range(len(name) - 1) if name[place : place + _PAIR] in words]
    return bool(known) and known[0] >= _PAIR


def of_a_surplus(accused: Accused) -> bool:
    """任务1200万元,完成1326万元,超额126万元,为任务的110.5%: what was done beyond it is not what the rate is of."""
    return accused.is_share and _SURPLUS.search(own(accused.page, accused.figures[0])) is not None


def is_another_rate(accused: Accused) -> bool:
    """派单601件,按时结案597件,结案率100%,按时结案率99%: what the two give stands beside it as another rate."""
    if not accused.is_share:
        return False
    share, pair = accused.figures[-1], accused.relation.members[:_PAIR]
    alike = accused.fitting.get((SHARE_OF, *pair), ())
    near = {one.id for one in accused.page.figures[max(0, share.index - 1) : share.index + 2]}
    return any(one.members[-1] in near for one in alike)


def of_the_base_of_its_row(accused: Accused) -> bool:
    """1万名,持证3718人,肢体2156人,占总数的60%,视力381人,占总数的10.2%: others of the row fit another base."""
    if not accused.is_share:
        return False
    page, (_, base, share) = accused.page, accused.figures
    if base.index == share.index - 1:
        return False  # 占目标6.9万人的111.2%: of what stands right before it
    if _is_after_another(accused):
        return True
    said, segment = own(page, share), page.slots[share.index].segment
    row = [one for one in page.figures[max(0, share.index - _ROW) : share.index + _ROW] if one.is_percent]
    row = [
        one
        for one in row
        if one is not share and page.slots[one.index].segment == segment and own(page, one) == said
    ]
    bases = {fits.members[1] for one in row for fits in accused.fitting.get((RelationType.SHARE, one.id), ())}
    whole = next((one for one in page.figures[max(0, base.index - _ROW) :] if one.id in bases), None)
    return whole is not None and base.id not in bases and whole.sentence == base.sentence


def _is_after_another(accused: Accused) -> bool:
    """6120人,占流动儿童总数的18.0%,306人,占9%: of what the share before it is of, and not of its part."""
    part, base, share = accused.figures
    before = accused.page.figures[share.index - _PAIR] if share.index >= _PAIR else share
    bare = _BARE.fullmatch(own(accused.page, share)) is not None
    in_a_row = bare and base.index + _PAIR == part.index == share.index - 1 and before.index == base.index + 1
    fits = accused.fitting.get((RelationType.SHARE, before.id), ()) if in_a_row and before.is_percent else ()
    return any(base.id == one.members[0] and part.sentence == base.sentence for one in fits)


def of_another_named_base(accused: Accused) -> bool:
    """信访举报71件。…群众纪律12件,…生活纪律1件,占信访举报总量的2%: not of the 12, which bear no such name."""
    if not accused.is_share:
        return False
    page, (_, base, share) = accused.page, accused.figures
    name = name_of_base(page, share)
    if len(name) <= _PAIR or in_common(name, said_of(page, base)) or bears(page, base, name):
        return False
    return any(bears(page, one, name) for one in page.figures[max(0, share.index - _FAR) : share.index])


def in_round_words(accused: Accused) -> bool:
    """1947.75万元,约为5869.38万元的三分之一: a number in words is round."""
    in_words = any(not one.digits for one in accused.figures if one.index >= 0)
    return in_words and accused.relation.type is RelationType.SHARE and of_one_size(accused.relation, SMALL)


def of_what_is_left_of_it(accused: Accused) -> bool:
    """84个机构中,除去2个新设的,36个达标,占43.9%: of the others."""
    if not accused.is_share:
        return False
    part, base, rate = accused.figures
    page = accused.page
    return any(
        one.group == base.group
        and (_TAKEN_OFF.search(own(page, one)) or _LEFT_OUT.match(page.text, one.end))
        and _fits(part.value, base.value - one.value, rate)
        for one in page.figures[base.index + 1 : part.index]
    )


def of_several_together(accused: Accused) -> bool:
    """轿车事故198起,摩托车事故231起,占事故总数的65.8%: both together, of a number that stands near by."""
    if not accused.is_share:
        return False
    part, _, rate = accused.figures
    page = accused.page
    if rate.index != part.index + 1:
        return False
    total = part.value
    for one in reversed(page.figures[max(0, part.index - _TOGETHER) : part.index]):
        if one.group != part.group or one.sentence != part.sentence or one.depth != part.depth:
            return False
        total += one.value
        near = page.figures[max(0, one.index - _WHOLES) : one.index]
        if any(whole.family == part.family and _fits(total, whole.value, rate) for whole in near):
            return True
    return False


def of_a_plan_untold(accused: Accused) -> bool:
    """收入72.18亿元。支出65.03亿元,为预算的94.6%: a share of what was planned, and no plan among the numbers."""
    if not accused.is_share:
        return False
    _, base, rate = accused.figures
    page = accused.page
    named = _PLANNED.search(own(page, base)) or _TASK_BEHIND.match(page.text, base.end)
    planned = base.quantity.role is Role.TARGET or named is not None
    return not planned and _OF_PLAN.search(own(page, rate)) is not None


def _fits(part: Decimal, whole: Decimal, rate: Figure) -> bool:
    return whole > 0 and abs(part / whole * _ALL - rate.value) <= rate.last_place
