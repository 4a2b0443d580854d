"""The units and particles that code asks for by name: grammar hangs on them, experts need not edit them."""

from __future__ import annotations

# Units, as kpi/numbers/units.py spells them.
YUAN, PERSON, PERSON_NAMED, HOUSEHOLD, PIECE, VISIT = "元", "人", "名", "户", "件", "人次"
POINTS, TIMES, RATIO, YEAR, MONTH, QUARTER = "个百分点", "倍", "比", "年", "月", "季度"
AGES = ("岁", "周岁")
AGE = "岁"
POINTS_WRITTEN = ("个百分点", "百分点")
MULTIPLIERS = ("百", "千", "万", "亿")
SCALES = (*MULTIPLIERS, "万亿")  # of a row: 31.2万 under 元
POPULATIONS = ("万", "千", "百")  # 人/万老年人

# Particles and affixes.
OF, DONE, ETC, EACH, NEGATIVE, FROM = "的", "了", "等", "每", "负", ("从", "由")
RATE, SHARE, SHARE_NAMED, GRADE, ORDINAL = "率", "占", "占比", "级", "第"
STANDARD, RESPECTIVELY, AUTONOMOUS = "标准", "分别", "自治"
GOVERNMENT = "人民政府"
TO = ("到", "至")
TEN = "十"
LIST_MARK = "、"
AND = ("、", "和", "及", "与")  # between the items of a list
HANZI = "\u4e00", "\u9fff"  # the first and the last Chinese character

NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def is_hanzi(char: str) -> bool:
    """Whether a string is one Chinese character or more, by its first; "" is none."""
    return HANZI[0] <= char[:1] <= HANZI[1]
