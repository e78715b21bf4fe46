"""Charts as plain figures: where the bars and lines stand; a template draws them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 460, 210
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 14, 30
_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 4
_MOST_LABELS = 8
_WIDEST_BAR = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a stacked bar."""

    series: int
    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line."""

    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart with its label, or a label below it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn, with the table of its figures for those who read instead of look."""

    name: str
    title: str
    series: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[Bar, ...]
    lines: tuple[tuple[Point, ...], ...]
    across: tuple[Tick, ...]
    below: tuple[Tick, ...]


def stacked(name: str, title: str, series: Sequence[str], columns: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """Stacked bars: one column for each label, its parts in the order of the series, from below."""
    scale, across = _scale(max((sum(values) for _, values in columns), default=0), whole=True)
    step = (WIDTH - LEFT - RIGHT) / max(len(columns), 1)
    width = min(step * 0.64, _WIDEST_BAR)
    bars = []
    for number, (label, values) in enumerate(columns):
        x, bottom = LEFT + step * (number + 0.5) - width / 2, float(HEIGHT - BOTTOM)
        for part, value in enumerate(values):
            if value:
                height = value * scale
                bottom -= height
                bars.append(
                    Bar(
                        part,
                        _round(x),
                        _round(bottom),
                        _round(width),
                        _round(height),
                        f"{label}: {value:,} {series[part]}",
                    )
                )
    return Chart(
        name=name,
        title=title,
        series=tuple(series),
        labels=tuple(label for label, _ in columns),
        rows=tuple(tuple(f"{value:,}" for value in values) for _, values in columns),
        bars=tuple(bars),
        lines=(),
        across=across,
        below=_below([label for label, _ in columns]),
    )


def lines(name: str, title: str, series: Sequence[str], columns: Sequence[tuple[str, Sequence[float | None]]]) -> Chart:
    """Lines of shares from 0 to 1, one for each series; a missing value is passed over."""
    scale, across = _scale(1.0)
    step = (WIDTH - LEFT - RIGHT) / max(len(columns), 1)
    drawn = tuple(
        tuple(
            Point(
                _round(LEFT + step * (number + 0.5)),
                _round(HEIGHT - BOTTOM - value * scale),
                f"{label}: {series[part]} {value:.3f}",
            )
            for number, (label, values) in enumerate(columns)
            if (value := values[part]) is not None
        )
        for part in range(len(series))
    )
    return Chart(
        name=name,
        title=title,
        series=tuple(series),
        labels=tuple(label for label, _ in columns),
        rows=tuple(tuple("–" if v is None else f"{v:.3f}" for v in values) for _, values in columns),
        bars=(),
        lines=drawn,
        across=across,
        below=_below([label for label, _ in columns]),
    )


def _scale(most: float, *, whole: bool = False) -> tuple[float, tuple[Tick, ...]]:
    """Units of the drawing per unit of value, and the lines across at round values."""
    step = _round_step(most / _TICKS) if most else 1.0
    step = max(ceil(step), 1) if whole else step
    count = max(ceil(most / step), 1)
    scale = (HEIGHT - TOP - BOTTOM) / (count * step)
    ticks = tuple(
        Tick(_round(HEIGHT - BOTTOM - number * step * scale), f"{number * step:,.10g}") for number in range(count + 1)
    )
    return scale, ticks


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and their tens and tenths that is not below `least`."""
    power = 10.0 ** floor(log10(least))
    return next(s * power for s in _STEPS if s * power >= least * (1 - 1e-9))


def _below(labels: Sequence[str]) -> tuple[Tick, ...]:
    """The labels below the chart: every n-th where there are many, always the last."""
    step = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    every = ceil(len(labels) / _MOST_LABELS) or 1
    last = len(labels) - 1
    return tuple(
        Tick(_round(LEFT + step * (number + 0.5)), label)
        for number, label in enumerate(labels)
        if (last - number) % every == 0
    )


def _round(value: float) -> float:
    return round(value, 1)
