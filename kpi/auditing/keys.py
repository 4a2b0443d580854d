"""The keys of checks/*.yml."""

from __future__ import annotations

from kpi.auditing.exits import SEVERITIES
from kpi.auditing.frames import SUBJECTS, TABLES
from kpi.workspace.keys import Key, Shape

_TEXTS = (
    Key("zh", Shape.TEXT, "中文", "in Chinese", required=True),
    Key("en", Shape.TEXT, "英文", "in English", required=True),
)
_META = (
    Key("id", Shape.TEXT, "规则编号，各文件中不得重复", "id of the check, once in all files", required=True),
    Key("title", Shape.RECORD, "问题名称", "what kind of finding it is", required=True, keys=_TEXTS),
    Key(
        "message",
        Shape.RECORD,
        "一条问题的说明，可用 {列名}",
        "one finding, with {columns}",
        required=True,
        keys=_TEXTS,
    ),
    Key("explain", Shape.RECORD, "为什么查、查出来怎么办", "why it is checked, and what to do", keys=_TEXTS),
)
_EXPECTATION = (
    Key("type", Shape.TEXT, "Great Expectations 的期望类型", "type of the expectation"),
    Key("sql", Shape.TEXT, "查询语句，返回的每一行是一个问题", "a query; each row it returns is a finding"),
    Key("formula", Shape.TEXT, "审核公式", "an identity between indicators"),
    Key("kwargs", Shape.RECORD, "期望的参数", "its arguments"),
    Key("severity", Shape.CHOICE, "严重程度", "how bad a finding is", required=True, choices=SEVERITIES),
    Key("meta", Shape.RECORD, "编号与说明", "id and texts", required=True, keys=_META),
)
SUITE_KEYS = (
    Key("suite", Shape.TEXT, "检查规则名称", "name of the suite", required=True),
    Key("frame", Shape.CHOICE, "检查哪张表", "the frame it looks at", required=True, choices=(*SUBJECTS, TABLES)),
    Key("expectations", Shape.RECORDS, "期望", "the expectations", required=True, keys=_EXPECTATION),
)
