"""`kpi init`: the sample workspace, copied from the one place where it is kept."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.workspace.config import CONFIG_FILE
from kpi.workspace.laying import lay

FOLDERS = ("checks", "reports", "targets")


def init_workspace(target_dir: Path) -> list[Path]:
    """Copy the starter workspace into a new or empty directory and return the files written, by path.

    Hidden files (.git) may be there already. KpiError where anything else is, or where it cannot be written;
    then nothing is left behind.
    """
    _require_empty(target_dir)
    files = dict(sorted(_files(starter_root())))
    lay(target_dir, files)
    return [target_dir / name for name in files]


def shipped_suites() -> Iterator[tuple[str, bytes]]:
    """Name and content of every suite that ships with kpi."""
    for one in (starter_root() / "checks").iterdir():
        if one.name.endswith(".yml"):
            yield one.name, one.read_bytes()


def starter_root() -> Traversable:
    """The sample: inside an installed wheel, else (a checkout) the folder that holds the package."""
    package = importlib.resources.files("kpi")
    installed = package / "starter"
    root = installed if installed.is_dir() else Path(str(package)).parent
    if not (root / CONFIG_FILE).is_file():
        raise KpiError(problem("no_starter", str(root), expected=CONFIG_FILE))
    return root


def _require_empty(target_dir: Path) -> None:
    if not target_dir.exists():
        return
    if not target_dir.is_dir():
        raise KpiError(problem("not_a_directory", str(target_dir)))
    there = sorted(path.name for path in target_dir.iterdir() if not path.name.startswith("."))
    if there:
        raise KpiError(problem("directory_not_empty", str(target_dir), found=", ".join(there[:5])))


def _files(root: Traversable) -> Iterator[tuple[str, bytes]]:
    yield CONFIG_FILE, (root / CONFIG_FILE).read_bytes()
    for folder in FOLDERS:
        if (root / folder).is_dir():
            yield from _walk(root / folder, folder)


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        name = f"{prefix}/{item.name}"
        if item.name.startswith((".", "__")):
            continue
        if item.is_dir():
            yield from _walk(item, name)
        else:
            yield name, item.read_bytes()
