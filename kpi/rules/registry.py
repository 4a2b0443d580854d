"""All rules, family by family. A new family is a YAML file in `kpi/language` and a row of FAMILIES."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from kpi.errors import KpiError, Problem, nearest, problem
from kpi.language import language_data
from kpi.rules.rule import Example, Family, Rule

FAMILIES = (
    Family("exclusion", "exclusions", "排除:不是数据的数", "Exclusions: numerals that measure nothing"),
    Family("role", "rules_roles", "角色:数字在句中是什么", "Roles: what a number is in its sentence"),
    Family("period", "rules_periods", "时段:数字所指的时间", "Periods: which time a number covers"),
    Family("target", "rules_targets", "目标:数字要求什么", "Targets: what a promised number asks for"),
    Family("weight", "rules_weights", "轻重:目标有多要紧", "Weights: how much a target matters"),
    Family("relation", "rules_relations", "勾稽:哪些数应当相符", "Relations: which numbers belong together"),
    Family("doubt", "rules_doubts", "存疑:何时不报矛盾", "Doubts: what keeps a contradiction from being told"),
    Family(
        "between",
        "rules_between",
        "报告之间与公式:两处不应不同的数",
        "Between reports, and formulas: numbers that may not differ",
    ),
    Family("gate", "rules_gates", "对应:哪个数字不能回答目标", "Gates: which figure cannot answer a target"),
    Family("milestone", "rules_milestones", "里程碑:无数字的任务", "Milestones: tasks without a number"),
    Family("guard", "rules_guards", "里程碑的例外:何时不列", "Guards: tasks that are kept out of drafts"),
    Family("omitted", "rules_omitted", "未列为目标", "Left out of drafts"),
)


@cache
def registry() -> MappingProxyType[str, Rule]:
    """Every rule by its id, in the order of the families and of their files."""
    return MappingProxyType(gathered([rule for family in FAMILIES for rule in rules_of(family)]))


def gathered(rules: Sequence[Rule]) -> dict[str, Rule]:
    """Rules by id; ValueError where two have one id."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"two rules are called {rule.id} ({found[rule.id].family}, {rule.family})")
        found[rule.id] = rule
    return found


def rules_of(family: Family) -> Iterator[Rule]:
    """The rules of a family's file. `where` of the file holds for the rules that name no module of their own."""
    data = language_data(family.file)
    for row in data["rules"]:
        yield Rule(
            id=row["id"],
            family=family.name,
            zh=row["zh"],
            en=row["en"],
            where=row.get("where", data["where"]),
            fits=_examples(row.get("fits", row.get("examples", ()))),
            contradicts=_examples(row.get("contradicts", ())),
            silent=_examples(row.get("silent", ())),
            fixed=row.get("fixed", False),
            proposes=row.get("proposes"),
        )


def _examples(rows: Sequence[Any]) -> tuple[Example, ...]:
    """'sentence' stands in a review; {plan: 'sentence'} where its key says."""
    pairs = [next(iter(row.items())) if isinstance(row, dict) else ("review", row) for row in rows]
    return tuple(Example(text, section) for section, text in pairs)


def families() -> Iterator[tuple[Family, tuple[Rule, ...]]]:
    """Each family with its rules."""
    for family in FAMILIES:
        yield family, tuple(rule for rule in registry().values() if rule.family == family.name)


def find_rule(name: str) -> Rule:
    """The rule of that id; KpiError with the nearest one, or with those of its group, where there is none."""
    rule = registry().get(name)
    if rule is None:
        raise KpiError(no_rule(name))
    return rule


def no_rule(name: str, file: str = "", line: int = 0) -> Problem:
    """Why an id is none: it names a group of rules (`table`), or nothing."""
    group = [rule for rule in registry() if rule.startswith(f"{name}.")]
    if group:
        return problem("rule_group", file, line, found=name, expected=", ".join(group))
    return problem("unknown_rule", file, line, found=name, nearest=nearest(name, registry()))
