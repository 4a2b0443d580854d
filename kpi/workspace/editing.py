"""Edits of a targets file that leave every other character as a person left it: comments, order, blank lines.

Lines are put in where YAML's own marks say that an item ends; nothing is dumped anew. The edited text is read
again and has to say what it said before plus the edit, else nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from kpi.errors import KpiError, problem
from kpi.files import read_file, write_file
from kpi.workspace.yamlfile import Items, Mapping, Scalar, Tree, parse_yaml

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines
BOM = "\ufeff"


def read_exact(path: Path, file: str) -> str:
    """The text of a file with its line ends as they are. KpiError where it is no UTF-8 or cannot be read."""
    try:
        return read_file(path).decode("utf-8")
    except OSError as error:
        raise KpiError(problem("unreadable_file", file, reason=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise KpiError(problem("yaml_not_utf8", file)) from error


def write_whole(path: Path, text: str) -> None:
    """Written whole or not at all; an existing file keeps its permissions."""
    try:
        write_file(path, text.encode("utf-8"))
    except OSError as error:
        raise KpiError(problem("cannot_write", str(path), reason=error.strerror or error)) from error


def append_targets(text: str, file: str, items: Sequence[Sequence[str]]) -> str:
    """The file with targets added after the last one.

    `items` are lines as `  - id: x`, `    quote: y`, indented as a draft has them; a commented item adds nothing.
    """
    listed = _listed(text, file)
    lines = _lines(text)
    shift = " " * listed.start_mark.column
    last = max(_last_line(item, lines) for item in listed.value)
    added = [shift + line.removeprefix("  ") for item in items for line in item]
    edited = _insert(lines, last + 1, added)
    wanted = _plain(_tree(text, file))
    block = "\n".join(line for item in items for line in item)
    found = _plain(_tree("targets:\n" + block + "\n", file)) if _holds_items(items) else {"targets": []}
    wanted["targets"] += found["targets"]
    return _verified(edited, wanted, file, last + 1)


def set_answer(text: str, file: str, identifier: str, answer: Sequence[tuple[str, str]]) -> str:
    """The file with `answer:` in the target of that id, in place of one that is there.

    `answer` holds keys and values as YAML writes them.
    """
    listed, lines = _listed(text, file), _lines(text)
    item = next((item for item in listed.value if _scalar(item, "id") == identifier), None)
    if item is None:
        raise KpiError(problem("target_gone", file, found=identifier))
    if item.flow_style:
        raise KpiError(problem("cannot_edit", file, item.start_mark.line + 1, found=identifier))
    column = item.value[0][0].start_mark.column
    there = next(((key, value) for key, value in item.value if key.value == "answer"), None)
    if there:
        first, last = there[0].start_mark.line, _last_line(there[1], lines)
        prefix = lines[first][:column]
        kept = [line.rstrip("\r\n") for line in lines[first + 1 : last + 1] if line.lstrip().startswith("#")]
        del lines[first : last + 1]
    else:
        first, prefix, kept = _last_line(item, lines) + 1, " " * column, []
    block = [f"{prefix}answer:", *(f"{' ' * (column + 2)}{key}: {value}" for key, value in answer), *kept]
    edited = _insert(lines, first, block)
    wanted = _plain(_tree(text, file))
    pinned = next(target for target in wanted["targets"] if target["id"] == identifier)
    pinned["answer"] = {key: yaml.load(value, Loader=yaml.BaseLoader) for key, value in answer}
    return _verified(edited, wanted, file, first + 1)


def _tree(text: str, file: str) -> Mapping:
    tree, problems = parse_yaml(text.encode("utf-8"), file)
    if tree is None or problems:
        raise KpiError(problems)
    return tree


def _listed(text: str, file: str) -> yaml.SequenceNode:
    """The list of targets, written as lines of its own."""
    _tree(text, file)
    root = yaml.compose(text.removeprefix(BOM), Loader=yaml.CSafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "targets" and isinstance(value, yaml.SequenceNode) and value.value:
            if value.flow_style:
                raise KpiError(problem("cannot_edit", file, value.start_mark.line + 1, found="targets"))
            return value
    raise KpiError(problem("empty_targets", file))


def _scalar(item: yaml.Node, name: str) -> str:
    found = [value for key, value in item.value if key.value == name] if isinstance(item, yaml.MappingNode) else []
    return str(found[0].value).strip() if found and isinstance(found[0], yaml.ScalarNode) else ""


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The line on which a node's own words end; comments and blank lines after it are not part of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        pairs = node.value if isinstance(node, yaml.MappingNode) else zip(node.value, strict=True)
        ends = (_last_line(child, lines) for pair in pairs for child in pair)
        return max(ends, default=int(node.start_mark.line))
    last = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        last -= node.end_mark.column == 0
        while last > node.start_mark.line and not lines[last].strip():
            last -= 1
    return min(last, len(lines) - 1)


def _lines(text: str) -> list[str]:
    """Lines with their ends, as YAML counts them."""
    cuts = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    return [text[low:high] for low, high in pairwise(cuts) if low < high]


def _insert(lines: list[str], at: int, added: Sequence[str]) -> str:
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    before = "".join(lines[:at])
    if before and not _BREAK.search(before[-1]):
        before += ending
    return before + "".join(line + ending for line in added) + "".join(lines[at:])


def _holds_items(items: Sequence[Sequence[str]]) -> bool:
    return any(not line.lstrip().startswith("#") for item in items for line in item)


def _plain(tree: Tree) -> Any:
    """A tree as dictionaries, lists and texts, to be compared without regard to lines."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Items):
        return [_plain(item) for item in tree.items]
    return {entry.key: _plain(entry.value) for entry in tree.entries}


def _verified(edited: str, wanted: Any, file: str, line: int) -> str:
    tree, problems = parse_yaml(edited.encode("utf-8"), file)
    if tree is None or problems or _plain(tree) != wanted:
        raise KpiError(problem("cannot_edit", file, line, found=""))
    return edited
