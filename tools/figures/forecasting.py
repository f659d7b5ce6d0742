"""Pictures of 7_forecasting."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tools.figures.style import BLACK, DARK, LIGHT, MIDDLE, PALE, arrow, box, canvas, label


def fig_split() -> Figure:
    """A bar stands for the series, oldest values on the left. It is cut into three parts: training,
    validation and test. Below it stand windows, each a pale bar of inputs, a gap and a dark
    square, the target. The last training window has its target on the last training value. The
    first validation window begins on the first validation value. A window whose inputs begin in
    the training part and whose target lies in the validation part is crossed out."""
    figure, axes = canvas(7.5, 2.7, 17.5, 6.3)
    parts = (
        ("training", 2.4, 8.4, PALE),
        ("validation", 10.8, 3.3, LIGHT),
        ("test", 14.1, 3.1, PALE),
    )
    for name, x, width, fill in parts:
        box(axes, x, 4.5, name, width=width, height=1, fill=fill)
    label(axes, 2.2, 5.0, "series", align="right")
    arrow(axes, (2.4, 5.95), (17.2, 5.95), color=DARK)
    label(axes, 2.2, 5.95, "time", align="right", size=10)
    for edge in (10.8, 14.1):
        axes.plot([edge, edge], [1.5, 4.5], color=DARK, linestyle=":", linewidth=1.2)

    def window(x: float, y: float) -> None:
        box(axes, x, y, width=1.7, height=0.5, fill=PALE)
        axes.plot([x + 1.7, x + 2.1], [y + 0.25] * 2, color=BLACK, linewidth=1)
        box(axes, x + 2.1, y, width=0.3, height=0.5, fill=DARK)

    for x, y in ((2.4, 3.7), (2.7, 3.0), (3.0, 2.3), (8.4, 3.0), (10.8, 3.7), (11.1, 3.0)):
        window(x, y)
    label(axes, 6.9, 3.25, "…", size=14)
    window(9.5, 1.7)
    axes.plot([9.3, 12.1], [1.55, 2.35], color=BLACK, linewidth=1.8)
    axes.plot([9.3, 12.1], [2.35, 1.55], color=BLACK, linewidth=1.8)
    label(axes, 9.1, 1.95, "left out", align="right", size=11)
    window(2.4, 0.4)
    label(
        axes, 5.1, 0.65, "a window: inputs, then the target some steps later", align="left", size=11
    )
    return figure


def fig_anchor() -> Figure:
    """Left: two windows drawn as they might be, many years apart. Each rises and falls once. The
    later one stands far higher on the scale of levels, above everything in the training part.
    Right: the same two windows after the last value of each was subtracted from it. They lie
    almost on one another, and both end at zero."""
    figure = Figure(figsize=(7.5, 2.9), facecolor="white", layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
    steps = np.arange(27)
    shape = 3.0 * np.sin(2 * np.pi * (steps - 3) / 26)
    early, late = 318 + shape + steps * 0.03, 362 + 1.1 * shape + steps * 0.06
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelbottom=False, bottom=False)
    left.axhspan(313, 353, color=PALE, zorder=0)
    left.text(13, 345, "levels of the training part", ha="center", va="center", fontsize=10)
    left.plot(steps, early, color=BLACK, linewidth=2)
    left.plot(steps + 34, late, color=DARK, linewidth=2, linestyle="--")
    left.text(13, 326, "an early window", ha="center", fontsize=10)
    left.text(47, 369, "a late window", ha="center", fontsize=10)
    left.set(ylabel="ppm", xlabel="time", ylim=(308, 374))
    right.axhline(0, color=MIDDLE, linewidth=1)
    right.plot(steps, early - early[-1], color=BLACK, linewidth=2)
    right.plot(steps, late - late[-1], color=DARK, linewidth=2, linestyle="--")
    right.set(ylabel="ppm above the last value", xlabel="place in the window")
    return figure


def fig_feedback() -> Figure:
    """Three rows. In the first, a window of four known values 1, 2, 4, 3 goes into predict, which
    gives forecast a. In the second row the window has moved on by one place: the 1 has dropped out
    and a stands at its end. It gives forecast b. In the third row the 2 has dropped out as well,
    and the window ends on a and b. It gives forecast c."""
    figure, axes = canvas(7.5, 2.6, 17.5, 6.1)
    values = ["1", "2", "4", "3", "a", "b"]
    for row in range(3):
        y = 4.7 - row * 2.1
        for place in range(4 + row):
            inside = place >= row
            box(
                axes,
                1 + place * 1.1,
                y,
                values[place] if inside else "",
                width=1.1,
                height=0.95,
                fill=LIGHT if place >= 4 else "white",
                edge=BLACK if inside else LIGHT,
            )
        if row:
            label(axes, 1 + (row - 0.5) * 1.1, y + 0.47, values[row - 1], color=MIDDLE)
        end = 1 + (4 + row) * 1.1
        arrow(axes, (end + 0.1, y + 0.47), (9.3, y + 0.47))
        box(axes, 9.3, y, "predict", width=2.2, height=0.95, fill=PALE)
        arrow(axes, (11.5, y + 0.47), (12.7, y + 0.47))
        box(axes, 12.7, y, "abc"[row], width=1.1, height=0.95, fill=LIGHT)
        label(axes, 14.1, y + 0.47, f"forecast {row + 1}", align="left", size=11)
        if row < 2:
            arrow(axes, (13.25, y), (end + 0.55, y - 1.15), color=DARK, bend=-0.12)
    return figure
