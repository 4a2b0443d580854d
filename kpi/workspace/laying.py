"""New files laid down in a folder together: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.files import read_file

Content = bytes | Path  # the bytes, or a file that is copied


def lay(target: Path, files: Mapping[str, Content], folders: Collection[str] = ()) -> None:
    """Write files by their names below `target`, which may be there; and folders, empty where no file is in them.

    Everything is made in a hidden folder first and then renamed into its place: at once where `target` is new,
    else one by one, kpi.yml last, so that whoever stops half-way leaves no workspace. KpiError: a name is taken,
    or it cannot be written; nothing stays then.
    """
    try:
        new = not os.path.lexists(target)
        with _made(target.parent if new else target) as place, _stage(place) as stage:
            for folder in folders:
                (stage / folder).mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                path = stage / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else read_file(content))
            if new:
                stage.rename(target)
            else:
                _rename(stage, target)
    except OSError as error:
        raise KpiError(problem("cannot_write", str(target), reason=error.strerror or error)) from error


@contextmanager
def _made(folder: Path) -> Iterator[Path]:
    """The folder; where the block fails, what of it was not there before goes away."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            for one in new:
                one.rmdir()
        raise


@contextmanager
def _stage(place: Path) -> Iterator[Path]:
    """A folder with the permissions of any other one, in one that nobody else looks into."""
    hidden = Path(tempfile.mkdtemp(prefix=".kpi-init-", dir=place))
    try:
        stage = hidden / "workspace"
        stage.mkdir()
        yield stage
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _rename(stage: Path, target: Path) -> None:
    """Folders first, then files: kpi.yml makes it a workspace."""
    done: list[Path] = []
    try:
        for one in sorted(stage.iterdir(), key=lambda path: (path.is_file(), path.name)):
            place = target / one.name
            if os.path.lexists(place):
                raise FileExistsError(17, os.strerror(17), str(place))
            one.rename(place)
            done.append(place)
    except BaseException:
        for place in done:
            _remove(place)
        raise


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)
