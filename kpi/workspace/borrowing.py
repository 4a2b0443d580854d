"""Settings, suites, ledger and indicators from somewhere else than the workspace that is audited.

`--policy` names a folder or a git ref (the base branch). What a change to the workspace does to them then decides
nothing; it is told which of them differ.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.files import guard, is_folder, read_file
from kpi.workspace.config import CONFIG_FILE, Config, Policy, load_config
from kpi.workspace.folder import list_folder
from kpi.workspace.gittree import commit_of, files_at, unpack
from kpi.workspace.indicators import INDICATORS_FILE


@contextmanager
def borrowed(root: Path, name: str) -> Iterator[Policy]:
    """The policy that a name stands for: a ref of the workspace's repository, else a folder outside of it.

    A folder of the same sender could be called like the base branch: none that lies where he writes is taken.
    KpiError: neither, or no kpi.yml in it.
    """
    if not name.strip():  # Path("") would be the folder that the user stands in
        raise KpiError(problem("policy_unknown", found=name))
    folder = Path(name)
    if commit := _commit(root, name):
        with tempfile.TemporaryDirectory(prefix="kpi-policy-") as place:
            _unpack(root, commit, Path(place))
            yield _policy(Path(place), name)
    elif not is_folder(folder):
        raise KpiError(problem("policy_unknown", found=name))
    elif _is_theirs(root, folder):
        raise KpiError(problem("policy_inside", found=name))
    else:
        yield _policy(folder.resolve(), name)


def differences(config: Config) -> list[str]:
    """The names of the files that the workspace would be judged by, and that are not those of its policy."""
    if config.policy is None:
        return []
    names = {CONFIG_FILE, config.ledger, INDICATORS_FILE}
    for place in (config.root, config.home):
        names |= _suites(place, config)
    return sorted(name for name in names if _bytes(config.root / name) != _bytes(config.home / name))


def _commit(root: Path, name: str) -> str:
    try:
        return commit_of(root, name)
    except KpiError:
        if is_folder(Path(name)):  # there may be no git at all
            return ""
        raise


def _unpack(root: Path, commit: str, place: Path) -> None:
    """kpi.yml first, which says where the others lie."""
    unpack(root, commit, files_at(root, commit, [CONFIG_FILE]), place)
    if (place / CONFIG_FILE).is_file():
        # `together` is of the reports, which are not there: only the names of folders are asked for.
        config = load_config(root, Policy(place, commit))
        names = dict.fromkeys((config.checks, config.ledger, INDICATORS_FILE))
        unpack(root, commit, files_at(root, commit, [*names]), place)


def _policy(folder: Path, name: str) -> Policy:
    if not (folder / CONFIG_FILE).is_file():
        raise KpiError(problem("policy_empty", found=name, expected=CONFIG_FILE))
    return Policy(folder, name)


def _is_theirs(root: Path, folder: Path) -> bool:
    """Whether a folder lies in the workspace or its repository."""
    grounds = [root.resolve(), *(above for above in root.resolve().parents if (above / ".git").exists())]
    return any(folder.resolve().is_relative_to(ground) for ground in grounds)


def _suites(place: Path, config: Config) -> set[str]:
    if not is_folder(place / config.checks):
        return set()
    try:
        files = list_folder(place, config.checks, config.limits.files).files
    except KpiError:
        return {config.checks}
    return {path.relative_to(place).as_posix() for path in files}


def _bytes(path: Path) -> bytes | None:
    """What a file holds, None where it cannot be read, whatever the reason."""
    try:
        return read_file(guard(path))
    except (OSError, ValueError):
        return None
