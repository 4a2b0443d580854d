"""What a number would fit, had the rule picked its neighbour: other bases, other levels, one part more.

Asked of contradictions only. A rule that says what belongs to what may be wrong about one of the figures; where
another figure of the paragraph, of the same unit, makes the relation hold to the digit, that is the likelier
reading, and nobody is accused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from kpi.arithmetic.intervals import add, divide, meets, scale, subtract
from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.outline.marks import COLON, MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.cues import parts_named
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import settled
from kpi.relations.quotients import quotient
from kpi.relations.rises import with_change
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, bare_name

_CARRIED = expression("relations", "elsewhere.carried")
_LEVELS, _FIT = "rise.levels", "rise.fit"
_SURE = 3  # significant digits that fit
_SHARP = 2  # of a share
_NAME = 2  # characters of a part's name
_BACK, _AHEAD = 40, 3  # figures around the members that are tried
_LINES = 1  # paragraphs before
_MORE = 2  # figures behind the last part
_BESIDE = 3  # figures before a part, for a share whose last digit is 0
_PAIR = 2
_FEW = 10  # what smaller numbers come to is chance
_LONGEST = 60  # figures from the first member to the last


def fits_elsewhere(page: Page, relation: Relation, figures: Sequence[Figure]) -> bool:
    """Whether another figure in the place of one of the members makes it hold."""
    if relation.rule in (_LEVELS, _FIT) and (
        _is_difference(figures) or (relation.rule == _FIT and _are_parts(figures))
    ):
        return True
    asked = _KINDS.get(relation.type)
    return asked is not None and any(asked(page, figures))


def _is_difference(figures: Sequence[Figure]) -> bool:
    """去年14.1万元,今年少1.3万元,降幅9.2%: the second is by how much the first changed, and no level."""
    then, now, change = figures
    return then.value > 0 and meets(scale(divide(now.interval, then.interval), HUNDRED), change.interval)


def _are_parts(figures: Sequence[Figure]) -> bool:
    """7.2万亩,其中新建4.7万亩、改造提升2.5万亩: two parts of the first, and neither a level nor a change."""
    return adds_up(figures[0], figures[1:])


def _near(page: Page, figures: Sequence[Figure], like: Figure) -> Iterator[Figure]:
    """The figures around the members that are of the same unit as one of them, and none of them."""
    ids = {one.id for one in figures}
    last = max(one.index for one in figures)
    for one in page.figures[max(0, last - _BACK) : last + _AHEAD]:
        alike = one.base == like.base and one.group == like.group and one.id not in ids
        if alike and 0 <= like.paragraph - one.paragraph <= _LINES:
            yield one


def _beside(page: Page, figure: Figure) -> list[Figure]:
    near = page.figures[max(0, figure.index - 1) : figure.index + 2] if figure.index >= 0 else []
    return [one for one in near if one is not figure and one.sentence == figure.sentence]


def _share(page: Page, figures: Sequence[Figure]) -> Iterator[bool]:
    if len(figures) != 3 or significant(figures[2]) < _SHARP:
        return
    part, base, rate = figures
    yield _are_sides(part, base) or _is_of_a_side(part, base, rate)
    yield from _of_both(page, part, base, rate)
    if significant(rate) < _SURE:
        # 能自理的763人…共335人。失能的248人占74.0%: of those right before.
        if len(rate.digits.replace(".", "")) == _SURE:
            beside = [one for one in _near(page, figures, base) if 0 < part.index - one.index <= _BESIDE]
            bases = [one for one in beside if settled(one) and one.value > part.value]
            yield from (quotient(part, one, rate, across=True, fitting=True) is not None for one in bases)
        return
    more = rate.value > HUNDRED  # 任务6所,定为9所,完工7所,完成任务的116.7%
    pairs = [(part, other) for other in _near(page, figures, base) if (other.value > part.value) is not more]
    beside = [one for one in _near(page, figures, part) if one.sentence == rate.sentence]
    pairs += [(other, base) for other in beside if other.value < base.value]
    pairs += [  # 项目12个,资金326万元:养老类5个、184万元,占56.4%: of the other measure
        (one, other)
        for one in _beside(page, part)
        for other in _beside(page, base)
        if one.group == other.group and one.value < other.value and not one.is_percent
    ]
    pairs += _both_others(page, figures)
    for pair in pairs:
        yield quotient(*pair, rate, across=True, fitting=True) is not None
    yield from _left_over(page, part, base, rate)


def _both_others(page: Page, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """采集9.9万条,三年分别3.2万、4.1万、2.6万条,第二年占41.4%: neither the last number nor the one before it."""
    sentence = [one for one in _near(page, figures, figures[0]) if one.sentence == figures[2].sentence]
    members = [one for one in figures[:_PAIR] if one.sentence == figures[2].sentence]
    for part, base in permutations([*sentence, *members], _PAIR):
        if part.value < base.value:
            yield part, base


def _left_over(page: Page, part: Figure, base: Figure, rate: Figure) -> Iterator[bool]:
    """餐具88批次。…不合格6批次,…餐具合格率93.2%: what is left of another one, as the rate's words say."""
    for other in _near(page, (part, base, rate), base):
        if other.value > base.value and (noun := other.own[-_NAME:]) and len(noun) == _NAME and noun in rate.own:
            left = divide(subtract(other.interval, base.interval), other.interval)
            yield meets(scale(left, HUNDRED), rate.interval)


def _are_sides(part: Figure, base: Figure) -> bool:
    """男性627人,女性755人,女性占56.4%: one side of a split is no share of the other."""
    sides, named = parts_named(part.own), parts_named(base.own)
    known = {split for split, _ in named}  # 意见建议 may name both
    return any(split in known and (split, place) not in named for split, place in sides)


def _is_of_a_side(part: Figure, base: Figure, rate: Figure) -> bool:
    """丧偶392人,丧偶者女性占72.2%: of one side of the 392, whose number is not told."""
    name = MARKS.sub("", part.own).strip()
    known = parts_named(base.own) | parts_named(part.own)
    sides = any(one not in known for one in parts_named(rate.own))
    return len(name) >= _NAME and name in rate.own and sides


def _of_both(page: Page, part: Figure, base: Figure, rate: Figure) -> Iterator[bool]:
    """结婚3106对、离婚1027对,…268对,占登记总量的6.5%: of the base and the number beside it together."""
    for other in _near(page, (part, base, rate), base):  # 727人里,满意298人、271人,满意率78.3%: both of the 727
        if other.sentence == part.sentence == base.sentence and other.value > part.value + base.value:
            both = scale(divide(add((part.interval, base.interval)), other.interval), HUNDRED)
            yield meets(both, rate.interval)
    for other in (part, *_beside(page, base)):  # 男性627人,女性755人,女性占54.6%: of the two
        if other.group == base.group and other.value > 0:
            both = scale(divide(part.interval, add((base.interval, other.interval))), HUNDRED)
            yield meets(both, rate.interval)
    for other in _beside(page, part):  # 逮捕25人,不捕24人,不捕率48.98%: of the two of them, whatever stands before
        if other.group == part.group and other.value > 0 and significant(rate) >= _SURE:
            both = scale(divide(part.interval, add((part.interval, other.interval))), HUNDRED)
            yield meets(both, rate.interval)


def _rise(page: Page, figures: Sequence[Figure]) -> Iterator[bool]:
    if len(figures) != 3 or significant(figures[2]) < _SURE:
        return
    then, now, change = figures
    told_in = {one.sentence for one in figures}
    for other in [one for one in _near(page, figures, now) if one.sentence in told_in]:
        for pair in ((then, other), (other, now)):
            told = with_change(page, *pair, change)
            yield told is not None and told.verdict in FITS


def _sum(page: Page, figures: Sequence[Figure]) -> Iterator[bool]:
    whole, *parts = figures
    yield _is_a_share_of_it(page, whole, parts)
    if len(parts) == 1:  # 遗留8个,发现15个,已整改19个: of both together
        yield any(
            one.group == whole.group and _CARRIED.search(one.own) and one.value + whole.value >= parts[0].value
            for one in _beside(page, whole)
        )
    if len(parts) < 2:
        return
    for at in range(2, len(parts)):
        # 在职58人,其中行政19人,事业39人;另有退休24人: those of one segment are all of it
        segments = [page.slots[one.index].segment for one in parts[: at + 1]]
        yield len(set(segments[:-1])) == 1 != len(set(segments)) and adds_up(whole, parts[:at])
        # 独居的416人里,288人…,另外128人: the last are of one of them
        yield significant(parts[-at - 1]) >= _SURE and adds_up(parts[-at - 1], parts[-at:])
    yield _holds_a_split(whole, parts)
    # 登记28家,…检查26家。…4家无隐患,其余22家均有: of the 26, which stand nearer.
    near = list(_near(page, figures, whole))
    # 线索96条,其中转办58件、申请23件,其余15件已办结: all of them are of the 96.
    before = [one for one in page.figures[max(0, whole.index - _BACK) : whole.index] if one.counts == whole.counts]
    yield any(adds_up(one, figures) for one in before if one.sentence == whole.sentence)
    yield from (adds_up(one, parts) for one in near if whole.index < one.index < parts[0].index)
    # 来电49件,上周57件。施工22件,管线13件,停车5件,其他9件: the first of them is a part beside the others.
    if _is_an_item(page, whole, parts[0]):
        yield from (adds_up(one, [whole, *parts]) for one in near if one.sentence < whole.sentence)
    last = max(one.index for one in figures)
    if significant(whole) < _SURE:  # 办理900对,其中结婚500对,离婚300对,补领100件: right behind, of another unit
        yield from (adds_up(whole, [*parts, one]) for one in _next_item(page, last, parts[-1]))
        return
    first = max(min(one.index for one in figures), last - _LONGEST)
    members = {one.id for one in figures}
    for one in page.figures[first : last + 1 + _MORE]:
        if one.amount and one.id not in members and one.sentence == parts[-1].sentence:
            yield adds_up(whole, [*parts, one])  # also of another unit: 图书381.5万册、报刊27.9万册、音像27.4万件


def _next_item(page: Page, last: int, part: Figure) -> Iterator[Figure]:
    """The number right behind the last part, in its segment."""
    for one in page.figures[last + 1 : last + 2]:
        if one.amount and page.slots[one.index].segment == page.slots[part.index].segment:
            yield one


def _is_a_share_of_it(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """婚姻类1.62万件、邻里类1.48万件,合计占65.7%: the share right behind says how much of the whole they are."""
    last = max(one.index for one in parts)
    behind = page.figures[last + 1 : last + 1 + _MORE]  # 三类合计占65.7%
    rate = next((one for one in behind if one.is_percent and one.sentence == parts[-1].sentence), None)
    if rate is None:
        return False
    share = scale(divide(add([one.interval for one in parts]), whole.interval), HUNDRED)
    return rate.value < HUNDRED and meets(share, rate.interval)


def _holds_a_split(total: Figure, parts: Sequence[Figure]) -> bool:
    """重大隐患38条;整改4187条,重大隐患整改36条,未整改的2条: the last are of the one that they name."""
    first, *rest = parts
    if total.index > parts[-1].index and first.value >= _FEW and adds_up(first, rest):
        return True  # 指标18项中达标7项、达到预期9项、滞后2项,合计达到或符合16项: all of them are of the 18
    return any(
        bool(name := bare_name(whole)) and name in parts[at].own and adds_up(whole, parts[at:])
        for at in range(1, len(parts) - 1)
        for whole in parts[:at]
    )


def _is_an_item(page: Page, whole: Figure, part: Figure) -> bool:
    """Whether a number opens its sentence and nothing between it and the next says that this is a part of it."""
    before = page.figures[whole.index - 1].sentence if whole.index else -1
    between = page.text[whole.end : part.start]
    listed = part.index == whole.index + 1 and before < whole.sentence == part.sentence
    return listed and COLON not in between and OPENS.search(between) is None


_KINDS: dict[RelationType, Callable[[Page, Sequence[Figure]], Iterator[bool]]] = {
    RelationType.SHARE: _share,
    RelationType.RISE: _rise,
    RelationType.SUM: _sum,
    RelationType.PARTIAL: _sum,
}
