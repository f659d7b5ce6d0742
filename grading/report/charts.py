"""The pictures of the report, and their figures in words."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from grading.report.statistics import Summary, summary

BLUE, PALE, INK = "#1f4e79", "#dce6f1", "#1a1a1a"


def distribution(
    values: Sequence[float], most: float, of: str, large: bool = False
) -> dict[str, Any]:
    """The figures of scores out of most points, a histogram of them, and its words."""
    figures = summary(values)
    if figures is None:
        return {"summary": None, "points": most}
    top = max(most, figures.most) or 1.0
    bins = 20 if large else 10
    heights = [0] * bins
    for value in values:
        heights[min(max(int(value / top * bins), 0), bins - 1)] += 1
    fullest = heights.index(max(heights))
    scores = "1 score" if figures.count == 1 else f"{figures.count} scores"
    alt = (
        f"Histogram of {scores} for {of}, out of {most:g} points: mean {figures.mean:.1f}, "
        f"median {figures.median:.1f}, quartiles {figures.lower:.1f} and {figures.upper:.1f}, "
        f"lowest {figures.least:.1f}, highest {figures.most:.1f}. The fullest of {bins} bars, "
        f"{fullest * top / bins:g} to {(fullest + 1) * top / bins:g} points, "
        f"holds {heights[fullest]}."
    )
    picture = draw(heights, top, figures) if large else draw_small(heights)
    return {"summary": figures, "points": most, "picture": picture, "alt": alt}


def draw(heights: list[int], top: float, figures: Summary) -> str:
    """A histogram with its quartiles, median and mean, as the address of an image."""

    def plot(figure: Figure) -> None:
        axes = figure.add_subplot()
        width = top / len(heights)
        places = [place * width for place in range(len(heights))]
        axes.bar(places, heights, width, align="edge", color=BLUE, edgecolor="white", zorder=2)
        axes.axvspan(figures.lower, figures.upper, color=PALE, zorder=0)
        axes.axvline(figures.median, color=INK, linewidth=2, zorder=3)
        axes.axvline(figures.mean, color=INK, linewidth=2, linestyle=(0, (2, 2)), zorder=3)
        axes.set(xlabel="points", ylabel="students", xlim=(0, top))
        axes.set_ylim(0, max(heights) * 1.05)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)

    return picture(plot, (7.2, 2.9), layout="constrained")


def draw_small(heights: list[int]) -> str:
    """A histogram for a line of a table, as the address of an image."""

    def plot(figure: Figure) -> None:
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.bar(range(len(heights)), heights, 1.0, align="edge", color=BLUE, edgecolor="white")
        axes.axhline(0, color=INK, linewidth=1)
        axes.set(xlim=(0, len(heights)), ylim=(0, max(heights) * 1.02))
        axes.set_axis_off()

    return picture(plot, (1.3, 0.36))


def picture(plot: Callable[[Figure], None], size: tuple[float, float], **options: Any) -> str:
    """The address of an SVG image that holds all of itself. size in inches; options of Figure."""
    held = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "report", "font.size": 11}):
        figure = Figure(figsize=size, **options)
        plot(figure)
        figure.savefig(held, format="svg", metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(held.getvalue()).decode()
