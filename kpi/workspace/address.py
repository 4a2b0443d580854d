"""Where a workspace keeps its store: `store:` of kpi.yml names a folder of `.kpi/`, or an address of fsspec."""

from __future__ import annotations

import re

from kpi.errors import problem
from kpi.files import is_name
from kpi.workspace.record import Record

FOLDER = ".kpi/"
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://(.+)", re.DOTALL)
_TAKEN = re.compile(r"(?:warehouse\.duckdb|seal|lock|holder|parts-|\.)", re.IGNORECASE)


def store_of(record: Record) -> str:
    """The address as it stands there, empty for none."""
    found = record.text("store").rstrip("/")
    if found and not (is_address(found) or is_folder_name(found)):
        record.add(problem("store_address", *record.at("store"), found=found, expected=f"{FOLDER}store, s3://…"))
        return ""
    return found


def is_address(text: str) -> bool:
    """Whether it names a file system and a place there, and no file system behind another one."""
    found = SCHEME.fullmatch(text)
    return bool(found) and "::" not in text and is_name(found[2] if found else "")


def is_folder_name(text: str) -> bool:
    """Whether it is one folder below `.kpi/`, and none of the names that kpi has there."""
    name = text.removeprefix(FOLDER)
    plain = is_name(name) and not set(name) & set('/\\:*?"<>|') and name == name.strip(" .")
    return text.startswith(FOLDER) and bool(name) and plain and not _TAKEN.match(name)
