"""Numbers of tables and annexes whose names open with what looks like a unit: 表1 部门收支, 附件3 家庭医生."""

from __future__ import annotations

from kpi.language.expressions import expression
from kpi.numbers.number import Number

_LED = expression("numbers", "captions.led")
_NAMED = expression("numbers", "captions.named")
_FORM_LED = expression("numbers", "captions.form_led")
_FORM = expression("numbers", "captions.form")
_NOUGHT = "0"
_MOST = 100  # tables
_BACK = 16  # characters of a line before its number


def is_of_caption(text: str, printed: Number) -> bool:
    """Whether a number only counts tables and the like: they open a line or are referred to, a name follows."""
    if printed.unit == "%" or printed.value >= _MOST:
        return False
    low = max(0, printed.start - _BACK)
    head = text.rfind("\n", low, printed.start)
    led = text[max(low, head + 1) : printed.start]
    opens = head >= 0 or low == 0
    if noun := _LED.search(led if opens else f"…{led}"):
        named = _NAMED.match(text, printed.digits_end)
        return named is not None and bool(named["apart"] or not noun["apart"])
    form = _FORM.match(text, printed.digits_end) if opens and _FORM_LED.fullmatch(led) else None
    return form is not None and (text[printed.first] == _NOUGHT or not form["more"])
