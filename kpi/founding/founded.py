"""The files of a workspace that is made from documents: settings, drafted targets, and the shipped suites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import yaml

from kpi.auditing.refreshing import Step
from kpi.errors import KpiError, problem
from kpi.founding.choosing import choose, safe_name
from kpi.founding.finding import find_documents
from kpi.founding.result import Founded, Taken
from kpi.workspace.config import CONFIG_FILE, Body, Config
from kpi.workspace.drafting import draft_yaml, quoted
from kpi.workspace.laying import Content, lay
from kpi.workspace.starter import shipped_suites

_STANDARD = Config(Path())
_SETTINGS = Path(__file__).with_name("settings.yml")
_PLACE, _PERIODS = "# {bodies}\n", "# {periods}\n"


def found_workspace(
    target: Path, folder: Path, given: Sequence[str] = (), workers: int = 1, step: Step | None = None
) -> Founded:
    """Make a workspace at `target` from the documents below `folder`, which stay as they are.

    `given` are the bodies whose documents are wanted; none given are all that the documents name. KpiError: a
    workspace is there already, no document can be taken (with the reasons), or it cannot be written; then nothing
    is left behind.
    """
    refuse_existing(target)
    found, refused = find_documents(folder, workers, step)
    taken, left = choose(found, given, _STANDARD.reports)
    left = sorted([*refused, *left], key=lambda reason: (reason.file, reason.code))
    if not taken:
        raise KpiError([problem("init_nothing", str(folder)), *left])
    drafts = _drafted(taken)
    bodies = _bodies(taken, given)
    texts = {CONFIG_FILE: settings(bodies, taken), **{one.draft: text for one, text in drafts if text}}
    _lay(target, texts, {one.doc: one.found.file.path for one in taken})
    return Founded(bodies, tuple(one for one, _ in drafts), tuple(left))


def empty_workspace(target: Path, given: Sequence[str] = ()) -> None:
    """A workspace with the shipped suites and without reports and targets. KpiError: one is there already."""
    refuse_existing(target)
    _lay(target, {CONFIG_FILE: settings([Body(name) for name in given])}, {})


def refuse_existing(target: Path) -> None:
    """KpiError where something lies in `target` that a workspace has: nothing is overwritten."""
    if target.exists() and not target.is_dir():
        raise KpiError(problem("not_a_directory", str(target)))
    names = (CONFIG_FILE, _STANDARD.reports, _STANDARD.targets, _STANDARD.checks, _STANDARD.ledger)
    if there := [name for name in names if (target / name).exists() or (target / name).is_symlink()]:
        raise KpiError(problem("workspace_there", str(target), found=", ".join(there)))


def settings(bodies: Iterable[Body], taken: Iterable[Taken] = ()) -> str:
    """kpi.yml with these bodies and assumed periods, every other setting at its standard value and explained."""
    template = _SETTINGS.read_text(encoding="utf-8")
    lines = [line for body in bodies for line in _body_lines(body)]
    listed = "\n".join(["bodies:", *lines, ""]) if lines else ""
    dated = [line for one in taken if one.found.file.period for line in _period_lines(one)]
    periods = "\n".join(["periods:", *dated, ""]) if dated else ""
    return template.replace(_PLACE, listed).replace(_PERIODS, periods)


def _period_lines(one: Taken) -> list[str]:
    return [f"  - report: {quoted(one.doc)}", f"    period: {quoted(one.found.file.period)}"]


def _body_lines(body: Body) -> list[str]:
    lines = [f"  - name: {quoted(body.name)}"]
    if body.aliases:
        lines.append(f"    aliases: [{', '.join(_in_list(name) for name in body.aliases)}]")
    return [*lines, f"    reports: {quoted(body.reports)}"] if body.reports else lines


def _in_list(name: str) -> str:
    dumped: str = yaml.dump([name], Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=True)
    return dumped.strip()[1:-1]


def _drafted(taken: Sequence[Taken]) -> list[tuple[Taken, str]]:
    """Each report with the targets file that its plan gives, "" where it gives none."""
    used: set[str] = set()
    drafted = []
    several = len({one.body for one in taken}) > 1
    for one in taken:
        reading = one.found.reading
        own = replace(reading, report=replace(reading.report, body=one.body))
        try:
            text = draft_yaml(own, one.doc) if reading.targets else ""
        except KpiError:  # nothing that could be written: the table shows no targets
            text = ""
        name = _free(one, several, used) if text else ""
        drafted.append((replace(one, draft=name, targets=text.count("\n  - id: ")), text))
    return drafted


def _free(one: Taken, several: bool, used: set[str]) -> str:
    """`targets/<report>.yml`, with the body where there are several."""
    stem = safe_name(PurePosixPath(one.doc).stem)
    body = safe_name(one.body)
    stem = f"{body}-{stem}" if several and body not in stem else stem
    choices = [stem, *(f"{stem}-{number}" for number in range(2, len(used) + 3))]
    name = next(name for name in choices if name.lower() not in used)
    used.add(name.lower())
    return f"{_STANDARD.targets}/{name}.yml"


def _bodies(taken: Iterable[Taken], given: Sequence[str]) -> tuple[Body, ...]:
    """The bodies of the reports, those given first, with the other names that their reports use."""
    names: dict[str, dict[str, None]] = {name: {} for name in given}
    folders: dict[str, str] = {}
    for one in taken:
        own = names.setdefault(one.body, {})
        folders[one.body] = PurePosixPath(one.doc).parent.as_posix()
        if (said := one.found.reading.report.body) and said != one.body:
            own[said] = None
    known = set(names)
    return tuple(
        Body(name, tuple(alias for alias in aliases if alias not in known), folders.get(name))
        for name, aliases in names.items()
    )


def _lay(target: Path, texts: dict[str, str], reports: dict[str, Path]) -> None:
    files: dict[str, Content] = {name: text.encode() for name, text in texts.items()}
    files |= reports
    files |= {f"{_STANDARD.checks}/{name}": data for name, data in shipped_suites()}
    lay(target, files, (_STANDARD.reports, _STANDARD.targets))
