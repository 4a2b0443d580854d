"""A small workspace with targets that only a person can decide."""

from __future__ import annotations

from pathlib import Path

PLAN = (
    "云溪县民政局2023年上半年工作总结\n上半年，新增养老床位100张。\n下半年工作计划\n"
    "下半年，新增养老床位300张，老年助餐点达到60个，节地生态安葬率达到80%以上，出台《云溪县慈善奖补办法》。\n"
)
LATER = (
    "云溪县民政局2023年工作总结\n全年新增护理型养老床位160张，新增家庭照护床位145张。\n"
    "城区老年助餐点达到45个，新建助餐食堂12家。\n节地生态安葬率达到82.5%。\n"
)
TARGETS = """\
body: 云溪县民政局   # 本局
plan: reports/2023-h1.txt
due: 2023-12-31
targets:
  - id: beds
    indicator: 新增养老床位
    add: 300张   # 年度任务
    quote: 新增养老床位300张

  # 由养老科负责
  - id: meals
    quote: 老年助餐点达到60个
    indicator: 老年助餐点
    at_least: 60个
  - id: burial
    indicator: 节地生态安葬率
    at_least: 80%
    quote: 节地生态安葬率达到80%以上
  - id: rules
    milestone: 出台《云溪县慈善奖补办法》
    quote: 出台《云溪县慈善奖补办法》
    # 末尾的话
"""


def make_workspace(root: Path) -> Path:
    for name, text in {
        "kpi.yml": "bodies:\n  - name: 云溪县民政局\nlanguage: en\n",
        "reports/2023-h1.txt": PLAN,
        "reports/2023.txt": LATER,
        "targets/yunxi.yml": TARGETS,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root
