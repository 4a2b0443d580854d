"""Doubts: what keeps a contradiction from being told, whichever rule found it.

A rule says that numbers belong together; a doubt says why they may not (they are of two times, of another base,
one came and one went). Silence costs one finding, a false one accuses somebody: a doubt needs no certainty. Each
is a rule of its own (language/rules_doubts.yml) and can be switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpi.arithmetic.intervals import meets
from kpi.arithmetic.laws import TAKEN_OFF
from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import MARKS, SENTENCE_STOP
from kpi.outline.scopes import OPENS
from kpi.relations.accused import Accused
from kpi.relations.doubts_of_changes import (
    is_gross,
    of_a_plan,
    of_rounded_means,
    of_two_comparisons,
    of_whole_and_part,
)
from kpi.relations.doubts_of_lists import (
    are_called_otherwise,
    are_opposed,
    is_total_of_others,
    runs_on,
)
from kpi.relations.doubts_of_products import of_another_item, of_heads_at_hand, of_more_than_the_rate
from kpi.relations.doubts_of_restated import (
    are_bases,
    are_of_parallel_lists,
    are_stock_and_all,
    is_some_of_it,
    of_two_owners,
    of_two_wholes,
    stand_by_others,
    were_given_something,
)
from kpi.relations.doubts_of_rows import are_of_their_own_total
from kpi.relations.doubts_of_shares import (
    SHARE_OF,
    in_round_words,
    is_another_rate,
    of_a_base_before,
    of_a_base_that_it_names,
    of_a_plan_untold,
    of_a_surplus,
    of_all_of_it,
    of_another_named_base,
    of_its_neighbour,
    of_more_than_its_part,
    of_several_together,
    of_the_base_of_its_row,
    of_what_is_left_of_it,
    of_what_is_nearer,
    of_what_it_defines,
)
from kpi.relations.doubts_of_sums import (
    are_confirmed,
    are_in_more_places,
    are_nested,
    are_not_all_read,
    are_of_another_whole,
    are_some_of_a_split,
    are_told_again,
    far_off,
    has_a_name_of_its_own,
    has_two_measures,
    have_own_total,
    is_a_goal,
    is_a_stock,
    is_besides,
    is_reached,
    may_overlap,
    of_a_sentence_before,
    of_itself,
    of_thresholds,
    of_what_went,
    whole_is_miswritten,
)
from kpi.relations.doubts_of_times import BESIDE, STALE, of_two_times
from kpi.relations.elsewhere import fits_elsewhere
from kpi.relations.explain import gap_between
from kpi.relations.figures import Page, figures_by_id
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, accountable
from kpi.rules import registry
from kpi.rules.switch import on

_ELSEWHERE = expression("relations", "doubts.elsewhere")
_REST = expression("relations", "doubts.rest")
_AMONG = pattern("relations", "words.among")
_OF_CHANGES = ("increment", "decrement", "decline")
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_ACCOUNTS = "restated.accounts"
_PROPOSED = (*_SUMS, RelationType.SHARE)
# Which themselves know the base: it is named, or that of a row.
_BASE_KNOWN = ("share.other-base", "share.rows")
_NOUN = 2  # characters of a name that says something
_TENFOLD = 10
_OF_PAIRS = (RelationType.RESTATED, RelationType.LIST_COUNT)
_BACK = 8  # figures around those that are asked


def without_doubts(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    """The relations without the contradictions that a doubt speaks against; those within a table stay."""
    by_id = figures_by_id(page)
    fitting: dict[object, list[Relation]] = {}
    for one in told:
        for key in _keys(one) if one.verdict in FITS else ():
            fitting.setdefault(key, []).append(one)
    for relation in told:
        figures = tuple(by_id[one] for one in relation.members if one in by_id)
        whole = len(figures) == len(relation.members)
        wrong = relation.verdict is RelationVerdict.INCONSISTENT and whole
        if not (wrong and _doubt(Accused(page, relation, figures, fitting))):
            yield relation


def _doubt(accused: Accused) -> str:
    """The id of the first doubt that speaks, "" where none does."""
    inside = [one.index < 0 for one in accused.figures]
    if all(inside):
        return ""
    base_known = accused.relation.rule in _BASE_KNOWN
    asked = (
        (rule, speaks)
        for rule, speaks in DOUBTS
        if not (any(inside) and speaks not in _OF_CELLS) and not (base_known and speaks in _OF_BASES)
    )
    return next((rule for rule, speaks in asked if on(rule) and speaks(accused)), "")


def _keys(relation: Relation) -> tuple[object, ...]:
    """By what a relation that fits may explain another: its whole or its parts; else what it states."""
    if relation.type is RelationType.PARTIAL:
        parts, computed, stated = frozenset(relation.members[1:]), relation.computed, relation.stated
        full = computed and stated and meets(computed, stated)
        return (parts, relation.members[0], BESIDE) if full else (parts,)
    if relation.type is RelationType.SUM:
        return relation.members[0], frozenset(relation.members[1:]), BESIDE
    if relation.type is RelationType.SHARE:
        return (relation.type, relation.members[-1]), (SHARE_OF, *relation.members[:2])
    return () if relation.type in _OF_PAIRS else ((relation.type, relation.members[-1]),)


def _of_a_part(accused: Accused) -> Iterator[Relation]:
    """总额2618.4亿元,其中出口1573.1亿元,进口1045.3亿元: what fits as the parts of one of the parts."""
    for part in accused.figures[1:]:
        if _AMONG in accused.page.text[part.end : max(part.end, accused.figures[-1].start)]:
            yield from accused.fitting.get(part.id, ())


def _explained(accused: Accused) -> bool:
    """特困2110人,清退2116人,集中648人,分散1462人: the parts fit another whole, a change or share other levels."""
    relation, fitting = accused.relation, accused.fitting
    if relation.type in _OF_PAIRS:
        return False
    if relation.type in _SUMS:  # the same parts, or fewer of them, are all of a whole
        whole, parts = relation.members[0], frozenset(relation.members[1:])
        return (
            not all(whole_is_miswritten(accused, one) for one in fitting.get(parts, ()))
            or any(_tells_more(accused, one) for one in fitting.get(whole, ()))
            or any(parts & set(one.members[1:]) for one in _of_a_part(accused))
            # Two that stand side by side within a whole: neither is a part of the other.
            or any(whole in one.members[1:] and parts & set(one.members[1:]) for one in fitting.get(BESIDE, ()))
        )
    others = set(relation.members[:-1])
    alike = fitting.get((relation.type, relation.members[-1]), ())
    if relation.type is RelationType.SHARE and _is_split_by_shares(accused):
        return False
    if relation.type is RelationType.SHARE:  # 438.15,占65.0%;813.71,占35.0%: the two shares changed places
        alike = [one for one in alike if one.members[0] == relation.members[0] or not _has_its_own(accused, one)]
        name = MARKS.sub("", own(accused.page, accused.figures[0]))
        if len(name) > _NOUN and name in own(accused.page, accused.figures[-1]):  # 站外503人次,站外救助占60.8%
            alike = [one for one in alike if one.members[0] == relation.members[0]]
    if relation.formula in _OF_CHANGES and alike:  # the rate fits the two levels, the difference does not
        return True
    return any(one.formula == relation.formula or not others & set(one.members) for one in alike)


def _tells_more(accused: Accused, fits: Relation) -> bool:
    """Whether the accused parts hold those that fit, and others.

    Where these only happen to fit, the others stand before them (乡镇9个;村委会126个,居委会38个,合计164个) or
    open with 其中: else the list says one too many.
    """
    own_parts, parts = set(fits.members[1:]), accused.figures[1:]
    if not set(accused.relation.members[1:]) > own_parts:
        return False
    first = min(one.index for one in parts if one.id in own_parts)
    others = [one for one in parts if one.id not in own_parts]
    return fits.type is RelationType.SUM or all(
        one.index < first or OPENS.search(own(accused.page, one)) is not None for one in others
    )


def _has_its_own(accused: Accused, fits: Relation) -> bool:
    """Whether the part of a share that fits has a share of its own right behind it, as the accused part has.

    The share in question is its own where it stands right behind it: 录入20621名,录入率96%,其中入户18559名,占90%.
    """
    page = accused.page
    by_id = {figure.id: figure for figure in page.figures[max(0, accused.figures[-1].index - _BACK) :]}
    parts = [by_id.get(fits.members[0]), accused.figures[0]]
    if parts[0] is not None and parts[0].index == accused.figures[-1].index - 1 != accused.figures[0].index:
        return False
    return all(
        one is not None and one.index + 1 < len(page.figures) and page.figures[one.index + 1].is_percent
        for one in parts
    )


def _told_elsewhere(accused: Accused) -> bool:
    """五项任务…一是…二是…三是…。其余两项详见第四部分: what is missing is told in another place."""
    if not accused.is_of(RelationType.LIST_COUNT):
        return False
    start = accused.figures[0].end
    ends = accused.page.text.find("\n", start)
    return _ELSEWHERE.search(accused.page.text, start, ends if ends >= 0 else len(accused.page.text)) is not None


def _rest_open(accused: Accused) -> bool:
    """现有社工1200人,其中高级12人、中级286人、初级600人,其余未定级: the rest is told without its number."""
    if not accused.is_of(*_SUMS, RelationType.PRODUCT):
        return False
    page, last = accused.page, max(accused.figures, key=lambda one: one.index)
    stop = page.figures[last.index + 1].start if last.index + 1 < len(page.figures) else len(page.text)
    found = _REST.search(page.text, last.end, stop)
    return found is not None and SENTENCE_STOP.search(page.text, last.end, found.start()) is None


def _gap_told(accused: Accused) -> bool:
    """特困2318人。对2138名特困人员评估,180名住院未评估: what lies between them is told beside one of them."""
    if accused.relation.type is RelationType.SUM:
        return _rest_told(accused)
    if not accused.is_of(RelationType.RESTATED, members=2):
        return False
    if accused.relation.rule == STALE:
        return False
    first, second = accused.figures
    gap = abs(first.value - second.value)
    sentences = {one.quantity.sentence for one in accused.figures}
    of_accounts = accused.relation.rule == _ACCOUNTS  # 收入总计…。支出总计…。收支相抵,结转下年1.08亿元。
    figures = accused.page.figures
    told = [one.index for one in (first, second) if one.index >= 0]  # a cell stands in no sentence
    near = [one for at in told for one in figures[max(0, at - _BACK) : at + _BACK]]
    return any(
        one.value == gap
        and one.group == first.group
        and (one.quantity.sentence in sentences or (of_accounts and one.paragraph == first.paragraph))
        for one in near
    )


def _rest_told(accused: Accused) -> bool:
    """年初6954人,新批433人,退出571人,增减相抵净减28人,月末6788人: what is missing stands among the members."""
    inside = sorted(one.index for one in accused.figures)
    if inside[0] < 0 or accused.relation.computation is None or TAKEN_OFF not in accused.relation.formula:
        return False
    known = {one.id for one in accused.figures}
    gap = gap_between(accused.relation.computation.computed, accused.relation.computation.stated)
    return gap is not None and any(
        one.value == gap and one.group == accused.figures[0].group and one.id not in known
        for one in accused.page.figures[inside[0] : inside[-1] + 1]
    )


# What may be asked where one of the numbers is a cell, which no word leads to.
_OF_CELLS = (_explained, _gap_told)


def _fits_elsewhere(accused: Accused) -> bool:
    """节地安葬312例,含…存放61例,占总量1740例的17.9%: of the 312, whatever the rule took for its part."""
    return not _is_split_by_shares(accused) and fits_elsewhere(accused.page, accused.relation, accused.figures)


def _is_split_by_shares(accused: Accused) -> bool:
    """5400件: 1031件占19.1%、1455件占26.9%、2914件占54.0%: the parts add up, and of another one the share fits."""
    if not accused.is_share:
        return False
    part, base, _ = accused.relation.members
    splits = [one.members[1:] for one in accused.fitting.get(base, ()) if one.type is RelationType.SUM]
    known = accused.fitting
    return any(
        part in parts and any((SHARE_OF, one, base) in known for one in parts if one != part) for parts in splits
    )


def _unaccountable(accused: Accused) -> bool:
    """15个未开工项目力争开工12个,开工率提高到95.3%: a rule that proposes, and no slip that accounts for it."""
    rule = registry().get(accused.relation.rule)
    says = rule.proposes if rule is not None else None
    proposed = accused.relation.type in _PROPOSED if says is None else says
    return proposed and not accountable(accused.relation, [one.quantity for one in accused.figures])


def _of_another_size(accused: Accused) -> bool:
    """体育场地1.36万个, 12个体育场馆: ten times as many of one name are other things, unless a 万 was lost."""
    if not accused.is_of(RelationType.RESTATED, members=2):
        return False
    low, high = sorted(accused.figures, key=lambda one: one.value)
    return 0 < low.value * _TENFOLD < high.value and low.digits != high.digits


# What asks whether a share is of another base.
_OF_BASES = (_explained, _fits_elsewhere)

# Each doubt by its id.
DOUBTS: tuple[tuple[str, Callable[[Accused], bool]], ...] = (
    ("doubt.explained", _explained),
    ("doubt.time", of_two_times),
    ("doubt.movement", of_what_went),
    ("doubt.gross", is_gross),
    ("doubt.compared", of_two_comparisons),
    ("doubt.whole-and-part", of_whole_and_part),
    ("doubt.rounded-means", of_rounded_means),
    ("doubt.base-before", of_a_base_before),
    ("doubt.nearer", of_what_is_nearer),
    ("doubt.in-a-row", of_its_neighbour),
    ("doubt.all-of-it", of_all_of_it),
    ("doubt.named", of_a_base_that_it_names),
    ("doubt.defined", of_what_it_defines),
    ("doubt.narrower", of_more_than_its_part),
    ("doubt.left-of-it", of_what_is_left_of_it),
    ("doubt.together", of_several_together),
    ("doubt.own-hundred", are_of_their_own_total),
    ("doubt.surplus", of_a_surplus),
    ("doubt.another-rate", is_another_rate),
    ("doubt.row", of_the_base_of_its_row),
    ("doubt.other-name", of_another_named_base),
    ("doubt.confirmed", are_confirmed),
    ("doubt.itself", of_itself),
    ("doubt.gap", _gap_told),
    ("doubt.far", far_off),
    ("doubt.elsewhere", _told_elsewhere),
    ("doubt.rest", _rest_open),
    ("doubt.served", were_given_something),
    ("doubt.some-of-it", is_some_of_it),
    ("doubt.own-shares", are_bases),
    ("doubt.two-owners", of_two_owners),
    ("doubt.two-wholes", of_two_wholes),
    ("doubt.parallel-lists", are_of_parallel_lists),
    ("doubt.stock-and-all", are_stock_and_all),
    ("doubt.by-others", stand_by_others),
    ("doubt.own-total", have_own_total),
    ("doubt.more-places", are_in_more_places),
    ("doubt.another-whole", are_of_another_whole),
    ("doubt.some-of-split", are_some_of_a_split),
    ("doubt.nested", are_nested),
    ("doubt.thresholds", of_thresholds),
    ("doubt.runs-on", runs_on),
    ("doubt.but", are_opposed),
    ("doubt.total-of-others", is_total_of_others),
    ("doubt.called-alike", are_called_otherwise),
    ("doubt.plan-untold", of_a_plan_untold),
    ("doubt.unread", are_not_all_read),
    ("doubt.overlap", may_overlap),
    ("doubt.goal", is_a_goal),
    ("doubt.plan", of_a_plan),
    ("doubt.besides", is_besides),
    ("doubt.stock", is_a_stock),
    ("doubt.reached", is_reached),
    ("doubt.again", are_told_again),
    ("doubt.measures", has_two_measures),
    ("doubt.own-name", has_a_name_of_its_own),
    ("doubt.sentence", of_a_sentence_before),
    ("doubt.more", of_more_than_the_rate),
    ("doubt.at-hand", of_heads_at_hand),
    ("doubt.item", of_another_item),
    ("doubt.neighbour", _fits_elsewhere),
    ("doubt.size", _of_another_size),
    ("doubt.rounded", in_round_words),
    ("doubt.proposed", _unaccountable),
)
