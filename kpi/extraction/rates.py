"""Time bases and populations that stand before the number but belong to its unit.

每人每月1740元 is 元/人·月; 每万名老年人拥有持证护理员30人 is 人/万老年人 (GUIDE.md: unit).
"""

from __future__ import annotations

import re

_TIME_BASE = re.compile(
    r"每(人|户|名|位|生|村|床|家|张|例|件|亩|个|所|处|座|台|套|项|辆|头|只|栋|间|校)?(?:每|、)?(月|年|天|日|学年|学期|季度|次)?[^,，。；;：:\d]{0,8}$|(月)标准$|(年)标准$|(月)人均[^,，。；;\d]{0,6}$"
)
_POPULATION = re.compile(
    r"每([万千百])(?:名|位|个|户)?((?:城市|农村|城镇|社区|户籍|常住)*(?:常住人口|户籍人口|人口|老年人口|老年人|老人|残疾人|儿童|居民|人|户))"
)
_OWNED = re.compile(r"([万千百])(人)[^,，。；;：:、\d]{0,12}(?:拥有量|拥有率|床位数)")
_PER_MEASURE = re.compile(r"每(立方米|平方公里|平方米|亩|公里|升|吨|小时|公斤|斤|户|天|日|年|月)$")
# 名 and 位 are persons; every other word stands for itself.
_EACH = {"名": "人", "位": "人"}


def time_base(near: str, unit: str) -> str:
    """The unit with the time base that stands right before the number: ("每人每月", "元") → 元/人·月."""
    if unit != "元":
        per = _PER_MEASURE.search(near) if "每" in near and "/" not in unit else None
        return f"{unit}/{per[1]}" if per else unit
    match = _TIME_BASE.search(near)
    if not match:
        return unit
    if match[3] or match[5]:
        return "元/月"
    if match[4]:
        return "元/年"
    who, when = _EACH.get(match[1] or "", match[1] or ""), match[2] or ""
    parts = "·".join(part for part in (who, when) if part)
    return f"元/{parts}" if parts else unit


def population(clause: str, unit: str, before: str = "") -> str:
    """The unit with the population that the clause counts by: (每万名老年人拥有持证护理员, 人) → 人/万老年人.

    `before` is the unit of the number before in the same list, whose population goes on: 每千人口床位6张、护士3人.
    """
    if "/" in unit or unit in ("%", "元"):
        return unit
    found = _POPULATION.findall(clause) if "每" in clause else _OWNED.findall(clause)
    if found:
        return f"{unit}/{found[-1][0]}{found[-1][1]}"
    _, slash, counted_by = before.partition("/")
    return f"{unit}/{counted_by}" if slash and counted_by[:1] in ("万", "千", "百") else unit
