"""What is no quantity: dates, ordinals, document numbers, phones, names, slogans, page furniture.

Each rule looks at the printed number and the characters around it, never at what a report is about. The reasons
are those of GUIDE.md ("excluded").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kpi.extraction.scanner import Printed

DASHES = "-—–~～－至到―─"
ORDINAL_TAIL = ".、．)）"
ORDINAL_HEAD = "\n\r。；;:：”“）)（( \u3000"
OPEN_QUOTES = '“"‘「『'
CLOSE_QUOTES = '”"’」』'
YEAR_LOW, YEAR_HIGH = 1900, 2100

_TITLE = re.compile(r"《[^《》]{1,120}》|〈[^〈〉]{1,80}〉")
_DATE_TAIL = re.compile(rf"[{DASHES}/、.]\s?\d{{1,4}}\s?[年月日号]")
# Opens with one class of characters, not with branches: `re` skips to it.
_CENTURY = r"(?:(?<=1)9|(?<=2)0)"
_ISO = re.compile(
    rf"\d(?:{_CENTURY}\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)日?"
    rf"|\d?[:：]\d\d(?::\d\d)?(?![\d.%])|{_CENTURY}\d{{2}}/\d{{2}})"
)
_QUOTED_NAME = re.compile(rf"[^{CLOSE_QUOTES}%，。；]{{0,6}}[{CLOSE_QUOTES}]")
_PHONE = re.compile(r"(?:热线|电话|专线|短号|服务热线)")


def excluded_spans(text: str) -> tuple[list[int], list[int]]:
    """Stretches in which no number measures anything: book titles, ISO dates and clock times; (starts, ends)."""
    spans = sorted((m.start(), m.end()) for pattern in (_TITLE, _ISO) for m in pattern.finditer(text))
    return [start for start, _ in spans], [end for _, end in spans]


def inside(position: int, spans: tuple[Sequence[int], Sequence[int]]) -> bool:
    starts, ends = spans
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < ends[index]


def why_excluded(text: str, printed: Printed) -> str:
    """The reason why a printed number is no quantity, "" where it is one (or may be: no unit is judged later)."""
    start, end = printed.start, printed.end
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if printed.chinese:
        return _why_chinese(text, printed, before, after)
    if before == "第" or (before in "之" and not printed.unit):
        return "ordinal"
    whole = printed.value == printed.value.to_integral_value() and not printed.multiplied
    if printed.unit in ("年", "日", "周年", "月", "届", "天") or not printed.unit:
        reason = _why_date(text, printed, before, after, whole)
        if reason:
            return reason
    if before.isascii() and before.isalpha() and printed.unit not in ("%", "元"):
        return "name"
    if before in "-–" and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
        return "name"
    if after == "制" and printed.unit in ("人", "元", "年"):
        return "name"  # 3人制篮球场, 12年制学校
    if before in "+＋" or (after in "+＋" and not printed.unit):
        return "slogan"
    if before in "【[〔﹝":
        return "document-number"
    if before in OPEN_QUOTES and printed.unit != "%" and _QUOTED_NAME.match(text, end):
        return "name"
    return ""


def _why_chinese(text: str, printed: Printed, before: str, after: str) -> str:
    if before in OPEN_QUOTES or before == "第":
        return "name"
    if printed.unit == "年" and (before in "二〇零一九去后来近这前上" or after in "来间前后共中累里内"):
        return "date"  # 五年来, 过去五年: a period, not a quantity
    if printed.unit == "次" and text.startswith(("产业", "全会", "会议", "供水", "创业", "分配"), printed.end):
        return "name"
    if printed.unit == "期" and text[printed.start] != "两":
        return "ordinal"  # 一期, 二期: phases of a project
    if printed.unit == "位" and after == "数":
        return "other"
    return ""


def _why_date(text: str, printed: Printed, before: str, after: str, whole: bool) -> str:
    """Dates and ordinals: numbers with 年, 日 or with no unit at all."""
    if not whole:
        return ""
    value, unit = int(printed.value), printed.unit
    digits = sum(char.isdigit() for char in text[printed.start : printed.digits_end])
    if unit == "年" and (
        (digits == 4 and YEAR_LOW <= value <= YEAR_HIGH)
        or (digits == 2 and (text[printed.start] in "089" or after in "度底末初"))
    ):
        return "date"
    if unit == "年" and (before in "近去来后" or after in "来间") and value < 100:
        return "date"  # 近5年来: a period, not a quantity
    if unit == "周年":
        return "ordinal"
    if unit == "日" and after != "内":
        return "date"  # beyond 31 the 月 was lost: 523日 is 5月23日
    if unit == "年" and digits == 8:
        return "date"  # 20202021年: the dash between two years was lost
    if unit:
        return ""
    if after == "月" and 12 < value < 10000 and not YEAR_LOW <= value <= YEAR_HIGH:
        return ""  # no month: a rate may have lost its 元/ (低保标准650月)
    if after == "月" or after == "号" or (after == "日" and value <= 31):
        return "document-number" if before in "〕﹞]】）" else "date" if after != "号" else "name"
    if after in DASHES + "/、." and _DATE_TAIL.match(text, printed.end):
        return "date"
    if before in "月" and value <= 31:
        return "date"
    if after in ORDINAL_TAIL and before in ORDINAL_HEAD:
        return "ordinal"
    if after in "]】〕﹞":
        return "document-number"
    if digits == 4 and YEAR_LOW <= value <= YEAR_HIGH:
        return "date"
    if digits >= 5 and _PHONE.search(text, printed.end, printed.end + 10):
        return "phone"
    return ""
