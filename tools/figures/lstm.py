"""Pictures of 5_lstm."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from tools.figures.style import BLACK, DARK, LIGHT, PALE, arrow, box, canvas, label


def fig_gate() -> Figure:
    """Three columns of three numbers. The carry 3, -2, 5 times the gate 1, 0, 0.5, element by
    element, gives 3, 0, 2.5. Beside the rows stands what happened: the 3 is kept, the -2 is
    forgotten, the 5 is halved."""
    figure, axes = canvas(7.5, 2.6, 17.5, 6)
    rows = [("3", "1", "3", "kept"), ("-2", "0", "0", "forgotten"), ("5", "0.5", "2.5", "halved")]
    for row, (carry, gate, result, word) in enumerate(rows):
        y = 3.4 - row * 1.3
        box(axes, 2.2, y, carry, width=1.8, height=1.1, fill=PALE)
        box(axes, 5.9, y, gate, width=1.8, height=1.1, fill=LIGHT)
        box(axes, 9.6, y, result, width=1.8, height=1.1, fill=PALE)
        label(axes, 12.0, y + 0.55, word, align="left")
    for x, name in ((3.1, "carry"), (6.8, "gate"), (10.5, "result")):
        label(axes, x, 5.2, name)
    label(axes, 4.95, 2.65, "⊙", size=18)
    label(axes, 8.65, 2.65, "=", size=18)
    return figure


def _node(axes: Axes, x: float, y: float, text: str) -> None:
    axes.add_patch(Circle((x, y), 0.36, facecolor="white", edgecolor=BLACK, linewidth=1.2))
    label(axes, x, y, text, size=13)


def _line(axes: Axes, *points: tuple[float, float]) -> None:
    axes.plot([x for x, _ in points], [y for _, y in points], color=BLACK, linewidth=1.4)


def _unit(axes: Axes, x: float, text: str) -> None:
    """A box on the input line, with an arrow into it."""
    arrow(axes, (x, 1.5), (x, 2.4))
    box(axes, x - 0.7, 2.4, text, width=1.4, height=1, fill=LIGHT, size=11)


def _forget(axes: Axes, left: float, step: str, end: float) -> None:
    """The carry's line up to left + end, with its forget gate. step is the slide's i or t."""
    arrow(axes, (left + 0.3, 8), (left + 1.14, 8))
    arrow(axes, (left + 1.86, 8), (left + end, 8))
    _node(axes, left + 1.5, 8, "×")
    label(axes, left + 0.3, 8.75, rf"$\mathbf{{c}}_{{{step}-1}}$", size=13, align="left")
    label(axes, left + 7.8, 8.75, rf"$\mathbf{{c}}_{step}$", size=13)
    arrow(axes, (left + 1.5, 3.4), (left + 1.5, 7.64))
    inputs = rf"$\mathbf{{h}}_{{{step}-1}}, \mathbf{{x}}_{step}$"
    label(axes, left + 0.3, 0.95, inputs, size=12, align="left")


def _carry(axes: Axes, left: float, step: str) -> None:
    """The carry's line with its forget gate and its sum: what both cells share."""
    _forget(axes, left, step, 3.64)
    arrow(axes, (left + 4.36, 8), (left + 8.1, 8))
    _node(axes, left + 4, 8, "+")
    arrow(axes, (left + 4, 6.11), (left + 4, 7.64))
    _node(axes, left + 4, 5.75, "×")


def _keras_cell(axes: Axes, left: float, stage: int) -> None:
    """Keras's cell up to a stage: the forget gate (1), what is written (2), what is read (3)."""
    inputs = [(1.5, r"$\sigma$  f"), (3.2, r"$\sigma$  i"), (5.1, "tanh c"), (7, r"$\sigma$  o")]
    inputs = inputs[: (0, 1, 3, 4)[stage]]
    _line(axes, (left + 0.3, 1.5), (left + inputs[-1][0], 1.5))
    for x, text in inputs:
        _unit(axes, left + x, text)
    if stage == 1:
        _forget(axes, left, "t", 8.1)
        return
    _carry(axes, left, "t")
    _line(axes, (left + 3.2, 3.4), (left + 3.2, 5.75))
    arrow(axes, (left + 3.2, 5.75), (left + 3.64, 5.75))
    _line(axes, (left + 5.1, 3.4), (left + 5.1, 5.75))
    arrow(axes, (left + 5.1, 5.75), (left + 4.36, 5.75))
    if stage == 2:
        return
    arrow(axes, (left + 7, 3.4), (left + 7, 4.04))
    arrow(axes, (left + 7, 8), (left + 7, 6.9))
    box(axes, left + 6.35, 5.9, "tanh", width=1.3, height=1, size=11)
    arrow(axes, (left + 7, 5.9), (left + 7, 4.76))
    _node(axes, left + 7, 4.4, "×")
    arrow(axes, (left + 7.36, 4.4), (left + 8.1, 4.4))
    label(axes, left + 8.5, 4.4, r"$\mathbf{h}_t$", size=13)


def _stage(stage: int) -> Figure:
    figure, axes = canvas(3.9, 3.9, 9.55, 9.55)
    _keras_cell(axes, 0.3, stage)
    return figure


def fig_forget() -> Figure:
    """The cell, first wire: the carry runs along the top from c t-1 to c t. On its way it meets one
    sign, times, into which the forget gate f leads, a sigma box over the line of h t-1 and x t."""
    return _stage(1)


def fig_write() -> Figure:
    """The cell, second wire: behind the sign times on the carry's line stands a plus. Into it leads
    the product of the input gate i, a sigma box, and the candidate c, a tanh box."""
    return _stage(2)


def fig_read() -> Figure:
    """The cell, third wire: from the new carry a line goes down through tanh to a sign times, into
    which the output gate o leads, a sigma box. What comes out is the new state h t."""
    return _stage(3)


def fig_slide() -> Figure:
    """The slide's cell, for comparison: the carry runs along the top, times the forget gate f, plus
    the gate w times the old state h. A box sigma h makes the new state from h and x alone. No line
    leads from the carry to the state."""
    figure, axes = canvas(3.9, 3.9, 9.55, 9.55)
    left = 0.3
    _carry(axes, left, "i")
    _line(axes, (left + 0.3, 1.5), (left + 7, 1.5))
    for x, text in ((1.5, r"$\sigma$  f"), (3.2, r"$\sigma$  w"), (7, r"$\sigma$  h")):
        _unit(axes, left + x, text)
    _line(axes, (left + 3.2, 3.4), (left + 3.2, 5.75))
    arrow(axes, (left + 3.2, 5.75), (left + 3.64, 5.75))
    _line(axes, (left + 5.1, 4.3), (left + 5.1, 5.75))
    arrow(axes, (left + 5.1, 5.75), (left + 4.36, 5.75))
    label(axes, left + 5.1, 3.9, r"$\mathbf{h}_{i-1}$", size=12)
    _line(axes, (left + 7, 3.4), (left + 7, 4.4))
    arrow(axes, (left + 7, 4.4), (left + 8.1, 4.4))
    label(axes, left + 8.5, 4.4, r"$\mathbf{h}_i$", size=13)
    label(axes, left + 7, 6.3, "no way from\nc to h", size=10, color=DARK)
    return figure


def fig_detour() -> Figure:
    """Two ways from the old carry to the new one. The upper is the road: one sign, times f. The
    lower is the detour: tanh and times o give the old state h, then the matrix U c, then tanh and
    times i. Both meet in a plus before the new carry."""
    figure, axes = canvas(7.6, 2.5, 18.6, 6.12)
    label(axes, 1.0, 4.6, r"$\mathbf{c}_{t-1}$", size=14)
    label(axes, 17.5, 4.6, r"$\mathbf{c}_t$", size=14)
    arrow(axes, (1.8, 4.6), (8.84, 4.6))
    _node(axes, 9.2, 4.6, "×")
    label(axes, 9.2, 5.5, "f", size=13)
    label(axes, 4.6, 5.15, "the road", size=11, color=DARK)
    arrow(axes, (9.56, 4.6), (15.14, 4.6))
    _node(axes, 15.5, 4.6, "+")
    arrow(axes, (15.86, 4.6), (16.8, 4.6))
    _line(axes, (2.3, 4.6), (2.3, 1.7))
    arrow(axes, (2.3, 1.7), (3.0, 1.7))
    box(axes, 3.0, 1.2, "tanh", width=1.4, height=1, size=11)
    arrow(axes, (4.4, 1.7), (5.24, 1.7))
    _node(axes, 5.6, 1.7, "×")
    label(axes, 5.6, 0.75, "o", size=13)
    arrow(axes, (5.96, 1.7), (8.4, 1.7))
    label(axes, 7.1, 2.25, r"$\mathbf{h}_{t-1}$", size=12)
    box(axes, 8.4, 1.2, r"$\mathbf{U}_c$", width=1.6, height=1, fill=LIGHT, size=13)
    arrow(axes, (10.0, 1.7), (11.0, 1.7))
    box(axes, 11.0, 1.2, "tanh", width=1.4, height=1, size=11)
    arrow(axes, (12.4, 1.7), (13.24, 1.7))
    _node(axes, 13.6, 1.7, "×")
    label(axes, 13.6, 0.75, "i", size=13)
    _line(axes, (13.96, 1.7), (15.5, 1.7))
    arrow(axes, (15.5, 1.7), (15.5, 4.24))
    label(axes, 9.2, 0.55, "the detour", size=11, color=DARK)
    return figure


def fig_kernel() -> Figure:
    """Keras's kernel for segments of 3 numbers and 2 units: 3 rows and 8 columns, in four blocks of
    2 columns named i, f, c and o; block f is shaded. An arrow named "transpose f" leads to the
    course's W of the forget gate, which is that block transposed: 2 rows and 3 columns."""
    figure, axes = canvas(7.5, 2.5, 17.5, 5.83)
    shades = {"i": PALE, "f": LIGHT, "c": PALE, "o": PALE}
    for block, (gate, shade) in enumerate(shades.items()):
        for row in range(3):
            for column in range(2):
                x = 1.6 + block * 2 + column * 0.9
                box(axes, x, 1.3 + row * 0.9, width=0.9, height=0.9, fill=shade)
        label(axes, 2.5 + block * 2, 4.45, gate, size=13)
    label(axes, 5.4, 5.2, "Keras's kernel, (3, 4 · 2)")
    label(axes, 1.3, 2.65, "3", align="right")
    label(axes, 5.4, 0.6, "2 columns a gate", size=11)
    arrow(axes, (10.0, 2.65), (12.4, 2.65))
    label(axes, 11.2, 3.2, "transpose f", size=11)
    for row in range(2):
        for column in range(3):
            place = (12.9 + column * 0.9, 1.75 + row * 0.9)
            box(axes, *place, width=0.9, height=0.9, fill=LIGHT)
    label(axes, 14.25, 4.2, 'W["f"], (2, 3)')
    return figure
