"""Writing in the ledger: an entry added or changed; comments, blank lines and order stay as people made them."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.errors import KpiError, problem
from kpi.files import write_file
from kpi.ledger.entries import ENTRY_KEYS
from kpi.workspace.yamlfile import parse_yaml, read_yaml

if TYPE_CHECKING:
    from ruamel.yaml import YAML

HEAD = """\
# 问题台账 · The ledger of findings: what was decided about each, by whom and why (docs/ledger.md).
# 可以手工修改;kpi ledger 只动它改的那一条 · Edit it freely; `kpi ledger` touches nothing but the entry it changes.
findings: []
"""
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ORDER = tuple(key.name for key in ENTRY_KEYS)


class Book:
    """The ledger's file, open for changes; `save` writes it whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        text = _text(path)
        self.before = text if os.path.lexists(path) else ""
        self._yaml = _yaml()
        self._tree: Any = self._loaded(text)
        if not isinstance(self._tree, dict):
            self._tree = self._yaml.load(HEAD)
        if not self._tree.get("findings"):
            # An empty flow list would keep its brackets.
            self._tree["findings"] = self._yaml.load("- x\n")
            self._tree["findings"].clear()

    def _loaded(self, text: str) -> Any:
        """KpiError: a value is not of the type that it names (`!!int x`), each kind with an error of its own."""
        try:
            return self._yaml.load(text)
        except Exception as error:
            raise KpiError(problem("yaml_syntax", self._path.name, reason=type(error).__name__)) from error

    def put(self, fingerprint: str, values: Mapping[str, str | date | None]) -> None:
        """Change the entry of a finding, or add it at the end; a value of None or "" is taken out."""
        entry = next((one for one in self._tree["findings"] if str(one.get("fingerprint")) == fingerprint), None)
        if entry is None:
            entry = self._yaml.load("fingerprint: x\n")
            entry["fingerprint"] = fingerprint
            self._tree["findings"].append(entry)
        for name, value in values.items():
            if value is None or value == "":
                entry.pop(name, None)
            elif name in entry:
                entry[name] = _scalar(value)
            else:
                entry.insert(_place(name, list(entry)), name, _scalar(value))

    def text(self) -> str:
        """The whole file as it would be written."""
        out = io.StringIO()
        self._yaml.dump(self._tree, out)
        lines = out.getvalue().splitlines(keepends=True)
        return "".join(_UNSEEN.sub(_escape, line) if line.endswith('"\n') else line for line in lines)

    def save(self) -> None:
        """KpiError where it cannot be written; the file is then as it was."""
        try:
            write_file(self._path, self.text().encode("utf-8"))
        except OSError as error:
            raise KpiError(problem("cannot_write", str(self._path), reason=error.strerror or error)) from error


def _text(path: Path) -> str:
    """What the file holds, a new one where there is none. KpiError: all that is wrong with it.

    Looked through by the reader of all YAML first: the one that keeps comments knows no bounds.
    """
    if not os.path.lexists(path):
        return HEAD
    data, problems = read_yaml(path, path.name)
    if data is not None:
        _, problems = parse_yaml(data, path.name)
    if data is None or any(found.code != "yaml_empty" for found in problems):
        raise KpiError(problems)
    return data.decode("utf-8-sig")


def _scalar(value: str | date) -> str | date:
    """In double quotes where a mark in it would turn or hide what an editor shows: there it can be escaped."""
    if isinstance(value, str) and _UNSEEN.search(value):
        from ruamel.yaml.scalarstring import DoubleQuotedScalarString

        escaped: str = DoubleQuotedScalarString(value)
        return escaped
    return value


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _place(name: str, there: Sequence[str]) -> int:
    """Where a new key goes: before the first one that comes later in the order of keys."""
    later = _ORDER[_ORDER.index(name) + 1 :]
    return next((at for at, key in enumerate(there) if key in later), len(there))


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML()  # round trip: comments and order stay
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    # One day given to two entries would become an anchor in the first: whoever deletes that one breaks the file.
    yaml.representer.ignore_aliases = lambda data: True
    return yaml
