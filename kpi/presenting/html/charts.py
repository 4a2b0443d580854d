"""Charts as pure functions: numbers in, SVG out. Colours come from the page's style by class, never from here.

Lengths are percentages of the picture's width, so that a chart fits its cell on a screen, a phone and paper;
heights stand in the page's style (assets/style.css). Attributes of plain numbers and words go without quotation
marks, as HTML allows: a page of hundreds of charts stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

SPARK_WIDTH, SPARK_HEIGHT = 84, 26  # pixels, as the style has them
LABEL_ROOM = 5.0  # per cent of the width below which a segment carries no number


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a target lies: from `low` to `high`, None for an open side; ≥80 is (80, None), ≤15 (None, 15)."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a stacked bar; `kind` is the class that colours it."""

    kind: str
    count: int
    label: str


def bullet(
    actual: float,
    threshold: Threshold,
    interval: tuple[float | None, float | None],
    label: str = "",
    pace: float | None = None,
) -> Markup:
    """A bar to the actual value over the range that is asked for, a line at its edge, a whisker for the interval.

    `pace` marks the value that a linear pace would have reached. The row's verdict colours the bar. `label` is
    needed where the chart shows more than the words beside it.
    """
    numbers = [0.0, actual, *_known(threshold.low, threshold.high, *interval, pace)]
    low, high = min(numbers), max(numbers)
    span = (high - low or 1.0) * 1.06
    low -= (high - low or 1.0) * 0.06 if low < 0 else 0.0

    def at(value: float) -> str:
        return _per_cent((value - low) / span * 100)

    wanted_from = 0.0 if threshold.low is None else (threshold.low - low) / span * 100
    wanted_to = 100.0 if threshold.high is None else (threshold.high - low) / span * 100
    start, end = sorted(((0.0 - low) / span * 100, (actual - low) / span * 100))
    shapes = [_rect("", wanted_from, max(wanted_to - wanted_from, 1.5)), _rect("", start, max(end - start, 0.4))]
    shapes += [f"<rect class=l x={at(edge)} />" for edge in dict.fromkeys(_known(threshold.low, threshold.high))]
    if pace is not None:
        shapes.append(f"<rect class=p x={at(pace)} />")
    if interval[0] is None or interval[1] is None or interval[0] < interval[1]:
        left = 0.0 if interval[0] is None else (interval[0] - low) / span * 100
        right = 100.0 if interval[1] is None else (interval[1] - low) / span * 100
        shapes.append(_rect("i", left, right - left))
        closed = [x for x, end in zip((left, right), interval, strict=True) if end is not None]
        shapes += [f"<rect class=e x={_per_cent(x)} />" for x in closed]
    return _svg("bl", label, shapes)


def sparkline(values: Sequence[float], threshold: Threshold, label: str) -> Markup:
    """Values from the earliest to the latest, the last one dotted, the target as a dashed line."""
    edges = list(dict.fromkeys(_known(threshold.low, threshold.high)))
    low, high = min([*values, *edges]), max([*values, *edges])
    span = high - low or 1.0
    step = (SPARK_WIDTH - 10) / max(len(values) - 1, 1)

    def y(value: float) -> str:
        return _number(SPARK_HEIGHT - 4 - (value - low) / span * (SPARK_HEIGHT - 8))

    points = [f"{_number(5 + step * i)},{y(value)}" for i, value in enumerate(values)]
    shapes = [f"<path d=M0,{y(edge)}H{SPARK_WIDTH} />" for edge in edges]
    shapes.append(f'<polyline points="{" ".join(points)}"/>')
    # The style ends the line in a dot (_patterns.html.j2).
    return _svg("sp", label, shapes)


def stacked(segments: Sequence[Segment], longest: int, label: str) -> Markup:
    """Segments side by side, `longest` counts wide in all; each number stands in its segment where it has room."""
    shapes: list[str] = []
    left = 0.0
    for segment in segments:
        if not segment.count:
            continue
        width = segment.count / max(longest, 1) * 100
        shapes.append(f"<rect class=s-{segment.kind} x={_per_cent(left)} width={_per_cent(width)} />")
        if width >= LABEL_ROOM:
            shapes.append(f"<text class=s-{segment.kind} x={_per_cent(left + width / 2)}>{segment.count}</text>")
        left += width
    return _svg("st", label, shapes)


def _svg(kind: str, label: str, shapes: Sequence[str]) -> Markup:
    """Without a label a chart is hidden from screen readers: then the words beside it say the same."""
    told = f'role=img aria-label="{escape(label)}"' if label else "aria-hidden=true"
    return Markup(f"<svg class={kind} {told}>" + "".join(shapes) + "</svg>")


def _rect(kind: str, left: float, width: float) -> str:
    """The style knows a band and a bar by their place, the first and the second: they need no class."""
    x = f" x={_per_cent(left)}" if left > 0.05 else ""
    named = f" class={kind}" if kind else ""
    return f"<rect{named}{x} width={_per_cent(width)} />"


def _known(*values: float | None) -> list[float]:
    return [value for value in values if value is not None]


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _per_cent(value: float) -> str:
    return f"{_number(max(0.0, min(value, 100.0)))}%"
