"""YAML with line numbers: a small tree in which every key and every item knows where it stands.

Built on yaml's node graph, so that scalars keep the words as written (`80%`, `2023-12-31`, `5` are all text here);
what they mean is for the caller to say. Problems are collected, never raised one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kpi.errors import Problem, problem
from kpi.files import RefusedError, read_file

MAX_DEPTH = 20
# A budget for every file: what a person writes needs a hundredth of it.
MOST_BYTES, MOST_NODES = 8_000_000, 200_000
# A key with its value glued on, or with the colon of a Chinese keyboard: `due:2023-12-31`, `due：2023-12-31`.
_GLUED = re.compile(r"\s*(?:- +)*([A-Za-z_]+)(?::(?=[^\s/:])|\uff1a)")
_DEEP_INDENT = re.compile(r"^[ ?:-]{100}", re.MULTILINE)
_TAB_INDENT = re.compile(r" *\t\s*[^\s#]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written. `null` is true for an empty value and for `null` or `~`."""

    text: str
    line: int
    null: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence; each item knows its line."""

    items: tuple[Tree, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value; `line` is the key's."""

    key: str
    line: int
    value: Tree


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in file order, each once (a repeated key is a problem; the first one stays)."""

    entries: tuple[Entry, ...]
    line: int

    def get(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


Tree = Scalar | Items | Mapping


def load_yaml(path: Path, file: str) -> tuple[Mapping | None, list[Problem]]:
    """Read a YAML file whose top level is a mapping; None where none of it can be used. `file` is for messages."""
    data, problems = read_yaml(path, file)
    return (None, problems) if data is None else parse_yaml(data, file)


def read_yaml(path: Path, file: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a YAML file of a workspace, None with the reason where it is not opened."""
    try:
        return read_file(path, MOST_BYTES), []
    except RefusedError as refused:
        return None, [problem(refused.code, file, reason=refused.strerror)]
    except (OSError, ValueError) as error:
        return None, [problem("unreadable_file", file, reason=getattr(error, "strerror", None) or error)]


def yaml_values(data: bytes) -> object:
    """The values of a YAML file that `parse_yaml` has looked through. yaml.YAMLError: whatever is wrong in it."""
    try:
        return yaml.load(data, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        raise
    except Exception as error:  # `!!int x`, `!!bool x`, `!!timestamp x`: each raises a kind of its own
        raise yaml.YAMLError(f"a value is not of the type that it names ({type(error).__name__})") from error


def parse_yaml(data: bytes, file: str) -> tuple[Mapping | None, list[Problem]]:
    """The tree of a YAML document in UTF-8, and all that is wrong with its form."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [problem("yaml_not_utf8", file, data[: error.start].count(b"\n") + 1)]
    try:
        if line := _abyss(text):
            return None, [problem("yaml_too_deep", file, line, limit=MAX_DEPTH)]
        if line := _endless(text):
            return None, [problem("yaml_too_large", file, line, limit=MOST_NODES)]
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return None, list(_syntax_problems(text, file, error))
    if node is None:
        return None, [problem("yaml_empty", file)]
    builder = _Builder(file)
    tree = builder.tree(node)
    if not isinstance(tree, Mapping):
        if glued := list(_glued_problems(text, file)):
            return None, glued
        builder.problems.append(problem("yaml_not_mapping", file, tree.line, found=shape(tree)))
        return None, builder.problems
    return tree, builder.problems


def _abyss(text: str) -> int:
    """The line where nesting passes a hundred, else 0: libyaml composes by recursion and would end the process."""
    if text.count("[") + text.count("{") < 100 and not _DEEP_INDENT.search(text):
        return 0
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > 100:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def _endless(text: str) -> int:
    """The line where a file has spent its budget of nodes, else 0; counted before anything is built from them."""
    if len(text) < MOST_NODES:  # a node takes a character at least
        return 0
    nodes = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)
    count = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        count += isinstance(event, nodes)
        if count > MOST_NODES:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def shape(tree: Tree) -> str:
    """What a tree is, in the words of messages: text, list, mapping or empty."""
    if isinstance(tree, Scalar):
        return "empty" if tree.null else "text"
    return "list" if isinstance(tree, Items) else "mapping"


class _Builder:
    """Turns yaml's nodes into the tree; an alias would make it a graph, so it is reported and left empty."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def tree(self, node: yaml.Node, depth: int = 0) -> Tree:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return Scalar(str(node.value).strip(), line, node.tag == "tag:yaml.org,2002:null")
        if id(node) in self._seen:
            self.problems.append(problem("yaml_alias", self.file, line))
            return Scalar("", line, null=True)
        if depth >= MAX_DEPTH:
            self.problems.append(problem("yaml_too_deep", self.file, line, limit=MAX_DEPTH))
            return Scalar("", line, null=True)
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.tree(item, depth + 1) for item in node.value), line)
        return Mapping(tuple(self._entries(node, depth + 1)), line)

    def _entries(self, node: yaml.Node, depth: int) -> Iterator[Entry]:
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(problem("yaml_key_not_text", self.file, line))
                continue
            key = str(key_node.value)
            if key in first:
                self.problems.append(problem("duplicate_key", self.file, line, found=key, first=first[key]))
                continue
            first[key] = line
            yield Entry(key, line, self.tree(value_node, depth))


def _syntax_problems(text: str, file: str, error: yaml.YAMLError) -> Iterator[Problem]:
    """A YAML error in plain words. yaml stops at the first; the usual culprits are looked for in every line."""
    lines = text.splitlines()
    culprits = [problem("yaml_tab", file, n) for n, line in enumerate(lines, 1) if _TAB_INDENT.match(line)]
    culprits += _glued_problems(text, file)
    yield from sorted(culprits, key=lambda culprit: culprit.line)
    mark = getattr(error, "problem_mark", None)
    number = mark.line + 1 if mark else text[: getattr(error, "position", 0)].count("\n") + 1
    # yaml may notice a line late: a culprit at or just before its mark explains it.
    if not {culprit.line for culprit in culprits} & {number - 1, number}:
        yield _plain(str(getattr(error, "problem", None) or ""), error, file, min(number, max(len(lines), 1)))


def _glued_problems(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), 1):
        if glued := _GLUED.match(line):
            yield problem("yaml_colon_space", file, number, key=glued[1])


def _plain(reason: str, error: yaml.YAMLError, file: str, line: int) -> Problem:
    context = getattr(error, "context_mark", None)
    opened = context.line + 1 if context else line
    if "mapping values are not allowed" in reason:
        return problem("yaml_second_colon", file, line)
    if "end of stream" in reason:
        return problem("yaml_open_quote", file, opened)
    if "expected ',' or" in reason:
        return problem("yaml_open_bracket", file, opened)
    if "expected key" in reason or "expected '-' indicator" in reason:
        return problem("yaml_indent", file, line)
    if "cannot start any token" in reason or "undefined alias" in reason or not reason:
        return problem("yaml_character", file, line)
    if "another document" in reason:
        return problem("yaml_two_documents", file, line)
    return problem("yaml_syntax", file, line, reason=reason)
