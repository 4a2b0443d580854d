"""docs/rules.md, made from the rules; a test holds the two together.

python -m kpi.rules.page > docs/rules.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from kpi.rules.registry import families
from kpi.rules.rule import Example, Family, Rule

_HEAD = """\
# Rules with names · 有编号的规则

Every decision on what a numeral is has a name: which are no figures (`exclusion`), what a figure is in its
sentence (`role`), which time it covers (`period`), what a promise asks for (`target`, `milestone`). `kpi rules`
lists them, `kpi rules ID` explains one, and JSON names them beside what they decided (`role_rule`, `period_rule`,
`rule`, `op_rule`, `due_rule`, `excluded[].rule`).

A rule that does not suit your reports is switched off in `kpi.yml`, with the reason; every output says so:

```yaml
rules:
  off:
    - {id: role.other.announced, why: 本县的“举措”都列入考核}
```

Audits, `kpi explain` and `kpi review` read without it, and so do `kpi extract`, `compare` and `draft` where their
report lies in the workspace; a report outside of any is read with all rules.

The next rule that fits decides then; an excluded numeral is read as a figure if it has a unit, else told as
unread. Rules marked · are what remains where no other speaks, and have no switch.

This page is made by `python -m kpi.rules.page > docs/rules.md` from the YAML of `kpi/language`, where a rule's
words and examples are edited. In the examples 【】 marks what the rule decides; on a sentence with ✗ it is silent;
a sentence stands in a review unless its section is named.
"""


def page() -> str:
    """The whole page."""
    return _HEAD + "".join(part for family, rules in families() for part in _family(family, rules))


def _family(family: Family, rules: tuple[Rule, ...]) -> Iterator[str]:
    yield f"\n## {family.en} · {family.zh}\n\n`kpi/language/{family.file}.yml`\n\n"
    yield "| rule | 中文 | English | examples |\n|---|---|---|---|\n"
    for rule in rules:
        mark = " ·" if rule.fixed else ""
        yield f"| `{rule.id}`{mark} | {_cell(rule.zh)} | {_cell(rule.en)} | {_examples(rule)} |\n"


def _examples(rule: Rule) -> str:
    marks = {"fits": "", "contradicts": "≠ ", "silent": "✗ "}
    return "<br>".join(f"{marks[kind]}{_example(example)}" for kind, example in rule.examples)


def _example(example: Example) -> str:
    named = "" if example.section == "review" else f" ({example.section})"
    return f"{_cell(example.text)}{named}"


def _cell(text: str) -> str:
    """Text inside a cell of a table of Markdown."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ⏎ ")


if __name__ == "__main__":
    sys.stdout.write(page())
