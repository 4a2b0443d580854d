"""Computations as values: built by the rules, written out in one notation, kept in the warehouse as they are."""

from __future__ import annotations

import pytest
from relations_support import OPENING

from kpi.arithmetic.notation import explained, written
from kpi.extraction.catalogue import builtin_catalogue
from kpi.model import Computation, Relation, RelationType, Shape, Term
from kpi.presenting.computations import computation_json, computation_line
from kpi.relations import read
from kpi.relations.formulas import names_of, parse, with_formulas
from kpi.relations.kinds import KINDS
from kpi.warehouse.loading import load_reading
from kpi.warehouse.relations import computations
from kpi.warehouse.store import open_warehouse

EVERY_SHAPE = (
    "累计发放低保金3880.98万元，其中城市低保2001.62万元，农村低保1880.36万元。\n"
    "应检205家，已参检164家，参检率82.0%。\n抽查37家，合格率93.2%。\n"
    "全年补助资金5955亿元，比上年增加1637亿元，增长27.9%。\n低保标准由每人每月910元提高到870元。\n"
    "低保标准由每人每月870元提高到910元，增长4.6%。\n"
    "为1200名孤儿发放生活费，标准每人每月1500元，上半年发放1080万元。\n"
    "创建示范点5个：东山镇、西河镇、南湖镇、北岭镇。\n登记社会组织152家，其中社会团体162家。\n"
)


def relations(text: str) -> tuple[Relation, ...]:
    return read(OPENING + text, "r.txt").relations


@pytest.mark.parametrize(
    ("text", "shape", "line"),
    [
        ("低保标准由每人每月910元提高到870元。", Shape.MOVE, "910 → 870元 (−40元) ≠ ↑"),
        ("低保标准由每人每月870元提高到910元，增长4.6%。", Shape.RATE, "910 / 870 − 1 = 4.60% ≈ 4.6%"),
        ("全年补助资金5955亿元，比上年增加1637亿元，增长37.9%。", Shape.RATE,
         "1637 / (5955 − 1637) = 37.91% ≈ 37.9%"),
        ("抽查37家，合格率93.2%。", Shape.UNCOUNTABLE, "∄ n ∈ ℕ: n / 37 ≈ 93.2%"),
        ("抽取6个乡镇（青溪、下湾、马鞍、洪桥、双岗）。", Shape.COUNT,
         "6个 ≠ 5: 青溪、下湾、马鞍、洪桥、双岗 (Δ 1个, 16.67%)"),
        ("登记社会组织152家，其中社会团体162家。", Shape.AT_MOST, "162 > 152家 (Δ 10家, 6.58%)"),
        ("为1200名孤儿发放生活费，标准每人每月1500元，上半年发放1080万元。", Shape.PRODUCT,
         "1200名 × 1500元 × 6 = 1080 ≈ 1080万元"),
    ],
)  # fmt: skip
def test_a_rule_says_what_it_computed(text: str, shape: Shape, line: str) -> None:
    assert [(one.computation.shape, written(one.computation)) for one in relations(text)] == [(shape, line)]


def test_every_term_that_is_printed_names_its_quantity() -> None:
    for one in relations(EVERY_SHAPE):
        terms = (*one.computation.terms, *one.computation.against)
        named = {term.quantity for term in terms} - {""}
        assert named == set(one.members), one
        assert all(term.span or term.shown in ("1", "100%") for term in terms
                   if not term.quantity and one.computation.shape is not Shape.COUNT)  # fmt: skip


def test_what_the_warehouse_gives_back_is_written_as_what_was_found() -> None:
    reading = read(OPENING + EVERY_SHAPE, "r.txt")
    assert len({one.computation.shape for one in reading.relations}) >= 7
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, reading, "hash")
        found = computations(warehouse, ["r.txt"])
        notes = dict(warehouse.rows("SELECT relation, note FROM relations"))
    for number, one in enumerate(reading.relations, start=1):
        verdict, kept = found["r.txt", number]
        assert verdict == one.verdict
        assert (kept.terms, kept.against, kept.nearest) == (
            one.computation.terms, one.computation.against, one.computation.nearest,
        )  # fmt: skip
        assert (kept.mends, kept.linked) == (one.mends, one.linked)
        others = [found["r.txt", other] for other in kept.linked]
        assert explained(kept, others) == notes[number]


def test_english_knows_no_percentage_points_of_the_chinese_kind() -> None:
    computation = Computation(
        Shape.DIFFERENCE,
        (Term("91.3%", "q1"), Term("78.9%", "q2", "−")),
        "≠",
        (Term("14.2个百分点", "q3"),),
        "12.4",
    )
    assert computation_line(computation, "zh") == "91.3% − 78.9% = 12.4 ≠ 14.2个百分点"
    assert computation_line(computation, "en") == "91.3% − 78.9% = 12.4 ≠ 14.2 points"
    assert computation_json(computation, "x")["terms"][1]["sign"] == "−"


@pytest.mark.parametrize(
    ("text", "formula", "kind", "verdict"),
    [
        (
            "全县现有养老床位3000张。全县现有护理型床位3300张。",
            "护理型床位 <= 养老床位",
            "partial",
            "inconsistent",
        ),
        ("全县现有养老床位3000张。全县现有护理型床位1300张。", "养老床位 >= 护理型床位", "partial", "incomplete"),
    ],
)
def test_a_formula_of_one_report_is_of_the_kind_of_its_shape(
    text: str, formula: str, kind: str, verdict: str
) -> None:
    catalogue = builtin_catalogue()
    parsed = parse("mine", formula, names_of(catalogue)).formula
    assert parsed is not None
    reading, _ = with_formulas(read(OPENING + text, "x"), [parsed], catalogue)
    words = {one.id: one.text for one in reading.quantities}
    (one,) = (one for one in reading.relations if one.rule == "formula")
    assert (one.type, one.verdict, one.formula) == (kind, verdict, "mine")
    assert words[one.members[0]] == "3000张"


def test_a_formula_says_which_slip_would_mend_it() -> None:
    catalogue = builtin_catalogue()
    text = "全县现有养老床位5000张。全县现有护理型床位1858张。举办培训12期。护理型床位占比31.7%。"
    parsed = parse("share", "护理型床位占比 = 护理型床位 / 养老床位", names_of(catalogue)).formula
    assert parsed is not None
    reading, _ = with_formulas(read(OPENING + text, "x"), [parsed], catalogue)
    (one,) = reading.relations
    assert (one.type, one.rule) == ("share", "formula")
    assert [(mend.printed, mend.instead) for mend in one.mends] == [("31.7", "37.1"), ("1858", "1588")]


def test_every_kind_of_relation_has_its_row() -> None:
    assert set(KINDS) == set(RelationType)
