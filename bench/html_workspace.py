"""A workspace of a given size made from the sample: invented bodies that all report the sample's figures."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

from bench.places import ROOT

REPORTS = ("2025-h1", "2025", "2026-h1")
PLANS = ("qinghe-2025h2", "qinghe-2026", "qinghe-2026h2")  # made in the reports above, in this order
SAMPLE_BODY, SAMPLE_COUNTY = "清禾县民政局", "清禾县"
NAMES = "甲乙丙丁戊己庚辛壬癸"
# Prose without figures: some 500 sentences.
WHO = ("各科室", "各乡镇", "机关支部", "基层站所", "养老机构", "窗口单位", "业务骨干", "全体干部", "村居")
DID = ("加强学习", "完善制度", "转变作风", "强化协作", "深入走访", "规范流程", "落实责任", "总结经验", "改进服务")
THEN = ("合力不断增强", "水平稳步提升", "满意程度持续改善", "管理更加规范", "任务有力推进", "基础更加扎实")
BYTES = 20_000  # of a report, at most


def make_workspace(folder: Path, reports: int = 20, targets: int = 400) -> Path:
    """`reports` reports of 20 KB, three a body, and exactly `targets` targets; the folder must not hold any."""
    for name in ("reports", "targets"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(ROOT / "checks", folder / "checks")
    bodies = [NAMES[at] for at in range(-(-reports // len(REPORTS)))]
    (folder / "kpi.yml").write_text(_settings(bodies), encoding="utf-8")
    wanted = targets
    for number in range(reports):
        body, which = bodies[number // len(REPORTS)], number % len(REPORTS)
        source = ROOT / "reports" / "qinghe" / f"{REPORTS[which]}.txt"
        path = folder / "reports" / _slug(body) / source.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_padded(_renamed(source.read_text(encoding="utf-8"), body), number), encoding="utf-8")
        plan = (ROOT / "targets" / f"{PLANS[which]}.yml").read_text(encoding="utf-8")
        held = plan.count("  - id:")
        if held <= wanted:
            name = f"{_slug(body)}-{PLANS[which].removeprefix('qinghe-')}.yml"
            (folder / "targets" / name).write_text(_renamed(plan, body), encoding="utf-8")
            wanted -= held
    _more_targets(folder, bodies[0], wanted)
    return folder


def _slug(body: str) -> str:
    return f"body-{NAMES.index(body) + 1}"


def _renamed(text: str, body: str) -> str:
    return text.replace(SAMPLE_COUNTY, f"示例{body}县").replace("reports/qinghe/", f"reports/{_slug(body)}/")


def _settings(bodies: list[str]) -> str:
    lines = ["bodies:"]
    for body in bodies:
        lines += [f"  - name: 示例{body}县民政局", f"    reports: reports/{_slug(body)}"]
    return "\n".join([*lines, "reports: reports", "targets: targets", "checks: checks", ""])


def _padded(text: str, number: int) -> str:
    """More review before the problems or the plan, until the report has its size."""
    sentences = [f"{who}{did}，{then}。" for who, did, then in product(WHO, DID, THEN)]
    turned = sentences[number * 7 :] + sentences[: number * 7]
    room, chosen = BYTES - len(text.encode()) - 100, []
    for sentence in turned:
        room -= len(sentence.encode())
        if room < 0:
            break
        chosen.append(sentence)
    paragraphs = ["".join(chosen[at : at + 12]) for at in range(0, len(chosen), 12)]
    at = text.index("\n二、")
    return text[:at] + "\n" + "\n\n".join(paragraphs) + "\n" + text[at:]


def _more_targets(folder: Path, body: str, n: int) -> None:
    if not n:
        return
    lines = [f"body: 示例{body}县民政局", "due: 2027-12-31", "targets:"]
    for at in range(n):
        lines += [f"  - id: more-{at + 1}", f"    milestone: 印发《民政工作制度汇编》第{at + 1}册"]
    (folder / "targets" / "more.yml").write_text("\n".join([*lines, ""]), encoding="utf-8")
