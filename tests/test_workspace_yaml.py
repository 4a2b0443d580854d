"""YAML with line numbers, and its faults in plain words."""

from __future__ import annotations

import pytest

from kpi.workspace.yamlfile import Items, Mapping, Scalar, parse_yaml


def faults(text: str) -> list[tuple[str, int]]:
    return [(found.code, found.line) for found in parse_yaml(text.encode(), "a.yml")[1]]


def test_every_key_and_item_knows_its_line() -> None:
    tree, problems = parse_yaml(b"a: 1\nb:\n  - x\n  - y: 80%\n", "a.yml")
    assert problems == []
    assert tree is not None
    assert [(entry.key, entry.line) for entry in tree.entries] == [("a", 1), ("b", 2)]
    items = tree.entries[1].value
    assert isinstance(items, Items)
    assert [item.line for item in items.items] == [3, 4]


def test_values_keep_the_words_as_written() -> None:
    tree, _ = parse_yaml("due: 2023-12-31\nn: 0.30\nok: yes\nnone: ~\nbom: 1".encode("utf-8-sig"), "a.yml")
    assert tree is not None
    values = [entry.value for entry in tree.entries if isinstance(entry.value, Scalar)]
    assert [value.text for value in values] == ["2023-12-31", "0.30", "yes", "~", "1"]
    assert [value.null for value in values] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a:\n\tb: 1", "yaml_tab", 2),
        ("a:\n  - b\n \t- c", "yaml_tab", 3),
        ("a: 1\ndue\uff1a2023-12-31", "yaml_colon_space", 2),
        ("due:2023-12-31", "yaml_colon_space", 1),
        ("a: b: c", "yaml_second_colon", 1),
        ("a: 1\nb: 'x\nc: 2", "yaml_open_quote", 2),
        ("a: [1, 2\nb: 3", "yaml_open_bracket", 1),
        ("a:\n  b: 1\n c: 2", "yaml_indent", 3),
        ("a: 1\nb: %x", "yaml_character", 2),
        ("a: 1\nb: x\x00", "yaml_character", 2),
        ("a: 1\n---\nb: 2", "yaml_two_documents", 2),
        ('a: "\\q"', "yaml_syntax", 1),
        ("a: &x [1]\nb: *x", "yaml_alias", 1),
        ("a: &x [*x]", "yaml_alias", 1),
        ("a: " + "[" * 30 + "]" * 30, "yaml_too_deep", 1),
        ("a: " + "[" * 30_000 + "]" * 30_000, "yaml_too_deep", 1),
        ("a:\n" + "- " * 30_000, "yaml_too_deep", 2),
        ("? [a]\n: b", "yaml_key_not_text", 1),
        ("", "yaml_empty", 0),
        ("# only a comment\n", "yaml_empty", 0),
        ("- a\n- b", "yaml_not_mapping", 1),
        ("a: 1\nb: 2\na: 3", "duplicate_key", 3),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, code: str, line: int) -> None:
    assert faults(text) == [(code, line)]


def test_every_line_with_a_tab_is_reported_at_once() -> None:
    assert faults("a:\n\tb: 1\nc:\n\td: 2\n") == [("yaml_tab", 2), ("yaml_tab", 4)]


def test_a_tab_inside_a_text_block_is_no_fault() -> None:
    assert faults("a: |\n  x\n  \ty\n") == []


def test_not_utf8_names_the_line() -> None:
    tree, problems = parse_yaml("a: 1\nb: 民政局".encode("gb18030"), "a.yml")
    assert tree is None
    assert [(found.code, found.line) for found in problems] == [("yaml_not_utf8", 2)]


def test_the_first_of_two_equal_keys_stays() -> None:
    tree, problems = parse_yaml(b"a: 1\na: 2", "a.yml")
    assert isinstance(tree, Mapping)
    assert [entry.value for entry in tree.entries] == [Scalar("1", 1)]
    assert problems[0].fields == {"found": "a", "first": "1"}
