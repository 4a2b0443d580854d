"""What a clause is about that says only a sum or a measure: 投资3亿元, 中央财政拟安排200亿元, 试点范围扩大到50%.

The matter stands behind the sum (支持…, 用于…), in the clause before, or is what the paragraph is about. Only bare
measures look there: words of their own always win.
"""

from __future__ import annotations

import re
from functools import cache

from kpi.extraction.lexicon import lexicon, strip_openers
from kpi.language import language_data
from kpi.numbers.units import alternatives

_STOPS = re.compile(r"[,，。；;：:！？!?\n]")
_DIGIT = re.compile(r"\d")
# A length or a count before what the money builds: 实施10公里雨水管网改造.
_UNIT = r"(?:公里|平方米|公顷|[亩米吨个条处座套所户家项栋])"
_SIZE = rf"(?:\d[\d.]*[万亿千百]?[余多]?{_UNIT})?"
_NOUN = r"[^,，。；;：:、\d\n（(]"
_MATTER = rf"({_NOUN}{{2,18}})(?:\d[\d.]*[万千百]?[余多]?{_UNIT}({_NOUN}{{2,10}}))?"
_SENTENCES_BACK = 200
# Clauses that say how, not what: 在确保质量的前提下.
# 分城乡来看, 按时段分: how the parts are made, not of what.
SPLITS = re.compile(r"^按.*分$|来看$")
_HOW = re.compile(
    r"^(?:按照|根据|通过|随着|以|为了|依托|同时|对于|跻身|成为|荣获|获|入选|位列|居|排|实现)|(?:下|上|中|时|后|以来)$"
)
_PREDICATE = re.compile(
    r"(?:取得|进展|得到|要明显|明显|成效|不断|稳步|持续|全面加快|显著|扎实推进|有序|步伐|加快推进)"
)
_ANY_MATTER = re.compile(r"(?:财政|政府).*(?:安排|投入|拨付|下达|拿出)|试点")
_POINTING = ("这", "此", "上述", "该", "其", "以上")
_OTHERS = re.compile(r"(?<=..)等(?:重点)?(?:项目|工程|建设)?$")
_GROUP = re.compile(
    r"([^,，。；;：:、\d\s]{1,14}?(?:项目|工程|园区|产业园|组团|城区|新区|开发区|高新区|经开区|商圈|景区|小镇|综合体))"
)


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = language_data("subjects")
    payer, verb, fund = ("|".join(data[name]) for name in ("payers", "money_verbs", "funds"))
    manner = alternatives([*data["manners"], *data["openers"], *data["money_manners"]])
    purpose = "|".join(data["purposes"])
    return (
        re.compile(rf"(?P<payer>(?:{manner})*(?:{payer})*)(?:{manner})*(?P<verb>(?:{verb})+)(?:{fund})*"),
        re.compile(rf"(?:的)?(?:{fund})*(?:{purpose}|的)[了的]?{_SIZE}{_MATTER}"),
        re.compile(
            rf"(?:{fund})?,(?:主要|重点|集中|专项|全部|专门|统筹|加快|全力)*(?:用[^,，。；;\d]{{2,6}}方式)?"
            rf"(?:{purpose}|对)[了的]?{_SIZE}{_MATTER}"
        ),
        re.compile(
            rf"(?:{manner}|要|把(?!握)|将|对(?!口|外|接)|各级政府|都|、|提高(?!到)|增加|完善|健全|加大|深化|优化)+"
        ),
    )


def is_bare_sum(core: str) -> bool:
    """Whether the words before a sum only say that somebody spends it."""
    return bool(core) and _expressions()[0].fullmatch(core) is not None


def is_fund(noun: str) -> bool:
    """专项资金, 国债资金: a noun behind a sum that names no matter."""
    return noun in language_data("subjects")["funds"]


def matter_behind(text: str, end: int) -> str:
    """What a sum is for, told at once behind it: 筹措8亿元实施安居工程."""
    match = _expressions()[1].match(text, end)
    return _matter(match) if match else ""


def matter_after(text: str, end: int) -> str:
    """What a sum is for, told in the clause behind it: 安排9亿元资金,用于危房改造."""
    match = _expressions()[2].match(text, end)
    return _matter(match) if match else ""


def _matter(match: re.Match[str]) -> str:
    listed = _OTHERS.sub("", match[1])  # 储运基地等41个项目
    matter = (listed if listed != match[1] else match[1] + (match[2] or "")).strip("了的")
    return "" if matter.startswith(_POINTING) else matter


def matter_before(text: str, sentence: int, position: int) -> str:
    """What the clause before a number speaks of, without its verbs; "" where it stands alone or holds a number.

    A sentence that opens with 为此 looks into the one before.
    """
    if text.startswith("为此", sentence):
        sentence = max(0, *(text.rfind(stop, 0, max(0, sentence - 1)) + 1 for stop in "。\n"))
    clauses = [
        clause
        for clause in _STOPS.split(text[max(sentence, position - 300) : position])[:-1]
        if clause.strip() and not SPLITS.search(clause)
    ]
    for clause in reversed(clauses):
        if clause.strip() in ("为此", "同时"):
            continue
        if _DIGIT.search(clause):
            return ""
        if len(clause.strip()) > 3 and not _HOW.search(clause.strip()):
            return object_of_clause(clause)
    return ""


def topic_before(text: str, sentence: int, core: str) -> str:
    """What the short sentence before this one in its paragraph names: 抓好物流园区建设。 → 物流园区.

    Of a payer's sum and of a pilot it may be any matter: 增加对农业的投入。中央财政安排9亿元.
    """
    start = max(text.rfind("\n", 0, sentence) + 1, sentence - _SENTENCES_BACK)
    before = text[start:sentence].rstrip("。！？!? ")
    before = re.split(r"[。；;：:]", before)[-1]
    clause = _STOPS.split(before)[-1]
    if not clause or len(clause) > 34 or _DIGIT.search(clause):
        return ""
    named = object_of_clause(clause)
    if clause == before and _ANY_MATTER.search(core) and len(clause) <= 24:
        return named
    match = _GROUP.search(named)
    return match[1] if match else ""


def object_of_clause(clause: str) -> str:
    """The noun phrase of a clause: its leading verbs go, and what its predicate says of it."""
    lex = lexicon()
    phrase = strip_openers(clause.strip().replace(" ", ""))
    while phrase:
        lead = lex.bare_lead.match(phrase) or _expressions()[3].match(phrase)
        if not lead or len(phrase) - lead.end() < 2:
            break
        phrase = strip_openers(phrase[lead.end() :])
    predicate = _PREDICATE.search(phrase, 3)
    named = (phrase[: predicate.start()] if predicate else phrase).strip("的了、")[-24:].lstrip("、")
    return "" if named.startswith(_POINTING) else named
