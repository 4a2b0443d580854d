"""JSON Schemas of kpi.yml and targets/*.yml for editors, from the table of keys that the loaders use."""

from __future__ import annotations

from typing import Any

from kpi.workspace.keys import ANSWER_KEYS, CONFIG_KEYS, FILE_KEYS, MEASURE_KEYS, TARGET_KEYS, Key, Shape, names

JsonSchema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORD: JsonSchema = {"type": ["string", "number"], "minLength": 1}
_SHAPES: dict[Shape, JsonSchema] = {
    Shape.TEXT: _WORD,
    Shape.TEXTS: {"type": "array", "items": _WORD},
    Shape.DATE: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Shape.QUANTITY: _WORD,
    Shape.COMPARISON: _WORD,
    Shape.RANGE: {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 2, "maxItems": 2}]},
    Shape.PERCENT: {"anyOf": [{"type": "string", "pattern": "^[0-9.]+ ?[%\uff05]$"}, {
        "type": "number", "minimum": 0, "exclusiveMaximum": 1}]},
    Shape.NUMBER: {"type": "number", "minimum": 0},
}  # fmt: skip


def config_schema() -> JsonSchema:
    """The schema of kpi.yml."""
    return {"$schema": _DIALECT, "title": "kpi.yml", **_mapping(CONFIG_KEYS)}


def targets_schema() -> JsonSchema:
    """The schema of a targets file."""
    return {"$schema": _DIALECT, "title": "kpi targets", **_mapping(FILE_KEYS)}


def _mapping(keys: tuple[Key, ...]) -> JsonSchema:
    schema: JsonSchema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _value(key) for key in keys},
    }
    if required := [key.name for key in keys if key.required]:
        schema["required"] = required
    if keys is TARGET_KEYS:
        schema["oneOf"] = [_one_measure(name) for name in names(MEASURE_KEYS)]
    if keys is ANSWER_KEYS:
        schema["anyOf"] = [{"required": ["quote"]}, {"required": ["verdict"]}]
    return schema


def _one_measure(name: str) -> JsonSchema:
    return {"required": [name] if name == "milestone" else [name, "indicator"]}


def _value(key: Key) -> JsonSchema:
    described: JsonSchema = {"description": f"{key.zh} / {key.en}"}
    if key.shape is Shape.CHOICE:
        return {**described, "enum": list(key.choices)}
    if key.shape is Shape.RECORD:
        return {**described, **_mapping(key.keys)}
    if key.shape is Shape.RECORDS:
        # A targets file without targets is an error; a workspace may name no body.
        smallest = 1 if key.required else 0
        return {**described, "type": "array", "minItems": smallest, "items": _mapping(key.keys)}
    return {**described, **_SHAPES[key.shape]}
