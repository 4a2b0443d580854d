"""Rules with names: what each decision is called, says, and is shown by; and which of them are switched off."""

from kpi.rules.registry import FAMILIES, families, find_rule, no_rule, registry
from kpi.rules.rule import Example, Family, Rule
from kpi.rules.switch import first, on, switched_off, without

__all__ = [
    "FAMILIES", "Example", "Family", "Rule",
    "families", "find_rule", "first", "no_rule", "on", "registry", "switched_off", "without",
]  # fmt: skip
