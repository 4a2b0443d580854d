"""What a plan mentions without promising it: results, the size of what exists, thresholds, rates that go on.

Every rule is a pure function of the words around one number; `rules_in_plan` asks them in turn. A number that none
of them knows is a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kpi.language import language_data
from kpi.model import Role
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, lists

# 超10万元、超30万元, 64个…过10亿元、2334个过2000万元: what may stand between a threshold and its noun.
_MORE = r"(?:[、和及](?:\d+[个家户])?(?:超过|超|过|逾)?\d[\d.]*[万亿]*元?)*"
_PASSED = re.compile(r"(?:超过|突破|超|过|逾|达到|达|不足|不到|(?<!不)低于)$")
# 50米内换乘比例
_NEARBY = re.compile(r"范围|半径|(?:以|之)?内[^,;。\d]{0,8}(?:比例|率|占比|覆盖)")
_NEXT_SIZE = re.compile(r"、\d[\d.]*[万亿]*元(?:及?以上|级)")
_TAKEN = re.compile(r"(?:引进|招引|签约|新增|培育|落地|开工|储备|谋划|力争|实施)$")
_LISTED = re.compile(r"(?:超过|突破|超|过|逾|达到|达)\d[\d.]*[万亿]*元?(?:、\d[\d.]*[万亿]*元?)*、$")
_COUNTED = re.compile(r"\d+[多余]?[个家条项户座所类台][^,;。、\d]{1,12}(?:、|和|及|与)")
# 120个重点项目完成投资500亿元: a count without a verb, and a number of another thing behind its noun.
_PREDICATE = re.compile(
    r"(?:[^,;。、\d]{1,12}(?:、|和|及|与)\d+[多余]?[个家条项户座所类台])*[^,;:。、\d“”]{2,24}(?<![和及与或每第])\d[\d.]*[万亿]*"
    r"(?:元|%|‰|个百分点|亩|吨|公里|平方米|项|个|家|人)"
)
_BARE = re.compile(r"(?:力争|确保|争取|全省|全市|全区|全县|全国|全州|全旗|其中|使|“[^”]{0,20}”|\s)*$")
# 我省有…, 我市4个…开发区是…, 先后29次…
_FACT = re.compile(
    r"我[国省市区县州](?:现|共|拥)?有[^,;:。]*$|我[国省市区县州](?:\d+[个家][^,;:。\d]{1,8}、)*$|先后$"
)
_BASIS = re.compile(r"[^,;:。]{0,30}基础上")
_BRACKET = re.compile(r"(?:至[\d万]+元)?(?:以上|以下|以内)?的?部分")
# 利用现有场地建设20个站点: what stands is used for what is to come.
_STANDING = ("现有", "目前")
_ASKED = re.compile(r"确保|力争|争取|务必")
_DONE_LIST = re.compile(r"已(?:经)?[^,;:。]{1,8}的?(?:主要)?有:")
_PROLONGED = re.compile(r"的?政策(?:再)?(?:延长|延续|继续)")
# 全国近3亿人领取养老金
_NATION = re.compile(r"(?:^|[,;:])(?:全国|我国)(?:现|共)?(?:有|近|约|超过|超)*$")
_LIVE = re.compile(r"(?:人)?(?:领取|生活|享受|居住)")
_QUOTED_RATE = re.compile(r"[^”%,。]{1,6}”")
# 落实国务院15条硬措施
_CARRY_OUT = re.compile(r"落实|贯彻|执行")
_PAPER = re.compile(r"硬?(?:政策)?(?:措施|意见|规定|政策)")
_OPEN_QUOTE = re.compile(r"“[^”]{0,12}$")
_STATISTICAL = "以上固定资产投资"  # 500万元以上固定资产投资增长8%
_NOT_PAST = re.compile(r"(?:比|较|与)(?:去年|上年|上一年|前一年|年初)[^,;:。\d]{0,8}")


@dataclass(frozen=True, slots=True)
class _Words:
    actual: re.Pattern[str]
    target: re.Pattern[str]
    awarded: re.Pattern[str]
    framed: re.Pattern[str]
    forward: re.Pattern[str]
    finished: re.Pattern[str]
    fallen: re.Pattern[str]
    people: re.Pattern[str]
    existing: re.Pattern[str]
    threshold: re.Pattern[str]
    named: re.Pattern[str]
    scope: re.Pattern[str]
    act: re.Pattern[str]
    goes_on: re.Pattern[str]
    tax: re.Pattern[str]
    taxed: re.Pattern[str]
    site: re.Pattern[str]
    standing_verb: re.Pattern[str]
    standing: re.Pattern[str]
    circle: re.Pattern[str]
    children: re.Pattern[str]


@cache
def _words() -> _Words:
    roles, plan = language_data("roles"), language_data("promises")

    def words(name: str) -> str:
        return alternatives(tuple(plan[name]))

    return _Words(
        actual=re.compile(rf"(?:{alternatives(tuple(roles['actual']))})(?!均)"),
        target=re.compile(alternatives(tuple(roles["target"]))),
        awarded=re.compile(rf"(?:{alternatives(tuple(roles['awarded']))})$"),
        framed=re.compile(rf"(?:^|[,;:]|其中)\s*(?:从[^,;:]{{2,10}}看,)?(?:{'|'.join(plan['past_frames'])})"),
        forward=re.compile(words("forward")),
        finished=re.compile(r"(?<![为除])了(?:原先|原来|全[国省市])?(?:约|近|超过|超|逾)*$"),
        fallen=re.compile(r"已(?:经)?(?:由|从)|(?:由|从)[^,;:]{0,16}已"),
        people=re.compile(rf"(?:{words('people_before')})?(?:{words('people')})(?!{words('people_of')})"),
        existing=re.compile(
            rf"(?:^|今年|全国|全省|全市|预计|我国)(?:普通|应届|高校|大学)*(?:{words('existing')})(?:人数|总数|总量|规模)?(?:预计|将|达到|达|超过|超|突破|有|约|近|再|为|总)*$"
        ),
        threshold=re.compile(
            rf"{_MORE}(?:以上|以下)?(?:的)?(?:[^,，。；;：:、\d的]{{0,6}})?(?:{words('thresholds_of')}|{alternatives(tuple(roles['sized_nouns']))})"
        ),
        named=re.compile(rf"及?以[上下]的?(?:{words('thresholds_of')})"),
        scope=re.compile(rf"(?:^|[,;:、])(?:{words('scope_lead')})?(?:{words('scope')})([^,;:。]*)$"),
        act=re.compile(words("acts")),
        goes_on=re.compile(rf"(?:{words('goes_on')})[^,;:。]{{0,20}}$"),
        tax=re.compile(rf"[^,;:。\d]{{0,8}}(?:{words('tax')})"),
        taxed=re.compile(rf"(?:{words('taxed')})[^,;:。]{{0,14}}$"),
        standing_verb=expression("extraction", "promises.standing_verb", lists(plan)),
        standing=expression("extraction", "promises.standing", lists(plan)),
        circle=expression("extraction", "promises.circle", lists(plan)),
        children=expression("extraction", "promises.children", lists(plan)),
        site=re.compile(
            rf"(?:的)?[^,;。、\d]{{0,8}}?(?:{words('sites')})(?:等|的?(?:总体|控制性|详细|概念性?)?(?:规划|设计))"
        ),
    )


def rules_in_plan(
    dimension: str, unit: str, near: str, own: str, right: str, said: str, before: Role | None
) -> Iterator[str]:
    """The rules that would give the role of a number in a plan section, the decisive one first.

    `near` is the clause before the number, `own` its part behind the number before, `right` what follows, `said`
    the sentence up to the number, `before` the role of the number before it in the sentence.
    """
    words = _words()
    if near.endswith(("现行", "现行的")):
        yield "role.before.in-force"
    if words.awarded.search(own):
        yield "role.actual.awarded"
    if _BASIS.match(right):
        yield "role.actual.basis"
    yield from _past(near, own, said, before)
    if dimension in ("persons", ""):
        yield from _existing(unit, near, right)
    if dimension == "money":
        yield from _qualifying(near, right)
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
    if dimension == "money" and words.taxed.search(near) and _BRACKET.match(right):
        yield "role.other.tax-bracket"
    if near.endswith(("每", "上述")):
        yield "role.other.base"  # 每50公斤, 上述2万亿元
    if unit in ("英寸", "方面"):
        yield "role.other.kind"  # 12英寸硅片, 以下10方面
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
    done = words.actual.search(last.replace("上半年", "") if _ASKED.search(said) else last)
    used = done is not None and done[0] in _STANDING and words.act.search(last, done.end())
    if done and not used and not words.target.search(near):
        yield "role.actual.done"
    if words.finished.search(own):
        yield "role.actual.finished"
    if _FACT.search(near):
        yield "role.actual.fact"
    if before is Role.ACTUAL and own.endswith("涉及"):
        yield "role.actual.concerned"
    if before is Role.BEFORE and words.fallen.search(near):
        yield "role.actual.changed"
    frame = None
    for frame in words.framed.finditer(said):  # noqa: B007 - the last one decides
        pass
    if frame is not None and not words.forward.search(said, frame.end()):
        yield "role.actual.look-back"
    if _DONE_LIST.search(said):
        yield "role.actual.done-list"


def _existing(unit: str, near: str, right: str) -> Iterator[str]:
    """Counts of people who are there: 14亿中国人民, 今年高校毕业生达700万人."""
    words = _words()
    if _NATION.search(near) and _LIVE.match(right):
        yield "role.other.nation"
    printed = unit == "人" and bool(words.people.match(f"人{right}"))  # 8亿人民: 人 was taken for the unit
    if printed or words.people.match(right) or words.children.match(right):
        yield "role.other.people"
    if words.existing.search(near):
        yield "role.other.cohort"


def _qualifying(near: str, right: str) -> Iterator[str]:
    """Sums that describe what is counted: 产值超500亿元的集群, 总投资572亿元的74个项目."""
    if _is_threshold(near, right):
        yield "role.other.threshold"
    if right.startswith("的") and re.search(r"总投资(?:约|近|超|超过|达)?$", near):
        yield "role.other.attribute"


def _is_threshold(near: str, right: str) -> bool:
    """产值超500亿元的集群, 引进50亿元、100亿元以上项目: what the things counted must reach."""
    if right.startswith(("以上", "及以上", "以下", "及以下")) and _words().named.match(right):
        return True
    if _NEXT_SIZE.match(right):
        return bool(_TAKEN.search(near)) and bool(_words().threshold.match(right))
    return bool((_PASSED.search(near) or _LISTED.search(near)) and _words().threshold.match(right))


def _named(unit: str, near: str, right: str) -> Iterator[str]:
    """Counts that name something or say whose figure follows: 8个产业集群产值突破6100亿元, 56个民族."""
    if _BARE.match(_COUNTED.sub("", near)) and _PREDICATE.match(right):
        yield "role.other.whose"
    if right.startswith("方面"):
        yield "role.other.aspects"
    if _words().standing_verb.search(near) and _words().standing.match(right):
        yield "role.other.standing"
    if unit == "条" and re.match(r"[\"”,。;]", right) and (near.endswith(("新", "”")) or _OPEN_QUOTE.search(near)):
        yield "role.other.articles"
    if near.endswith("“") and re.match(r"\d+%?”", right):
        yield "role.other.formula"
    if unit == "条" and _CARRY_OUT.search(near) and _PAPER.match(right):
        yield "role.other.paper"
    if re.match(r"(?:兄弟)?民族(?!乡|村|学校|中学|小学|品牌|文化|医院)", right):
        yield "role.other.peoples"


def _is_quoted(near: str, right: str) -> bool:
    """“10%工作法”, “6个90%”."""
    if near.endswith("“"):
        return bool(_QUOTED_RATE.match(right))
    return right.startswith("”") and bool(_OPEN_QUOTE.search(near))


def _is_scope(dimension: str, near: str, right: str) -> bool:
    """围绕22个产业、189条产业链: what the work is about."""
    found = _words().scope.search(near)
    if found is None or _words().act.search(found[1]):
        return False
    return dimension == "things" or bool(re.match(r"[^,;:。]{0,24}目标", right))


def _goes_on(near: str, right: str) -> bool:
    """延续15%的优惠税率, 保持6%一档的税率不变, 电价降5%政策延长: a rate in force."""
    words = _words()
    return bool(_PROLONGED.match(right) or (words.goes_on.search(near) and words.tax.match(right)))
