"""The word lists of `language/subjects.yml`, compiled: what opens, links, splits and ends a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kpi.language import language_data
from kpi.numbers.units import alternatives


@dataclass(frozen=True, slots=True)
class Lexicon:
    opener: re.Pattern[str]
    closer: re.Pattern[str]
    closer_last: frozenset[str]
    stock: re.Pattern[str]
    stock_lead: re.Pattern[str]
    new: re.Pattern[str]
    spent: re.Pattern[str]
    growth: re.Pattern[str]
    growth_last: frozenset[str]
    change: re.Pattern[str]
    comparison: re.Pattern[str]
    fewer: re.Pattern[str]
    weak: re.Pattern[str]
    each: re.Pattern[str]
    share: re.Pattern[str]
    elided: frozenset[str]
    dependent: frozenset[str]
    short_rates: frozenset[str]
    heading_tail: re.Pattern[str]
    part_of_year: re.Pattern[str]
    totals: frozenset[str]
    doing: re.Pattern[str]
    noun_stop: re.Pattern[str]
    compound: re.Pattern[str]
    attribute: re.Pattern[str]
    predicate: re.Pattern[str]
    verb_lead: re.Pattern[str]
    measure_tail: re.Pattern[str]
    object_verb: re.Pattern[str]
    verb_end: re.Pattern[str]
    bare: re.Pattern[str]
    bare_lead: re.Pattern[str]
    not_noun: re.Pattern[str]
    empty: frozenset[str]
    splitter: re.Pattern[str]
    parted: re.Pattern[str]


_DATE = (
    r"(?:(?:截至|截止|到|自|从|至)?(?:(?:20|19)\d\d(?!\d|[\d.]*[万亿千百元平亩公吨户人])年?|\d{2,4}年)(?:度|底|末|初|上半年|下半年)?"
    r"(?:\d{1,2}(?:[-—–至]\d{1,2})?月(?:份|底|末)?)?(?:\d{1,2}日)?"
    r"|(?:\d{1,2}[-—–至])?\d{1,2}月(?:份|底|末|\d{1,2}日)?|[一二三四]季度|是(?:上年|去年|前年|(?:19|20)\d\d年))"
)
_THAN = (
    r"(?:比|较|与|同|跟)(?:上年|去年|前年|上月|上季度?|\d{4}年|“[^”]{2,4}”(?:时期|期间|末)?|[一二三四]季度|同期|年初|五年前)"
    r"(?:同期|同月|同季度?|末|底|初|预算|预计|执行|决算)?(?:数|年均)?(?:相比|比)?"
)
# 一年里净增加, 一进一出之后净少: what the change is told of, before its word.
_MEANWHILE = r"(?:[^,，。；;：:\d]{1,6}(?:里|间|内|后)|人次|人数|户数|数量)?"


@cache
def lexicon() -> Lexicon:
    data = language_data("subjects")

    def words(name: str) -> str:
        return alternatives(tuple(data[name]))

    closers = [*data["closers"], *language_data("roles")["change_to"]]
    ends = "|".join(f"{word}(?![{before}])" if before else word for word, before in data["single_closers"].items())
    singles = "|".join(f"{word}(?![{after}])" if after else word for word, after in data["single_openers"].items())
    return Lexicon(
        opener=re.compile(rf"(?:{words('openers')}|{singles}|{_DATE}|[\s、及与,—–~～-])+"),
        # Matched from the end of the reversed phrase: far cheaper than a search for what ends it.
        closer=re.compile(rf"(?:{alternatives([word[::-1] for word in closers])}|{ends}|[\s、])+"),
        closer_last=frozenset("".join(word[-1] for word in [*closers, *data["single_closers"]]) + " \t\n\u3000、"),
        stock=re.compile(rf"(?:{words('stock')})(?:了)?$"),
        stock_lead=re.compile(words("stock_leads")),
        new=re.compile(words("new")),
        spent=re.compile(words("spent")),
        growth=re.compile(
            rf"((?:{words('comparisons')}|{_THAN}|的)*)(?<![新净])({words('growth')})(?:了|约|近|超|超过|达|达到|为|幅度|幅度为)?$"
        ),
        growth_last=frozenset(word[-1] for word in data["growth"]),
        change=re.compile(
            rf"((?:(?:{words('comparisons')}|{_THAN}|的)+(?:又|再)?(?=净?(?:{words('more_or_less')}))|{_MEANWHILE}))"
            rf"({words('changes')}|(?<=.)净?(?:{words('more_or_less')})[\u4e00-\u9fff]{{0,2}}?)(?:了|去|出|掉)?"
        ),
        fewer=re.compile(rf"()的?({words('more_or_less')})$"),
        comparison=re.compile(rf"(?:{words('comparisons')}|{_THAN}|的)+"),
        weak=re.compile(
            rf"(?:{words('openers')}|{words('money_manners')}|{words('weak_leads')}|{_DATE}|\s)*"
            rf"((?:{words('weak_verbs')})?)[了去出掉]?"
        ),
        each=re.compile(
            rf"(?:(?:摊到|平均到)每(?:人次?|户|个)|[年月日][人户]?均|人均|户均|次均|每人次?|每户)(?:{words('each')})?"
        ),
        share=re.compile(rf"(?:{words('share')})"),
        elided=frozenset(data["elided_heads"]),
        dependent=frozenset(data["dependent_rates"]),
        heading_tail=re.compile(rf"(?<=..)(?:{words('heading_tails')})+$"),
        part_of_year=re.compile(words("parts_of_year")),
        totals=frozenset(data["totals"]),
        doing=re.compile(
            rf"(?:[^,，。；;：:、\d]{{1,6}}来看(?:包括)?)|(?:{words('doing')})(?=....)(?!资金|标准|对象|金额)"
        ),
        short_rates=frozenset(data["short_rates"]),
        noun_stop=re.compile(words("noun_stops")),
        compound=re.compile(words("compounds")),
        attribute=re.compile(words("attributes")),
        predicate=re.compile(words("predicates")),
        measure_tail=re.compile(rf"(?<=..)(?:{words('measure_tails')})$"),
        verb_end=re.compile(rf"(?:{words('object_verbs')})了?$"),
        bare=re.compile(
            rf"(?:{words('openers')}|{words('manners')})*(?:{words('object_verbs')}|{words('bare_verbs')})*[了好]?"
        ),
        bare_lead=re.compile(
            rf"(?:(?:{words('object_verbs')}|{words('bare_verbs')}|{words('verb_leads')})(?!性)[了好]?)+"
        ),
        object_verb=re.compile(rf".*(?:{words('object_verbs')}|等)"),
        verb_lead=re.compile(rf"^(?:(?:{words('verb_leads')})(?!性))+"),
        not_noun=re.compile(words("not_nouns")),
        empty=frozenset(data["empty_nouns"]),
        parted=re.compile(rf"^(?:{_DATE})?(?:{words('set_by')})?"),
        splitter=re.compile(rf"(?:{words('splitters')})+$"),
    )


def strip_openers(phrase: str) -> str:
    match = lexicon().opener.match(phrase)
    return phrase[match.end() :] if match else phrase


def without_verbs(phrase: str) -> str:
    """A noun phrase without the verbs before it (发放低保金 → 低保金), where a noun is left."""
    bare = lexicon().verb_lead.sub("", phrase, count=1)
    return phrase if len(bare) == 1 else bare


def strip_closers(phrase: str) -> tuple[str, str]:
    """(phrase without its linking words, the linking words)."""
    lex = lexicon()
    match = lex.closer.match(phrase[::-1]) if phrase[-1:] in lex.closer_last else None
    if not match:
        return phrase, ""
    cut = len(phrase) - match.end()
    return phrase[:cut], phrase[cut:]
