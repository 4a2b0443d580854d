"""docs/rules.md and its 中文 twin, made from the rules; a test holds them together.

python -m kpi.rules.page docs/rules.md docs/rules.zh-CN.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kpi.rules.registry import families
from kpi.rules.rule import Example, Family, Rule

_HEADS = {
    "en": """\
# Rules with names

*中文:[rules.zh-CN.md](rules.zh-CN.md)*

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

This page is made by `python -m kpi.rules.page docs/rules.md docs/rules.zh-CN.md` from the YAML of `kpi/language`,
where a rule's words and examples are edited. In the examples 【】 marks what the rule decides; on a sentence with
✗ it is silent; a sentence stands in a review unless its section is named.
""",
    "zh": """\
# 有名有姓的规则

*English: [rules.md](rules.md)*

对一个数字的每项判断都有名称:哪些不是数据(`exclusion`),数据在句中是什么(`role`),指哪一段时间(`period`),
承诺要求什么
(`target`、`milestone`)。`kpi rules` 列出全部,`kpi rules ID` 说明一条;
JSON 在所判断的内容旁写明规则(`role_rule`、`period_rule`、
`rule`、`op_rule`、`due_rule`、`excluded[].rule`)。

不适合本单位报告的规则,可在 `kpi.yml` 中停用,须写明理由;所有输出都会说明:

```yaml
rules:
  off:
    - {id: role.other.announced, why: 本县的“举措”都列入考核}
```

审计、`kpi explain` 和 `kpi review` 都不再用它;`kpi extract`、`compare`、`draft` 读工作区内的报告时也不用,
读工作区外的报告则用全部规则。

停用后由下一条适用的规则判断;被排除的数字,有单位的读作数据,没有的列为未读。
标 · 的规则是别的规则都不适用时的归宿,不能停用。

本页由 `python -m kpi.rules.page docs/rules.md docs/rules.zh-CN.md` 根据 `kpi/language` 的 YAML 生成,
规则的用语和例句在那里修改。
例句中 【】 标出规则所判断的内容;标 ✗ 的句子规则不管;未注明章节的句子都在回顾部分。
""",
}
_COLUMNS = {"en": "| rule | meaning | examples |", "zh": "| 规则 | 含义 | 例句 |"}


def page(lang: str) -> str:
    """The whole page, in 中文 or English."""
    return _HEADS[lang] + "".join(part for family, rules in families() for part in _family(family, rules, lang))


def _family(family: Family, rules: tuple[Rule, ...], lang: str) -> Iterator[str]:
    yield f"\n## {getattr(family, lang)}\n\n`kpi/language/{family.file}.yml`\n\n"
    yield f"{_COLUMNS[lang]}\n|---|---|---|\n"
    for rule in rules:
        mark = " ·" if rule.fixed else ""
        yield f"| `{rule.id}`{mark} | {_cell(getattr(rule, lang))} | {_examples(rule)} |\n"


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
    for path in map(Path, sys.argv[1:]):
        path.write_text(page("zh" if ".zh" in path.name else "en"), encoding="utf-8")
