"""`kpi init`: a copy of the sample that is valid at once and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_support import codes, problems_of

from kpi.workspace.config import load_config
from kpi.workspace.reports import check_bodies, list_reports
from kpi.workspace.starter import init_workspace
from kpi.workspace.targets import target_paths


def test_a_new_workspace_holds_the_sample(tmp_path: Path) -> None:
    written = init_workspace(tmp_path / "new")
    names = {path.relative_to(tmp_path / "new").as_posix() for path in written}
    assert "kpi.yml" in names
    assert all("xiangshan" not in name for name in names)
    config = load_config(tmp_path / "new")
    assert target_paths(config)
    assert list_reports(config)


def test_every_body_with_targets_has_a_report(tmp_path: Path) -> None:
    init_workspace(tmp_path)
    config = load_config(tmp_path)
    bodies = [
        (path.name, 1, line.removeprefix("body:").strip())
        for path in target_paths(config)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("body:")
    ]
    assert bodies
    assert check_bodies(bodies, {report.body for report in list_reports(config)}) == []


def test_a_git_folder_may_be_there_already(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert init_workspace(tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "kpi.yml").write_text("mine", encoding="utf-8")
    (found,) = problems_of(lambda: init_workspace(tmp_path))
    assert (found.code, found.fields["found"]) == ("directory_not_empty", "kpi.yml")
    assert (tmp_path / "kpi.yml").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["kpi.yml"]


def test_a_file_is_no_place_for_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert codes(problems_of(lambda: init_workspace(tmp_path / "x"))) == [("not_a_directory", 0)]


def test_a_failed_copy_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full_disk(path: Path, data: bytes) -> int:
        if "reports" in path.parts:
            write(path, data[:10])
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    assert codes(problems_of(lambda: init_workspace(tmp_path / "new"))) == [("cannot_write", 0)]
    assert not (tmp_path / "new").exists()
