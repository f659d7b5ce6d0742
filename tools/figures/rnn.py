"""Pictures of 4_rnn."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tools.figures.style import BLACK, DARK, LIGHT, MIDDLE, PALE, arrow, box, canvas, label


def _grid(
    axes: Axes, x: float, y: float, rows: int, columns: int, fill: str, side: float = 0.8
) -> tuple[float, float]:
    """A grid of empty cells centred on (x, y). Returns its upper edge and its lower edge."""
    left, bottom = x - columns * side / 2, y - rows * side / 2
    for row in range(rows):
        for column in range(columns):
            place = (left + column * side, bottom + row * side)
            box(axes, *place, width=side, height=side, fill=fill)
    return bottom + rows * side, bottom


def _cell(axes: Axes, wires: int) -> None:
    """One step with its first wires: 1 the segment, 2 the old state, 3 the new state's way on.

    The newest wire is black, the others are grey.
    """
    ink = [BLACK if number == wires else MIDDLE for number in (1, 2, 3)]
    label(axes, 9.0, 0.45, r"segment $\mathbf{x}_t$", size=12)
    arrow(axes, (9.0, 0.85), (9.0, 1.5), color=ink[0])
    box(axes, 8.35, 1.5, r"$\mathbf{W}\,\cdot$", width=1.3, height=0.9, edge=ink[0])
    arrow(axes, (9.0, 2.4), (9.0, 3.1), color=ink[0])
    box(axes, 8.25, 3.1, r"add, $+\,\mathbf{b}$", width=2.4, height=1.0, fill=LIGHT, size=11)
    arrow(axes, (10.65, 3.6), (11.3, 3.6), color=ink[0])
    box(axes, 11.3, 3.1, "tanh", width=1.6, height=1.0, fill=LIGHT, size=11)
    arrow(axes, (12.1, 4.1), (12.1, 5.1), color=ink[0])
    label(axes, 12.1, 5.55, r"new state $\mathbf{h}_t$", size=12)
    if wires > 1:
        label(axes, 2.4, 3.6, r"old state $\mathbf{h}_{t-1}$", size=12)
        arrow(axes, (4.3, 3.6), (5.3, 3.6), color=ink[1])
        box(axes, 5.3, 3.15, r"$\mathbf{U}\,\cdot$", width=1.3, height=0.9, edge=ink[1])
        arrow(axes, (6.6, 3.6), (8.25, 3.6), color=ink[1])
    if wires > 2:
        arrow(axes, (12.9, 3.6), (14.4, 3.6), color=ink[2])
        label(axes, 16.1, 3.95, "old state of", size=12)
        label(axes, 16.1, 3.25, r"step $t + 1$", size=12)


def fig_wire_segment() -> Figure:
    """The first wire of a recurrent step. The segment comes in from below, is multiplied by W, b is
    added, tanh is taken, and the new state leaves at the top. Nothing else comes in."""
    figure, axes = canvas(7.5, 2.5, 18, 6.0)
    _cell(axes, 1)
    return figure


def fig_wire_state() -> Figure:
    """The same step with a second wire, in black. The old state comes in from the left, is
    multiplied by U, and joins the segment's part in the sum, before the tanh."""
    figure, axes = canvas(7.5, 2.5, 18, 6.0)
    _cell(axes, 2)
    return figure


def fig_wire_onward() -> Figure:
    """The same step with a third wire, in black. Behind the tanh the new state leaves twice: at the
    top, as the layer's output, and to the right, where it is the old state of step t + 1."""
    figure, axes = canvas(7.5, 2.5, 18, 6.0)
    _cell(axes, 3)
    return figure


def fig_step() -> Figure:
    """One step of a layer with 2 units, for segments of 3 numbers, drawn as grids of cells. W with
    2 rows and 3 columns times the segment x of 3 numbers, plus U with 2 rows and 2 columns times
    the old state of 2 numbers, plus b with 2 numbers. All of it goes through tanh and gives the new
    state, 2 numbers."""
    figure, axes = canvas(7.5, 2.3, 18, 5.5)
    middle = 2.9
    parts = [
        (3.1, 2, 3, LIGHT, r"$\mathbf{W}$", "(2, 3)"),
        (5.3, 3, 1, PALE, r"$\mathbf{x}_t$", "(3,)"),
        (7.6, 2, 2, LIGHT, r"$\mathbf{U}$", "(2, 2)"),
        (9.8, 2, 1, PALE, r"$\mathbf{h}_{t-1}$", "(2,)"),
        (12.0, 2, 1, LIGHT, r"$\mathbf{b}$", "(2,)"),
        (16.2, 2, 1, PALE, r"$\mathbf{h}_t$", "(2,)"),
    ]
    for x, rows, columns, fill, name, shape in parts:
        _grid(axes, x, middle, rows, columns, fill)
        label(axes, x, 4.75, name, size=14)
        label(axes, x, 0.8, shape, size=10, color=DARK)
    for x, sign in ((4.6, "·"), (6.25, "+"), (8.85, "·"), (10.9, "+"), (14.6, "=")):
        label(axes, x, middle, sign, size=16)
    label(axes, 0.75, middle, "tanh", size=13)
    for x, bracket in ((1.5, "("), (13.0, ")")):
        label(axes, x, middle + 0.1, bracket, size=46, color=DARK)
    return figure


def fig_unrolled() -> Figure:
    """The layer drawn once for each of three time steps, from left to right. Into each drawing
    comes a segment, x1, x2 or x3, from below, and the state of the step before from the left; the
    first receives the state h0, which is zero. Out of each comes its state, h1, h2 or h3. One box
    with W, U and b stands above all three and is joined to each by a dotted line: the weights are
    the same at every step."""
    figure, axes = canvas(7.5, 3.2, 18, 7.7)
    box(
        axes, 6.9, 6.3, r"one $\mathbf{W}$, one $\mathbf{U}$, one $\mathbf{b}$", width=5.4, height=1
    )
    label(axes, 0.8, 3.7, r"$\mathbf{h}_0 = 0$", size=13)
    arrow(axes, (1.7, 3.7), (2.7, 3.7))
    for step in range(3):
        x = 2.7 + step * 5.2
        box(axes, x, 2.9, f"step {step + 1}", width=2.9, height=1.6, fill=LIGHT, size=13)
        label(axes, x + 1.45, 0.45, rf"$\mathbf{{x}}_{step + 1}$", size=14)
        arrow(axes, (x + 1.45, 0.95), (x + 1.45, 2.9))
        end = 9.6 + (step - 1) * 1.8
        axes.plot([end, x + 1.45], [6.3, 4.5], color=DARK, linestyle=":", linewidth=1.4)
        arrow(axes, (x + 2.9, 3.7), (x + (5.2 if step < 2 else 3.7), 3.7))
        if step < 2:
            label(axes, x + 4.05, 4.2, rf"$\mathbf{{h}}_{step + 1}$", size=14)
    label(axes, 17.25, 3.75, r"$\mathbf{h}_3$", size=14)
    return figure


def fig_layout() -> Figure:
    """On the left Keras's kernel for 3 inputs and 2 units: 3 rows, one for each input, and 2
    columns, one for each unit. On the right the same six numbers as the course's W: 2 rows, one for
    each unit, and 3 columns, one for each input. The first column of the kernel, shaded, is the
    first row of W."""
    figure, axes = canvas(7.5, 2.7, 18, 6.5)
    names = [["1", "2", "3"], ["4", "5", "6"]]
    for unit in range(2):
        fill = LIGHT if unit == 0 else "white"
        for place in range(3):
            text = names[unit][place]
            box(axes, 3.6 + unit * 1.1, 3.1 - place * 1.1, text, width=1.1, height=1.1, fill=fill)
            box(axes, 11.8 + place * 1.1, 2.55 - unit * 1.1, text, width=1.1, height=1.1, fill=fill)
    label(axes, 4.7, 5.9, "Keras: kernel", size=12, weight="bold")
    label(axes, 13.45, 5.9, r"the course: $\mathbf{W}$", size=12, weight="bold")
    for place in range(3):
        label(axes, 3.3, 3.65 - place * 1.1, f"input {place + 1}", size=10, align="right")
        label(axes, 12.35 + place * 1.1, 4.05, f"input {place + 1}", size=8)
    for unit in range(2):
        label(axes, 4.15 + unit * 1.1, 4.6, f"unit {unit + 1}", size=8)
        label(axes, 11.5, 3.1 - unit * 1.1, f"unit {unit + 1}", size=10, align="right")
    arrow(axes, (6.6, 2.55), (9.2, 2.55))
    label(axes, 7.9, 3.0, "transpose", size=10)
    label(axes, 4.7, 0.35, "(3, 2)", size=10, color=DARK)
    label(axes, 13.45, 0.35, "(2, 3)", size=10, color=DARK)
    return figure


def fig_way_back() -> Figure:
    """A chain of states from left to right: h1, h2, h3, then dots, then the last state hT, then the
    loss. Solid arrows lead to the right: forwards, each state is made from the one before. Below
    them dashed arrows lead to the left, from the loss back to h1: backwards, each step multiplies
    the gradient by its own transposed Jacobian, U transposed times diag(1 - h squared)."""
    figure, axes = canvas(7.5, 2.1, 18, 5.0)
    places = [1.0, 4.8, 8.6, 13.2]
    names = [r"$\mathbf{h}_1$", r"$\mathbf{h}_2$", r"$\mathbf{h}_3$", r"$\mathbf{h}_T$"]
    for x, name in zip(places, names, strict=True):
        box(axes, x, 2.1, name, width=1.3, height=1.3, fill=LIGHT, size=14)
    box(axes, 16.0, 2.1, "loss", width=1.6, height=1.3, fill=PALE)
    label(axes, 11.55, 2.75, "...", size=16)
    label(axes, 9.2, 4.3, "forwards: each state from the one before", size=11)
    ends = [(2.3, 4.8), (6.1, 8.6), (9.9, 11.1), (12.0, 13.2), (14.5, 16.0)]
    for left, right in ends:
        arrow(axes, (left, 3.1), (right, 3.1))
        axes.annotate(
            "",
            (left, 2.4),
            (right, 2.4),
            arrowprops={
                "arrowstyle": "-|>",
                "color": MIDDLE if left == 14.5 else BLACK,
                "linewidth": 1.4,
                "linestyle": "--",
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )
    factor = r"$\mathbf{U}^\top\mathrm{diag}(1-\mathbf{h}_%s^2)\ \cdot$"
    label(axes, 3.55, 1.35, factor % 2, size=11)
    label(axes, 7.35, 1.35, factor % 3, size=11)
    label(axes, 12.6, 1.35, factor % "T", size=11)
    label(
        axes,
        9.2,
        0.45,
        "backwards: the gradient is multiplied by one such factor for every step",
        size=11,
    )
    return figure
