"""The JSON Schemas for editors agree with the loaders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from workspace_support import parser, problems_of, workspace

from kpi.workspace.config import load_config
from kpi.workspace.schema import config_schema, targets_schema
from kpi.workspace.targets import load_targets

__all__ = ["parser"]

HEAD = "body: 清禾县民政局\ndue: '2025-12-31'\ntargets:\n"
GOOD_TARGETS = [
    "{id: x, indicator: 率, at_least: 80%}",
    "{id: x, indicator: 率, between: [6%, 6.5%], kind: level, due: '2026-01-01', quote: 甲, note: 乙}",
    "{id: x, indicator: 率, exactly: 5}",
    "{id: x, milestone: 甲, answer: {verdict: met, by: 王, on: '2026-01-01', why: 是}}",
]
BAD_TARGETS = [
    "{id: x, indicator: 率}",
    "{id: x, at_least: 80%}",
    "{indicator: 率, at_least: 80%}",
    "{id: x, indicator: 率, at_least: 80%, add: 5张}",
    "{id: x, indicator: 率, at_leest: 80%}",
    "{id: x, indicator: 率, at_least: [80%]}",
    "{id: x, indicator: 率, between: [1%, 2%, 3%]}",
    "{id: x, milestone: 甲, due: 年底}",
    "{id: x, milestone: 甲, kind: amont}",
    "{id: x, milestone: 甲, answer: {by: 王, on: '2026-01-01', why: 是}}",
    "甲",
]
GOOD_CONFIGS = [
    "tolerance: {about: 5%, rate_points: 0.3}",
    "tolerance: {about: 0.05}",
    "language: zh",
    "bodies: []",
]
BAD_CONFIGS = ["tolerance: {about: 5}", "tolerance: {rate_points: 一}", "language: de", "bodies: [甲]", "lang: zh"]


class Yaml12(yaml.SafeLoader):
    """As editors read YAML: `on` is a word."""


Yaml12.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def accepts(schema: dict[str, Any], text: str) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(yaml.load(text, Loader=Yaml12)))


@pytest.mark.parametrize("schema", [config_schema(), targets_schema()])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("target", GOOD_TARGETS)
def test_schema_and_loader_accept(tmp_path: Path, target: str) -> None:
    text = f"{HEAD}  - {target}"
    assert load_targets(workspace(tmp_path, a=text))
    assert accepts(targets_schema(), text)


@pytest.mark.parametrize("target", BAD_TARGETS)
def test_schema_and_loader_refuse(tmp_path: Path, target: str) -> None:
    text = f"{HEAD}  - {target}"
    config = workspace(tmp_path, a=text)
    assert problems_of(lambda: load_targets(config))
    assert not accepts(targets_schema(), text)


@pytest.mark.parametrize("text", GOOD_CONFIGS)
def test_schema_and_loader_accept_a_config(tmp_path: Path, text: str) -> None:
    workspace(tmp_path, text)
    assert accepts(config_schema(), text)


@pytest.mark.parametrize("text", BAD_CONFIGS)
def test_schema_and_loader_refuse_a_config(tmp_path: Path, text: str) -> None:
    (tmp_path / "kpi.yml").write_text(text, encoding="utf-8")
    assert problems_of(lambda: load_config(tmp_path))
    assert not accepts(config_schema(), text)
