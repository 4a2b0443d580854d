"""Pages that are made from what the package knows: commands, formulas, indicators, the schema of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from kpi.cli.app import build
from kpi.extraction.catalogue import Indicator, builtin_catalogue
from kpi.presenting.lang import Lang
from tools.site.words import ROOT, word


def made(lang: Lang) -> dict[str, str]:
    """Name → Markdown."""
    makers = {"cli": _commands, "formulas": _formulas, "indicators": _indicators, "schema": _schema}
    return {name: "\n".join(maker(lang)) + "\n" for name, maker in makers.items()}


def _commands(lang: Lang) -> Iterator[str]:
    group: Any = build(lang)
    yield from (f"# {word('cli', lang)}", "", word("cli_lead", lang), "", _line(group.epilog), "")
    for name, command in [("", group), *group.commands.items()]:
        context = command.make_context("kpi", [], resilient_parsing=True)
        records = [(one, *one.get_help_record(context)) for one in command.params if one.get_help_record(context)]
        given = [left.split(" ")[0] for one, left, _ in records if one.param_type_name == "argument"]
        yield from (f"## kpi {name}".rstrip(), "", _line(command.help), "")
        yield from (
            "```text",
            " ".join(["kpi", *filter(None, [name]), *given, command.options_metavar]),
            "```",
            "",
        )
        yield from _table([word("option", lang), word("meaning", lang)],
                          ([f"`{left}`", _meaning(one, lang)] for one, left, _ in records))  # fmt: skip


def _meaning(one: Any, lang: Lang) -> str:
    """The help of a parameter, with what holds where it is not given."""
    default = (
        ""
        if one.default in (None, False) or callable(one.default)
        else f"{getattr(one.default, 'value', one.default)}"
    )
    told = [word("required", lang)] if one.required else [word("default", lang, value=default)] if default else []
    return " ".join([_line(one.help), *(f"({words})" for words in told)])


def _formulas(lang: Lang) -> Iterator[str]:
    suite = yaml.safe_load((ROOT / "checks" / "formulas.yml").read_text(encoding="utf-8"))
    checks = suite["expectations"]
    yield from (f"# {word('formulas', lang)}", "", word("formulas_lead", lang, count=len(checks)), "")
    head = [word("formula", lang), "id", word("severity", lang), word("fails", lang)]
    yield from _table(head, ([f"`{check['formula']}`", f"`{check['meta']['id']}`", check["severity"],
                              check["meta"]["title"][lang]] for check in checks))  # fmt: skip


def _indicators(lang: Lang) -> Iterator[str]:
    catalogue = builtin_catalogue()
    listed = list(catalogue.indicators.values())
    yield from (f"# {word('indicators', lang)}", "", word("indicators_lead", lang, count=len(listed)), "")
    head = [word(name, lang) for name in ("indicator", "english", "unit", "better", "aliases")]
    for domain in catalogue.domains.values():
        yield from (f"## {domain.name if lang == 'zh' else domain.english}", "")
        rows = (_indicator(one, lang) for one in listed if one.domain == domain.id)
        yield from _table([*head[:1], "id", *head[1:]], rows)


def _indicator(one: Indicator, lang: str) -> list[str]:
    return [one.name, f"`{one.id}`", one.english, one.unit, word(one.polarity.value, lang), "、".join(one.aliases)]


def _schema(lang: Lang) -> Iterator[str]:
    path = ROOT / "kpi" / "presenting" / "outputs" / "kpi-audit.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    yield from (f"# {word('schema', lang)}", "", word("schema_lead", lang), "")
    for name, part in [(schema["title"], schema), *schema["$defs"].items()]:
        yield from (f"## {name}", "", _line(part.get("description", "")), "")
        if "properties" not in part:
            yield from (_type(part), "")
            continue
        always = set(part.get("required", ()))
        rows = ([f"`{key}`{' *' if key in always else ''}", _type(value), _line(value.get("description", ""))]
                for key, value in part["properties"].items())  # fmt: skip
        yield from _table([word("property", lang), word("type", lang), word("meaning", lang)], rows)


def _type(value: Any) -> str:
    """The type of a property in words, references as links."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value or "const" in value:
        return " ".join(f"`{one}`" for one in value.get("enum", [value.get("const")]))
    if "anyOf" in value:
        return " / ".join(_type(one) for one in value["anyOf"])
    if value.get("type") == "array":
        return f"[] {_type(value.get('items', {}))}".rstrip()
    kind = value.get("type", "")
    return kind if isinstance(kind, str) else " / ".join(kind)


def _table(head: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    cells = list(head)
    yield "| " + " | ".join(cells) + " |"
    yield "|" + "---|" * len(cells)
    for row in listed:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _line(text: str | None) -> str:
    return " ".join((text or "").replace("<", "&lt;").split())
