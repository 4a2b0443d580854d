"""docs/ci.md as runners do it: its own command lines, in a scratch repository that gets a new report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from small_workspace import only
from waiting_support import LIMIT

from bench.places import KPI, ROOT

PLAN = (
    "云溪县民政局2023年上半年工作总结\n上半年，新增养老床位100张。\n"
    "下半年工作计划\n下半年，节地生态安葬率达80%以上。\n"
)
SOUND = "云溪县民政局2023年工作总结\n全年新增养老床位220张，节地生态安葬率达86.5%。\n"
BAD = (
    "云溪县民政局2024年上半年工作总结\n上半年，全县救助困难群众100人。"
    "发放低保金500万元，其中城市200万元、农村320万元。\n"
)
TARGETS = """\
body: 云溪县民政局
plan: reports/2023-h1.txt
due: 2023-12-31
targets:
  - id: burial
    indicator: 节地生态安葬率
    at_least: 80%
    quote: 节地生态安葬率达80%以上
"""
NEW = "reports/2024-h1.txt"
_kpi = [KPI]  # what `shell` finds on the path


@pytest.fixture(autouse=True, scope="module")
def served(kpi_command: Path) -> None:
    _kpi[0] = kpi_command


def blocks(language: str) -> list[str]:
    """The code blocks of docs/ci.md in one language."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def block(marker: str) -> Any:
    """The only YAML block that holds a top-level key."""
    (found,) = [loaded for text in blocks("yaml") if marker in (loaded := yaml.safe_load(text))]
    return found


def shell(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """As a runner runs a step: a shell that stops at the first error, a plain locale, kpi on the path."""
    environment = {
        "PATH": f"{_kpi[0].parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "LANG": "C.UTF-8",
        "CI": "true",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=folder, env=environment | variables, capture_output=True, text=True, check=False, timeout=LIMIT,
    )  # fmt: skip


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return shell("git -c user.name=a -c user.email=a@b.example " + " ".join(arguments), folder)


def commit_report(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / NEW).write_text(text, encoding="utf-8")
    git(folder, "add", NEW)
    return git(folder, "commit", "-q", "-m", "'a report arrives'")


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound workspace with the shipped suites, made as a user would make it, who needs two of them."""
    folder = tmp_path_factory.mktemp("ci") / "office"
    done = shell(f"kpi init {folder}", folder.parent)
    assert done.returncode == 0, done.stderr
    for path in [*folder.glob("reports/**/*.txt"), *folder.glob("targets/*.yml")]:
        path.unlink()
    settings = (folder / "kpi.yml").read_text(encoding="utf-8")
    bodies = "bodies:\n  - name: 云溪县民政局\n"
    settings = re.sub(r"^bodies:\n(?: +.*\n)+", bodies, settings, flags=re.MULTILINE)
    assert bodies in settings
    plan, later = "reports/2023-h1.txt", "reports/2023.txt"
    settings += only("arithmetic", "targets")
    for name, text in (("kpi.yml", settings), (plan, PLAN), (later, SOUND), ("targets/a.yml", TARGETS)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def repository(starter: Path, tmp_path: Path) -> Path:
    """A scratch git repository that is such a workspace."""
    folder = tmp_path / "scratch"
    shell(f"cp -r {starter} {folder}", tmp_path)
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "start"]):
        done = git(folder, *command)
        assert done.returncode == 0, done.stderr
    return folder


def test_the_distribution_that_runners_install_is_this_one() -> None:
    name = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    installing = re.findall(r"pip install (\S+)", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"))
    assert [one.strip("`") for one in installing if not one.startswith("./")] == [name] * 3


def test_the_github_workflow_annotates_a_bad_report_and_leaves_its_files(repository: Path) -> None:
    workflow = block("jobs")
    (job,) = workflow["jobs"].values()
    assert commit_report(repository, BAD).returncode == 0
    runs = [step["run"] for step in job["steps"] if str(step.get("run", "")).startswith("kpi ")]
    assert len(runs) == 1
    summary = repository.parent / "summary.md"
    done = shell(runs[0], repository, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 1, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert line.startswith(f"::error file={NEW},line=2,endLine=2,col=")
    assert "200 + 320 = 520 ≠ 500" in line
    assert "**" in summary.read_text(encoding="utf-8")
    # What the later steps of the workflow pick up is there.
    (sarif,) = [step["with"]["sarif_file"] for step in job["steps"] if "sarif_file" in step.get("with", {})]
    results = json.loads((repository / sarif).read_text(encoding="utf-8"))["runs"][0]["results"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
    assert NEW in uris
    (folder,) = [step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {})]
    assert (repository / folder).is_dir()
    (comment,) = [step["run"] for step in job["steps"] if "--body-file" in str(step.get("run", ""))]
    assert (
        (repository / comment.split("--body-file ")[1].split()[0]).read_text(encoding="utf-8").startswith("<!--")
    )
    # Steps that pick something up run although the audit has failed.
    after = job["steps"][job["steps"].index(next(s for s in job["steps"] if s.get("run") == runs[0])) + 1 :]
    assert after
    assert all("always()" in step["if"] for step in after)


def test_a_change_of_the_suites_is_held_to_those_of_the_base_branch(repository: Path) -> None:
    """Both runners give the command its base; the variables are set as they set them."""
    (job,) = block("jobs")["jobs"].values()
    (github,) = [step["run"] for step in job["steps"] if str(step.get("run", "")).startswith("kpi ")]
    (gitlab,) = [line for line in block("kpi")["kpi"]["script"] if line.startswith("kpi ")]
    git(repository, "checkout", "-q", "-b", "change")
    settings = (repository / "kpi.yml").read_text(encoding="utf-8")
    (repository / "kpi.yml").write_text(settings.replace("fail_on: warning", "fail_on: never"), encoding="utf-8")
    assert commit_report(repository, BAD).returncode == 0
    assert shell(github, repository).returncode == 0
    assert shell(github, repository, POLICY="main").returncode == 1
    # What the other runner's line comes to is the same options; one run of the command is enough for both.
    stub = repository.parent / "bin" / "kpi"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    for command, name in ((github, "POLICY"), (gitlab, "CI_MERGE_REQUEST_DIFF_BASE_SHA")):
        words = [
            shell(f"PATH={stub.parent}:$PATH\n{command}", repository, **set_).stdout.splitlines()
            for set_ in ({}, {name: "main"})
        ]
        without, held = words
        assert without[0] == held[0] == "audit" and "--policy" not in without
        assert held[held.index("--policy") + 1] == "main"
        assert [word for word in held if word not in ("--policy", "main")] == without


def test_the_gitlab_job_fails_and_leaves_its_test_report(repository: Path) -> None:
    job = block("kpi")["kpi"]
    assert commit_report(repository, BAD).returncode == 0
    (command,) = [line for line in job["script"] if line.startswith("kpi ")]
    done = shell(command, repository, GITLAB_CI="true")
    assert done.returncode == 1, done.stderr
    root = ET.parse(repository / job["artifacts"]["reports"]["junit"]).getroot()
    assert int(root.attrib["failures"]) >= 1
    assert any("520" in failure.attrib["message"] for failure in root.iter("failure"))
    assert job["artifacts"]["when"] == "always"
    assert all((repository / path).is_file() for path in job["artifacts"]["paths"])


def test_a_change_is_held_only_to_what_it_brings(repository: Path) -> None:
    (command,) = [one for one in blocks("shell") if "--since" in one]
    old = repository / "reports" / "2023.txt"
    old.write_text(SOUND + "全年救助90人，其中城市50人、农村30人、流浪乞讨20人。\n", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "old")
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert commit_report(repository, BAD).returncode == 0
    done = shell(command, repository)
    assert done.returncode == 1, done.stderr
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert [line.split(",")[0] for line in errors] == [f"::error file={NEW}"]


def test_the_git_hook_stops_a_bad_report_and_lets_others_pass(repository: Path) -> None:
    (script,) = blocks("sh")
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(script, encoding="utf-8")
    hook.chmod(0o755)
    (repository / "NOTES").write_text("nothing that the audit reads\n", encoding="utf-8")
    git(repository, "add", "NOTES")
    assert git(repository, "commit", "-q", "-m", "notes").returncode == 0
    assert not (repository / ".kpi").exists()
    refused = commit_report(repository, BAD)
    assert refused.returncode == 1
    assert "520" in refused.stdout + refused.stderr
    assert commit_report(repository, BAD.replace("320万", "300万")).returncode == 0
    assert git(repository, "log", "--oneline").stdout.count("a report arrives") == 1


def test_the_pre_commit_hooks_are_commands_that_run_on_what_the_audit_reads(starter: Path) -> None:
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    (wanted,) = block("repos")["repos"][0]["hooks"]
    audit, validate = hooks[wanted["id"]], hooks["kpi-validate"]
    for hook in (audit, validate):
        # Files are not passed on, or they would be taken for arguments.
        assert (hook["language"], hook["pass_filenames"]) == ("python", False)
        for name in ("kpi.yml", "targets/a.yml", "office/checks/a.yml"):
            assert re.search(hook["files"], name), name
        for name in ("README.md", "my-kpi.yml.txt", "src/reportsx/a.txt", "xreports/a.txt"):
            assert not re.search(hook["files"], name), name
    assert re.search(audit["files"], NEW)
    assert not re.search(validate["files"], NEW)
    for entry, option in ((validate["entry"], "--workspace"), (audit["entry"], wanted["args"][0])):
        shown = shell(f"{entry} --help", starter, COLUMNS="200")
        assert shown.returncode == 0
        assert option in shown.stdout
