"""What a check is, from its YAML alone: no suite is loaded, so that asking is quick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from kpi.errors import KpiError, problem
from kpi.workspace.config import Config
from kpi.workspace.folder import list_folder, with_suffix
from kpi.workspace.starter import starter_root
from kpi.workspace.yamlfile import parse_yaml, read_yaml, yaml_values

_NEAREST = 3  # checks named where a name is none


@dataclass(frozen=True, slots=True)
class Explained:
    """One expectation as written; texts are (中文, English), empty where there are none."""

    id: str
    suite: str
    frame: str
    file: str
    severity: str
    type: str
    kwargs: tuple[tuple[str, str], ...]
    title: tuple[str, str]
    message: tuple[str, str]
    explain: tuple[str, str]


def explain_check(name: str, config: Config | None) -> Explained:
    """The check with this id or title, of the workspace if there is one, else of those that ship with kpi.

    KpiError `no_such_check` names the nearest ids; several checks of one title are the nearest to it.
    """
    checks = list_checks(config)
    known = {check.id: check for check in checks}
    titled = [check for check in checks if name.casefold() in map(str.casefold, check.title)]
    if name not in known and len(titled) == 1:
        return titled[0]
    if name not in known:
        near = [check.id for check in titled] or _nearest(name, checks)
        raise KpiError(problem("no_such_check", found=name, nearest=", ".join(near)))
    return known[name]


def _nearest(name: str, checks: Sequence[Explained]) -> list[str]:
    """The ids of the checks whose id or title is nearest, the nearest first."""
    words = {word.casefold(): check.id for check in checks for word in (*check.title, check.id) if word}
    near = get_close_matches(name.casefold(), list(words), n=2 * _NEAREST, cutoff=0.4)
    return list(dict.fromkeys(words[word] for word in near))[:_NEAREST]


def list_checks(config: Config | None) -> list[Explained]:
    """All that there are, suite by suite."""
    return list(_all(config))


def _all(config: Config | None) -> Iterator[Explained]:
    for name, text in _texts_of(config):
        tree, problems = parse_yaml(text, name)
        if tree is None or problems:
            continue  # `kpi validate` says what is wrong with it
        try:
            data: Any = yaml_values(text)
        except yaml.YAMLError:
            continue
        listed = data.get("expectations") if isinstance(data, dict) else None
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and isinstance(one.get("meta"), dict):
                yield _explained(data, one, Path(name))


def _texts_of(config: Config | None) -> Iterator[tuple[str, bytes]]:
    """Name and content of every suite that can be read."""
    if config is None:
        shipped = starter_root().joinpath("checks").iterdir()
        yield from ((path.name, path.read_bytes()) for path in sorted(shipped, key=str) if ".yml" in path.name)
        return
    listed = list_folder(config.home, config.checks, config.limits.files)
    for path in with_suffix(config.home, listed).files:
        data, _ = read_yaml(path, path.name)
        if data is not None:
            yield path.name, data


def _explained(suite: dict[str, Any], one: dict[str, Any], path: Path) -> Explained:
    meta: dict[str, Any] = one["meta"]
    short = next((key for key in ("sql", "formula") if key in one), "")
    kwargs = {short: str(one[short]).strip()} if short else one.get("kwargs")
    return Explained(
        id=str(meta.get("id", "")),
        suite=str(suite.get("suite", "")),
        frame=str(suite.get("frame", "")),
        file=path.name,
        severity=str(one.get("severity", "")),
        type=str(one.get("type") or short or "sql"),
        kwargs=tuple((str(key), _plain(value)) for key, value in _mapping(kwargs).items()),
        title=_texts(meta, "title"),
        message=_texts(meta, "message"),
        explain=_texts(meta, "explain"),
    )


def _texts(meta: dict[str, Any], name: str) -> tuple[str, str]:
    found = _mapping(meta.get(name))
    return str(found.get("zh", "")), str(found.get("en", ""))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
