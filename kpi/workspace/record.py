"""A mapping read by a table of keys: what is unknown, missing or misshapen becomes a problem."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from kpi.errors import Problem, enough, listed, nearest, problem
from kpi.workspace.keys import Key, Shape, names
from kpi.workspace.yamlfile import Entry, Items, Mapping, Scalar, Tree, shape

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class Record:
    """The known, well-shaped entries of one mapping.

    Asking for a value adds to `problems` where it cannot be read.
    """

    def __init__(self, mapping: Mapping, keys: tuple[Key, ...], file: str, problems: list[Problem]) -> None:
        self.line = mapping.line
        self.file = file
        self.problems = problems
        self._keys = {key.name: key for key in keys}
        self.present = {entry.key for entry in mapping.entries}
        self._entries = {entry.key: entry for entry in mapping.entries if self._accept(entry)}
        for key in keys:
            if key.required and key.name not in self.present:
                self.add_missing(key.name)

    def at(self, name: str) -> tuple[str, int]:
        """File and line of a key that is there, else of the mapping: where its problems are."""
        entry = self._entries.get(name)
        return self.file, entry.line if entry else self.line

    def add_missing(self, name: str) -> None:
        found = ", ".join(sorted(self.present))
        self.add(problem("missing_key", self.file, self.line, expected=name, found=found))

    def add(self, found: Problem) -> None:
        self.problems.append(found)
        enough(self.problems, self.file)

    def _accept(self, entry: Entry) -> bool:
        key = self._keys.get(entry.key)
        if key is None:
            known = ", ".join(self._keys)
            near = nearest(entry.key, self._keys)
            self.add(problem("unknown_key", self.file, entry.line, found=entry.key, expected=known, nearest=near))
            return False
        if isinstance(entry.value, Scalar) and (entry.value.null or not entry.value.text):
            self.add(problem("empty_value", self.file, entry.line, key=entry.key, expected=key.shape))
            return False
        if not fits(key.shape, entry.value):
            found = shape(entry.value)
            self.add(problem("wrong_shape", self.file, entry.line, key=entry.key, expected=key.shape, found=found))
            return False
        return True

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def value(self, name: str) -> Tree | None:
        entry = self._entries.get(name)
        return entry.value if entry else None

    def text(self, name: str, default: str = "") -> str:
        value = self.value(name)
        return value.text if isinstance(value, Scalar) else default

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.value(name)
        items = value.items if isinstance(value, Items) else ()
        return tuple(item.text for item in items if isinstance(item, Scalar))

    def choice(self, name: str, default: str = "") -> str:
        found, choices = self.text(name, default), self._keys[name].choices
        if name not in self or found in choices:
            return found
        self.add(problem("unknown_choice", *self.at(name), key=name, found=found,
                         expected=listed(choices), nearest=nearest(found, choices)))  # fmt: skip
        return default

    def date(self, name: str) -> date | None:
        """The date of a key; None where it is absent or (with a problem) no date."""
        found = self.text(name)
        if not found:
            return None
        try:
            if _DATE.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass
        self.add(problem("bad_date", *self.at(name), key=name, found=found, expected="2023-12-31"))
        return None

    def number(self, name: str, default: Decimal) -> Decimal:
        found = self.text(name)
        if not found:
            return default
        if (value := plain_number(found)) is not None and value >= 0:
            return value
        self.add(problem("bad_number", *self.at(name), key=name, found=found, expected=default))
        return default

    def share(self, name: str, default: Decimal) -> Decimal:
        """A percentage (`5%`) or a share below 1 (`0.05`) as a share."""
        found = self.text(name).replace("\uff05", "%")
        if not found:
            return default
        value = plain_number(found.removesuffix("%").strip())
        share = value / 100 if value is not None and found.endswith("%") else value
        if share is not None and 0 <= share < 1:
            return share
        expected = f"{(default * 100).normalize():f}%"
        self.add(problem("bad_share", *self.at(name), key=name, found=found, expected=expected))
        return default

    def record(self, name: str) -> Record | None:
        value = self.value(name)
        if not isinstance(value, Mapping):
            return None
        return Record(value, self._keys[name].keys, self.file, self.problems)

    def records(self, name: str) -> tuple[Record, ...]:
        """The mappings of a list, each read by its own table; an item that is no mapping is a problem."""
        value, key = self.value(name), self._keys[name]
        found: list[Record] = []
        for item in value.items if isinstance(value, Items) else ():
            if isinstance(item, Mapping):
                found.append(Record(item, key.keys, self.file, self.problems))
            else:
                expected = ", ".join(f"{inner}: …" for inner in names(key.keys)[:2])
                found_shape = shape(item)
                self.add(problem("item_not_mapping", self.file, item.line, key=name, expected=expected,
                                 found=found_shape))  # fmt: skip
        return tuple(found)


def fits(wanted: Shape, value: Tree) -> bool:
    """Whether a value's form can hold what its key wants; what the words mean is read later."""
    if wanted is Shape.RECORD:
        return isinstance(value, Mapping)
    if wanted is Shape.RECORDS:
        return isinstance(value, Items)
    if wanted is Shape.TEXTS:
        return isinstance(value, Items) and all(_word(item) for item in value.items)
    if wanted is Shape.RANGE and isinstance(value, Items):
        return len(value.items) == 2 and all(_word(item) for item in value.items)
    return _word(value)


def _word(value: Tree) -> bool:
    return isinstance(value, Scalar) and bool(value.text) and not value.null


def plain_number(text: str) -> Decimal | None:
    """A number without any unit, else None."""
    try:
        return Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
        return None
