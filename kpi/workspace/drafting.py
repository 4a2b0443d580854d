"""A targets file drafted from the plan of a report: valid as it stands, and meant to be edited by a person."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import yaml

from kpi.errors import KpiError, problem
from kpi.extraction.omitted import clause_around, omitted
from kpi.extraction.relatives import read_comparison
from kpi.extraction.repeats import told_once
from kpi.model import Measure, Op, Quantity, Reading, Target, TargetKind, Weight
from kpi.workspace.naming import memory_lines, plain_number, unique_ids
from kpi.workspace.written import MULTIPLE, parse_written

# What opens a comment on what is no target; a second draft writes them anew.
LEFT_OUT = "# left out:"
KEYS = {
    Op.AT_LEAST: "at_least",
    Op.AT_MOST: "at_most",
    Op.EXACTLY: "exactly",
    Op.ABOUT: "about",
    Op.RANGE: "between",
    Op.DONE: "milestone",
}
_SPACE = re.compile(r"\s+")
_CJK = "\u3400-\u9fff\uff00-\uffef\u3000-\u303f\u2014-\u201d\u2026"
_SPACE_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A target of a plan as a file names and words it; `key` is empty where its quantity cannot be written.

    `also` are the plan's words where it promises the same again.
    """

    id: str
    target: Target
    key: str
    value: str
    also: tuple[str, ...] = ()


def draft_yaml(reading: Reading, plan_path: str, body: str = "", left_out: bool = False) -> str:
    """The targets of a reading as a targets file. KpiError where the plan holds none that can be written.

    `plan_path` is the plan's path below the workspace, `body` the body where the report does not name it. A
    target whose quantity the targets parser does not read back stands in a comment, for a person to settle. With
    `left_out` comments name what of the plan is no target.
    """
    items = drafted(reading, plan_path)
    due = file_due(reading)
    lines = [*_head(reading, plan_path, body, due), "targets:"]
    for item in items:
        lines += item_lines(item, due)
    kept = omitted_lines(reading) if left_out else ()
    return "\n".join([*lines, *kept, *memory_lines((item.id, item.target) for item in items)]) + "\n"


def drafted(reading: Reading, plan_path: str) -> list[Drafted]:
    """Every target of a plan once, in text order. KpiError where none of them can be written."""
    quantities = {quantity.id: quantity for quantity in reading.quantities}
    told = told_once(_to_come(reading))
    targets = [target for target, _ in told]
    measures = [measure_of(target, quantities.get(target.quantity)) or ("", "") for target in targets]
    if not any(key for key, _ in measures):
        raise KpiError(problem("nothing_to_draft", plan_path, found=len(measures)))
    parts = zip(unique_ids(targets), told, measures, strict=True)
    return [Drafted(identifier, target, *measure, also) for identifier, (target, also), measure in parts]


def _to_come(reading: Reading) -> list[Target]:
    """What is still to be told, as for `compare`: a task of the year under review is answered by the review."""
    end = reading.report.period_end
    return [target for target in reading.planned if end is None or target.due > end]


def item_lines(item: Drafted, due: date) -> list[str]:
    """An item of the list, or a comment where its quantity cannot be written; `due` is the file's."""
    lines = list(_item(item, due))
    return lines if item.key else list(_left_out(lines))


def omitted_lines(reading: Reading) -> Iterator[str]:
    """A comment for each number, title and task that is no target: its line, its clause, and the rule."""
    for one in omitted(reading):
        line = reading.report.text.count("\n", 0, one.start) + 1
        printed = _one_line(reading.report.text[one.start : one.end])
        yield f"{LEFT_OUT} {line}: {printed} · {_one_line(clause_around(reading.report.text, one))} ({one.rule})"


def file_due(reading: Reading) -> date:
    """The date by which most targets are due; the report's own where as many are due then."""
    counts = Counter(target.due for target in _to_come(reading))
    most = max(counts.values())
    stated = reading.report.plan_due
    return stated if stated and counts[stated] == most else min(day for day in counts if counts[day] == most)


def measure_of(target: Target, quantity: Quantity | None) -> tuple[str, str] | None:
    """Key and value as people write it; None where the targets parser would not read the same quantity back."""
    if target.kind is TargetKind.RELATIVE:
        return ("relative", target.relative) if read_comparison(target.relative) else None
    if target.kind is TargetKind.MILESTONE or target.value is None:
        return "milestone", target.text
    amount = target.kind is TargetKind.AMOUNT and target.op is Op.AT_LEAST
    key = "add" if amount else KEYS[target.op]
    printed = quantity.text if quantity else ""
    if _is_multiple(target, printed):
        return "multiple", printed
    ends = [end for end in (target.value, target.value_high) if end is not None]
    text = "—".join(written(end, target.unit, printed) for end in ends)
    return (key, text) if _reads_back(text, target) else None


def _is_multiple(target: Target, printed: str) -> bool:
    """翻一番, as the plan prints it; 2倍 is written with its number."""
    grown = target.subject.measure is Measure.GROWTH  # 增长1.5倍 is no 1.5 times
    return target.unit == MULTIPLE and target.op is Op.AT_LEAST and not grown and _reads_back(printed, target)


def _reads_back(text: str, target: Target) -> bool:
    parsed = parse_written(text)
    if parsed is None or not parsed.known_unit:
        return False
    return (parsed.value, parsed.value_high, parsed.unit) == (target.value, target.value_high, target.unit)


def written(value: Decimal, unit: str, printed: str) -> str:
    """`20.89万人` for 208900 人 where the report printed 万, else the plain number with its unit."""
    for word, factor in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if re.search(rf"\d[余多]?{word}", printed):
            return f"{plain_number(value / factor)}{word}{unit}"
    return f"{plain_number(value)}{unit}"


def _head(reading: Reading, plan_path: str, body: str, due: date) -> Iterator[str]:
    report = reading.report
    count = len(_to_come(reading))
    yield f"# 由 kpi draft 从计划中读出 {count} 项目标,请人工核对后使用。"
    yield f"# Drafted by kpi draft: {count} targets read in the plan below. A person should check them."
    if report.title:
        yield f"# {_one_line(report.title)}"
    if not (report.body or body):
        yield "# 报告未写明单位,请填写 body。 The report names no body: fill it in."
    yield f"body: {quoted(report.body or body or '?')}"
    yield f"plan: {quoted(plan_path)}"
    yield f"due: {due.isoformat()}"


def _item(item: Drafted, due: date) -> Iterator[str]:
    target, key, value = item.target, item.key, item.value
    yield f"  - id: {quoted(item.id)}"
    if key != "milestone":
        yield f"    indicator: {quoted(target.subject.text or target.text)}"
    if key:
        yield f"    {key}: {quoted(value)}"
    if target.kind is TargetKind.AMOUNT and key not in ("add", "milestone"):
        yield "    kind: amount"
    if target.due != due:
        yield f"    due: {target.due.isoformat()}"
    if target.weight is Weight.HEADLINE:
        yield f"    weight: {target.weight.value}"
    yield f"    quote: {quoted(target.text)}"
    if item.also:
        yield f"    also: [{', '.join(json.dumps(_one_line(words), ensure_ascii=False) for words in item.also)}]"


def _left_out(item: Iterable[str]) -> Iterator[str]:
    yield "  # 未能写出数值,请人工补上。 The quantity could not be written: fill it in."
    for line in item:
        yield f"  # {line[2:]}"


def quoted(text: str) -> str:
    """A scalar on one line, in quotes only where YAML needs them."""
    line = _one_line(text)
    if re.fullmatch(r"-?\d+(\.\d+)?", line):
        return line
    dumped: str = yaml.dump(line, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100_000)
    return dumped.removesuffix("...\n").strip()


def _one_line(text: str) -> str:
    """Line breaks and runs of spaces as one space, none between Chinese characters."""
    return _SPACE.sub(" ", _SPACE_BETWEEN_CJK.sub("", text)).strip()
