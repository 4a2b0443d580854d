"""A workspace of two short reports with one contradiction and one target missed, and the shipped suites."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from known_support import known

from bench.places import ROOT

PLAN = """\
云溪县民政局2023年上半年工作总结

上半年，共有养老机构24家，其中公办14家、民办11家。新增养老床位100张。

下半年工作计划

下半年，节地生态安葬率达80%以上，新增养老床位60张，出台养老服务办法。
"""
LATER = """\
云溪县民政局2023年工作总结

2023年，节地生态安葬率达76.5%。下半年新增养老床位75张。出台养老服务办法。发放低保金1200万元。
"""
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
FILES = {
    "kpi.yml": "bodies:\n  - name: 云溪县民政局\n",
    "reports/2023-h1.txt": PLAN,
    "reports/2023.txt": LATER,
    "targets/yunxi.yml": TARGETS,
}


def only(*suites: str) -> str:
    """Lines of kpi.yml with which these of the shipped suites run alone: an audit takes a third less."""
    others = sorted({path.stem for path in (ROOT / "checks").iterdir()} - set(suites))
    return "suites:\n" + "".join(f"  - {{name: {name}, off: 此处不用}}\n" for name in others)


def make(root: Path, **changes: str) -> Path:
    """The workspace at `root`; `changes` replace files, by name with `/`, `.` and `-` as `_`."""
    names = {name.translate(str.maketrans("/.-", "___")): name for name in FILES}
    for name, text in {**FILES, **{names[key]: text for key, text in changes.items()}}.items():
        write(root, name, text)
    shutil.copytree(ROOT / "checks", root / "checks")
    return root


COUNTIES = {"b000": "云溪县", "b001": "石桥县"}
THREE = {**COUNTIES, "b002": "平山县"}


def make_counties(root: Path, settings: str = "", counties: Mapping[str, str] = COUNTIES) -> Path:
    """The same reports and targets of some bodies, each with a folder of its own."""
    shutil.copytree(ROOT / "checks", root / "checks")
    for folder, name in counties.items():
        for report, text in (("2023-h1", PLAN), ("2023", LATER)):
            write(root, f"reports/{folder}/{report}.txt", text.replace("云溪县", name))
        targets = TARGETS.replace("云溪县", name).replace("reports/", f"reports/{folder}/")
        write(root, f"targets/{folder}.yml", targets)
    bodies = "".join(f"  - {{name: {name}民政局, reports: reports/{f}}}\n" for f, name in counties.items())
    write(root, "kpi.yml", f"bodies:\n{bodies}{settings}")
    return root


def make_audited(root: Path, **changes: str) -> Path:
    """`make`, with the warehouse of a first audit, which is done once for all tests of a process."""
    return known(make(root, **changes))


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def replace(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    write(root, name, text.replace(old, new))
