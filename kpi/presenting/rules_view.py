"""Rules with names in the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from kpi.presenting.jsonvalues import Json
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, labelled, styled, table, widest
from kpi.presenting.messages import message
from kpi.presenting.text import wrap
from kpi.rules import Example, Rule, families

FORMAT = "kpi-rules/1"
_LABEL = 8


def list_lines(lang: Lang, width: int) -> Lines:
    """All rules, family by family, with their words in one language."""
    lines: Lines = []
    for family, rules in families():
        title = family.zh if lang == "zh" else family.en
        lines += [Text("")] if lines else []
        lines += wrap(styled((title, "head"), (f"  {len(rules)}", "label")), width)
        columns = [Column(widest([rule.id for rule in rules], 8, max(16, width // 2))), Column(None)]
        rows = [[Text(rule.id, "key"), Text(_words(rule, lang))] for rule in rules]
        lines += table(rows, columns, width)
    return [*lines, Text(""), *wrap(Text(message("rules.one", lang), "label"), width)]


def rule_lines(rule: Rule, lang: Lang, width: int) -> Lines:
    """One rule: what it says, what it is shown by, where it decides, and whether it has a switch."""
    lines = [*wrap(styled((rule.id, "key"), f"  {_words(rule, lang)}"), width), Text("")]
    for kind, example in rule.examples:
        lines += labelled(message(f"rules.{kind}", lang), _sentence(example, lang), "", width, _LABEL)
    where = f"{rule.where}  kpi/language/{_file_of(rule)}.yml"
    lines += labelled(message("rules.where", lang), Text(where, "place"), "", width, _LABEL)
    return [*lines, *wrap(Text(message("rules.fixed" if rule.fixed else "rules.switch", lang), "label"), width)]


def rules_json(rules: Iterable[Rule]) -> Json:
    return {"format": FORMAT, "rules": [_rule(rule) for rule in rules]}


def _rule(rule: Rule) -> Json:
    examples: dict[str, list[Json]] = {"fits": [], "contradicts": [], "silent": []}
    for kind, example in rule.examples:
        examples[kind].append({"text": example.text, "section": example.section})
    return {
        "id": rule.id,
        "family": rule.family,
        "zh": rule.zh,
        "en": rule.en,
        "where": rule.where,
        "switch": not rule.fixed,
        **examples,
    }


def _words(rule: Rule, lang: Lang) -> str:
    return rule.zh if lang == "zh" else rule.en


def _file_of(rule: Rule) -> str:
    return next(family.file for family, _ in families() if family.name == rule.family)


def _sentence(example: Example, lang: Lang) -> Text:
    text = Text(example.text.replace("\n", " ⏎ "))
    if example.section != "review":
        text.append(f"  {message(f'rules.in_{example.section}', lang)}", "label")
    return text
