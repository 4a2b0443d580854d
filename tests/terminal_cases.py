"""Hand-made values for the tests of what people see: one small audit with every verdict, one comparison."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kpi.auditing.result import (
    AuditResult,
    CandidateResult,
    FindingResult,
    Member,
    Quote,
    RelationResult,
    ReportResult,
    TargetResult,
    TargetVerdict,
)
from kpi.model import (
    Answer,
    Bound,
    Candidate,
    Comparison,
    Computation,
    Interval,
    Judgement,
    Op,
    Quantity,
    Reading,
    Relation,
    RelationType,
    RelationVerdict,
    Report,
    Role,
    Shape,
    Subject,
    Target,
    TargetKind,
    Term,
    Verdict,
)

PLAN = "reports/yunxi/2023-h1.txt"
LATER = "reports/yunxi/2023.txt"
DUE = date(2023, 12, 31)


def quote(doc: str, sentence: str, words: str, line: int, at: int = 0) -> Quote:
    start = at + sentence.index(words)
    return Quote(doc, start, start + len(words), words, line, sentence, at)


def verdict(
    name: str, answer: Quote | None = None, value: str = "", unit: str = "", **more: object
) -> TargetVerdict:
    number = Decimal(value) if value else None
    base = TargetVerdict(
        doc=LATER,
        verdict=name,
        answer=answer,
        quantity="q9" if answer else "",
        value=number,
        interval=Interval(number, number),
        unit=unit,
        margin=None,
        margin_share=None,
        elapsed=None,
        confidence=0.9,
        is_latest=True,
        modifiers=(),
        note="",
    )
    return replace(base, **more)  # type: ignore[arg-type]


def target(key: str, indicator: str, words: str, *verdicts: TargetVerdict, **more: object) -> TargetResult:
    base = TargetResult(
        target=f"yunxi/{key}",
        id=key,
        file="targets/yunxi.yml",
        line=5,
        body="云溪县民政局",
        subject=indicator,
        indicator=indicator,
        kind="level",
        op=">=",
        value=None,
        value_high=None,
        unit="",
        due=DUE,
        quote=words,
        promise=quote(PLAN, words, words, 40),
        pinned_by="",
        pinned_why="",
        verdicts=verdicts,
    )
    return replace(base, **more)  # type: ignore[arg-type]


BURIAL = (
    "惠民殡葬扎实推进，全年办理生态安葬412例，全县节地生态安葬率为76.5%，"
    "较上年提高2.1个百分点，群众满意度持续提升。"
)
SUM = "全年发放城市低保金2001.62万元、农村低保金1880.36万元，合计发放低保金3880.98万元。"


def targets() -> tuple[TargetResult, ...]:
    burial = verdict(
        "missed", quote(LATER, BURIAL, "76.5%", 12), "76.5", "%", margin=Decimal("-3.5"), margin_share=-0.04375
    )
    beds = quote(LATER, "新增养老床位160张。", "160张", 14)
    review = CandidateResult(beds, "q7", Decimal(160), "张", 0.61, "")
    other = CandidateResult(
        quote(LATER, "建成家庭养老床位145张。", "145张", 15), "q8", Decimal(145), "张", 0.58, ""
    )
    carers = quote(LATER, "每万名老年人拥有持证护理员达到32.4人。", "32.4人", 13)
    return (
        target("burial", "节地生态安葬率", "节地生态安葬率达80%以上", burial, value=Decimal(80), unit="%"),
        target(
            "training",
            "培训养老护理员",
            "培训养老护理员200人次以上",
            verdict("not_reported", modifiers=("carried_over",)),
            value=Decimal(200),
            unit="人次",
            kind="amount",
        ),
        target(
            "beds",
            "家庭养老床位",
            "建成家庭养老床位120张",
            verdict("needs_review", note="两个数据都可能是答案", candidates=(review, other)),
            value=Decimal(120),
            unit="张",
            kind="amount",
        ),
        target(
            "carers",
            "每万名老年人拥有持证护理员",
            "每万名老年人拥有持证护理员30人以上",
            verdict("met", carers, "32.4", "人/万老年人", margin=Decimal("2.4"), margin_share=0.08),
            value=Decimal(30),
            unit="人/万老年人",
        ),
        target(
            "adaptation",
            "适老化改造",
            "完成适老化改造240户",
            verdict("behind", quote(LATER, "已完成适老化改造60户。", "60户", 16), "60", "户", elapsed=0.5),
            value=Decimal(240),
            unit="户",
            kind="amount",
            due=date(2024, 6, 30),
        ),
        target("plan", "", "发布《云溪县养老服务设施布局专项规划》", op="done", kind="milestone"),
    )


def computation(whole: str, *parts: str) -> Computation:
    """2001.62 + 1880.36 = 3881.98 ≠ 3880.98 万元"""
    first, second = parts
    return Computation(
        Shape.SUM,
        (Term("2001.62", first), Term("1880.36", second, "+")),
        "≠",
        (Term("3880.98 万元", whole),),
        "3881.98",
        Interval(Decimal("38819700"), Decimal("38819900")),
        Interval(Decimal("38809750"), Decimal("38809850")),
    )


def relations() -> tuple[RelationResult, ...]:
    members = tuple(
        Member(f"q{n}", Decimal(value), "元", subject, quote(LATER, SUM, words, 9))
        for n, (value, subject, words) in enumerate(
            (
                ("38809800", "低保金", "3880.98万元"),
                ("20016200", "城市低保金", "2001.62万元"),
                ("18803600", "农村低保金", "1880.36万元"),
            ),
            start=1,
        )
    )
    wrong = RelationResult(
        doc=LATER,
        body="云溪县民政局",
        type="sum",
        verdict="inconsistent",
        computation=computation("q1", "q2", "q3"),
        members=members,
    )
    right = replace(wrong, verdict="consistent")
    return (wrong, right, replace(right, type="share"), replace(right, verdict="truncated"))


def findings() -> tuple[FindingResult, ...]:
    def one(severity: str, kind: str, subject: str, zh: str, en: str, message: tuple[str, str]) -> FindingResult:
        return FindingResult(
            f"f-{subject}", "targets", "expect", severity, kind, subject, LATER, 3, 5, 1, "x", (zh, en), message
        )

    told = ("节地生态安葬率 76.5%，目标 80%", "76.5% against 80%")
    unit = ("单位“枚”不在单位表中", "unit 枚 is not in the table")
    return (
        one("critical", "target", "yunxi/burial", "到期目标未完成", "A due target was missed", told),
        one("critical", "relation", "r1", "数据不一致", "Figures contradict each other", told),
        one("warning", "quantity", "q30", "未知单位", "Unknown unit", unit),
    )


def audit() -> AuditResult:
    def report(doc: str, start: date, end: date) -> ReportResult:
        return ReportResult(doc, "工作总结", "云溪县民政局", start, end, None, 900, 64, 12)

    return AuditResult(
        reports=(
            report(PLAN, date(2023, 1, 1), date(2023, 6, 30)),
            report(LATER, date(2023, 1, 1), date(2023, 12, 31)),
        ),
        targets=targets(),
        relations=relations(),
        findings=findings(),
        evaluated=11,
        fail_on="critical",
        exit_code=1,
        read=(PLAN, LATER),
        timings=(("read", 0.1),),
    )


PLAN_TEXT = "下半年计划\n节地生态安葬率达80%以上，培训养老护理员200人次以上。\n"
LATER_TEXT = "全年总结\n" + BURIAL + "\n"


def comparison() -> Comparison:
    plan, later = Report("2023-h1", PLAN_TEXT, body="云溪县民政局"), Report("2023", LATER_TEXT)

    def wanted(number: str, clause: str, value: int, unit: str) -> Target:
        start = PLAN_TEXT.index(clause)
        subject = Subject(clause[: clause.index(str(value))].removesuffix("达"))
        return Target(
            number, start, start + len(clause), clause, subject, TargetKind.LEVEL, Op.AT_LEAST, DUE,
            value=Decimal(value), unit=unit,
        )  # fmt: skip

    start = LATER_TEXT.index("76.5%")
    answer = Answer(start, start + 5, "76.5%", (5, len(LATER_TEXT) - 1), Decimal("76.5"), "%", quantity="q2")
    burial = wanted("t1", "节地生态安葬率达80%以上", 80, "%")
    training = wanted("t2", "培训养老护理员200人次以上", 200, "人次")
    return Comparison(
        plan,
        later,
        (
            Judgement(
                burial, Verdict.MISSED, answer, (Candidate(answer, 0.9),), 0.91, Decimal("-3.5"), "76.5 < 80"
            ),
            Judgement(training, Verdict.NOT_REPORTED, confidence=0.8),
        ),
    )


def reading() -> Reading:
    def quantity(number: str, words: str, value: str, subject: str) -> Quantity:
        start = SUM.index(words)
        amount = Decimal(value)
        return Quantity(
            number, start, start + len(words), words, amount, "元", Bound.EXACT, Role.ACTUAL, Subject(subject),
            Interval(amount - 50, amount + 50), Decimal(100), (0, len(SUM)),
        )  # fmt: skip

    quantities = (
        quantity("q1", "2001.62万元", "20016200", "发放城市低保金"),
        quantity("q2", "1880.36万元", "18803600", "农村低保金"),
        quantity("q3", "3880.98万元", "38809800", "发放低保金"),
    )
    wrong = Relation(
        RelationType.SUM,
        ("q3", "q1", "q2"),
        RelationVerdict.INCONSISTENT,
        computation("q3", "q1", "q2"),
    )
    return Reading(
        Report("2023", SUM, title="云溪县民政局2023年工作总结", body="云溪县民政局"), quantities, (wrong,)
    )
