"""The pure parts of the HTML summary: charts, marks, hints, fields, periods, data."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal

import pytest

from kpi.auditing.evidence import Figure
from kpi.auditing.result import Member, Quote, RelationResult
from kpi.model import Computation, Interval, Mend, Nearest, Shape, Term
from kpi.presenting.computations import bare_line
from kpi.presenting.html.atlas import Atlas, letters_of
from kpi.presenting.html.charts import Segment, Threshold, bullet, sparkline, stacked
from kpi.presenting.html.contradictions import worked_sums
from kpi.presenting.html.data import embedded
from kpi.presenting.html.fields import field_order, told_by
from kpi.presenting.html.hints import hint_of, is_slip, slip_between
from kpi.presenting.html.marks import Quoted, mark_up
from kpi.presenting.html.verdicts import by_group, group_of, judged
from kpi.presenting.html.words import page_words, period_name, translated, words_in


def figure(text: str, words: str, role: str = "actual", identifier: str = "q1") -> Figure:
    start = text.index(words)
    end = start + len(words)
    return Figure("r", identifier, start, end, role, Decimal(1), None, None, "", "", "", "", "review")


def stretches(svg: str) -> list[tuple[float, float]]:
    """Start and width of the band that is asked for and of the bar to the value."""
    found = re.findall(r"<rect(?: x=([\d.]+)%)? width=([\d.]+)%", svg)
    return [(float(start or 0), float(width)) for start, width in found]


def test_a_bullet_bar_is_as_long_as_its_value_and_the_line_stands_at_the_target() -> None:
    svg = bullet(57, Threshold(60, None), (57, 57))
    _, (_, bar) = stretches(svg)
    [line] = [float(x) for x in re.findall(r"<rect class=l x=([\d.]+)%", svg)]
    assert bar / line == pytest.approx(57 / 60, abs=0.01)


def test_an_upper_limit_is_met_to_the_left_of_its_line() -> None:
    svg = bullet(14, Threshold(None, 15), (14, 14))
    (_, band), _ = stretches(svg)
    assert band == pytest.approx(float(re.search(r"class=l x=([\d.]+)%", svg)[1]), abs=0.1)  # type: ignore[index]


def test_a_whisker_stands_only_where_the_figure_is_approximate() -> None:
    assert "class=i" not in bullet(57, Threshold(60, None), (57, 57))
    assert "class=i" in bullet(57, Threshold(60, None), (50, 64))


def test_an_open_interval_runs_to_the_edge_without_an_end() -> None:
    assert bullet(57, Threshold(60, None), (57, None)).count("class=e") == 1


def test_a_negative_value_hangs_left_of_zero() -> None:
    svg = bullet(-3, Threshold(5, None), (-3, -3))
    zero = sum(stretches(svg)[1])
    assert 0 < zero < float(re.search(r"class=l x=([\d.]+)%", svg)[1])  # type: ignore[index]


def test_a_chart_of_nothing_but_zeros_is_drawn() -> None:
    assert "<svg" in bullet(0, Threshold(0, None), (0, 0))


def test_a_sparkline_has_a_point_each_value_from_left_to_right() -> None:
    svg = sparkline([1, 2, 3], Threshold(2, None), "trend")
    points = re.search(r'points="([^"]+)"', svg)[1].split()  # type: ignore[index]
    assert len(points) == 3 and points == sorted(points, key=lambda point: float(point.split(",")[0]))
    assert float(points[0].split(",")[1]) > float(points[-1].split(",")[1])  # higher is up


def test_a_chart_s_label_is_escaped() -> None:
    assert "<b>" not in sparkline([1, 2], Threshold(2, None), '<b>"')


def test_a_stacked_bar_leaves_out_what_is_zero_and_narrow_numbers() -> None:
    segments = [Segment("met", 99, "met"), Segment("missed", 0, "missed"), Segment("open", 1, "open")]
    svg = stacked(segments, 100, "all")
    assert "<rect class=s-met x=0% width=99% />" in svg and "s-missed" not in svg
    assert re.findall(r">(\d+)</text>", svg) == ["99"]


def test_quoted_words_are_marked_where_they_stand_and_figures_keep_their_role() -> None:
    text = "新增床位100张，提高到8%。"
    figures = [figure(text, "100张", "target", "q1"), figure(text, "8%", "actual", "q2")]
    marked = mark_up(text, figures, [Quoted(0, 8, "p1")], ["q1"], "e3")
    assert marked.lines[0].html == "<q id=e3-0>新增床位<i id=e3q1>100张</i></q>，提高到<b>8%</b>。"
    assert marked.anchors == {"p1": "e3-0"}
    assert marked.figures == {"q1": "e3q1"}
    assert marked.places == {"q1": 0, "q2": 1}


def test_overlapping_quotes_share_a_mark_and_both_find_it() -> None:
    marked = mark_up("甲乙丙丁戊", [], [Quoted(0, 3, "a"), Quoted(2, 4, "b")], [], "e1")
    assert marked.lines[0].html == "<q id=e1-0>甲乙丙丁</q>戊"
    assert marked.anchors == {"a": "e1-0", "b": "e1-0"}


def test_the_anchor_of_a_quote_has_no_sign_more_than_it_needs() -> None:
    """Behind a letter a number ends nothing; behind a digit it would."""
    short, long = (mark_up("甲乙丙", [], [Quoted(0, 2, "a")], [], prefix) for prefix in ("eb", "e1"))
    assert (short.lines[0].html, short.anchors) == ("<q id=eb0>甲乙</q>丙", {"a": "eb0"})
    assert long.anchors == {"a": "e1-0"}


def test_the_reports_of_a_page_have_letters_of_their_own() -> None:
    names = [letters_of(number) for number in range(700)]
    assert len(set(names)) == 700
    assert names[:2] + names[24:27] == ["a", "b", "z", "aa", "ab"]
    assert not any("q" in name or not name.isalpha() for name in names)  # q1 is a figure's id


def test_a_quote_never_tears_a_figure() -> None:
    text = "共120张床"
    marked = mark_up(text, [figure(text, "120张")], [Quoted(0, 3, "a")], [], "e1")
    assert marked.lines[0].html == "<q id=e1-0>共<b>120张</b></q>床"


def test_a_quote_over_two_lines_is_marked_on_both_with_one_anchor() -> None:
    marked = mark_up("甲乙\n\n丙丁", [], [Quoted(1, 5, "a")], [], "e1")
    assert [(line.number, line.html) for line in marked.lines] == [
        (1, "甲<q id=e1-0>乙</q>"),
        (3, "<q>丙</q>丁"),
    ]


def test_figures_that_share_a_damaged_span_are_shown_once() -> None:
    text = "73941242万元"
    figures = [figure(text, text, identifier="q1"), figure(text, text, identifier="q2")]
    marked = mark_up(text, figures, [], ["q1", "q2"], "e1")
    assert marked.lines[0].html.count("<b") == 1
    assert marked.figures["q1"] == marked.figures["q2"] == "e1q1"


@pytest.mark.parametrize("text", ["<script>x</script>", "a&b", 'a"b', "a'b"])
def test_text_is_escaped_in_and_out_of_marks(text: str) -> None:
    for quotes in ([], [Quoted(0, len(text), "a")]):
        html = str(mark_up(text, [], quotes, [], "e1").lines[0].html)
        assert not re.search(r"<(?!/?q)|&(?!\w+;|#\d+;)|[\"']", html)


def test_controls_and_marks_of_direction_are_shown_as_a_sign() -> None:
    assert str(mark_up("a\x00b\u202ec", [], [], [], "e1").lines[0].html) == "a\ufffdb\ufffdc"


def test_an_id_that_is_no_word_gets_no_anchor() -> None:
    odd = figure("1张", "1张", identifier='q1" onclick="x')
    assert mark_up("1张", [odd], [], [odd.id], "e1").lines[0].html == "<b>1张</b>"


def test_json_cannot_end_its_script() -> None:
    data = {"a": "</script><!--\u2028&"}
    text = str(embedded(data))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == data


@pytest.mark.parametrize(
    ("printed", "instead", "slip"),
    [("400.89", "400.98", True), ("4826", "4286", True), ("221", "222", True), ("64.04", "44.06", False),
     ("1.4", "4.12", False), ("100", "100", False)],
)  # fmt: skip
def test_a_slip_is_one_digit_or_two_swapped(printed: str, instead: str, slip: bool) -> None:
    assert is_slip(printed, instead) is slip


def test_a_slip_is_sought_in_the_printed_unit() -> None:
    assert slip_between("863.16万元", "683.160万元") == ("863.16", "683.16")
    assert slip_between("64.04万元", "44.064万元") is None


def test_what_a_computation_adds_becomes_words() -> None:
    mends = (Mend("q1", "164", "168"), Mend("q2", "205", "200"), Mend("q2", "205", "203", breaks=1))
    terms = (Term("164", "q1"), Term("205", "q2", "/"))
    computation = Computation(
        Shape.SHARE,
        terms,
        "≠",
        (Term("82.0%", "q3"),),
        "80.000%",
        off="2.00",
        nearest=(Nearest("168"),),
        mends=mends,
    )
    assert bare_line(computation, "zh") == "164 / 205 = 80.000% ≠ 82.0%"
    hint = hint_of(computation, None, words_in("zh"))
    assert "“164”写作“168”" in hint and "“205”写作“200”" in hint and "168 / 205" in hint and "203" not in hint


def test_notes_are_written_as_each_language_writes() -> None:
    assert translated("78.9% → 91.3% (Δ 1.80个百分点)", "en") == "78.9% → 91.3% (Δ 1.80 points)"
    assert translated("5个 ≠ 4: 甲镇, 乙镇; 5 → 4 ✓", "zh") == "5个 ≠ 4: 甲镇，乙镇；5 → 4 ✓"


@pytest.mark.parametrize(
    ("texts", "field"),
    [(["特殊困难老年人家庭适老化改造"], "elderly-care"), (["慈善信托规模"], "charity"),
     (["低保金"], "social-assistance"),
     (["完成任务", "（二）优化殡葬服务"], "funerals"), (["完成任务"], "other")],
)  # fmt: skip
def test_a_field_is_told_by_words_then_by_headings(texts: list[str], field: str) -> None:
    assert told_by(texts) == field


def test_fields_stand_in_the_catalogue_s_order_with_the_rest_last() -> None:
    assert field_order(["other", "charity", "social-assistance"]) == ["social-assistance", "charity", "other"]


def test_every_verdict_has_a_group_and_what_waits_is_not_judged() -> None:
    groups = by_group(["met", "missed", "not_judged", "not_due", "needs_review"])
    assert (groups["met"], groups["missed"], groups["pending"], groups["open"]) == (1, 1, 2, 1)
    assert judged(groups) == 3
    assert group_of("a verdict of tomorrow") == "open"


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [(date(2025, 1, 1), date(2025, 12, 31), "2025年"), (date(2025, 1, 1), date(2025, 6, 30), "2025年上半年"),
     (date(2025, 7, 1), date(2025, 9, 30), "2025年第3季度"),
     (date(2025, 1, 1), date(2025, 5, 31), "2025-01-01 至 2025-05-31"),
     (None, date(2025, 5, 31), "2025-05-31"), (date(2025, 1, 1), None, "")],
)  # fmt: skip
def test_a_period_has_its_usual_name(start: date | None, end: date | None, name: str) -> None:
    assert period_name(start, end, "zh") == name


def test_both_languages_have_every_word_with_the_same_placeholders() -> None:
    for code, entry in page_words().items():
        assert set(entry) == {"zh", "en"}, code
        if not code.startswith("note."):
            chinese, english = (set(re.findall(r"{(\w+)}", entry[lang])) for lang in ("zh", "en"))
            assert chinese == english, code


def told(doc: str, text: str, words: str) -> Member:
    start = text.index(words)
    quote = Quote(doc, start, start + len(words), words, 1, text, 0)
    return Member("q1", Decimal(words[:-1]), "人", "困境儿童", quote)


def test_a_contradiction_between_reports_names_them_and_leads_to_each() -> None:
    texts = {"h1.txt": "困境儿童431人", "year.txt": "全年困境儿童418人"}
    marked = {
        doc: mark_up(text, [figure(text, text[-4:])], [], ["q1"], f"e{at}")
        for at, (doc, text) in enumerate(texts.items(), start=1)
    }
    atlas = Atlas({"h1.txt": 1, "year.txt": 2}, {"h1.txt": "上半年", "year.txt": "全年"}, marked, "zh")
    members = (told("year.txt", texts["year.txt"], "418人"), told("h1.txt", texts["h1.txt"], "431人"))
    values = (Interval(Decimal(418), Decimal(418)), Interval(Decimal(431), Decimal(431)))
    now, then = (
        Term("418人", "q1", doc="year.txt", label="2025"),
        Term("431人", "q1", doc="h1.txt", label="2025-01…06"),
    )
    computation = Computation(Shape.AT_MOST, (now,), "<", (then,), "", *values)
    relation = RelationResult("year.txt", "某局", "cumulative", "inconsistent", computation, members)
    [worked] = worked_sums([relation], {}, atlas, "zh")
    assert [(term.sign, term.label, term.value, term.href) for term in worked.terms] == [
        ("", "全年 困境儿童", "418人", "#e2q1"),
        ("<", "上半年 困境儿童", "431人", "#e1q1"),
    ]
    assert worked.formula == "418人 (全年) < 431人 (上半年)"
    assert len(worked.sentences) == 2


def test_the_sum_that_is_shown_is_the_one_that_was_done() -> None:
    """A rise over another base: 5 / (54 − 5), not 5 / 54 − 1."""
    text = "余额54亿元，比年初增加5亿元，增长11%"
    values = {"54亿元": Decimal(54), "5亿元": Decimal(5), "11%": Decimal(11)}
    places = [(words, text.index(words)) for words in values]
    members = tuple(
        Member(f"q{at}", values[words], "%" if "%" in words else "元", "余额",
               Quote("r", start, start + len(words), words, 1, text, 0))
        for at, (words, start) in enumerate(places)
    )  # fmt: skip
    interval, stated = Interval(Decimal("10.1"), Decimal("10.3")), Interval(Decimal("10.5"), Decimal("11.5"))
    terms = (Term("5", "q1"), Term("54", "q0", "/", opens=1), Term("5", "q1", "−", closes=1))
    computation = Computation(Shape.RATE, terms, "≠", (Term("11%", "q2"),), "10.20%", interval, stated)
    relation = RelationResult("r", "某局", "rise", "inconsistent", computation, members)
    [worked] = worked_sums([relation], {}, Atlas({"r": 1}, {"r": "2025年"}, {}, "zh"), "zh")
    assert [(term.sign, term.value) for term in worked.terms] == [
        ("", "5亿元"),
        ("÷", "(54亿元"),
        ("−", "5亿元)"),
    ]
    assert worked.formula == "5 / (54 − 5) = 10.20% ≠ 11%"
