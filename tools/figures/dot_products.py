"""Pictures of 3_dot_products."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tools.figures.style import DARK, LIGHT, MIDDLE, PALE, arrow, box, canvas, label

LECTURE_W = [[1, 0, 0, 1, -1], [2, 0, 0, -1, 1]]
SEGMENTS = [[0, 1, 1, 3, 2], [3, 2, 2, 4, 5], [4, 5, 4, 7, 8]]


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _row(
    axes: Axes, x: float, y: float, values: list[int], *, fill: str = "white", size: float = 0.8
) -> None:
    for place, value in enumerate(values):
        box(axes, x + place * size, y, _number(value), width=size, height=size, fill=fill)


def _column(
    axes: Axes, x: float, y: float, values: list[int], *, fill: str = "white", size: float = 0.8
) -> None:
    """A column whose upper edge lies at y."""
    for place, value in enumerate(values):
        box(axes, x, y - (place + 1) * size, _number(value), width=size, height=size, fill=fill)


def fig_weighted_sum() -> Figure:
    """Three rows of five boxes under one another. The weights are 0, 1, 0, 2, -1. The segment is 3,
    2, 2, 4, 5. The products, place by place, are 0, 2, 0, 8, -5. An arrow leads from the
    products to their sum, 5."""
    weights, segment = [0, 1, 0, 2, -1], SEGMENTS[1]
    products = [weight * value for weight, value in zip(weights, segment, strict=True)]
    figure, axes = canvas(7.5, 2.7, 15, 5.4)
    for y, text, values, fill in (
        (4.0, "weights", weights, PALE),
        (2.6, "segment", segment, "white"),
        (0.7, "products", products, LIGHT),
    ):
        label(axes, 3.4, y + 0.5, text, align="right")
        _row(axes, 3.7, y, values, fill=fill, size=1)
    for place in range(5):
        label(axes, 4.2 + place, 3.8, "×", size=11)
        arrow(axes, (4.2 + place, 2.5), (4.2 + place, 1.8), color=DARK)
    arrow(axes, (8.9, 1.2), (11.2, 1.2))
    label(axes, 10.05, 1.6, "add up")
    box(axes, 11.3, 0.7, _number(sum(products)), weight="bold")
    label(axes, 12.5, 1.2, "the sum", align="left")
    return figure


def fig_sizes() -> Figure:
    """The matrix W with 2 rows and 5 columns, times the segment x1 as a column of 5 values, gives a
    column of 2 values, 1 and -1. The first row of W and the first value of the result are shaded
    alike. The number of rows is called m or l_out, the number of columns n or l_in."""
    figure, axes = canvas(7.5, 3.0, 15, 6)
    top = 4.3
    for row, weights in enumerate(LECTURE_W):
        _row(axes, 2.4, top - 0.8 - row * 0.8, weights, fill=LIGHT if row == 0 else "white")
    arrow(axes, (2.4, 4.7), (6.4, 4.7), style="<|-|>", color=DARK)
    label(axes, 4.4, 5.15, "n columns (l_in)", size=11)
    arrow(axes, (2.1, top), (2.1, top - 1.6), style="<|-|>", color=DARK)
    label(axes, 1.9, 3.7, "m rows", size=11, align="right")
    label(axes, 1.9, 3.2, "(l_out)", size=11, align="right")
    label(axes, 4.4, 2.2, r"$\mathbf{W}$", size=14)
    label(axes, 6.95, 3.5, "·", size=20)
    _column(axes, 7.5, top + 0.4, SEGMENTS[0], fill=PALE)
    arrow(axes, (8.7, top + 0.4), (8.7, top - 3.6), style="<|-|>", color=DARK)
    label(axes, 8.9, 2.7, "n values", size=11, align="left")
    label(axes, 7.9, 0.3, r"$\mathbf{x}_1$", size=14)
    label(axes, 10.75, 3.5, "=", size=18)
    box(axes, 11.4, top - 0.8, "1", width=0.8, height=0.8, fill=LIGHT)
    box(axes, 11.4, top - 1.6, "−1", width=0.8, height=0.8)
    arrow(axes, (12.6, top), (12.6, top - 1.6), style="<|-|>", color=DARK)
    label(axes, 12.8, 3.5, "m values", size=11, align="left")
    return figure


def fig_shared() -> Figure:
    """Three segments of five numbers, x1, x2 and x3. An arrow leads from each into a box named W,
    the same in all three places, and from there to a result of two numbers. A dashed line joins
    the three boxes: they are one and the same matrix."""
    figure, axes = canvas(7.5, 3.2, 17.5, 7.4)
    for step, segment in enumerate(SEGMENTS):
        x = 0.7 + step * 5.7
        _row(axes, x, 1.1, segment, fill=PALE)
        label(axes, x + 2, 0.5, rf"$\mathbf{{x}}_{step + 1}$", size=14)
        arrow(axes, (x + 2, 2.0), (x + 2, 3.0))
        box(axes, x + 1.1, 3.0, r"$\mathbf{W}$", width=1.8, height=1.3, fill=LIGHT, size=14)
        arrow(axes, (x + 2, 4.4), (x + 2, 5.3))
        for row in range(2):
            box(axes, x + 1.2 + row * 0.8, 5.3, "?", width=0.8, height=0.8)
        label(axes, x + 2, 6.7, rf"$\mathbf{{W}} \cdot \mathbf{{x}}_{step + 1}$", size=13)
        if step < 2:
            axes.plot([x + 3.0, x + 6.7], [3.65, 3.65], color=MIDDLE, linestyle="--", linewidth=1.2)
            label(axes, x + 4.85, 3.95, "the same", size=10, color=DARK)
    return figure


def fig_gate() -> Figure:
    """Four values, 4, 7, 3 and -5, each go through a gate of their own: 1, 0, 0.5 and 0.9. What
    comes out is 4, 0, 1.5 and -4.5. The bars in the gates show how far each one is open."""
    values, gates = [4, 7, 3, -5], [1, 0, 0.5, 0.9]
    figure, axes = canvas(7.5, 2.7, 15, 5.4)
    for text, y in (("x", 4.5), ("gate v", 2.75), ("v ⊙ x", 0.95)):
        label(axes, 3.4, y, text, align="right", size=13)
    for place, (value, gate) in enumerate(zip(values, gates, strict=True)):
        x = 4 + place * 2.5
        box(axes, x, 4.0, _number(value))
        arrow(axes, (x + 0.5, 3.95), (x + 0.5, 3.2), color=DARK)
        box(axes, x - 0.35, 2.4, width=1.7, height=0.7)
        box(axes, x - 0.35, 2.4, width=1.7 * gate, height=0.7, fill=LIGHT, edge=LIGHT)
        box(axes, x - 0.35, 2.4, _number(gate), width=1.7, height=0.7, fill="none")
        arrow(axes, (x + 0.5, 2.3), (x + 0.5, 1.5), color=DARK)
        box(axes, x, 0.45, _number(value * gate), fill=PALE)
    return figure


def fig_state() -> Figure:
    """A segment x of five values goes into W, which has 2 rows and 5 columns. A state h of two
    values goes into U, which has 2 rows and 2 columns. Each gives two numbers; they are added,
    and two numbers come out, as many as the state has. A dashed arrow leads from them back to
    h: they become the next state."""
    figure, axes = canvas(7.5, 3.3, 16, 7)
    _row(axes, 0.6, 0.9, SEGMENTS[1], fill=PALE)
    label(axes, 2.6, 0.35, "segment x, 5 values", size=11)
    arrow(axes, (4.7, 1.3), (6.0, 1.3))
    for row in range(2):
        for column in range(5):
            box(axes, 6.1 + column * 0.7, 0.6 + row * 0.7, width=0.7, height=0.7)
    label(axes, 7.85, 2.4, "W, 2 × 5", size=11)
    for place in range(2):
        box(axes, 3.0 + place * 0.8, 4.2, width=0.8, height=0.8, fill=LIGHT)
    label(axes, 3.8, 3.7, "state h, 2 values", size=11)
    arrow(axes, (4.7, 4.6), (7.0, 4.6))
    for row in range(2):
        for column in range(2):
            box(axes, 7.1 + column * 0.7, 3.9 + row * 0.7, width=0.7, height=0.7)
    label(axes, 7.8, 3.5, "U, 2 × 2", size=11)
    arrow(axes, (9.7, 1.3), (11.0, 2.65))
    arrow(axes, (8.6, 4.6), (11.0, 3.3))
    label(axes, 11.35, 3.0, "+", size=20)
    arrow(axes, (11.7, 3.0), (12.8, 3.0))
    for place in range(2):
        box(axes, 12.9 + place * 0.8, 2.6, width=0.8, height=0.8, fill=LIGHT)
    label(axes, 13.7, 2.1, "2 values", size=11)
    axes.plot([13.7, 13.7, 3.8], [3.5, 6.2, 6.2], color=DARK, linestyle="--", linewidth=1.3)
    arrow(axes, (3.8, 6.2), (3.8, 5.1), color=DARK)
    label(axes, 8.7, 6.6, "the next state, after notebook 4's tanh", size=10, color=DARK)
    return figure
