"""Files of a git repository as they were at a ref, read without running anything that the repository asks for.

The repository may have come with a workspace: git is told to start no program of its settings, to fetch nothing,
to pass over replaced objects and repositories that lie among the files, and answers within a time.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi.errors import KpiError, problem

SECONDS = 120  # of one call
MOST_FILES, MOST_BYTES = 50_000, 1_000_000_000
_SAFE = (
    "--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs",
    "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "protocol.allow=never", "-c", "core.quotePath=false",
)  # fmt: skip
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}
_LARGE = ("objects", "lfs", "modules", "logs")  # of .git: not looked through for pipes
_LINK, _TREES = "120000", "160000"  # of a link, of another repository within


@dataclass(frozen=True, slots=True)
class Blob:
    """One file of a tree; `name` is below the folder that was asked about, with '/'."""

    name: str
    mode: str
    id: str
    size: int


def commit_of(root: Path, ref: str) -> str:
    """The commit that a ref names in the repository around `root`, empty where there is none.

    KpiError `git_failed`: git cannot be run, or `root` lies in no repository; `not_plain_file`: it would wait for
    a pipe or a device among its own files.
    """
    if (special := _special(root)) is not None:
        raise KpiError(problem("not_plain_file", special))
    _git(root, ref, "rev-parse", "--show-prefix")
    # Sought by itself, because what is not there is no failure; a name is never taken for an option.
    done = _call(root, ref, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"))
    return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else ""


def files_at(root: Path, commit: str, names: Sequence[str] = ()) -> list[Blob]:
    """The files below the folder `root` at a commit, or only those of these names and below them.

    KpiError: too many of them, or too much in them.
    """
    wanted = [f"./{name}" for name in names] or ["."]
    listed = _git(root, commit, "ls-tree", "-r", "-z", "--long", commit, "--", *wanted)
    found = [blob for line in listed.split(b"\0") if line and (blob := _blob(line)).mode != _TREES]
    if len(found) > MOST_FILES or sum(blob.size for blob in found) > MOST_BYTES:
        raise KpiError(problem("git_failed", ref=commit, reason=f"> {MOST_FILES} files or {MOST_BYTES} bytes"))
    return found


def unpack(root: Path, commit: str, blobs: Sequence[Blob], folder: Path) -> None:
    """Write them below a new folder of ours. Links are kept: who reads them looks where they lead."""
    if not blobs:
        return
    asked = "".join(f"{blob.id}\n" for blob in blobs).encode("ascii")
    said = _git(root, commit, "cat-file", "--batch", given=asked)
    at = 0
    links: list[tuple[Path, bytes]] = []
    for blob in blobs:
        end = said.index(b"\n", at)
        told, place = said[at:end].split()[-1], folder / blob.name
        if not told.isdigit():
            raise KpiError(problem("git_failed", ref=commit, reason=f"{blob.id} {os.fsdecode(told)}"))
        size = int(told)
        if ".." in place.parts or not place.is_relative_to(folder):  # git makes no such names, whoever sent it may
            raise KpiError(problem("git_failed", ref=commit, reason=blob.name))
        data, at = said[end + 1 : end + 1 + size], end + size + 2
        place.parent.mkdir(parents=True, exist_ok=True)
        if blob.mode == _LINK:
            links.append((place, data))
        else:
            place.write_bytes(data)
    # Last, so that nothing is written through one.
    for place, target in links:
        place.symlink_to(os.fsdecode(target))


def _blob(line: bytes) -> Blob:
    """From `<mode> <type> <id> <size>\t<name>`."""
    head, name = line.split(b"\t", 1)
    mode, _, identifier, size = head.decode("ascii").split()
    return Blob(os.fsdecode(name), mode, identifier, int(size) if size.isdigit() else 0)


def _git(root: Path, ref: str, *arguments: str, given: bytes = b"") -> bytes:
    done = _call(root, ref, arguments, given)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise KpiError(problem("git_failed", ref=ref, reason=reason[-1] if reason else "?"))
    return done.stdout


def _call(
    root: Path, ref: str, arguments: Sequence[str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *_SAFE, "-C", str(root), *arguments]
    try:
        return subprocess.run(
            command, input=given, capture_output=True, check=False, timeout=SECONDS, env=os.environ | _ENVIRONMENT
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:  # ValueError: a name with a zero in it
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise KpiError(problem("git_failed", ref=ref, reason=reason)) from error


def _special(root: Path) -> str | None:
    """A pipe or a device where git keeps its own, which it would wait for; None where there is none."""
    git = next((folder / ".git" for folder in (root, *root.parents) if (folder / ".git").is_dir()), None)
    for folder, folders, names in os.walk(git) if git else ():
        folders[:] = [name for name in folders if name not in _LARGE]
        for name in names:
            mode = (Path(folder) / name).lstat().st_mode
            if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
                return (Path(folder) / name).relative_to(git.parent).as_posix() if git else None
    return None
