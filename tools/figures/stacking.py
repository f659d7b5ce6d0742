"""Pictures of 6_stacking."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from tools.figures.style import BLACK, DARK, LIGHT, MIDDLE, PALE, arrow, box, canvas, label


def _strip(axes: Axes, x: float, y: float, count: int, fill: str, size: float = 0.42) -> None:
    """count boxes side by side, centred on x, lower edge at y."""
    for place in range(count):
        box(axes, x + (place - count / 2) * size, y, width=size, height=size, fill=fill)


def fig_stack() -> Figure:
    """A stack over three steps, from left to right. At the bottom the segments x1, x2 and x3, of 5
    values each. Each goes up into a box of the first layer, LSTM 1, and from there a state of 7
    values goes up into a box of the second layer, LSTM 2. Within a layer, arrows lead from each
    step to the next. Only from the last step of LSTM 2 an arrow leads on, with a state of 9 values,
    to the Dense layer, which gives one value."""
    figure, axes = canvas(7.5, 4.4, 17.5, 10.3)
    for row, (y, name) in enumerate(((2.1, "LSTM 1"), (5.3, "LSTM 2"))):
        label(axes, 2.1, y + 0.65, name, align="right", weight="bold")
        label(axes, 2.1, y + 0.1, f"{(7, 9)[row]} units", align="right", size=10)
        for step in range(3):
            x = 3.9 + step * 4.6
            box(axes, x - 1.2, y, f"step {step + 1}", width=2.4, height=1.2, fill=LIGHT)
            if step < 2:
                arrow(axes, (x + 1.2, y + 0.6), (x + 3.4, y + 0.6))
    for step in range(3):
        x = 3.9 + step * 4.6
        _strip(axes, x, 0.75, 5, PALE)
        label(axes, x, 0.35, rf"$\mathbf{{x}}_{step + 1}$", size=13)
        arrow(axes, (x, 1.25), (x, 2.1))
        arrow(axes, (x, 3.3), (x, 3.9))
        _strip(axes, x, 3.95, 7, "white")
        arrow(axes, (x, 4.45), (x, 5.3))
    x = 3.9 + 2 * 4.6
    arrow(axes, (x, 6.5), (x, 7.1))
    _strip(axes, x, 7.15, 9, "white")
    arrow(axes, (x, 7.65), (x, 8.3))
    box(axes, x - 1.2, 8.3, "Dense(1)", width=2.4, height=0.9, fill=LIGHT)
    arrow(axes, (x, 9.2), (x, 9.6))
    _strip(axes, x, 9.65, 1, "white")
    label(axes, x + 2.0, 4.15, "7 values", size=10, align="left")
    label(axes, x + 2.2, 7.35, "9 values", size=10, align="left")
    label(axes, x + 2.0, 0.95, "5 values", size=10, align="left")
    return figure


def _table(axes: Axes, x: float, top: float, rows: int, columns: int, last: str) -> None:
    for row in range(rows):
        for column in range(columns):
            fill = last if row == rows - 1 else "white"
            box(axes, x + column * 0.5, top - (row + 1) * 0.5, width=0.5, height=0.5, fill=fill)


def fig_sequences() -> Figure:
    """Left: the sample, 3 rows of 5 values, goes into LSTM(7). Right, above: with return_sequences
    True the output is a table of 3 rows of 7 values, one row a step. Right, below: without it the
    output is one row of 7 values, the last row of that table, shaded in both."""
    figure, axes = canvas(7.5, 3.2, 17.5, 7.4)
    _table(axes, 0.6, 4.5, 3, 5, "white")
    label(axes, 1.85, 2.5, "sample (3, 5)", size=11)
    arrow(axes, (3.3, 3.7), (4.1, 3.7))
    box(axes, 4.2, 2.9, "LSTM(7)", width=2.4, height=1.6, fill=LIGHT)
    arrow(axes, (6.7, 4.1), (8.5, 5.4))
    arrow(axes, (6.7, 3.3), (8.5, 1.7))
    _table(axes, 8.8, 6.3, 3, 7, MIDDLE)
    label(axes, 12.6, 5.9, "return_sequences=True", size=11, align="left")
    label(axes, 12.6, 5.3, "(3, 7): all states", size=11, align="left")
    _table(axes, 8.8, 1.9, 1, 7, MIDDLE)
    label(axes, 12.6, 1.95, "without it", size=11, align="left")
    label(axes, 12.6, 1.35, "(7,): the last state", size=11, align="left")
    return figure


def fig_paths() -> Figure:
    """Two grids of dots, two rows of four: layers 1 and 2 at steps 1 to 4; lines lead to the right
    and up, and the dot at the upper right is the output. In the left grid the paths from the input
    of step 1 are drawn thick: each climbs at one of the four steps, so there are four paths. In the
    right grid the path from the input of step 4 is drawn thick: there is one, straight up."""
    figure, axes = canvas(7.5, 2.9, 17.5, 6.8)
    for left, first, title in (
        (2.0, 0, "from the first input: 4 paths"),
        (10.9, 3, "from the last input: 1 path"),
    ):
        for step in range(4):
            x = left + step * 1.6
            on = step >= first
            width, color = (3.0, BLACK) if on else (0.9, MIDDLE)
            vertical = [(2.5, 4.2)]
            if step == first:
                vertical.append((0.8, 2.3))
            else:
                axes.plot([x, x], [0.8, 2.3], color=MIDDLE, linewidth=0.9)
            for low, high in vertical:
                axes.plot([x, x], [low, high], color=color, linewidth=width, zorder=1)
            for y in (2.4, 4.3):
                if step < 3:
                    axes.plot([x, x + 1.6], [y, y], color=color, linewidth=width, zorder=1)
                dark = BLACK if on else "white"
                axes.add_patch(Circle((x, y), 0.22, facecolor=dark, edgecolor=DARK, zorder=2))
            label(axes, x, 0.4, f"{step + 1}", size=10)
        arrow(axes, (left + 4.8, 4.5), (left + 4.8, 5.5))
        label(axes, left + 5.0, 5.3, "output", size=10, align="left")
        label(axes, left + 2.0, 6.3, title, size=11)
    label(axes, 1.4, 4.3, "layer 2", size=10, align="right")
    label(axes, 1.4, 2.4, "layer 1", size=10, align="right")
    label(axes, 1.4, 0.4, "input", size=10, align="right")
    return figure
