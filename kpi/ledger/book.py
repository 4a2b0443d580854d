"""Writing in the ledger: an entry added or changed; comments, blank lines and order stay as people made them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.errors import KpiError, problem
from kpi.ledger.entries import ENTRY_KEYS

if TYPE_CHECKING:
    from ruamel.yaml import YAML

HEAD = """\
# 问题台账 · The ledger of findings: what was decided about each, by whom and why (docs/ledger.md).
# 可以手工修改;kpi ledger 只动它改的那一条 · Edit it freely; `kpi ledger` touches nothing but the entry it changes.
findings: []
"""
_ORDER = tuple(key.name for key in ENTRY_KEYS)


class Book:
    """The ledger's file, open for changes; `save` writes it whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        text = path.read_text(encoding="utf-8") if path.exists() else HEAD
        self._yaml = _yaml()
        self._tree: Any = self._yaml.load(text)
        if not isinstance(self._tree, dict):
            self._tree = self._yaml.load(HEAD)
        if not self._tree.get("findings"):
            # An empty flow list would keep its brackets.
            self._tree["findings"] = self._yaml.load("- x\n")
            self._tree["findings"].clear()

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
                entry[name] = value
            else:
                entry.insert(_place(name, list(entry)), name, value)

    def save(self) -> None:
        """KpiError where it cannot be written; the file is then as it was."""
        out = io.StringIO()
        self._yaml.dump(self._tree, out)
        half = self._path.with_name(self._path.name + ".part")
        try:
            half.write_text(out.getvalue(), encoding="utf-8")
            half.replace(self._path)
        except OSError as error:
            half.unlink(missing_ok=True)
            raise KpiError(problem("cannot_write", str(self._path), reason=error.strerror or error)) from error


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
    return yaml
