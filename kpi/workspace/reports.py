"""The reports of a workspace: which files, whose by their folder, and which clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kpi.documents import Document, content_hash, hash_together, read_document, read_together
from kpi.documents.kinds import READ, is_report_kind, is_text, is_workbook
from kpi.documents.reading import named
from kpi.errors import KpiError, Problem, problem
from kpi.files import is_file, is_folder, is_inside, is_name
from kpi.workspace.config import Config
from kpi.workspace.folder import Listed, leave_out, list_folder
from kpi.workspace.limits import excess

RESULT = ".kpi."  # in the name of what is written beside a report
_LOCK = "~$"
RESULTS = (".kpi.json", ".kpi.md", ".kpi.html")


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One report. `doc` is its path below the workspace; `body` is empty where no folder implies it.

    A report in several files is named by its folder, and `parts` are its files in their order. `period` is what
    kpi.yml says of its period.
    """

    doc: str
    path: Path
    body: str = ""
    parts: tuple[Path, ...] = ()
    period: str = ""

    def read(self) -> Document:
        """The document, named as the workspace names it. KpiError: every file that cannot be read."""
        own = read_together(self.parts, self.doc) if self.parts else named(read_document(self.path), self.doc)
        return replace(own, period=self.period) if self.period else own

    def holds(self, path: Path) -> bool:
        """Whether a real path is that of the report or of one of its files."""
        return path in (self.path.resolve(), *map(Path.resolve, self.parts))

    @property
    def content_hash(self) -> str:
        """Of the bytes of all its files. KpiError where one cannot be opened."""
        return hash_together(self.parts) if self.parts else content_hash(self.path)

    @property
    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self.parts or (self.path,))


def list_reports(config: Config) -> tuple[ReportFile, ...]:
    """All documents below the reports folder, by path, but README and what begins with a dot.

    Of several files of one name that differ only in kind one is taken (`untaken_reports` tells the others).
    KpiError where the folder does not exist. Whether a file can be read shows when it is read.
    """
    found: dict[str, ReportFile] = {}
    for doc, path in _taken(_files(config)):
        folder = next((one for one in config.together if doc.startswith(f"{one}/")), None)
        if folder is None:
            found[doc] = ReportFile(doc, path, body_of(config, doc), period=config.period(doc))
        else:
            joined = ReportFile(
                folder, config.root / folder, body_of(config, f"{folder}/x"), period=config.period(folder)
            )
            own = found.get(folder, joined)
            found[folder] = replace(own, parts=tuple(sorted((*own.parts, path), key=_order)))
    return tuple(found[doc] for doc in sorted(found))


def _order(path: Path) -> tuple[bool, str]:
    """Texts before workbooks, each by name."""
    return is_workbook(path), path.name


def untaken_reports(config: Config) -> list[Problem]:
    """What lies in the reports folder and is no report of the audit, each file with the reason."""
    listed = _listed(config)
    files = _docs(config, listed)
    by_name = {_name(path): doc for doc, path in _taken(files)}
    kinds = ", ".join(suffix for suffix in READ if is_report_kind(Path(f"report{suffix}")))
    found = list(listed.refused)
    for doc, path in files:
        if not is_report_kind(path):
            found.append(problem("report_not_read", doc, found=path.suffix or path.name, expected=kinds))
        elif by_name[_name(path)] != doc and not is_text(path):
            found.append(problem("report_shadowed", doc, found=by_name[_name(path)]))
    return found


def _files(config: Config) -> list[tuple[str, Path]]:
    return _docs(config, _listed(config))


def _docs(config: Config, listed: Listed) -> list[tuple[str, Path]]:
    return [(path.relative_to(config.root).as_posix(), path) for path in listed.files]


def _listed(config: Config) -> Listed:
    if not is_folder(config.root / config.reports):
        raise KpiError(problem("no_reports_folder", config.reports, expected=f"{config.reports}/"))
    return leave_out(config.root, list_folder(config.root, config.reports, config.limits.files), no_report)


def _taken(files: Sequence[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """One file a name, the kind that holds its text best; text files are all taken, as they always were."""
    best: dict[Path, int] = {}
    for _, path in files:
        if is_report_kind(path):
            best[_name(path)] = min(best.get(_name(path), len(READ)), _rank(path))
    return [
        (doc, path)
        for doc, path in files
        if is_report_kind(path) and (is_text(path) or best[_name(path)] == _rank(path))
    ]


def _name(path: Path) -> Path:
    return path.with_suffix("")


def _rank(path: Path) -> int:
    return READ.index(path.suffix.lower())


def report_paths(config: Config) -> tuple[str, ...]:
    """The docs of all reports; empty where there is no folder."""
    try:
        return tuple(report.doc for report in list_reports(config))
    except KpiError:
        return ()


def no_report(path: Path) -> str:
    """Why a file of a kind that is read is no report all the same, "" where it is one."""
    if RESULT in path.name and path.name.endswith(RESULTS):
        return "result"  # what `kpi watch` wrote beside a report
    if is_lock(path):
        return "lock"
    return "readme" if path.stem.upper() == "README" else ""


def is_lock(path: Path) -> bool:
    """~$report.docx: what office programs keep beside a document while somebody has it open."""
    return path.name.startswith(_LOCK)


def unread_reports(config: Config) -> list[Problem]:
    """Why each report cannot be read."""
    found: list[Problem] = []
    for file in list_reports(config) if is_folder(config.root / config.reports) else ():
        try:
            found += filter(None, [excess(file.read().text, file.doc, config.limits)])
        except KpiError as error:
            found += error.problems if file.parts else [replace(one, file=file.doc) for one in error.problems]
    return found


def body_of(config: Config, doc: str) -> str:
    """The body whose folder (in kpi.yml, or named like the body) holds `doc`; the innermost folder decides."""
    folders = {body.reports: body.name for body in config.bodies if body.reports}
    for depth in range(doc.count("/"), 0, -1):
        folder = "/".join(doc.split("/")[:depth])
        if folder in folders:
            return folders[folder]
        if folder != config.reports and (body := config.body(folder.rpartition("/")[2])):
            return body.name
    return ""


def find_plan(config: Config, plan: str) -> Path | None:
    """The file of a plan named relative to the workspace; None where it is not there or outside."""
    path = config.root / plan
    inside = _is_below(config, plan) and is_inside(path)
    return path if inside and (is_file(path) or plan in config.together) else None


def _is_below(config: Config, name: str) -> bool:
    return is_name(name) and (config.root / name).resolve().is_relative_to(config.root.resolve())


def plan_text(config: Config, plan: str) -> str:
    """The flat text of a plan that `find_plan` found. KpiError where it cannot be read."""
    if plan in config.together:
        return next(file.read().text for file in list_reports(config) if file.doc == plan)
    return read_document(config.root / plan).text


def check_periods(rows: Sequence[tuple[str, str, date | None, date | None]]) -> list[Problem]:
    """Two reports of one body for one period, from rows of (doc, body, period start, period end).

    Rows without body or dates cannot clash. One problem a period, at the last report's file.
    """
    periods: dict[tuple[str, date, date], list[str]] = defaultdict(list)
    for doc, body, start, end in rows:
        if body and start and end:
            periods[body, start, end].append(doc)
    return [
        problem("two_reports_one_period", docs[-1], body=body, start=start, end=end, found=", ".join(docs))
        for (body, start, end), found in sorted(periods.items())
        if len(docs := sorted(found)) > 1
    ]


def check_bodies(targets: Sequence[tuple[str, int, str]], reported: Collection[str]) -> list[Problem]:
    """Bodies with targets but no report, from (file, line, body) of the targets: a warning a file and body."""
    first: dict[tuple[str, str], int] = {}
    for file, line, body in targets:
        if body not in reported:
            first.setdefault((file, body), line)
    known = ", ".join(sorted(reported))
    return [
        problem("body_without_report", file, line, found=body, expected=known)
        for (file, body), line in first.items()
    ]
