"""The one rule for which files of a folder are taken; each that is not is named with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kpi.errors import KpiError, Problem, problem
from kpi.files import OWN, is_inside

YAML = (".yml", ".yaml")
DEEPEST = 20  # folders within folders


@dataclass(frozen=True, slots=True)
class Listed:
    """`files` are plain files of the folder, by path; `refused` is everything else, each with its reason."""

    files: tuple[Path, ...]
    refused: tuple[Problem, ...] = ()


def list_folder(root: Path, folder: str, most: int) -> Listed:
    """What lies below a folder of the workspace. KpiError: it leads out of it, or holds more than `most` files."""
    top = root / folder
    if not is_inside(top / "x"):
        raise KpiError(problem("link_outside", folder))
    files: list[Path] = []
    refused: list[Problem] = []
    for count, (path, reason) in enumerate(_walk(top), start=1):
        if count > most:
            raise KpiError(problem("too_many_files", folder, limit=most))
        if reason:
            refused.append(problem("file_not_taken", _name(root, path), reason=reason))
        else:
            files.append(path)
    return Listed(tuple(sorted(files, key=lambda path: _name(root, path))), tuple(refused))


def with_suffix(root: Path, listed: Listed, suffixes: tuple[str, ...] = YAML) -> Listed:
    """Only files with one of the suffixes, in capitals or not; the others are refused."""
    taken = tuple(path for path in listed.files if path.suffix.lower() in suffixes)
    others = tuple(
        problem("file_not_taken", _name(root, path), reason="suffix", expected=", ".join(suffixes))
        for path in listed.files
        if path.suffix.lower() not in suffixes
    )
    return Listed(taken, (*listed.refused, *others))


def mistaken(root: Path, names: Collection[str]) -> Iterator[Problem]:
    """What lies at the top of a workspace and is nearly called like one of its files or folders: kpi.YML.

    It has no effect, which somebody may not notice.
    """
    wanted = {_stem(name): name for name in names if "/" not in name}
    with os.scandir(root) as entries:
        found = sorted(entry.name for entry in entries)
    for name in found:
        meant = wanted.get(_stem(name), name)
        if meant != name and name not in (*names, *OWN) and not _is_same(root / name, root / meant):
            yield problem("file_not_taken", name, reason="mistaken", expected=meant)


def _stem(name: str) -> str:
    """ledger of ledger.yml, ledger.yaml, Ledger.json and .ledger.yml."""
    plain = name.lower().lstrip(".")
    stem, dot, suffix = plain.rpartition(".")
    return stem if dot and f".{suffix}" in (*YAML, ".json") else plain


def _is_same(one: Path, other: Path) -> bool:
    """Whether a system that knows no capitals takes the two for one."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def leave_out(root: Path, listed: Listed, reason_of: Callable[[Path], str]) -> Listed:
    """Without the files for which there is a reason not to take them."""
    reasons = {path: reason_of(path) for path in listed.files}
    out = tuple(problem("file_not_taken", _name(root, path), reason=why) for path, why in reasons.items() if why)
    return Listed(tuple(path for path, why in reasons.items() if not why), (*listed.refused, *out))


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _walk(folder: Path, depth: int = 0) -> Iterator[tuple[Path, str]]:
    """(file, reason not to take it or ""); what is hidden, linked or special is not entered."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = Path(entry.path)
        if reason := _reason(entry, path):
            yield path, reason
        elif entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST:
                yield from _walk(path, depth + 1)
            else:
                yield path, "too_deep"
        else:
            yield path, ""


def _reason(entry: os.DirEntry[str], path: Path) -> str:
    if entry.name.startswith("."):
        return "hidden"
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        return "name"
    try:
        if entry.is_symlink():
            if not is_inside(path):
                return "link"
            if path.is_dir():
                return "linked_folder"
        mode = entry.stat().st_mode
    except OSError:
        return "unreadable"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "special"
