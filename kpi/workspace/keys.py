"""The one table of keys of kpi.yml and targets/*.yml, which the loaders and the JSON Schema both read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kpi.model import TargetKind, Verdict, Weight


class Shape(StrEnum):
    """What may stand as the value of a key."""

    TEXT = "text"
    TEXTS = "list of texts"
    DATE = "date"  # 2023-12-31
    CHOICE = "choice"
    QUANTITY = "quantity"  # as people write it: 80%, 100张, 2134元/月, or a plain number
    COMPARISON = "comparison"  # 与经济增长同步, 高于全国平均, 快于全国3个百分点
    RANGE = "range"  # 6%—6.5%, or a list of two quantities
    PERCENT = "percent"  # 5%, or the share as a number: 0.05
    NUMBER = "number"
    RECORD = "mapping"
    RECORDS = "list of mappings"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, what stands there, and one line for an editor's help in both languages."""

    name: str
    shape: Shape
    zh: str
    en: str
    required: bool = False
    choices: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


LANGUAGES = ("auto", "zh", "en")
FAIL_ON = ("critical", "warning", "info", "never")

BODY_KEYS = (
    Key("name", Shape.TEXT, "单位全称", "full name of the body", required=True),
    Key("aliases", Shape.TEXTS, "报告中出现的其他称呼", "other names that its reports use"),
    Key("reports", Shape.TEXT, "该单位报告所在文件夹", "folder of this body's reports"),
)

PERIOD_KEYS = (
    Key("report", Shape.TEXT, "报告,如 reports/民政局/总结.docx", "the report, such as reports/bureau/all.docx",
        required=True),
    Key("period", Shape.TEXT, "报告期:2024、2024年上半年、2024-h1", "its period: 2024, 2024-h1, 2024年上半年",
        required=True),
)  # fmt: skip

TOLERANCE_KEYS = (
    Key("about", Shape.PERCENT, "“约、左右”的相对幅度", "how far 约/左右 reaches, as a share of the number"),
    Key("rate_points", Shape.NUMBER, "比率“左右”的幅度(百分点)", "how far 左右 reaches for a rate, in points"),
)

SUITE_USE_KEYS = (
    Key("name", Shape.TEXT, "检查规则名称", "name of the suite", required=True),
    Key("bodies", Shape.TEXTS, "只查这些单位", "only these bodies"),
    Key("reports", Shape.TEXTS, "只查这类报告:annual、half_year、quarter、other",
        "only reports of this kind: annual, half_year, quarter, other"),
    Key("from", Shape.DATE, "只查期末不早于此日的报告", "only reports whose period ends on this day or later"),
    Key("to", Shape.DATE, "只查期末不晚于此日的报告", "only reports whose period ends on this day or earlier"),
    Key("without", Shape.TEXTS, "有意不用的规则编号", "ids of checks that are left out on purpose"),
    Key("off", Shape.TEXT, "整套停用,写明原因", "why the whole suite is not used"),
)  # fmt: skip

RULE_OFF_KEYS = (
    Key("id", Shape.TEXT, "规则编号(kpi rules)", "id of the rule (kpi rules)", required=True),
    Key("why", Shape.TEXT, "停用原因", "why it is off", required=True),
)

RULES_KEYS = (
    Key("off", Shape.RECORDS, "停用的读数规则", "rules of reading that are switched off", keys=RULE_OFF_KEYS),
)

WEIGHTS = tuple(weight.value for weight in Weight)
WEIGHT_KEYS = (
    Key("headline", Shape.TEXTS, "列为重点的目标(指标名称,或 文件/标识)",
        "targets that come first, by indicator or file/id"),
    Key("number", Shape.TEXTS, "列为一般数字的目标", "targets that are numbers like others"),
    Key("milestone", Shape.TEXTS, "列为一般事项的目标", "targets that are tasks like others"),
)  # fmt: skip

LIMIT_KEYS = (
    Key("files", Shape.NUMBER, "一个文件夹最多多少个文件", "files of one folder"),
    Key("file_mb", Shape.NUMBER, "一个文件最大多少 MB", "megabytes of one file"),
    Key("text_mb", Shape.NUMBER, "一份报告最多多少百万字", "millions of characters of one report"),
    Key("line", Shape.NUMBER, "一段最多多少字", "characters of one paragraph"),
    Key("figures", Shape.NUMBER, "一份报告最多多少个数字", "numbers of one report"),
    Key("checks", Shape.NUMBER, "最多多少条检查", "expectations of all suites"),
    Key(
        "read_seconds",
        Shape.NUMBER,
        "读一份报告（数字与勾稽）最多用多少秒处理器时间",
        "seconds of a processor that one report is read in, figures and relations",
    ),
    Key("match_seconds", Shape.NUMBER, "目标与报告对照一轮最多多少秒", "seconds of one pass of matching"),
    Key("sql_seconds", Shape.NUMBER, "一条查询最多多少秒", "seconds of one query of a suite"),
    Key("sql_mb", Shape.NUMBER, "一条查询最多用多少 MB 内存", "megabytes of memory of one query"),
)

CONFIG_KEYS = (
    Key("bodies", Shape.RECORDS, "纳入审计的单位", "the bodies that are audited", keys=BODY_KEYS),
    Key("reports", Shape.TEXT, "报告文件夹(默认 reports)", "folder of the reports (default: reports)"),
    Key("together", Shape.TEXTS, "每个文件夹是一份由几个文件组成的报告(正文和附表)",
        "folders that hold one report in several files each (text and annexes)"),
    Key("periods", Shape.RECORDS, "未写明时期的报告的报告期",
        "periods of reports that do not say it themselves", keys=PERIOD_KEYS),
    Key("targets", Shape.TEXT, "目标文件夹(默认 targets)", "folder of the targets (default: targets)"),
    Key("checks", Shape.TEXT, "检查规则文件夹(默认 checks)", "folder of the suites (default: checks)"),
    Key("language", Shape.CHOICE, "输出语言", "language of the output", choices=LANGUAGES),
    Key("tolerance", Shape.RECORD, "“约、左右”的容差", "tolerance of 约 and 左右", keys=TOLERANCE_KEYS),
    Key("fail_on", Shape.CHOICE, "达到何种严重程度即退出码为 1", "severity from which the exit code is 1",
        choices=FAIL_ON),
    Key("suites", Shape.RECORDS, "检查规则的适用范围;未列出的随附规则一律必须有",
        "where suites apply; shipped suites that are not listed are needed as they are", keys=SUITE_USE_KEYS),
    Key("as_of", Shape.TEXT, "审计基准日:日期或 today(默认为报告中最晚的一天)",
        "the day an audit speaks of: a date, or today (default: the latest day that the reports know)"),
    Key("rules", Shape.RECORD, "读数规则(kpi rules 列出)", "rules of reading (kpi rules lists them)",
        keys=RULES_KEYS),
    Key("weights", Shape.RECORD, "目标的轻重(默认按计划原文)", "how much targets matter (default: as plans say)",
        keys=WEIGHT_KEYS),
    Key("limits", Shape.RECORD, "一次审计最多用多少资源", "how much one audit may take", keys=LIMIT_KEYS),
    Key("ledger", Shape.TEXT, "问题台账文件(默认 ledger.yml)", "file of the ledger (default: ledger.yml)"),
    Key("store", Shape.TEXT, "各单位数据的存放处:.kpi/ 下的文件夹或 s3://…(默认不存)",
        "where the rows of each body are kept: a folder of .kpi/, or s3://… (default: nowhere)"),
)  # fmt: skip

ANSWER_KEYS = (
    Key("quote", Shape.TEXT, "后续报告中的原文", "the words of the later report that answer the target"),
    Key("report", Shape.TEXT, "所认定的报告", "the report that was judged (default: where the quote stands)"),
    Key("by", Shape.TEXT, "由谁认定", "who decided", required=True),
    Key("on", Shape.DATE, "认定日期", "when it was decided", required=True),
    Key("why", Shape.TEXT, "认定理由", "why", required=True),
    Key("verdict", Shape.CHOICE, "认定的判定", "the verdict, where words alone decide",
        choices=tuple(verdict.value for verdict in Verdict)),
)  # fmt: skip

MEASURE_KEYS = (
    Key("at_least", Shape.QUANTITY, "不低于", "at least"),
    Key("at_most", Shape.QUANTITY, "不高于", "at most"),
    Key("exactly", Shape.QUANTITY, "等于", "exactly"),
    Key("between", Shape.RANGE, "区间,如 6%—6.5%", "a range, such as 6%—6.5%"),
    Key("about", Shape.QUANTITY, "约、左右", "about"),
    Key("add", Shape.QUANTITY, "期内新增或完成的数量", "an amount to be added or done within the period"),
    Key("relative", Shape.COMPARISON, "与另一数相比:与经济增长同步、快于全国3个百分点",
        "held against another number: 与经济增长同步, 快于全国3个百分点"),
    Key("multiple", Shape.QUANTITY, "倍数:翻一番、2倍(为基期水平的几倍)", "times the level before: 翻一番, 2倍"),
    Key("milestone", Shape.TEXT, "要完成的事项(无数字)", "a deliverable without a number"),
)  # fmt: skip

TARGET_KEYS = (
    Key("id", Shape.TEXT, "标识,文件内不重复", "identifier, once in its file", required=True),
    Key("indicator", Shape.TEXT, "指标(milestone 可省略)", "what is measured (may be left out of a milestone)"),
    *MEASURE_KEYS,
    Key("kind", Shape.CHOICE, "amount 表示期内完成的数量", "amount: counts what is done within the period",
        choices=tuple(kind.value for kind in TargetKind)),
    Key("due", Shape.DATE, "期限(默认为文件的期限)", "when it is due (default: the file's)"),
    Key("quote", Shape.TEXT, "计划原文", "the words of the plan"),
    Key("also", Shape.TEXTS, "计划中另几处相同承诺的原文", "the plan's words where it promises the same again"),
    Key("weight", Shape.CHOICE, "轻重(默认按计划原文)", "how much it matters (default: as its plan says)",
        choices=WEIGHTS),
    Key("note", Shape.TEXT, "备注", "a remark"),
    Key("answer", Shape.RECORD, "人工认定的结果", "an answer that a person pinned", keys=ANSWER_KEYS),
)  # fmt: skip

FILE_KEYS = (
    Key("body", Shape.TEXT, "单位", "whose targets these are", required=True),
    Key("plan", Shape.TEXT, "作出承诺的报告", "the report that made the promises"),
    Key("due", Shape.DATE, "期限", "when the targets are due"),
    Key("targets", Shape.RECORDS, "目标清单", "the targets", required=True, keys=TARGET_KEYS),
)


def names(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(key.name for key in keys)
