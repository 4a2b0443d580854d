"""Pages for the tests of the HTML summary, each made once a process."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from known_support import known

from bench.places import ROOT, SAMPLE
from kpi.auditing.evidence import Evidence, load_evidence
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.presenting.html.page import render
from kpi.presenting.lang import Lang
from kpi.warehouse.store import open_warehouse

# What a report or a targets file might try; none of it may run, load or break out of where it stands.
ATTACK = '<script>window.pwned=1</script><img src=x onerror="window.pwned=2">'
ENDING = "</script></title></style></textarea><script>window.pwned=3</script><!--"
FORMULA = '=HYPERLINK("http://attacker.invalid","x")'
REPORT = f"""测试{{name}}县民政局2025年上半年工作总结及下半年工作计划

一、上半年工作{ATTACK}

全县共有城乡低保对象300户，其中城市低保100户、农村低保190户{ENDING}。救助{FORMULA}困难群众20人次\u2028。

二、下半年工作计划

新增养老床位50张{ATTACK}，救助申请办理时限压缩至10个工作日以内。\u202e反写
"""
LATER = f"""测试县民政局2025年工作总结

一、全年工作

新增养老床位40张{ATTACK}，救助申请办理时限缩短至9个工作日{ENDING}。javascript:alert(1)
"""
TARGETS = """body: 测试县民政局
plan: reports/a.txt
due: 2025-12-31
targets:
  - id: beds
    indicator: '养老床位<svg onload="window.pwned=4">'
    add: 50张
    quote: 新增养老床位50张
  - id: time
    indicator: '"onmouseover="window.pwned=5" x="办理时限'
    at_most: 10个工作日
"""


def build(root: Path) -> tuple[AuditResult, Evidence]:
    result = audit(root)
    with open_warehouse(root) as warehouse:
        return result, load_evidence(warehouse)


@cache
def sample() -> tuple[AuditResult, Evidence]:
    root = Path(mkdtemp(prefix="kpi-html-"))
    try:
        for name in SAMPLE:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
        return build(known(root))
    finally:
        shutil.rmtree(root)


@cache
def sample_page(lang: Lang = "zh") -> str:
    return render(*sample(), lang)


def attacked_workspace(root: Path) -> Path:
    (root / "reports").mkdir(parents=True)
    (root / "targets").mkdir()
    (root / "kpi.yml").write_text("bodies: [{name: 测试县民政局}]\n", encoding="utf-8")
    (root / "reports" / "a.txt").write_text(REPORT.replace("{name}", ""), encoding="utf-8")
    (root / "reports" / "b.txt").write_text(LATER, encoding="utf-8")
    (root / "targets" / "t.yml").write_text(TARGETS, encoding="utf-8")
    shutil.copytree(ROOT / "checks", root / "checks")
    return root


@cache
def attacked_page() -> str:
    root = Path(mkdtemp(prefix="kpi-html-"))
    try:
        return render(*build(attacked_workspace(root / "w")), "zh")
    finally:
        shutil.rmtree(root)


def long_report(body: str, year: int) -> str:
    """Work done and work to come, goals as thinly sown in it as in the report of a province."""
    fill = "坚持稳中求进，统筹推进各项工作，完善制度机制，优化服务流程，压实各方责任，推动任务落到实处、见到成效。"
    done = "".join(f"{fill * 3}全年完成甲类{n}号工程投资{n + year - 1990}万元。{fill}\n" for n in range(40))
    plan = "".join(
        f"{fill * 3}{n}号服务点达到{n + 60}个，{fill}建成{n}号便民服务中心。{fill}\n" for n in range(40)
    )
    return f"{body}山县民政局{year}年工作总结\n\n一、{year}年工作\n{done}\n二、{year + 1}年工作计划\n{plan}"
